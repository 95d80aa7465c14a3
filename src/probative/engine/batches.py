"""Groups items so that what travels to a worker is worth the journey."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

DEFAULT_WEIGHT_MS: Final = 10
"""What an item is taken to cost when nobody says."""

BATCH_MS: Final = 200
"""A batch is sent as soon as its items cost about this: long against the millisecond of a journey, short against a
run, so that the last batch does not leave the other workers idle."""

BATCH_ITEMS: Final = 256
"""More items than this never travel together, however light: a batch is also what is held in memory."""


def weight_of(weight: Callable[[T], int] | None, item: T) -> int:
    """Give what ``item`` is taken to cost, 1 millisecond at least."""
    return DEFAULT_WEIGHT_MS if weight is None else max(1, weight(item))


def batched_by_weight(items: Iterable[T], weight: Callable[[T], int] | None) -> Iterator[list[T]]:
    """Yield the items in order, in batches; never an empty one."""
    held: list[T] = []
    held_ms = 0
    for item in items:
        held.append(item)
        held_ms += weight_of(weight, item)
        if held_ms >= BATCH_MS or len(held) >= BATCH_ITEMS:
            yield held
            held, held_ms = [], 0
    if held:
        yield held
