"""Numbers that stay with what they were given to."""

from collections.abc import Sequence
from dataclasses import replace

from probative.base.identifiers import EntityId, identifier, number_of
from probative.model.network import Entity


def numbered(made: Sequence[Entity], *, previous: Sequence[Entity], first: int) -> tuple[Entity, ...]:
    """Give each entity the number of the earlier one it shares most mentions with, and new ones the next numbers.

    Args:
        made: Entities whose own identifiers count for nothing yet.
        previous: The entities of an earlier run.
        first: The number for the first new one; numbers that ``previous`` uses are passed over.

    Returns:
        The entities by number.
    """
    ordered = sorted(made, key=_place)
    owners = {
        (mention.passage, mention.words): number_of(entity.id) for entity in previous for mention in entity.mentions
    }
    shared: dict[tuple[int, int], int] = {}
    for at, entity in enumerate(ordered):
        for mention in entity.mentions:
            number = owners.get((mention.passage, mention.words))
            if number is not None:
                shared[at, number] = shared.get((at, number), 0) + 1
    given: dict[int, int] = {}
    taken: set[int] = set()
    for (at, number), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0][1], item[0][0])):
        if at not in given and number not in taken:
            given[at] = number
            taken.add(number)
    used = {number_of(entity.id) for entity in previous}
    number = first
    for at in range(len(ordered)):
        if at in given:
            continue
        while number in used:
            number += 1
        given[at] = number
        number += 1
    named = [replace(entity, id=EntityId(identifier("N", given[at]))) for at, entity in enumerate(ordered)]
    return tuple(sorted(named, key=lambda entity: number_of(entity.id)))


def _place(entity: Entity) -> tuple[int, int, int, str]:
    head = entity.mentions[0].passage
    return number_of(head.exhibit), head.start, head.end, entity.caption
