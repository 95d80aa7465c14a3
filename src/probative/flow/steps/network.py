"""Drawing people, organisations, ties and events out of the whole case."""

from collections import Counter
from collections.abc import Iterable

from probative import __version__
from probative.base.identifiers import ExhibitId
from probative.flow.case import Case
from probative.flow.steps.numbers import former
from probative.flow.steps.stretches import looked_at
from probative.flow.steps.watching import Watch
from probative.flow.whole_case import chain_to_go_on
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.network import Entity, Event, Link, Mention, Schema
from probative.model.readings import Reading
from probative.network import entities, events, links, mentions

TOOL = f"probative-network/{__version__}"


def connect(case: Case, watch: Watch) -> str:
    """Resolve who is who, what ties them and what happened; record it where it changed, and say what there is now."""
    readings = tuple(stretch for each in case.store.all(Reading) if (stretch := looked_at(each)) is not None)
    claims = tuple(case.store.all(Claim))
    previous = tuple(case.store.all(Entity))
    named = _known(case, previous)
    seen = frozenset(named)
    with watch("network", len(readings)) as tick:
        for reading in readings:
            if reading.exhibit not in seen:
                named[reading.exhibit] = named.get(reading.exhibit, ()) + mentions(reading)
            tick(reading.exhibit)
        found = entities(
            named,
            judgements=case.judgements(),
            previous=previous,
            former=former(case, "N"),
            first=case.next_number(Entity),
        )
        ties = links(claims, readings, found, previous=tuple(case.store.all(Link)), first=case.next_number(Link))
        happened = events(claims, found, previous=tuple(case.store.all(Event)), first=case.next_number(Event))
        case.record_whole("network", TOOL, (*found, *ties, *happened))
        case.commit()
    return _line(case)


def _known(case: Case, previous: Iterable[Entity]) -> dict[ExhibitId, tuple[Mention, ...]]:
    """Give what is named in each exhibit that this tool has looked at before: all of it stands in the entities."""
    chain = chain_to_go_on("network", TOOL, case.store, case.view)
    if chain is None:
        return {}
    read = {each.id: case.store.note(f"entry:reading:{each.id}") for each in case.store.all(Exhibit)}
    named: dict[ExhibitId, list[Mention]] = {
        exhibit: [] for exhibit, entry in read.items() if entry is not None and int(entry) < chain.last
    }
    for entity in previous:
        for mention in entity.mentions:
            held = named.get(mention.passage.exhibit)
            if held is not None:
                held.append(mention)
    return {exhibit: tuple(held) for exhibit, held in named.items()}


def _line(case: Case) -> str:
    kinds: Counter[Schema] = Counter(entity.schema for entity in case.store.all(Entity))
    people, places = kinds[Schema.PERSON], kinds[Schema.PLACE]
    return (
        f"{people} people, {sum(kinds.values()) - people - places} organisations, {places} places; "
        f"{case.store.count(Link)} ties, {case.store.count(Event)} events"
    )
