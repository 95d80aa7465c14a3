"""Equal values held once: a large case has millions of small sets and tuples of words, most of them alike."""

from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import TypeVar

Some = TypeVar("Some", bound=Hashable)


def frozen(some: Iterable[Some]) -> frozenset[Some]:
    """Give a frozen set; the empty one is held once. For what is rarely met twice, such as names."""
    return frozenset(some) or _EMPTY  # type: ignore[return-value]  # an empty set is one of anything


def shared(some: Iterable[Some]) -> frozenset[Some]:
    """Give a frozen set, the very one that was given before if that was lately. For what is met again and again."""
    return _held(frozenset(some))


def shared_tuple(some: Iterable[Some]) -> tuple[Some, ...]:
    """Give a tuple, the very one that was given before if that was lately."""
    return _held(tuple(some))


_Held = TypeVar("_Held", bound=Hashable)
_EMPTY: frozenset[Hashable] = frozenset()


def _held(value: _Held) -> _Held:
    return _first(value)  # type: ignore[return-value]  # equal values are of one kind here


@lru_cache(maxsize=65536, typed=True)
def _first(value: Hashable) -> Hashable:
    return value
