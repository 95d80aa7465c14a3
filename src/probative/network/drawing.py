"""Where to draw entities so that their links can be read: rings around the best connected one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import EntityId, number_of
from probative.model.network import Entity, Link

MOST_DRAWN: Final = 60
"""More entities than this cannot be read in one picture."""

_RINGS: Final = ((1, 0), (7, 190), (20, 340), (32, 480))
"""How many entities a ring takes, and how far it lies from the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One entity's place in the drawing; ``x`` and ``y`` run from 0 to 1000."""

    entity: EntityId
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The places of the entities that are drawn, by entity number, and how many were left out."""

    spots: tuple[Spot, ...]
    left_out: int


def layout(entities: Sequence[Entity], links: Sequence[Link]) -> Drawing:
    """Place entities on rings, the most connected and most named in the middle, each near those it is tied to.

    Args:
        entities: All of them. Those without links are drawn last, if there is room.
        links: The ties that will be drawn between them.

    Returns:
        At most ``MOST_DRAWN`` places, no two alike; the same for the same input in any order.
    """
    neighbours: dict[EntityId, set[EntityId]] = {entity.id: set() for entity in entities}
    for link in links:
        if link.start in neighbours and link.end in neighbours and link.start != link.end:
            neighbours[link.start].add(link.end)
            neighbours[link.end].add(link.start)
    ranked = sorted(
        entities, key=lambda entity: (-len(neighbours[entity.id]), -len(entity.mentions), number_of(entity.id))
    )
    drawn = [entity.id for entity in ranked[:MOST_DRAWN]]
    angles: dict[EntityId, float] = {}
    spots: list[Spot] = []
    for members, radius in _filled(drawn):
        for at, entity in enumerate(_in_order(members, neighbours, angles)):
            angle = math.tau * at / len(members)
            angles[entity] = angle
            spots.append(
                Spot(
                    entity=entity,
                    x=round(500 + radius * math.cos(angle)),
                    y=round(500 + radius * math.sin(angle)),
                )
            )
    return Drawing(
        spots=tuple(sorted(spots, key=lambda spot: number_of(spot.entity))), left_out=len(entities) - len(drawn)
    )


def _filled(drawn: Sequence[EntityId]) -> list[tuple[Sequence[EntityId], int]]:
    rings: list[tuple[Sequence[EntityId], int]] = []
    position = 0
    for size, radius in _RINGS:
        members = drawn[position : position + size]
        if members:
            rings.append((members, radius))
        position += size
    return rings


def _in_order(
    members: Sequence[EntityId], neighbours: dict[EntityId, set[EntityId]], angles: dict[EntityId, float]
) -> list[EntityId]:
    """Order a ring by the direction in which each member's placed neighbours lie; those without any come last."""

    def direction(entity: EntityId) -> tuple[bool, int, int]:
        placed = sorted((other for other in neighbours[entity] if other in angles), key=number_of)
        if not placed:
            return True, 0, number_of(entity)
        east = sum(math.cos(angles[other]) for other in placed)
        north = sum(math.sin(angles[other]) for other in placed)
        return False, round(1000 * (math.atan2(north, east) % math.tau)), number_of(entity)

    return sorted(members, key=direction)
