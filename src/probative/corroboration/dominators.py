"""What every way to a point runs through."""

from collections.abc import Collection, Iterable, Mapping


def dominators(grounds: Collection[str], ways: Iterable[tuple[str, str]]) -> Mapping[str, str | None]:
    """Give for each point that can be reached the nearest other point that every way to it runs through.

    Args:
        grounds: Where ways begin.
        ways: From, to. Rings are allowed.

    Returns:
        ``None`` for a point to which ways share nothing. Follow the mapping to get all that a point hangs on. What no
        way reaches is left out.

    Source:
        Cooper, Harvey and Kennedy 2001, "A simple, fast dominance algorithm".
    """
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for start, end in sorted(set(ways)):
        after.setdefault(start, []).append(end)
        before.setdefault(end, []).append(start)
    begin = sorted(set(grounds))
    order = _late_first(begin, after)
    place = {point: at for at, point in enumerate(order, start=1)}
    ground = set(begin)
    above = {0: 0}

    def meet(one: int, other: int) -> int:
        while one != other:
            if one > other:
                one = above[one]
            else:
                other = above[other]
        return one

    moved = True
    while moved:
        moved = False
        for at, point in enumerate(order, start=1):
            found = 0 if point in ground else None
            for each in before.get(point, ()):
                if place.get(each) in above:
                    found = place[each] if found is None else meet(found, place[each])
            if found is not None and above.get(at) != found:
                above[at], moved = found, True
    return {point: order[above[at] - 1] if above[at] else None for point, at in place.items()}


def _late_first(begin: Iterable[str], after: Mapping[str, list[str]]) -> list[str]:
    """Give what can be reached, each point before those that follow from it, but for rings (reverse postorder)."""
    seen: set[str] = set()
    left: list[str] = []
    for start in begin:
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            point, is_done = waiting.pop()
            if is_done:
                left.append(point)
            elif point not in seen:
                seen.add(point)
                waiting.append((point, True))
                waiting += [(each, False) for each in reversed(after.get(point, ())) if each not in seen]
    return left[::-1]
