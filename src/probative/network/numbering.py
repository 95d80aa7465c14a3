"""Numbers that stay with the people, ties and events they were given to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from probative.base.identifiers import EntityId, EventId, LinkId, identifier, number_of
from probative.model.network import Entity, Event, Link
from probative.model.numbering import carried_numbers


def numbered(
    made: Sequence[Entity],
    *,
    previous: Sequence[Entity],
    first: int,
    former: Mapping[int, Collection[str]],
) -> tuple[Entity, ...]:
    """Give each entity the number of the earlier one it shares most mentions with, and new ones the next numbers.

    Args:
        made: Entities whose own identifiers count for nothing yet.
        previous: The entities of an earlier run.
        first: The number for the first new one; numbers that ``previous`` uses are passed over.
        former: What numbers of entities that are no more stood for, each name with its exhibit (``name@E-0001``): what
            comes apart again gets its number back.

    Returns:
        The entities by number.
    """
    ordered = sorted(made, key=_place)
    numbers = carried_numbers(
        [_named(entity) | (_placed(entity) if former else frozenset()) for entity in ordered],
        {number_of(entity.id): _named(entity) for entity in previous},
        first=first,
        former=former,
    )
    named = [
        replace(entity, id=EntityId(identifier("N", number))) for entity, number in zip(ordered, numbers, strict=True)
    ]
    return tuple(sorted(named, key=lambda entity: number_of(entity.id)))


def numbered_links(made: Sequence[Link], *, previous: Sequence[Link], first: int) -> tuple[Link, ...]:
    """Give each tie the number of the earlier one of its kind that shares most claims; the ties by number."""
    numbers = carried_numbers(
        [_stated(link) for link in made], {number_of(link.id): _stated(link) for link in previous}, first=first
    )
    named = [replace(link, id=LinkId(identifier("L", number))) for link, number in zip(made, numbers, strict=True)]
    return tuple(sorted(named, key=lambda link: number_of(link.id)))


def numbered_events(made: Sequence[Event], *, previous: Sequence[Event], first: int) -> tuple[Event, ...]:
    """Give each event the number of the earlier one of its kind that shares most claims; the events by number."""
    numbers = carried_numbers(
        [_told(event) for event in made], {number_of(event.id): _told(event) for event in previous}, first=first
    )
    named = [replace(event, id=EventId(identifier("V", number))) for event, number in zip(made, numbers, strict=True)]
    return tuple(sorted(named, key=lambda event: number_of(event.id)))


def _named(entity: Entity) -> frozenset[object]:
    return frozenset((mention.passage, mention.words) for mention in entity.mentions)


def _placed(entity: Entity) -> frozenset[object]:
    return frozenset(f"{' '.join(each.words.split())}@{each.passage.exhibit}" for each in entity.mentions)


def _stated(link: Link) -> frozenset[object]:
    return frozenset((link.schema, link.role, claim) for claim in link.claims)


def _told(event: Event) -> frozenset[object]:
    return frozenset((event.kind, claim) for claim in event.claims)


def _place(entity: Entity) -> tuple[int, int, int, str]:
    head = entity.mentions[0].passage
    return number_of(head.exhibit), head.start, head.end, entity.caption
