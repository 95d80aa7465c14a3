"""When something was entered, as far as the outside can tell; what our clock claimed stands beside it, named so."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from probative.base.errors import CaseError
from probative.custody.anchors.evidence import Obtained
from probative.custody.anchors.taking import Anchors
from probative.custody.epochs import epoch_sentences
from probative.custody.ledger.checkpoints import Checkpoint
from probative.flow.case import Case
from probative.flow.shapes import Shape
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement


class NotWitnessedError(CaseError):
    """Nothing that came back from witnesses or time authorities covers the entry."""

    code = "P243"
    hint = "`probative stamp request` asks a witness; take its answer in with `stamp import`, then ask again."


def when(case: Case, index: int | None, claimed: str) -> Shape:
    """Give the bracket of a ledger entry.

    Args:
        case: An opened case.
        index: The entry's place; ``None`` where nobody knows it.
        claimed: What our clock said.

    Returns:
        ``earliest`` and ``latest`` as the outside has it, ``None`` where it says nothing; the entries that hold the
        evidence; ``claimed``; and whether that lies outside.
    """
    if index is None:
        return {"earliest": None, "latest": None, "earliest_by": None, "latest_by": None, "claimed": claimed,
                "claim_fits": True}  # fmt: skip
    found = case.brackets.of(index)
    return {
        "earliest": found.earliest,
        "latest": found.latest,
        "earliest_by": found.earliest_by,
        "latest_by": found.latest_by,
        "claimed": claimed,
        "claim_fits": found.holds(claimed),
    }


def said(shape: Mapping[str, Any]) -> str:
    """Write a bracket in words, what our clock claimed beside it."""
    earliest, latest = shape["earliest"], shape["latest"]
    bracket = (
        f"between {earliest} and {latest}"
        if earliest and latest
        else f"after {earliest}"
        if earliest
        else f"before {latest}"
        if latest
        else "no outside evidence of when"
    )
    doubt = "" if shape["claim_fits"] else ", which cannot be"
    return f"{bracket} (our clock said {shape['claimed']}{doubt})"


def of_entry(case: Case, note: str, claimed: str) -> Shape:
    """Give the bracket of the entry that a note of the index names."""
    found = case.store.note(note)
    return when(case, None if found is None else int(found), claimed)


def of_receipt(case: Case, exhibit: Exhibit, number: int) -> Shape:
    """Give the bracket of an exhibit's receipt, counted from 0."""
    note = f"entry:{exhibit.id}" if number == 0 else f"entry:{exhibit.id}:{number}"
    return of_entry(case, note, exhibit.receipts[number].received_at)


def times(case: Case) -> dict[str, str]:
    """Give for each exhibit, later receipt (``E-0001:1``) and judgement in words when it was entered; the run's too."""
    found = {"first": said(first_act(case)), "last": said(last_act(case))}
    for exhibit in case.store.all(Exhibit):
        for number in range(len(exhibit.receipts)):
            key = exhibit.id if number == 0 else f"{exhibit.id}:{number}"
            found[key] = said(of_receipt(case, exhibit, number))
    for judgement in case.store.all(Judgement):
        found[judgement.id] = said(of_entry(case, f"entry:{judgement.id}", judgement.at))
    return found


def first_act(case: Case) -> Shape:
    """Give when the case's first entry was written."""
    return when(case, 0, case.store.note("first_act") or "nothing")


def last_act(case: Case) -> Shape:
    """Give when the newest entry that the index knows was written."""
    applied = int(case.store.note("applied") or 0)
    return when(case, max(0, applied - 1), case.store.note("last_act") or "nothing")


def outside(case: Case) -> str:
    """Say what vouches from outside for this case's time and its one history, and each time a backup was put back."""
    return " ".join((_vouched(case), *(said for _, said in epoch_sentences(case.custody.log))))


def _vouched(case: Case) -> str:
    obtained = [each for each in case.evidence if isinstance(each, Obtained)]
    if not obtained:
        return "Nothing yet: no witness, no time stamp, no paper that came back. `probative stamp` asks for them."
    size = max(each.size for each in obtained)
    witnesses = {each.witness.name for each in obtained if each.witness is not None}
    stamps = sum(each.chain is not None for each in obtained)
    return f"The first {size} of {case.custody.size} entries; {len(witnesses)} witnesses, {stamps} time stamps."


def witnessed(case: Case, index: int) -> Checkpoint:
    """Give the newest checkpoint over an entry that most witnesses and time authorities signed.

    Raises:
        NotWitnessedError: When nothing that came back from outside covers it.
    """
    came = [each for each in case.evidence if isinstance(each, Obtained) and each.digest and each.latest]
    came = [each for each in came if each.size > index]
    signers = Counter({each.size: 0 for each in came})
    for size, _key in {(each.size, each.witness or each.chain) for each in came}:
        signers[size] += 1
    best = max(signers, key=lambda size: (signers[size], size), default=0)
    anchors = Anchors(case.custody, disk=case.settings.disk, chance=case.settings.chance)
    found = anchors.checkpoint(best) if best else None
    if found is None:
        raise NotWitnessedError(f"no witness and no time authority has signed a checkpoint over entry {index}")
    return found


def clock_warnings(case: Case) -> Iterator[str]:
    """Say where our clock went back, as the index saw it, and that the evidence contradicts itself."""
    back = case.store.note("clock_back")
    if back:
        place, before, after = back.split(" ")
        yield f"Our clock went back at ledger entry {place}, from {before} to {after}."
    for index, bracket in case.brackets.empty():
        yield f"The evidence of time contradicts itself at entry {index}: {bracket.earliest} and {bracket.latest}."
