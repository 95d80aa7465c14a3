"""The JSON that outside tools rely on: one function a kind, keys fixed, more keys allowed.

That of the registers, where what humans decided stands beside what was found, is in ``register_shapes``.

Source: DESIGN.md section 7.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from probative.corroboration import Review
from probative.model.anchors import Passage
from probative.model.claims import Claim, Hop
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.meaning import Quantity
from probative.model.network import Entity, Event, Link
from probative.model.periods import Period
from probative.model.propositions import Derivation, Proposition, Source
from probative.model.readings import Reading

Shape = Mapping[str, Any]


def span(passage: Passage) -> list[int]:
    """Give ``[start, end]`` in code points."""
    return [passage.start, passage.end]


def period(value: Period | None) -> Shape | None:
    """Give a date as said with its bounds, ``None`` where no source gave one."""
    if value is None:
        return None
    return {
        "verbatim": value.verbatim,
        "anchor": value.anchor.isoformat() if value.anchor else None,
        "edtf": value.edtf,
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
    }


def exhibit(
    value: Exhibit, *, parts: int, title: str | None, sealed: Sequence[str] = (), is_enveloped: bool = False
) -> Shape:
    """Give an exhibit.

    Args:
        value: The exhibit.
        parts: How many parts its reading has; 0 where it could not be read.
        title: What it calls itself; its name as it came where it says nothing.
        sealed: The pseudonyms of the sealed people whom it names.
        is_enveloped: Whether its SHA-256 is kept apart, because it would let somebody test a guess at a name: then
            ``sha256`` is ``None``, and ``size_bytes`` rounded up.
    """
    first = value.receipts[0]
    return {
        "id": value.id,
        "sha256": None if is_enveloped else value.digest,
        "media_type": value.media_type,
        "size_bytes": value.size_bytes,
        "parts": parts,
        "received": {
            "at": first.received_at,
            "from": first.received_from,
            "collected_by": first.collected_by,
            "unknown_because": first.unknown_because,
            "tool": first.tool,
            "times": len(value.receipts),
        },
        "title": title or value.name,
        "name": value.name,
        "container": value.container,
        "publisher": value.publisher,
        "stated_date": value.stated_date.isoformat() if value.stated_date else None,
        "sealed": list(sealed),
    }


def hop(value: Hop) -> Shape:
    """Give one source on the way a claim took; ``source`` is ``None`` where nobody is named."""
    return {
        "source": value.source,
        "mention": value.words,
        "kind": value.kind,
        "role": value.role,
        "cue": value.cue,
        "mention_span": span(value.mention) if value.mention else None,
        "number": value.number,
    }


def claim(value: Claim) -> Shape:
    """Give a claim with its whole chain."""
    return {
        "id": value.id,
        "exhibit": value.exhibit,
        "span": span(value.passage),
        "words": value.words,
        "content": value.content,
        "chain": [hop(each) for each in value.chain],
        "certainty": value.certainty,
        "forecast": value.forecast,
        "period": period(value.period),
        "status": value.status,
        "pieces": [span(piece) for piece in value.pieces],
        "places": list(value.places),
        "parent": value.parent,
        "suggester": value.suggester,
        "suggesters": list(value.suggesters),
        "proposed_by": value.proposer,
        "confidence": None if value.confidence_permille is None else value.confidence_permille / 1000,
        "is_negative": value.is_negative,
        "event": value.event,
        "participants": [
            {"role": each.role, "words": each.words, "span": span(each.passage), "means": each.means}
            for each in value.participants
        ],
        "quantities": [quantity(each) for each in value.quantities],
        "standalone": {
            "text": standalone(value),
            "pieces": [
                {
                    "words": each.words,
                    "filled_in": each.is_filled,
                    "stands_for": each.stands_for or None,
                    "span": span(each.passage) if each.passage else None,
                }
                for each in value.standalone
            ],
        }
        if value.standalone
        else None,
    }


def quantity(value: Quantity) -> Shape:
    """Give a number as said, with its bounds; ``None`` where the words leave a side open."""
    return {
        "words": value.words,
        "span": span(value.passage),
        "unit": value.unit,
        "number": value.number,
        "least": value.least,
        "most": value.most,
        "rough": value.is_rough,
    }


def review(value: Review) -> Shape:
    """Give why a claim stands where it does in the review order; ``rank`` is doubt times weight."""
    return {
        "rank": value.rank,
        "doubt": value.doubt_permille / 1000,
        "weight": value.weight,
        "reasons": list(value.reasons),
    }


def standalone(value: Claim) -> str:
    """Give a claim's text as it stands alone, what was filled in between brackets; empty where it was not made."""
    return " ".join(f"[{each.words}]" if each.is_filled else " ".join(each.words.split()) for each in value.standalone)


def proposition(value: Proposition) -> Shape:
    """Give a proposition with the interval of origins behind it and the sources it hangs on."""
    return {
        "id": value.id,
        "words": value.words,
        "claims": list(value.claims),
        "denied_by": list(value.denied_by),
        "independence": {"at_least": value.independence.at_least, "at_most": value.independence.at_most},
        "bottlenecks": list(value.independence.bottlenecks),
        "forecasts": list(value.forecasts),
        "origins": value.independence.origins,
        "channels": value.independence.channels,
        "may_be": [list(chosen) for chosen in value.may_be],
    }


def source(value: Source) -> Shape:
    """Give a source across the case."""
    return {
        "id": value.id,
        "kind": value.kind,
        "name": value.name,
        "names": list(value.names),
        "exhibits": list(value.exhibits),
    }


def entity(value: Entity) -> Shape:
    """Give a person, organisation or place, with why its names were joined."""
    return {
        "id": value.id,
        "schema": value.schema,
        "caption": value.caption,
        "names": list(value.names),
        "mentions": len(value.mentions),
        "merges": [
            {"left": merge.left, "right": merge.right, "why": merge.why, "status": merge.status}
            for merge in value.merges
        ],
    }


def link(value: Link) -> Shape:
    """Give a typed tie with the claims that carry it."""
    return {
        "id": value.id,
        "schema": value.schema,
        "from": value.start,
        "to": value.end,
        "role": value.role,
        "period": period(value.period),
        "claims": list(value.claims),
    }


def event(value: Event) -> Shape:
    """Give what is said to have happened, with the claims that say it."""
    return {
        "id": value.id,
        "kind": value.kind,
        "words": value.words,
        "period": period(value.period),
        "places": list(value.places),
        "participants": [{"entity": each.entity, "role": each.role} for each in value.participants],
        "claims": list(value.claims),
    }


def gap(value: Gap) -> Shape:
    """Give something the dossier knows it lacks."""
    return {
        "id": value.id,
        "kind": value.kind,
        "stage": value.stage,
        "exhibit": value.exhibit,
        "what": value.what,
        "detail": value.detail,
        "start": value.start,
    }


def derivation(value: Derivation) -> Shape:
    """Give one exhibit's leaning on another."""
    return {
        "derived": value.derived,
        "upstream": value.upstream,
        "basis": value.basis,
        "share": value.share_permille / 1000,
        "passages": [[span(left), span(right)] for left, right in value.passages],
    }


def judgement(value: Judgement) -> Shape:
    """Give a human's decision."""
    return {
        "id": value.id,
        "verdict": value.verdict,
        "subjects": list(value.subjects),
        "why": value.why,
        "by": value.by,
        "at": value.at,
        "value": value.value,
        "grounds": list(value.grounds),
    }


def reading(value: Reading) -> Shape:
    """Give one volume of a reading with its text and parts."""
    return {
        "reader": value.reader,
        "reader_version": value.reader_version,
        "volume": value.volume,
        "offset": value.offset,
        "genre": value.genre,
        "language": value.language,
        "encoding": value.encoding,
        "title": value.title,
        "publisher": value.publisher,
        "author": value.author,
        "stated_date": period(value.stated_date),
        "declared": [
            {"key": each.key, "value": each.value, "span": span(each.passage) if each.passage else None}
            for each in value.declared
        ],
        "parts": [
            {
                "kind": part.kind,
                "number": part.number,
                "label": part.label,
                "span": [part.start, part.end],
                "speaker": part.speaker,
                "stated_date": period(part.stated_date),
            }
            for part in value.parts
        ],
        "text": value.text,
    }
