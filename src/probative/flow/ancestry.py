"""Where one thing comes from: words, chain, certainty, independence, judgements, ledger entry, proof."""

from collections.abc import Iterator
from typing import Any, Final

from probative.base.errors import UsageError
from probative.base.identifiers import is_identifier
from probative.flow import shapes
from probative.flow.case import Case
from probative.flow.listings import exhibits as exhibit_shapes
from probative.flow.shapes import Shape
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from probative.model.propositions import Proposition
from probative.model.readings import Reading

AROUND: Final = 200
"""How many characters of context are shown on each side of a claim's words."""


class NothingThereError(UsageError):
    """There is no claim, proposition or exhibit of this number."""

    code = "P122"
    hint = "List what is there with `probative claims DIR`, `probative propositions DIR` or `probative exhibits DIR`."


def ancestry(case: Case, identifier: str) -> dict[str, Any]:
    """Give everything a claim, proposition or exhibit rests on, down to its ledger entry and inclusion proof.

    Raises:
        NothingThereError: When there is none of this number.
    """
    if is_identifier(identifier, "C") and (claim := case.store.get(Claim, identifier)) is not None:
        return _of_claim(case, claim)
    if is_identifier(identifier, "P") and (proposition := case.store.get(Proposition, identifier)) is not None:
        return _of_proposition(case, proposition)
    if is_identifier(identifier, "E") and (exhibit := case.store.get(Exhibit, identifier)) is not None:
        return _of_exhibit(case, exhibit)
    raise NothingThereError(f"there is no claim, proposition or exhibit {identifier!r} in this case")


def proof_bundle(case: Case, identifier: str) -> bytes:
    """Give a file that proves the ledger entry behind ``identifier`` and shows the entry's fields.

    For a claim that is the entry of the artefact that holds it, for an exhibit that of its receipt.

    Raises:
        NothingThereError: When there is none of this number.
        NotSealedError: When its entry is not under a checkpoint yet.
    """
    index = ancestry(case, identifier)["entry"]["index"]
    fields = case.custody.entry(index).fields
    return case.custody.bundle(index, shown=tuple(fields or ()))


def _of_claim(case: Case, claim: Claim) -> dict[str, Any]:
    reading = next(
        each
        for each in case.store.readings(claim.exhibit)
        if each.offset <= claim.passage.start < each.offset + len(each.text)
    )
    about = claim.exhibit if reading.volume == 1 else f"{claim.exhibit}#{reading.volume}"
    behind = [
        shapes.proposition(each)
        for each in case.store.all(Proposition)
        if claim.id in (*each.claims, *each.denied_by, *each.forecasts)
    ]
    return {
        "id": claim.id,
        "kind": "claim",
        "claim": shapes.claim(claim),
        "context": _context(reading, claim.passage),
        "exhibit": next(shape for shape in exhibit_shapes(case) if shape["id"] == claim.exhibit),
        "propositions": behind,
        "judgements": _judgements(case, claim.id),
        **_entry(case, f"entry:claims:{about}"),
    }


def _of_proposition(case: Case, proposition: Proposition) -> dict[str, Any]:
    uttered = (*proposition.claims, *proposition.denied_by, *proposition.forecasts)
    counted = proposition.independence
    return {
        "id": proposition.id,
        "kind": "proposition",
        "proposition": shapes.proposition(proposition),
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
        "claims": [shapes.claim(claim) for each in uttered if (claim := case.store.get(Claim, each)) is not None],
        "judgements": _judgements(case, proposition.id),
        **_entry(case, "entry:corroboration:case"),
    }


def _of_exhibit(case: Case, exhibit: Exhibit) -> dict[str, Any]:
    return {
        "id": exhibit.id,
        "kind": "exhibit",
        "exhibit": next(shape for shape in exhibit_shapes(case) if shape["id"] == exhibit.id),
        "receipts": [
            {
                "name": each.name,
                "at": each.received_at,
                "from": each.received_from,
                "collected_by": each.collected_by,
                "unknown_because": each.unknown_because,
                "tool": each.tool,
                "container": each.container,
            }
            for each in exhibit.receipts
        ],
        "claims": [claim.id for claim in case.store.claims_of(exhibit.id)],
        "judgements": _judgements(case, exhibit.id),
        **_entry(case, f"entry:{exhibit.id}"),
    }


def _context(reading: Reading, passage: Passage) -> dict[str, str]:
    start, end = passage.start - reading.offset, passage.end - reading.offset
    return {
        "before": reading.text[max(0, start - AROUND) : start],
        "words": reading.text[start:end],
        "after": reading.text[end : end + AROUND],
    }


def _judgements(case: Case, subject: str) -> list[Shape]:
    return [shapes.judgement(each) for each in case.store.all(Judgement) if subject in each.subjects]


def _entry(case: Case, note: str) -> dict[str, Any]:
    index = int(case.store.note(note) or 0)
    entry = case.custody.entry(index).entry
    sealed = case.custody.sealed
    is_sealed = sealed is not None and index < sealed.size
    return {
        "entry": {"index": index, "type": entry.kind, "at": entry.at, "by": entry.by},
        "proof": case.custody.proof(index) if is_sealed else None,
    }


def told(found: dict[str, Any]) -> Iterator[str]:
    """Tell an ancestry in lines for a reader."""
    if found["kind"] == "claim":
        yield from _told_claim(found)
    elif found["kind"] == "proposition":
        yield from _told_proposition(found)
    else:
        yield f"{found['id']}  {found['exhibit']['title']}"
        yield f"  sha256       {found['exhibit']['sha256']}"
        for receipt in found["receipts"]:
            way = receipt["from"] or receipt["collected_by"] or receipt["unknown_because"]
            yield f"  received     {receipt['at']} as {receipt['name']}, from: {way}"
        yield f"  claims       {', '.join(found['claims']) or 'none'}"
    for judgement in found["judgements"]:
        yield f"  judged       {judgement['id']} {judgement['verdict']} by {judgement['by']}: {judgement['why']}"
    entry = found["entry"]
    yield f"  ledger       entry {entry['index']}, {entry['type']}, {entry['at']}"
    yield f"  proof        {'under the signed checkpoint' if found['proof'] else 'not under a checkpoint yet'}"


def _told_claim(found: dict[str, Any]) -> Iterator[str]:
    claim, context = found["claim"], found["context"]
    before, after = context["before"].split("\n")[-1], context["after"].split("\n")[0]
    yield f"{claim['id']}  {claim['content']}"
    yield f"  in words     …{before}[{context['words']}]{after}…"
    yield f"  stands in    {claim['exhibit']} {found['exhibit']['title']}, {claim['span'][0]}..{claim['span'][1]}"
    yield f"  sha256       {found['exhibit']['sha256']}"
    for hop in claim["chain"]:
        cue = f", by “{hop['cue']}”" if hop["cue"] else ""
        named = f" (as “{hop['mention']}”)" if hop["mention"] and hop["mention"] != hop["source"] else ""
        yield f"  {hop['role']:<12} {hop['source'] or 'nobody named'}{named}, {hop['kind']}{cue}"
    forecast = ", a forecast" if claim["forecast"] else ""
    yield f"  certainty    {claim['certainty']} (the speaker's){forecast}; {claim['status']}"
    if claim["period"]:
        bounds = f"{claim['period']['earliest'] or 'open'} to {claim['period']['latest'] or 'open'}"
        yield f"  date         “{claim['period']['verbatim']}”: {bounds}"
    for proposition in found["propositions"]:
        yield f"  proposition  {_counted(proposition)}"


def _told_proposition(found: dict[str, Any]) -> Iterator[str]:
    proposition = found["proposition"]
    yield f"{proposition['id']}  {proposition['words']}"
    yield f"  counted      {_counted(proposition)}"
    marks = dict.fromkeys(proposition["denied_by"], "denies") | dict.fromkeys(proposition["forecasts"], "foresees")
    for claim in found["claims"]:
        chain = " -> ".join(hop["source"] or "nobody named" for hop in claim["chain"])
        yield f"  {marks.get(claim['id'], 'says'):<12} {claim['id']} [{claim['certainty']}] {chain}: {claim['content']}"


def _counted(proposition: Shape) -> str:
    counted = proposition["independence"]
    hangs = f"; all hangs on {', '.join(proposition['bottlenecks'])}" if proposition["bottlenecks"] else ""
    return (
        f"{proposition['id']}: {counted['at_least']}..{counted['at_most']} independent origins "
        f"({proposition['origins']} origins, {proposition['channels']} channels){hangs}"
    )
