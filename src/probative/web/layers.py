"""Laying out a drawing in columns: few crossings, straight lines, nothing on top of anything else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_SWEEPS: Final = 12
_BEND: Final = 12.0
"""Room that a line keeps free where it passes a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """``tops`` gives each point its upper end; ``routes`` each line as the points it passes, the bends among them.

    ``height`` is that of the whole. A line that does not run to the right has no bends.
    """

    tops: Mapping[str, float]
    routes: tuple[tuple[str, ...], ...]
    height: float
    column: Mapping[str, int]


def layered(
    column: Mapping[str, int], lines: Iterable[tuple[str, str]], heights: Mapping[str, float], gap: float
) -> Layout:
    """Place points one below the other in their columns.

    Args:
        column: The column of each point, from 0.
        lines: From, to.
        heights: How tall each point is.
        gap: What stays free between two points of a column.

    Returns:
        The same for the same input. Points of one column never overlap, and no line runs behind one that it passes.

    Source:
        Sugiyama, Tagawa and Toda 1981 (layers, bends, barycentres); Barlow 1972 (pooling, for the heights).
    """
    column = dict(column)
    heights = dict(heights)
    routes = []
    for start, end in sorted(set(lines)):
        bends = [f"{start}\n{end}\n{number}" for number in range(column[start] + 1, column[end])]
        column |= {bend: column[start] + 1 + at for at, bend in enumerate(bends)}
        heights |= dict.fromkeys(bends, _BEND)
        routes.append((start, *bends, end))
    links = [(one, other) for route in routes for one, other in pairwise(route) if column[one] + 1 == column[other]]
    stacks = _ordered(column, links)
    tops = _heights(stacks, links, heights, gap)
    least = min(tops.values(), default=0.0)
    tops = {key: top - least for key, top in tops.items()}
    height = max((top + heights[key] for key, top in tops.items()), default=0.0)
    return Layout(tops=tops, routes=tuple(routes), height=height, column=column)


def crossings(stacks: Sequence[Sequence[str]], links: Iterable[tuple[str, str]]) -> int:
    """Count the pairs of lines between neighbouring columns that cross."""
    place = {key: (number, at) for number, stack in enumerate(stacks) for at, key in enumerate(stack)}
    between: dict[int, list[tuple[int, int]]] = {}
    for start, end in links:
        between.setdefault(place[start][0], []).append((place[start][1], place[end][1]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for lines in between.values()
        for at, one in enumerate(lines)
        for other in lines[:at]
    )


def _ordered(column: Mapping[str, int], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Give the columns in the order in which fewest lines cross, of those that sweeping to and fro comes upon."""
    stacks: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for key in sorted(column):
        stacks[column[key]].append(key)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for start, end in links:
        before.setdefault(end, []).append(start)
        after.setdefault(start, []).append(end)
    best, fewest = [list(stack) for stack in stacks], crossings(stacks, links)
    for sweep in range(_SWEEPS):
        near, numbers = (before, range(len(stacks))) if sweep % 2 == 0 else (after, range(len(stacks) - 1, -1, -1))
        place = {key: at - (len(stack) - 1) / 2 for stack in stacks for at, key in enumerate(stack)}
        for number in numbers:
            stack = stacks[number]
            middle = {key: _mean([place[one] for one in near.get(key, ())], place[key]) for key in stack}
            stack.sort(key=lambda key: (middle[key], place[key], key))
            place |= {key: at - (len(stack) - 1) / 2 for at, key in enumerate(stack)}
        found = crossings(stacks, links)
        if found < fewest:
            best, fewest = [list(stack) for stack in stacks], found
    return best


def _heights(
    stacks: Sequence[Sequence[str]], links: Sequence[tuple[str, str]], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Put each point level with the middle of its neighbours, as far as those above and below it leave room."""
    near: dict[str, list[str]] = {}
    for start, end in links:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    offsets = {stack_key: at for stack in stacks for stack_key, at in _offsets(stack, heights, gap).items()}
    middles: dict[str, float] = {}
    for stack in stacks:
        span = offsets[stack[-1]] if stack else 0.0
        middles |= {key: offsets[key] - span / 2 for key in stack}
    for sweep in range(2 * _SWEEPS):
        for stack in stacks if sweep % 2 == 0 else reversed(stacks):
            wanted = [_mean([middles[one] for one in near.get(key, ())], middles[key]) - offsets[key] for key in stack]
            weights = [len(near.get(key, ())) + 0.01 for key in stack]
            for key, at in zip(stack, _pooled(wanted, weights), strict=True):
                middles[key] = at + offsets[key]
    return {key: middle - heights[key] / 2 for key, middle in middles.items()}


def _offsets(stack: Sequence[str], heights: Mapping[str, float], gap: float) -> dict[str, float]:
    """How far below the first each point's middle lies when they stand as close as they may."""
    found: dict[str, float] = {}
    at = 0.0
    for above, key in pairwise((None, *stack)):
        assert key is not None
        if above is not None:
            at += (heights[above] + heights[key]) / 2 + (gap if "\n" not in above or "\n" not in key else 2.0)
        found[key] = at
    return found


def _pooled(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Give the numbers that never fall and are nearest to those wanted (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(wanted, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, light, few), (high, heavy, many) = pools.pop(-2), pools.pop()
            both = light + heavy
            pools.append(((low * light + high * heavy) / both, both, few + many))
    return [value for value, _, count in pools for _ in range(count)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
