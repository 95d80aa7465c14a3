"""Where one thing comes from: words, chain, certainty, independence, judgements, ledger entry, proof."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from probative.base.errors import UsageError
from probative.base.identifiers import ClaimId, identifier
from probative.corroboration import weighed
from probative.custody.anchors.attested import attested
from probative.custody.layout import Layout
from probative.flow import acts, register_shapes, shapes
from probative.flow.agreeing import accords_of, possible_of
from probative.flow.case import Case
from probative.flow.listings import exhibit as exhibit_shape
from probative.flow.paragraphs import in_words
from probative.flow.registers import contradictions, foretold, last_day, opposing, records
from probative.flow.rereading import since_judged
from probative.flow.shapes import Shape
from probative.flow.timing import of_receipt, when, witnessed
from probative.flow.whole_case import entry_of
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.grades import graded
from probative.model.judgements import Judgement, Verdict
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Proposition, Source
from probative.model.readings import Reading
from probative.store.kinds import Value

AROUND: Final = 200
"""How many characters of context are shown on each side of a claim's words."""

_WRITTEN: Final = re.compile(r"([A-Za-z])-?([0-9]{1,12})")


OPENED_BY_DEFAULT: Final = frozenset(
    ("id", "digest", "size_bytes", "media_type", "exhibit", "volumes", "stage", "about", "tool", "model", "object")
)
"""Fields that a proof shows unasked: what identifies bytes and work. Names, receipts and reasons stay hidden."""


class NoSuchFieldError(UsageError):
    """The ledger entry has no field of this name."""

    code = "P125"
    hint = "Leave --show out, or name one of the fields that the message lists."


class NothingThereError(UsageError):
    """There is nothing of this number in the case."""

    code = "P122"
    hint = "List what is there: `probative claims DIR`, `propositions`, `exhibits`, `entities`, `events`, `gaps`."


def ancestry(case: Case, wanted: str) -> dict[str, Any]:
    """Give everything that a thing rests on, down to its ledger entry and inclusion proof.

    Args:
        case: An opened case.
        wanted: The number of a claim, proposition, exhibit, source, entity, tie, event, contradiction, gap or
            judgement; ``c-1`` is understood as ``C-0001``.

    Raises:
        NothingThereError: When there is none of this number.
    """
    match = _WRITTEN.fullmatch(wanted.strip())
    letter = match.group(1).upper() if match else ""
    if match is None or letter not in _TOLD or int(match.group(2)) < 1:
        raise NothingThereError(f"{wanted!r} is no number of a thing in a case, such as C-0001 or P-0001")
    kind, give = _TOLD[letter]
    name = identifier(letter, int(match.group(2)))
    value = case.store.get(kind, name)
    if value is None:
        last = case.store.highest(kind)
        there = f"the last is {identifier(letter, last)}" if last else "there are none at all"
        raise NothingThereError(f"there is no {_ENGLISH[kind]} {name} in this case; {there}")
    return {"id": name, "kind": _ENGLISH[kind], **give(case, value)}


def proof_bundle(case: Case, wanted: str, *, shown: Collection[str] = (), is_witnessed: bool = False) -> bytes:
    """Give a file that proves the ledger entry behind a thing and shows some of the entry's fields.

    For a claim that is the entry of the artefact that holds it, for an exhibit that of its receipt.

    Args:
        case: An open case.
        wanted: The thing's number.
        shown: The fields to open; where none is named, those that identify bytes and work, never people or names.
        is_witnessed: Whether the proof stands under the newest checkpoint that most witnesses and time authorities
            signed, not under the newest of all. What they signed is in it in any case.

    Raises:
        NotWitnessedError: When nobody outside signed any over it.
        NoSuchFieldError: When the entry has no field of that name.
        NothingThereError: When there is none of this number, or no entry speaks of it.
        NotSealedError: When its entry is not under a checkpoint yet.
    """
    entry = ancestry(case, wanted)["entry"]
    if entry is None:
        raise NothingThereError(f"no ledger entry speaks of {wanted}")
    fields = case.custody.entry(entry["index"]).fields or {}
    for name in shown:
        if name not in fields:
            raise NoSuchFieldError(
                f"the entry behind {wanted} has no field {name!r}; it has {', '.join(sorted(fields))}"
            )
    # Of an exhibit that names somebody sealed, the digest is a salted commitment: nobody shall take it for a SHA-256.
    hidden = () if acts.value(fields.get("envelope", '""')) == "" else ("digest", "size_bytes")
    opened = shown or [name for name in fields if name in OPENED_BY_DEFAULT and name not in hidden]
    under = witnessed(case, entry["index"]) if is_witnessed else case.custody.sealed
    others = attested(Layout(case.folder), case.evidence, under) if under is not None else None
    return case.custody.bundle(entry["index"], shown=tuple(opened), under=under, attested=others)


def _of_claim(case: Case, claim: Claim) -> Shape:
    reading = next(
        each
        for each in case.store.readings(claim.exhibit)
        if each.offset <= claim.passage.start < each.offset + len(each.text)
    )
    about = claim.exhibit if reading.volume == 1 else f"{claim.exhibit}#{reading.volume}"
    exhibit = case.store.get(Exhibit, claim.exhibit)
    assert exhibit is not None
    told = [each for each in case.store.all(Proposition) if claim.id in _uttered(each)]
    return {
        "claim": {**shapes.claim(claim), **since_judged(case)(claim)},
        "context": _context(reading, claim.passage),
        "exhibit": exhibit_shape(case, exhibit),
        "propositions": [shapes.proposition(each) for each in told],
        "uncounted_in": [each.id for each in told if claim.id in each.claims and not _is_drawn(claim.id, each)],
        "contradictions": _contradictions(case, {claim.id}),
        "forecasts": [
            register_shapes.forecast(each, today=last_day(case)) for each in foretold(case) if claim.id in each.claims
        ]
        if claim.forecast
        else [],
        "grade": _grade(case, claim.id),
        "judgements": _judgements(case, claim.id, with_all_of=claim.exhibit),
        **_entry(case, f"entry:claims:{about}"),
    }


def _of_proposition(case: Case, proposition: Proposition) -> Shape:
    uttered = _uttered(proposition)
    counted = proposition.independence
    return {
        "proposition": {**shapes.proposition(proposition), "account": list(in_words(case)(proposition))},
        "doubts": [
            {"kind": each.kind, "about": list(each.about), "rests_on": [_sentence(case, one) for one in each.rests_on]}
            for each in counted.doubts
        ],
        "ancestry": {
            "vertices": [
                {
                    "key": each.key,
                    "kind": each.kind,
                    "label": each.label,
                    "refers_to": each.refers_to,
                    "is_bottleneck": each.is_bottleneck,
                }
                for each in counted.vertices
            ],
            "edges": [list(edge) for edge in counted.edges],
        },
        "claims": _claims(case, uttered),
        "accords": accords_of(case, proposition),
        "possible": possible_of(case, proposition),
        "contradictions": _contradictions(case, set(uttered)),
        "grade": _grade(case, proposition.id),
        "judgements": _judgements(case, proposition.id),
        **_entry(case, entry_of("corroboration", proposition.id, case.store)),
    }


def _of_exhibit(case: Case, exhibit: Exhibit) -> Shape:
    return {
        "exhibit": exhibit_shape(case, exhibit),
        "receipts": [
            {
                "name": each.name,
                "at": each.received_at,
                "when": of_receipt(case, exhibit, number),
                "from": each.received_from,
                "collected_by": each.collected_by,
                "unknown_because": each.unknown_because,
                "tool": each.tool,
                "container": each.container,
            }
            for number, each in enumerate(exhibit.receipts)
        ],
        "claims": [claim.id for claim in case.store.claims_of(exhibit.id)],
        "gaps": [shapes.gap(gap) for gap in case.store.all(Gap) if gap.exhibit == exhibit.id],
        "grade": _grade(case, exhibit.id),
        "judgements": _judgements(case, exhibit.id),
        **_entry(case, f"entry:{exhibit.id}"),
    }


def _of_source(case: Case, source: Source) -> Shape:
    resting = [
        each
        for each in case.store.all(Proposition)
        if any(vertex.refers_to == source.id for vertex in each.independence.vertices)
    ]
    drawn = [claim for each in resting for claim in _uttered(each)]
    spoken = [claim for claim in _claims(case, drawn) if _speaks(source, claim)]
    return {
        "source": shapes.source(source),
        "claims": spoken,
        "propositions": [shapes.proposition(each) for each in resting],
        "grade": _grade(case, source.id),
        "track_record": [register_shapes.track_record(each) for each in records(case) if each.source == source.id],
        "own_accounts": [
            register_shapes.contradiction(each)
            for each in contradictions(case)
            if each.contradiction.own_account == source.id
        ],
        "judgements": _judgements(case, source.id),
        **_entry(case, entry_of("corroboration", source.id, case.store)),
    }


def _of_entity(case: Case, entity: Entity) -> Shape:
    where: dict[str, dict[str, int]] = {}
    for mention in entity.mentions:
        names = where.setdefault(mention.passage.exhibit, {})
        name = " ".join(mention.words.split())
        names[name] = names.get(name, 0) + 1
    taking_part = [each for each in case.store.all(Event) if any(one.entity == entity.id for one in each.participants)]
    tied = [each for each in case.store.all(Link) if entity.id in (each.start, each.end)]
    return {
        "entity": shapes.entity(entity),
        "named_in": [{"exhibit": exhibit, "names": names} for exhibit, names in where.items()],
        "links": [_tie(case, each) for each in tied],
        "events": [shapes.event(each) for each in taking_part],
        "judgements": _judgements(case, entity.id, *entity.names),
        **_entry(case, entry_of("network", entity.id, case.store)),
    }


def _of_link(case: Case, link: Link) -> Shape:
    return {
        "link": _tie(case, link),
        "claims": _claims(case, link.claims),
        "judgements": _judgements(case, link.id),
        **_entry(case, entry_of("network", link.id, case.store)),
    }


def _of_event(case: Case, event: Event) -> Shape:
    captions = {
        each.entity: entity.caption
        for each in event.participants
        if (entity := case.store.get(Entity, each.entity)) is not None
    }
    return {
        "event": {**shapes.event(event), "captions": captions},
        "claims": _claims(case, event.claims),
        "judgements": _judgements(case, event.id),
        **_entry(case, entry_of("network", event.id, case.store)),
    }


def _of_contradiction(case: Case, contradiction: Contradiction) -> Shape:
    (found,) = weighed((contradiction,), case.store.all(Judgement))
    return {
        "contradiction": register_shapes.contradiction(found),
        "claims": _claims(case, (contradiction.left, contradiction.right)),
        "judgements": _judgements(case, contradiction.id),
        **_entry(case, entry_of("corroboration", contradiction.id, case.store)),
    }


def _of_gap(case: Case, gap: Gap) -> Shape:
    exhibit = case.store.get(Exhibit, gap.exhibit) if gap.exhibit is not None else None
    stage = {"intake": "", "reading": "reading:", "claims": "claims:"}.get(gap.stage)
    return {
        "gap": shapes.gap(gap),
        "exhibit": exhibit_shape(case, exhibit) if exhibit is not None else None,
        "judgements": _judgements(case, gap.id),
        **_entry(case, f"entry:{stage}{gap.exhibit}" if stage is not None else ""),
    }


def _of_judgement(case: Case, judgement: Judgement) -> Shape:
    return {
        "judgement": shapes.judgement(judgement),
        "meant": dict(case.held_by(judgement)),
        "judgements": _judgements(case, judgement.id),
        **_entry(case, f"entry:{judgement.id}"),
    }


_TOLD: Final[Mapping[str, tuple[type[Value], Callable[[Case, Any], Shape]]]] = {
    "C": (Claim, _of_claim),
    "E": (Exhibit, _of_exhibit),
    "G": (Gap, _of_gap),
    "J": (Judgement, _of_judgement),
    "L": (Link, _of_link),
    "N": (Entity, _of_entity),
    "P": (Proposition, _of_proposition),
    "S": (Source, _of_source),
    "V": (Event, _of_event),
    "X": (Contradiction, _of_contradiction),
}
"""What can be asked after, by the letter of its number."""

_ENGLISH: Final[Mapping[type[Value], str]] = {
    Claim: "claim",
    Contradiction: "contradiction",
    Entity: "entity",
    Event: "event",
    Exhibit: "exhibit",
    Gap: "gap",
    Judgement: "judgement",
    Link: "link",
    Proposition: "proposition",
    Source: "source",
}


def _uttered(proposition: Proposition) -> tuple[ClaimId, ...]:
    return (*proposition.claims, *proposition.denied_by, *proposition.forecasts)


def _claims(case: Case, numbers: Iterable[str]) -> list[Shape]:
    return [shapes.claim(claim) for each in numbers if (claim := case.store.get(Claim, each)) is not None]


def _speaks(source: Source, claim: Shape) -> bool:
    names = {source.name, *source.names}
    return claim["exhibit"] in source.exhibits and any((hop["source"] or "") in names for hop in claim["chain"])


def _tie(case: Case, link: Link) -> Shape:
    ends = [case.store.get(Entity, each) for each in (link.start, link.end)]
    start, end = (entity.caption if entity is not None else "?" for entity in ends)
    return {**shapes.link(link), "from_caption": start, "to_caption": end}


def _contradictions(case: Case, claims: set[ClaimId]) -> list[Shape]:
    return [register_shapes.contradiction(each) for each in opposing(case, set(claims))]


def _context(reading: Reading, passage: Passage) -> dict[str, str]:
    start, end = passage.start - reading.offset, passage.end - reading.offset
    return {
        "before": reading.text[max(0, start - AROUND) : start],
        "words": reading.text[start:end],
        "after": reading.text[end : end + AROUND],
    }


def _sentence(case: Case, passage: Passage) -> Shape:
    """Give a stretch of a text with its words, where the index holds that text."""
    for reading in case.store.readings(passage.exhibit):
        if reading.offset <= passage.start and passage.end <= reading.offset + len(reading.text):
            words = reading.text[passage.start - reading.offset : passage.end - reading.offset]
            return {"exhibit": passage.exhibit, "at": [passage.start, passage.end], "words": words}
    return {"exhibit": passage.exhibit, "at": [passage.start, passage.end], "words": ""}


def _is_drawn(claim: ClaimId, proposition: Proposition) -> bool:
    return any(vertex.refers_to == claim for vertex in proposition.independence.vertices)


def _judgements(case: Case, *subjects: str, with_all_of: str = "") -> list[Shape]:
    """Give what was decided of these; of what holds them, too, that it was withdrawn or restored."""
    wanted = set(subjects)
    return [
        shapes.judgement(each)
        for each in case.store.all(Judgement)
        if wanted & set(each.subjects)
        or (with_all_of in each.subjects and each.verdict in (Verdict.WITHDRAW, Verdict.RESTORE))
    ]


def _grade(case: Case, subject: str) -> Shape | None:
    found = graded(case.store.all(Judgement)).get(subject)
    return None if found is None else register_shapes.grade(found)


def _entry(case: Case, at: str | int | None) -> dict[str, Any]:
    noted = case.store.note(at) if isinstance(at, str) else at
    if noted is None:
        return {"entry": None, "proof": None}
    index = int(noted)
    entry = case.custody.entry(index).entry
    sealed = case.custody.sealed
    is_sealed = sealed is not None and index < sealed.size
    return {
        "entry": {
            "index": index,
            "type": entry.kind,
            "at": entry.at,
            "by": entry.by,
            "when": when(case, index, entry.at),
        },
        "proof": case.custody.proof(index) if is_sealed else None,
    }
