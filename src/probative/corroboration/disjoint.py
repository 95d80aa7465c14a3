"""The largest number of ways through a graph that meet in no vertex, and the smallest set of vertices that cuts it."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_UNLIMITED = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """``size`` is the largest flow and, by Menger's theorem, the weight of the smallest cut; ``vertices`` is that cut.

    Of several smallest cuts it is the one nearest to the ground. Sorted.
    """

    size: int
    vertices: tuple[str, ...]


class _Network:
    """Residual capacities between numbered points; every vertex is a pair of points joined by its capacity."""

    def __init__(self) -> None:
        self.targets: list[int] = []
        self.left: list[int] = []
        self.leaving: list[list[int]] = []

    def point(self) -> int:
        self.leaving.append([])
        return len(self.leaving) - 1

    def join(self, start: int, end: int, capacity: int) -> None:
        edge = len(self.targets)
        self.targets += (end, start)
        self.left += (capacity, 0)
        self.leaving[start].append(edge)
        self.leaving[end].append(edge + 1)

    def reach(self, start: int, end: int) -> dict[int, int]:
        """Give every point with room on the way from ``start``, with the edge that leads to it.

        Where ``end`` is among them, only those that were met until then.
        """
        targets, left, leaving = self.targets, self.left, self.leaving
        by_edge = {start: -1}
        waiting = deque((start,))
        while waiting:
            for edge in leaving[waiting.popleft()]:
                target = targets[edge]
                if left[edge] and target not in by_edge:
                    by_edge[target] = edge
                    if target == end:
                        return by_edge
                    waiting.append(target)
        return by_edge

    def push(self, end: int, by_edge: Mapping[int, int]) -> int:
        """Send as much as fits along the way that ``reach`` found."""
        path = []
        at = end
        while by_edge[at] != -1:
            path.append(by_edge[at])
            at = self.targets[by_edge[at] ^ 1]
        amount = min(self.left[edge] for edge in path)
        for edge in path:
            self.left[edge] -= amount
            self.left[edge ^ 1] += amount
        return amount


def smallest_cut(
    capacities: Mapping[str, int | None],
    edges: Iterable[tuple[str, str]],
    grounds: Collection[str],
    ends: Collection[str],
) -> Cut:
    """Count the ways from the ground to the end that meet in no vertex, by max-flow with every vertex split in two.

    Args:
        capacities: How many ways may run through each vertex; ``None`` for any number.
        edges: From, to. Vertices without a capacity given are left out, with their edges.
        grounds: Where ways begin.
        ends: Where ways end.

    Returns:
        The flow and the cut. 0 and no vertices where no way leads through.

    Raises:
        ValueError: When a way runs through vertices without limit only: no cut is possible.

    Source:
        Menger 1927; Ford and Fulkerson 1956; shortest augmenting ways first, Edmonds and Karp 1972.
    """
    # In which order edges are joined decides which ways are found, never how many, nor the cut nearest to the ground.
    network = _Network()
    unlimited = sum(room for room in capacities.values() if room is not _UNLIMITED) + 1
    ground, end = network.point(), network.point()
    doors: dict[str, tuple[int, int]] = {}
    for vertex in sorted(capacities):
        room = capacities[vertex]
        doors[vertex] = network.point(), network.point()
        network.join(*doors[vertex], unlimited if room is _UNLIMITED else room)
    for start, target in set(edges):
        if start in doors and target in doors and start != target:
            network.join(doors[start][1], doors[target][0], unlimited)
    for vertex in doors.keys() & set(grounds):
        network.join(ground, doors[vertex][0], unlimited)
    for vertex in doors.keys() & set(ends):
        network.join(doors[vertex][1], end, unlimited)
    size = 0
    while end in (by_edge := network.reach(ground, end)):
        size += network.push(end, by_edge)
        if size >= unlimited:
            raise ValueError("a way runs through unlimited vertices only")
    return Cut(
        size=size,
        vertices=tuple(v for v, (entry, leave) in doors.items() if entry in by_edge and leave not in by_edge),
    )
