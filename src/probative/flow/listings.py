"""What a case holds, kind by kind, in the shapes that outside tools rely on. Yielded one at a time."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from probative.base.identifiers import is_identifier
from probative.corroboration import review_order
from probative.custody.compartments import place_named
from probative.flow import register_shapes, registers, shapes
from probative.flow.case import Case
from probative.flow.envelopes import is_enveloped
from probative.flow.paragraphs import in_words
from probative.flow.reading_notes import reading_note
from probative.flow.rereading import last_changes, since_judged
from probative.flow.sealed import named_in
from probative.flow.shapes import Shape
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Proposition, Source


def exhibits(case: Case) -> Iterator[Shape]:
    """Yield what was received, with the number of parts of its reading and the title it gives itself."""
    return (exhibit(case, each) for each in case.store.all(Exhibit))


def exhibit(case: Case, value: Exhibit) -> Shape:
    """Give one exhibit, with the number of parts of its reading and the title it gives itself."""
    note = reading_note(value.id, case.store)
    return shapes.exhibit(
        value,
        parts=note.parts if note else 0,
        title=note.title if note else None,
        sealed=named_in(case, value.id),
        is_enveloped=is_enveloped(case, value.id),
    )


def claims(case: Case) -> Iterator[Shape]:
    """Yield what is said; with what a human should know who judged it: see ``rereading.since_judged``."""
    since = since_judged(case)
    return ({**shapes.claim(claim), **since(claim)} for claim in case.store.all(Claim))


def changes(case: Case) -> Iterator[Shape]:
    """Yield what the last reading again with another attributor changed."""
    return last_changes(case)


def claims_to_review(case: Case) -> Iterator[Shape]:
    """Yield what nobody has judged, the least certain and most consequential first, then what was judged, by number.

    Each has ``review``: its rank, doubt, weight and the reasons for that weight; ``None`` for what was judged.
    """
    since = since_judged(case)
    held = {claim.id: claim for claim in case.store.all(Claim)}
    ordered = review_order(held.values(), case.store.all(Proposition), case.store.all(Contradiction))
    for each in ordered:
        claim = held.pop(each.claim)
        yield {**shapes.claim(claim), **since(claim), "review": shapes.review(each)}
    for claim in held.values():
        yield {**shapes.claim(claim), **since(claim), "review": None}


def propositions(case: Case) -> Iterator[Shape]:
    """Yield what several claims say alike, each with who got it from whom in plain words."""
    told = in_words(case, case.store.count(Proposition))
    return ({**shapes.proposition(each), "account": list(told(each))} for each in case.store.all(Proposition))


def contradictions(case: Case) -> Iterator[Shape]:
    """Yield the register of contradictions, whatever their state, with both sides in words."""
    for each in registers.contradictions(case):
        sides = [case.store.get(Claim, one) for one in (each.contradiction.left, each.contradiction.right)]
        yield {**register_shapes.contradiction(each), "says": [None if side is None else _side(side) for side in sides]}


def _side(claim: Claim) -> Shape:
    return {"claim": claim.id, "exhibit": claim.exhibit, "source": claim.origin.source, "content": claim.content}


def withdrawals(case: Case) -> Iterator[Shape]:
    """Yield what was taken back, and what may be, with what it is in words."""
    for each in registers.withdrawals(case):
        yield {**register_shapes.withdrawal(each), "what": None if each.subject is None else _what(case, each.subject)}


def conferrings(case: Case) -> Iterator[Shape]:
    """Yield who told each other, and who may have, with their names."""
    for each in registers.conferrals(case):
        shape = register_shapes.conferral(each)
        yield {**shape, "names": [_what(case, one) for one in shape["sources"]]}


def _what(case: Case, subject: str) -> str:
    if is_identifier(subject, "C"):
        claim = case.store.get(Claim, subject)
        return claim.content if claim is not None else "no longer found"
    kind: type[Exhibit | Source] = Exhibit if is_identifier(subject, "E") else Source
    value: Exhibit | Source | None = case.store.get(kind, subject)
    return value.name if value is not None else "no longer found"


def forecasts(case: Case) -> Iterator[Shape]:
    """Yield what was foretold, by whom, until when, and what humans say became of it."""
    today = registers.last_day(case)
    return (register_shapes.forecast(each, today=today) for each in registers.foretold(case))


def track_records(case: Case) -> Iterator[Shape]:
    """Yield for each source what became of what it foretold, in counts."""
    return (register_shapes.track_record(each) for each in registers.records(case))


def grades(case: Case) -> Iterator[Shape]:
    """Yield what was graded, the two ratings apart, with all earlier ones."""
    return (register_shapes.grade(each) for each in registers.grades(case))


def entities(case: Case) -> Iterator[Shape]:
    """Yield people, organisations and places."""
    return (shapes.entity(entity) for entity in case.store.all(Entity))


def links(case: Case) -> Iterator[Shape]:
    """Yield ties, with the captions of both ends beside their identifiers."""
    captions = {entity.id: entity.caption for entity in case.store.all(Entity)}
    for link in case.store.all(Link):
        yield {
            **shapes.link(link),
            "from_caption": captions.get(link.start, link.start),
            "to_caption": captions.get(link.end, link.end),
        }


def events(case: Case) -> Iterator[Shape]:
    """Yield what is said to have happened."""
    return (shapes.event(event) for event in case.store.all(Event))


def gaps(case: Case) -> Iterator[Shape]:
    """Yield what the dossier knows it lacks; last, what lies in compartments that are not open here."""
    yield from (shapes.gap(gap) for gap in case.store.all(Gap))
    for place, n_records in sorted(case.keybag.sealed_counts().items(), key=lambda one: place_named(one[0])):
        yield {
            "id": f"G-sealed-{place_named(place)}",
            "kind": "sealed",
            "stage": "custody",
            "exhibit": None,
            "what": place_named(place),
            "detail": f"{n_records} entries lie in a compartment that is not open to whoever opened the case",
            "start": None,
        }


def timeline(case: Case) -> Iterator[Shape]:
    """Yield events by earliest possible day, then latest; those without any bound last, by number.

    The order of two events whose ranges overlap is not known; ``ranges_overlap_next`` says so.
    """
    known = sorted(case.store.all(Event), key=_place_in_time)
    for event, following in zip_longest(known, known[1:]):
        yield {**shapes.event(event), "ranges_overlap_next": following is not None and _may_swap(event, following)}


def hits(case: Case, query: str, limit: int) -> Iterator[Shape]:
    """Yield where a query is found, with the matches in the snippet marked by their spans and, in ``shown``, by [ ]."""
    for hit in case.store.search(query, limit=limit):
        shown, at = "", hit.passage.start
        for mark in hit.marks:
            shown += hit.snippet[at - hit.passage.start : mark.start - hit.passage.start]
            shown += f"[{hit.snippet[mark.start - hit.passage.start : mark.end - hit.passage.start]}]"
            at = mark.end
        shown += hit.snippet[at - hit.passage.start :]
        yield {
            "exhibit": hit.exhibit,
            "span": shapes.span(hit.passage),
            "snippet": hit.snippet,
            "marks": [shapes.span(mark) for mark in hit.marks],
            "shown": " ".join(shown.split()),
        }


def _place_in_time(event: Event) -> tuple[bool, date, date, str]:
    period = event.period
    if period is None or (period.earliest is None and period.latest is None):
        return (True, date.max, date.max, event.id)
    return (False, period.earliest or date.min, period.latest or date.max, event.id)


def _may_swap(left: Event, right: Event) -> bool:
    first, second = _place_in_time(left), _place_in_time(right)
    return first[0] or second[0] or second[1] <= first[2]
