"""The drawing of who got it from whom: columns of boxes, each kind with a shape of its own, readable on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from probative.model.propositions import VertexKind
from probative.web.ancestry import SAID, Ancestry, Knot, columns
from probative.web.layers import Layout, layered
from probative.web.letters import broken, width_of
from probative.web.svg import Point, drawing, element, polygon, text_at

_WIDE: Final = (164.0, 42.0)
_NARROW: Final = (120.0, 22.0)
"""How wide a box is and what is left between two columns; narrow from six columns on: a page of paper is no wider than
a thousand units if the words are to be read."""
_MOST_WIDE: Final = 5
_GAP: Final = 14.0
_MARGIN: Final = 12.0
_PADDING: Final = 5.0
_ROLE: Final = 0.8
"""How wide a letter of what a point is is beside one of its name; the estimate is generous, so this one is tight."""
_LINE: Final = 15.0
_HEAD: Final = 21.0
_FOOT: Final = 8.0
_MOST_LINES: Final = 8
_LINES_OF_EACH: Final = 4
"""So many lines at most, of one name alone and of each of several: more than any name of a person or a paper takes."""
_NAMES_OF_SEVERAL: Final = 3
_MARK: Final = "·"
"""Before each of several names: where one is longer than a line, it tells where the next begins."""
_PLURAL: Final = {
    "origin": "origins",
    "relay": "relays",
    "publisher": "publishers",
    "exhibit": "exhibits",
    "publisher and exhibit": "publications",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands at the end of a drawing: its number, or how many it are, and its words."""

    number: str
    words: str


def draw(said: Said, graph: Ancestry, words: str, ident: str = "ancestry") -> Markup:
    """Draw who got something from whom, bottlenecks with their own shape and words.

    Args:
        said: What all ways lead to.
        graph: What ``ancestry_of`` gave for it.
        words: What a reader who cannot see the drawing needs: its description.
        ident: What its parts are called by on the page, with the number.

    Returns:
        Empty where there is nothing to draw.
    """
    if not graph.knots:
        return Markup("")
    column = columns(graph)
    size = _WIDE if max(column.values()) < _MOST_WIDE else _NARROW
    room = size[0] - 2 * _PADDING
    texts = {knot.key: _lines(knot, room) for knot in graph.knots}
    heights = {knot.key: _height(knot, texts[knot.key]) for knot in graph.knots}
    lines = broken(said.words, room, 4)
    heights[SAID] = _HEAD + _LINE * len(lines) + _FOOT
    # A word stands between those who may hang together.
    gap = _GAP if not graph.ties else _GAP + _LINE
    layout = layered(column, [edge for edge in graph.edges if edge[0] != edge[1]], heights, gap)
    places = {
        key: (_MARGIN + layout.column[key] * (size[0] + size[1]), _MARGIN + top) for key, top in layout.tops.items()
    }
    frame = _Frame(places=places, heights=heights, width=size[0], layout=layout)
    body = [frame.line(route) for route in layout.routes]
    body += [frame.tie(*tie) for tie in graph.ties]
    body += [frame.box(knot, texts[knot.key]) for knot in graph.knots]
    body.append(frame.said(said, lines))
    wide = (max(column.values()) + 1) * (size[0] + size[1]) - size[1] + 2 * _MARGIN
    title = f"Who got {said.number} from whom"
    return drawing(f"{ident}-{said.number.replace(' ', '-')}", (wide, layout.height + 2 * _MARGIN), title, words, body)


def _head(knot: Knot) -> str:
    if knot.members:
        return f"{len(knot.members)} {_PLURAL[knot.place]}"
    if len(knot.refers_to) > 1:
        return f"publisher, {knot.refers_to[-1]}"
    return f"{knot.place} {knot.refers_to[0]}"


def _lines(knot: Knot, room: float) -> list[str]:
    """Give the name in lines; of several the first names, each with a mark before it, and how many more there are."""
    if not knot.members:
        return broken(_name(knot), room, _MOST_LINES)
    most = len(knot.members) if len(knot.members) <= _NAMES_OF_SEVERAL + 1 else _NAMES_OF_SEVERAL
    shown = knot.members[:most]
    found = [line for each in shown for line in broken(f"{_MARK} {_name(each)}", room, _LINES_OF_EACH)]
    beyond = len(knot.members) - len(shown)
    return [*found, f"and {beyond} more"] if beyond else found


def _name(knot: Knot) -> str:
    """Give a name; of an exhibit that nobody is known to have published, the last part of what it is called."""
    if knot.kind is not VertexKind.EXHIBIT:
        return knot.label
    name = knot.label.removeprefix(knot.refers_to[-1]).lstrip(" :·,-") or knot.label
    return name.rsplit("/", 1)[-1] or name if len(knot.refers_to) == 1 else name


def _height(knot: Knot, lines: Sequence[str]) -> float:
    return _HEAD + _LINE * len(lines) + _FOOT + (_LINE if knot.is_bottleneck else 0)


class _Frame:
    """Where everything stands, and how each thing is drawn there."""

    def __init__(
        self, *, places: Mapping[str, Point], heights: Mapping[str, float], width: float, layout: Layout
    ) -> None:
        self._places = places
        self._heights = heights
        self._width = width
        self._layout = layout

    def _middle(self, key: str) -> float:
        return self._places[key][1] + self._heights.get(key, 12.0) / 2

    def line(self, route: tuple[str, ...]) -> Markup:
        """Draw who told whom, with an arrowhead."""
        start, end = route[0], route[-1]
        x, y = self._places[start][0] + self._width, self._middle(start)
        if self._places[end][0] <= self._places[start][0]:
            # A ring of citations: the line leaves and enters on the right.
            side, level = self._places[end][0] + self._width, self._middle(end)
            path = f"M{x:.1f} {y:.1f}C{x + 40:.1f} {y:.1f} {side + 40:.1f} {level:.1f} {side + 7:.1f} {level:.1f}"
            tip = [(side, level), (side + 7, level - 4), (side + 7, level + 4)]
            return Markup("").join([element("path", {"d": path, "class": "edge"}), polygon(tip, "tip")])
        path = f"M{x:.1f} {y:.1f}"
        for key in route[1:-1]:
            left, level = self._places[key][0], self._middle(key)
            path += _bend(x, y, left, level) + f"L{left + self._width:.1f} {level:.1f}"
            x, y = left + self._width, level
        goal = (self._places[end][0], self._middle(end))
        path += _bend(x, y, goal[0] - 7, goal[1])
        tip = [goal, (goal[0] - 7, goal[1] - 4), (goal[0] - 7, goal[1] + 4)]
        return Markup("").join([element("path", {"d": path, "class": "edge"}), polygon(tip, "tip")])

    def tie(self, one: str, other: str, how: str) -> Markup:
        """Draw who may hang together: a broken line on the left, and in words how."""
        upper, lower = sorted((one, other), key=self._middle)
        (x, _), (to, _) = self._places[upper], self._places[lower]
        y, level = self._places[upper][1] + self._heights[upper], self._places[lower][1]
        start, end = x + self._width / 2, to + self._width / 2
        if level <= y:
            y, level = self._middle(upper), self._middle(lower)
        middle = (y + level) / 2
        path = f"M{start:.1f} {y:.1f}C{start:.1f} {middle:.1f} {end:.1f} {middle:.1f} {end:.1f} {level:.1f}"
        words = text_at((start + end) / 2, middle + 4, how, "flag halo", "middle")
        return Markup("").join([element("path", {"d": path, "class": "edge doubt"}), words])

    def box(self, knot: Knot, lines: Sequence[str]) -> Markup:
        """Draw one point: its shape, what it is, its name."""
        x, y = self._places[knot.key]
        height = self._heights[knot.key]
        css = f"point {knot.kind.value}{' narrow' if knot.is_bottleneck else ''}{' unsure' if knot.is_unsure else ''}"
        behind = [self._shape(knot, x + 4, y - 4, height, css)] if knot.members else []
        middle = x + self._width / 2
        parts = [*behind, self._shape(knot, x, y, height, css), text_at(middle, y + 16, _head(knot), "role", "middle")]
        for at, line in enumerate(lines):
            parts.append(text_at(middle, y + _HEAD + 12 + _LINE * at, line, "name", "middle"))
        if knot.is_bottleneck:
            flag = "▲ bottlenecks" if knot.members else "▲ bottleneck"
            parts.append(text_at(middle, y + height - _FOOT, flag, "flag", "middle"))
        return element("g", {}, *parts)

    def _shape(self, knot: Knot, x: float, y: float, height: float, css: str) -> Markup:
        if knot.is_bottleneck:
            return polygon(_octagon(x, y, self._width, height), css)
        if knot.kind is VertexKind.EXHIBIT:
            return polygon(_sheet(x, y, self._width, height), css)
        rounding = {VertexKind.ORIGIN: min(height / 2, 26.0), VertexKind.PUBLISHER: 3.0}.get(knot.kind, 12.0)
        box: dict[str, str | int | float] = {
            "x": x,
            "y": y,
            "width": self._width,
            "height": height,
            "rx": rounding,
            "class": css,
        }
        return element("rect", box)

    def said(self, said: Said, lines: Sequence[str]) -> Markup:
        """Draw the last point, in a double frame."""
        x, y = self._places[SAID]
        width, height = self._width, self._heights[SAID]
        outer = element("rect", {"x": x, "y": y, "width": width, "height": height, "class": "point said"})
        inner: dict[str, str | int | float] = {
            "x": x + 3,
            "y": y + 3,
            "width": width - 6,
            "height": height - 6,
            "class": "point said",
        }
        head = f"{SAID} {said.number}"
        head = head if width_of(head) * _ROLE <= width - 2 * _PADDING else said.number
        parts = [outer, element("rect", inner), text_at(x + width / 2, y + 17, head, "role", "middle")]
        for at, line in enumerate(lines):
            parts.append(text_at(x + width / 2, y + _HEAD + 12 + _LINE * at, line, "name", "middle"))
        return element("g", {}, *parts)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _octagon(x: float, y: float, width: float, height: float) -> list[Point]:
    """An octagon: what a road sign uses for stop, told apart from every other shape without colour."""
    slant = 12.0
    right, bottom = x + width, y + height
    return [
        (x + slant, y), (right - slant, y), (right, y + slant), (right, bottom - slant),
        (right - slant, bottom), (x + slant, bottom), (x, bottom - slant), (x, y + slant),
    ]  # fmt: skip


def _sheet(x: float, y: float, width: float, height: float) -> list[Point]:
    """A sheet with a folded corner."""
    return [(x, y), (x + width - 14, y), (x + width, y + 14), (x + width, y + height), (x, y + height)]
