"""The network drawing: people, organisations and places as shapes, typed ties as lines of different strokes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import Final

from markupsafe import Markup

from probative.base.identifiers import EntityId
from probative.model.network import Entity, Link, LinkSchema, Schema
from probative.web.svg import Point, drawing, element, fold, polygon, text_at
from probative.web.wording import LINK, SCHEMA, counted

MOST_ENTITIES: Final = 60
"""More are in the list only: a larger drawing is a hairball."""

_WIDTH, _EDGE = 960.0, 70.0
_ROUNDS: Final = 160
_MARK: Final = {
    LinkSchema.COMMAND: "command",
    LinkSchema.MEMBERSHIP: "membership",
    LinkSchema.ROLE: "employment",
    LinkSchema.OWNERSHIP: "ownership",
    LinkSchema.PAYMENT: "payment",
    LinkSchema.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The part of the network that is drawn: entities with at least one link, the best connected first."""

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    left_out: int


def ties_of(entities: Sequence[Entity], links: Sequence[Link]) -> Ties:
    """Choose what to draw: by number of links, then of mentions, then by number; loops are left to the table."""
    degree: dict[EntityId, int] = {}
    for link in links:
        if link.start != link.end:
            degree[link.start] = degree.get(link.start, 0) + 1
            degree[link.end] = degree.get(link.end, 0) + 1
    tied = [entity for entity in entities if entity.id in degree]
    tied.sort(key=lambda entity: (-degree[entity.id], -len(entity.mentions), entity.id))
    kept = {entity.id for entity in tied[:MOST_ENTITIES]}
    drawn = [link for link in links if link.start in kept and link.end in kept and link.start != link.end]
    return Ties(
        entities=tuple(sorted(tied[:MOST_ENTITIES], key=lambda entity: entity.id)),
        links=tuple(sorted(drawn, key=lambda link: link.id)),
        left_out=len(tied) - len(kept),
    )


def draw(ties: Ties) -> Markup:
    """Draw the chosen part of the network; nothing where no two entities are tied."""
    if not ties.links:
        return Markup("")
    height = min(980.0, 260.0 + 34.0 * len(ties.entities))
    places = layout(ties, _WIDTH, height)
    names = {entity.id: entity.caption for entity in ties.entities}
    body = _lines(ties.links, places)
    body += [_shape(entity, places[entity.id]) for entity in ties.entities]
    told = "; ".join(
        f"{names[link.start][:60]}, {link.role[:40] or LINK[link.schema]}, {names[link.end][:60]}"
        for link in ties.links[:20]
    )
    more = " The table below lists all." if len(ties.links) > 20 else ""
    title = f"Network of {counted(len(ties.entities), 'entity', 'entities')} and {counted(len(ties.links), 'link')}"
    return drawing("network-drawing", (_WIDTH, height), title, f"{told}.{more}", body)


def layout(ties: Ties, width: float, height: float) -> dict[EntityId, Point]:
    """Place the entities so that tied ones are near and no two names cover each other. Same input, same places.

    Source: Fruchterman and Reingold 1991, from a circle in order of number, with a fixed number of rounds.
    """
    ids = [entity.id for entity in ties.entities]
    count = len(ids)
    at = {
        one: (0.5 + 0.4 * cos(2 * pi * index / count), 0.5 + 0.4 * sin(2 * pi * index / count))
        for index, one in enumerate(ids)
    }
    pairs = sorted({(min(link.start, link.end), max(link.start, link.end)) for link in ties.links})
    ideal = 0.75 / sqrt(count)
    for step in range(_ROUNDS):
        _relax(ids, at, pairs, ideal, 0.1 * (1 - step / _ROUNDS))
    return _spread(_fitted(ids, at, width, height), width, height)


def _relax(
    ids: Sequence[EntityId], at: dict[EntityId, Point], pairs: Sequence[tuple[EntityId, EntityId]], ideal: float,
    heat: float,
) -> None:  # fmt: skip
    push = {one: [0.0, 0.0] for one in ids}
    for index, left in enumerate(ids):
        for right in ids[index + 1 :]:
            dx, dy = at[left][0] - at[right][0], at[left][1] - at[right][1]
            far = max(hypot(dx, dy), 0.001)
            force = ideal * ideal / far / far
            _shove(push[left], dx * force, dy * force)
            _shove(push[right], -dx * force, -dy * force)
    for left, right in pairs:
        dx, dy = at[left][0] - at[right][0], at[left][1] - at[right][1]
        force = max(hypot(dx, dy), 0.001) / ideal
        _shove(push[left], -dx * force, -dy * force)
        _shove(push[right], dx * force, dy * force)
    for one in ids:
        dx, dy = push[one]
        # A weak pull to the middle keeps separate groups on one sheet.
        dx, dy = dx + (0.5 - at[one][0]) * 4, dy + (0.5 - at[one][1]) * 4
        far = max(hypot(dx, dy), 0.001)
        reach = min(far, heat) / far
        at[one] = (at[one][0] + dx * reach, at[one][1] + dy * reach)


def _shove(push: list[float], dx: float, dy: float) -> None:
    push[0] += dx
    push[1] += dy


def _fitted(
    ids: Sequence[EntityId], at: Mapping[EntityId, Point], width: float, height: float
) -> dict[EntityId, Point]:
    left, right = min(at[one][0] for one in ids), max(at[one][0] for one in ids)
    top, bottom = min(at[one][1] for one in ids), max(at[one][1] for one in ids)
    return {
        one: (
            _EDGE + (at[one][0] - left) / max(right - left, 0.001) * (width - 2 * _EDGE),
            40 + (at[one][1] - top) / max(bottom - top, 0.001) * (height - 100),
        )
        for one in ids
    }


def _spread(at: dict[EntityId, Point], width: float, height: float) -> dict[EntityId, Point]:
    """Push apart what stands closer than a name is wide or a line is high."""
    ids = sorted(at)
    for _ in range(60):
        for index, left in enumerate(ids):
            for right in ids[index + 1 :]:
                dx, dy = at[right][0] - at[left][0], at[right][1] - at[left][1]
                if abs(dx) < 140 and abs(dy) < 52:
                    shift = (52 - abs(dy)) / 2 if dy >= 0 else -(52 - abs(dy)) / 2
                    at[left] = (at[left][0], at[left][1] - shift)
                    at[right] = (at[right][0], at[right][1] + shift)
        at = {one: (min(max(x, _EDGE), width - _EDGE), min(max(y, 30.0), height - 48.0)) for one, (x, y) in at.items()}
    return {one: (round(x, 1), round(y, 1)) for one, (x, y) in at.items()}


def _lines(links: Sequence[Link], at: Mapping[EntityId, Point]) -> list[Markup]:
    """One line for each kind of tie in each direction between two, beside each other, with its roles as label."""
    bundles: dict[tuple[EntityId, EntityId], dict[tuple[EntityId, LinkSchema], list[str]]] = {}
    for link in links:
        pair = (min(link.start, link.end), max(link.start, link.end))
        roles = bundles.setdefault(pair, {}).setdefault((link.start, link.schema), [])
        roles.append(link.role or LINK[link.schema])
    lines, labels = [], []
    for pair, strands in sorted(bundles.items()):
        for number, ((start, schema), roles) in enumerate(sorted(strands.items())):
            end = pair[1] if start == pair[0] else pair[0]
            aside = (number - (len(strands) - 1) / 2) * 9
            lines += _line(at[start], at[end], aside if start == pair[0] else -aside, _MARK[schema])
            part = (number + 1) / (len(strands) + 1)
            (x1, y1), (x2, y2) = at[pair[0]], at[pair[1]]
            x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part + 4
            labels.append(text_at(x, y, _label(roles), "role halo", "middle"))
    return lines + labels


def _line(start: Point, end: Point, aside: float, mark: str) -> list[Markup]:
    far = max(hypot(end[0] - start[0], end[1] - start[1]), 1.0)
    ux, uy = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    (x1, y1), (x2, y2) = ((x - uy * aside, y + ux * aside) for x, y in (start, end))
    tip_x, tip_y = x2 - ux * 14, y2 - uy * 14
    tip = [
        (tip_x, tip_y),
        (tip_x - ux * 8 - uy * 4, tip_y - uy * 8 + ux * 4),
        (tip_x - ux * 8 + uy * 4, tip_y - uy * 8 - ux * 4),
    ]
    line = element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": f"tie {mark}"})
    return [line, polygon(tip, "tip")]


def _label(roles: Sequence[str]) -> str:
    """The roles, each once, with how often where one comes again."""
    first = min(set(roles), key=lambda role: (-roles.count(role), role))
    often = f" ×{roles.count(first)}" if roles.count(first) > 1 else ""
    others = len(set(roles)) - 1
    return (fold(first, 22, 1) or [""])[0] + often + (f" +{others}" if others else "")


def _shape(entity: Entity, at: Point) -> Markup:
    x, y = at
    css = "point " + SCHEMA[entity.schema].split()[0]
    box: dict[str, str | int | float] = {"x": x - 10, "y": y - 10, "width": 20, "height": 20, "class": css}
    if entity.schema is Schema.PERSON:
        shape = element("circle", {"cx": x, "cy": y, "r": 10, "class": css})
    elif entity.schema is Schema.MILITARY_UNIT:
        shape = polygon([(x - 12, y), (x, y - 12), (x + 12, y), (x, y + 12)], css)
    elif entity.schema is Schema.PLACE:
        shape = polygon([(x - 11, y - 9), (x + 11, y - 9), (x, y + 11)], css)
    elif entity.schema is Schema.UNKNOWN:
        shape = element("rect", {**box, "rx": 7})
    else:
        shape = element("rect", box)
    lines = fold(entity.caption, 20, 2)
    names = [text_at(x, y + 25 + 13 * i, line, "name halo", "middle") for i, line in enumerate(lines)]
    return element("g", {}, shape, *names)
