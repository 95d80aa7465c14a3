"""A proposition's ancestry: who got it from whom, drawn in columns, told in a caption, and listed in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from probative.model.propositions import Independence, Proposition, Vertex, VertexKind
from probative.web.svg import Point, drawing, element, fold, polygon, text_at
from probative.web.wording import VERTEX, counted

MOST_VERTICES: Final = 48
"""More are listed in the table only: a larger drawing cannot be read."""

_BASE: Final = {
    VertexKind.ORIGIN: 0,
    VertexKind.RELAY: 1,
    VertexKind.PUBLISHER: 2,
    VertexKind.EXHIBIT: 3,
    VertexKind.CLAIM: 4,
}
_SAID: Final = "what is said"
_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _EDGE = 156.0, 62.0, 44.0, 26.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One point of the drawing: a vertex, or a publisher and its one exhibit. ``place`` says which, in words."""

    key: str
    kind: VertexKind
    place: str
    label: str
    refers_to: tuple[str, ...]
    is_bottleneck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ancestry:
    """The drawn part of a proposition's graph: claims folded into the proposition they make up."""

    knots: tuple[Knot, ...]
    edges: tuple[tuple[str, str], ...]
    left_out: int


def ancestry_of(independence: Independence) -> Ancestry:
    """Give the graph to draw: every source and exhibit, claims folded into one last point.

    A publisher that stands here with one exhibit only, and that exhibit with no other publisher, is drawn as one.
    """
    claims = {vertex.key for vertex in independence.vertices if vertex.kind is VertexKind.CLAIM}
    known = {vertex.key for vertex in independence.vertices}
    folded = [(start, _SAID if end in claims or end not in known else end) for start, end in independence.edges]
    points = {vertex.key: _knot(vertex) for vertex in independence.vertices if vertex.key not in claims}
    edges = {(start, end) for start, end in folded if start in points}
    points, edges = _joined(points, edges)
    edges = _thinned(points, edges)
    ordered = sorted(points.values(), key=lambda knot: (not knot.is_bottleneck, _BASE[knot.kind], knot.key))
    kept = {knot.key for knot in ordered[:MOST_VERTICES]}
    edges = {(start, end) for start, end in edges if start in kept and (end in kept or end == _SAID)}
    if not any(end == _SAID for _, end in edges):
        leads = {start for start, _ in edges}
        edges |= {(key, _SAID) for key in kept if key not in leads}
    return Ancestry(
        knots=tuple(sorted(ordered[:MOST_VERTICES], key=lambda knot: (_BASE[knot.kind], knot.key))),
        edges=tuple(sorted(edges)),
        left_out=len(points) - len(kept),
    )


def _knot(vertex: Vertex) -> Knot:
    return Knot(
        key=vertex.key,
        kind=vertex.kind,
        place=VERTEX[vertex.kind],
        label=vertex.label,
        refers_to=(vertex.refers_to,),
        is_bottleneck=vertex.is_bottleneck,
    )


def _joined(points: dict[str, Knot], edges: set[tuple[str, str]]) -> tuple[dict[str, Knot], set[tuple[str, str]]]:
    """Put each publisher and its one exhibit together, where they are each other's only one."""
    goes: dict[str, set[str]] = {}
    comes: dict[str, set[str]] = {}
    for start, end in edges:
        goes.setdefault(start, set()).add(end)
        if end in points and points[start].kind is VertexKind.PUBLISHER:
            comes.setdefault(end, set()).add(start)
    moved: dict[str, str] = {}
    for key, knot in sorted(points.items()):
        onward = goes.get(key, set())
        if knot.kind is not VertexKind.PUBLISHER or len(onward) != 1:
            continue
        exhibit = points.get(next(iter(onward)))
        if exhibit is not None and exhibit.kind is VertexKind.EXHIBIT and comes[exhibit.key] == {key}:
            moved[key] = exhibit.key
    joined = {key: knot for key, knot in points.items() if key not in moved}
    for key, end in moved.items():
        joined[end] = replace(
            points[end],
            place="publisher and exhibit",
            label=points[key].label,
            refers_to=(*points[key].refers_to, *points[end].refers_to),
            is_bottleneck=points[key].is_bottleneck or points[end].is_bottleneck,
        )
    kept = {(moved.get(start, start), moved.get(end, end)) for start, end in edges}
    return joined, {(start, end) for start, end in kept if start != end}


def _thinned(points: Mapping[str, Knot], edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out the line between two exhibits that both lean on a third: it is the third they have in common.

    What can be reached from where stays the same.
    """
    leaning = {(start, end) for start, end in edges if _is_exhibit(points, start) and _is_exhibit(points, end)}
    above: dict[str, set[str]] = {}
    for start, end in leaning:
        if (end, start) not in leaning:
            above.setdefault(end, set()).add(start)
    spare = {(one, end) for end, starts in above.items() for one in starts if above.get(one, set()) & starts}
    return edges - spare


def _is_exhibit(points: Mapping[str, Knot], key: str) -> bool:
    return key in points and points[key].kind is VertexKind.EXHIBIT


def count_in_words(independence: Independence) -> str:
    """Say how many independent origins there are, as an interval where it is one."""
    low, high = independence.at_least, independence.at_most
    if high == 0:
        return "no independent origin"
    if low == high:
        return counted(low, "independent origin")
    return f"at least {low}, at most {high} independent origins"


def caption(proposition: Proposition, publications: int) -> str:
    """Say in one or two sentences what the drawing shows.

    Args:
        proposition: The proposition drawn.
        publications: How many publications carry its claims.
    """
    found = proposition.independence
    if not proposition.claims:
        only = "denied" if proposition.denied_by else "foreseen"
        return f"Nobody vouches for this: it is only {only}."
    narrow = [vertex for vertex in found.vertices if vertex.is_bottleneck]
    carried = counted(len(proposition.claims), "claim") if not publications else counted(publications, "article")
    sentences = [f"{carried}, {count_in_words(found)}."]
    if found.at_most == 1 and len(found.bottlenecks) == 1 and len(proposition.claims) > 1:
        role = VERTEX[narrow[0].kind] if narrow else "source"
        one = counted(publications, "article") if publications > 1 else counted(len(proposition.claims), "claim")
        sentences = [f"All {one} hang on one {role}: {found.bottlenecks[0]}."]
    elif found.bottlenecks and len(proposition.claims) > 1:
        sentences.append(f"It hangs on {_listed(found.bottlenecks)}.")
    if found.origins > found.channels > 0:
        sentences.append(f"{counted(found.origins, 'origin')}, {counted(found.channels, 'channel')}.")
    return " ".join(sentences)


def _listed(names: tuple[str, ...]) -> str:
    shown = [*names[:6], f"{len(names) - 6} more"] if len(names) > 6 else list(names)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def columns(graph: Ancestry) -> dict[str, int]:
    """Give each point its column: after everything it comes from, and no earlier than its kind stands."""
    after: dict[str, list[str]] = {}
    for start, end in graph.edges:
        after.setdefault(start, []).append(end)
    column = {knot.key: _BASE[knot.kind] for knot in graph.knots}
    column[_SAID] = 0
    # Longest paths by repeated relaxing; a ring would push on for ever, so the rounds are bounded by its length.
    for _ in range(len(column)):
        moved = False
        for start in sorted(after):
            for end in after[start]:
                if column[end] <= column[start] < len(column) + len(_BASE):
                    column[end], moved = column[start] + 1, True
        if not moved:
            break
    column[_SAID] = max(column[knot.key] for knot in graph.knots) + 1 if graph.knots else 0
    used = sorted(set(column.values()))
    return {key: used.index(number) for key, number in column.items()}


def _routes(graph: Ancestry, column: dict[str, int]) -> list[tuple[str, ...]]:
    """Give each edge as the points it passes: one bend in every column that it crosses.

    The bends are added to ``column``. They keep a place free, so that no line runs behind a box.
    """
    found = []
    for start, end in graph.edges:
        bends = [f"{start}\n{end}\n{number}" for number in range(column[start] + 1, column[end])]
        column |= {bend: column[start] + 1 + index for index, bend in enumerate(bends)}
        found.append((start, *bends, end))
    return found


def _places(graph: Ancestry) -> tuple[dict[str, Point], list[tuple[str, ...]], Point]:
    """Give each point its corner, each edge its route, and the drawing its size."""
    column = columns(graph)
    routes = _routes(graph, column)
    stacks: dict[int, list[str]] = {}
    for key in sorted(column):
        stacks.setdefault(column[key], []).append(key)
    order = {key: float(index) for stack in stacks.values() for index, key in enumerate(stack)}
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for route in routes:
        for start, end in pairwise(route):
            before.setdefault(end, []).append(start)
            after.setdefault(start, []).append(end)
    for near in (before, after, before, after, before):
        for number in sorted(stacks):
            _untangle(stacks[number], near, order)
    tall = {number: sum(_slot(key) for key in stack) - _GAP_Y for number, stack in stacks.items()}
    height = max(tall.values()) + 2 * _EDGE + 14
    places = {}
    for number, stack in stacks.items():
        top = (height - tall[number]) / 2
        for key in stack:
            places[key] = (_EDGE + number * (_WIDTH + _GAP_X), top)
            top += _slot(key)
    return places, routes, (len(stacks) * (_WIDTH + _GAP_X) - _GAP_X + 2 * _EDGE, height)


def _slot(key: str) -> float:
    return 16.0 if "\n" in key else _HEIGHT + _GAP_Y


def _untangle(stack: list[str], near: Mapping[str, list[str]], order: dict[str, float]) -> None:
    """Put each point of a column level with the middle of its neighbours (the barycentre rule)."""

    def middle(key: str) -> tuple[float, str]:
        around = near.get(key, ())
        return (sum(order[one] for one in around) / len(around) if around else order[key], key)

    stack.sort(key=middle)
    offset = (len(stack) - 1) / 2
    for index, key in enumerate(stack):
        order[key] = index - offset


def draw(proposition: Proposition, words: str) -> Markup:
    """Draw the ancestry of a proposition, bottlenecks with their own shape and label.

    Args:
        proposition: What to draw.
        words: The caption, which becomes the drawing's description.
    """
    graph = ancestry_of(proposition.independence)
    if not graph.knots:
        return Markup("")
    places, routes, area = _places(graph)
    body = [_edge(route, places) for route in routes if route[0] != route[-1]]
    body += [_point(knot, places[knot.key]) for knot in graph.knots]
    body.append(_said(proposition, places[_SAID]))
    title = f"Who got {proposition.id} from whom"
    return drawing(f"ancestry-{proposition.id}", area, title, words, body)


def _edge(route: tuple[str, ...], places: Mapping[str, Point]) -> Markup:
    start, end = places[route[0]], places[route[-1]]
    x, y = start[0] + _WIDTH, start[1] + _HEIGHT / 2
    if end[0] <= start[0]:
        # A ring of citations: the line leaves and enters on the right.
        goal = (end[0] + _WIDTH, end[1] + _HEIGHT / 2)
        path = f"M{x:.1f} {y:.1f}C{x + 40:.1f} {y:.1f} {goal[0] + 40:.1f} {goal[1]:.1f} {goal[0] + 7:.1f} {goal[1]:.1f}"
        side = goal[0] + 7
        tip = [goal, (side, goal[1] - 4), (side, goal[1] + 4)]
        return Markup("").join([element("path", {"d": path, "class": "edge"}), polygon(tip, "tip")])
    path = f"M{x:.1f} {y:.1f}"
    for key in route[1:-1]:
        left, level = places[key]
        path += _bend(x, y, left, level) + f"L{left + _WIDTH:.1f} {level:.1f}"
        x, y = left + _WIDTH, level
    goal = (end[0], end[1] + _HEIGHT / 2)
    path += _bend(x, y, goal[0] - 7, goal[1])
    tip = [goal, (goal[0] - 7, goal[1] - 4), (goal[0] - 7, goal[1] + 4)]
    return Markup("").join([element("path", {"d": path, "class": "edge"}), polygon(tip, "tip")])


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _point(knot: Knot, at: Point) -> Markup:
    x, y = at
    mark = " narrow" if knot.is_bottleneck else ""
    css = f"point {knot.kind.value}{mark}"
    box: dict[str, str | int | float] = {"x": x, "y": y, "width": _WIDTH, "height": _HEIGHT, "class": css}
    if knot.is_bottleneck:
        shape = polygon(_waisted(x, y), css)
    elif knot.kind is VertexKind.ORIGIN:
        shape = element("rect", {**box, "rx": _HEIGHT / 2})
    elif knot.kind is VertexKind.EXHIBIT:
        shape = polygon(_folded(x, y), css)
    else:
        shape = element("rect", {**box, "rx": 4 if knot.kind is VertexKind.PUBLISHER else 14})
    number = knot.refers_to[-1]
    head = f"{knot.place} {number}" if knot.kind is VertexKind.EXHIBIT and knot.place == "exhibit" else knot.place
    if len(knot.refers_to) > 1:
        head = f"publisher, {number}"
    label = _without(knot.label, number) if knot.kind is VertexKind.EXHIBIT else knot.label
    lines = fold(label, 19, 2)
    parts = [shape, text_at(x + _WIDTH / 2, y + 17, head, "role", "middle")]
    top = y + (35 if len(lines) > 1 else 40)
    parts += [text_at(x + _WIDTH / 2, top + 15 * i, line, "name", "middle") for i, line in enumerate(lines)]
    if knot.is_bottleneck:
        parts.append(text_at(x + _WIDTH / 2, y + _HEIGHT + 13, "▲ bottleneck", "flag", "middle"))
    return element("g", {}, *parts)


def _without(label: str, number: str) -> str:
    return label.removeprefix(number).lstrip(" :·,-") or label


def _waisted(x: float, y: float) -> list[Point]:
    """An octagon: what a road sign uses for stop, told apart from every other shape without colour."""
    slant = 13.0
    right, bottom = x + _WIDTH, y + _HEIGHT
    return [
        (x + slant, y), (right - slant, y), (right, y + slant), (right, bottom - slant),
        (right - slant, bottom), (x + slant, bottom), (x, bottom - slant), (x, y + slant),
    ]  # fmt: skip


def _folded(x: float, y: float) -> list[Point]:
    """A sheet with a folded corner."""
    return [(x, y), (x + _WIDTH - 14, y), (x + _WIDTH, y + 14), (x + _WIDTH, y + _HEIGHT), (x, y + _HEIGHT)]


def _said(proposition: Proposition, at: Point) -> Markup:
    x, y = at
    outer = element("rect", {"x": x, "y": y, "width": _WIDTH, "height": _HEIGHT, "class": "point said"})
    inner = element("rect", {"x": x + 3, "y": y + 3, "width": _WIDTH - 6, "height": _HEIGHT - 6, "class": "point said"})
    lines = fold(proposition.words, 20, 2)
    parts = [outer, inner, text_at(x + _WIDTH / 2, y + 17, f"{_SAID} {proposition.id}", "role", "middle")]
    parts += [text_at(x + _WIDTH / 2, y + 35 + 15 * i, line, "name", "middle") for i, line in enumerate(lines)]
    return element("g", {}, *parts)
