"""Numbers that stay with what they were given to, from one run to the next."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final

NO_FORMER: Final[Mapping[int, Collection[str]]] = MappingProxyType({})
"""No number that is no more."""


def carried_numbers(
    made: Sequence[Collection[Hashable]],
    previous: Mapping[int, Collection[Hashable]],
    *,
    first: int,
    former: Mapping[int, Collection[Hashable]] = NO_FORMER,
) -> tuple[int, ...]:
    """Give each thing the number of the earlier one it shares most with, and new things the next numbers.

    Args:
        made: What each thing is made of: mentions, claims. Order decides where all else is equal.
        previous: What each number stood for in an earlier run.
        first: The number for the first new thing, or the next one after the highest of ``previous``.
        former: What numbers stood for before that, those of ``previous`` passed over: what comes apart again gets the
            number back that it had before it was put together.

    Returns:
        A number for each of ``made``, in its order, none twice.
    """
    given: dict[int, int] = {}
    taken: set[int] = set()
    gone = {number: keys for number, keys in former.items() if number not in previous}
    for at, number in (*_closest(made, previous), *_closest(made, gone)):
        if at not in given and number not in taken:
            given[at] = number
            taken.add(number)
    fresh = count(max([first, *(number + 1 for number in (*previous, *former))]))
    return tuple(given[at] if at in given else next(fresh) for at in range(len(made)))


def _closest(
    made: Sequence[Collection[Hashable]], previous: Mapping[int, Collection[Hashable]]
) -> list[tuple[int, int]]:
    """Pair each thing with each number it shares something with, the pairs that share most first."""
    owners: dict[Hashable, list[int]] = {}
    for number in sorted(previous):
        for key in previous[number]:
            owners.setdefault(key, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for at, keys in enumerate(made):
        for key in keys:
            for number in owners.get(key, ()):
                shared[at, number] = shared.get((at, number), 0) + 1
    return sorted(shared, key=lambda pair: (-shared[pair], pair[1], pair[0]))
