"""How each act changes the index. The one path: live work and `rebuild` both go through here.

So a rebuilt index is the one that was lost, value for value.

Source: DESIGN.md section 3.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from probative.base import canonical
from probative.base.identifiers import ExhibitId, GapId, identifier, is_identifier, number_of
from probative.flow import acts, artefact
from probative.flow.judging import effective_status
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit, Receipt
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.store import codec
from probative.store.kinds import Value
from probative.store.ports import Store

WHOLE_CASE: Mapping[str, tuple[type[Value], ...]] = {
    "corroboration": (Source, Derivation, Proposition, Contradiction),
    "network": (Entity, Link, Event),
}
"""Stages that look at the whole case: each run replaces what the last one made."""

Load = Callable[[str], bytes]
"""Gives the bytes of a vault object by its id."""


def apply(index: int, kind: str, fields: Mapping[str, str] | None, *, at: str, store: Store, load: Load) -> None:
    """Bring the index up to date with one act.

    Args:
        index: The act's place in the ledger, from 0.
        kind: Its type; one that is not ours to project changes nothing.
        fields: Its opened fields; ``None`` where the record's key was destroyed, then only its place is noted.
        at: The time it claims.
        store: The index.
        load: Gives derived bytes out of the vault.
    """
    if fields is not None:
        values = {name: acts.value(field) for name, field in fields.items()}
        _apply(index, kind, values, store, load)
    if store.note("first_act") is None:
        store.set_note("first_act", at)
    store.set_note("last_act", at)
    store.set_note("applied", str(index + 1))


def _apply(index: int, kind: str, values: dict[str, canonical.Json], store: Store, load: Load) -> None:
    if kind == acts.CASE_TITLED:
        store.set_note("title", str(values["title"]))
    elif kind == acts.EXHIBIT_RECEIVED:
        _receive(index, values, store)
    elif kind == acts.EXHIBIT_CAME_AGAIN:
        _receive_again(values, store)
    elif kind == acts.READING_MADE:
        _read(index, values, store, load)
    elif kind == acts.ARTEFACT_DERIVED:
        _derive(index, values, store, load)
    elif kind == acts.JUDGEMENT_MADE:
        _judge(index, values, store)


def _receive(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    object_id = values.pop("object")
    exhibit = artefact.value_from("Exhibit", values)
    assert isinstance(exhibit, Exhibit)
    store.put((exhibit,))
    store.set_note(f"object:{exhibit.id}", str(object_id))
    store.set_note(f"entry:{exhibit.id}", str(index))


def _receive_again(values: dict[str, canonical.Json], store: Store) -> None:
    exhibit = store.get(Exhibit, str(values["exhibit"]))
    assert exhibit is not None
    receipt = codec.decode(Receipt, canonical.encode(values["receipt"]))
    store.put((replace(exhibit, receipts=(*exhibit.receipts, receipt)),))


def _read(index: int, values: dict[str, canonical.Json], store: Store, load: Load) -> None:
    volumes, gaps = values["volumes"], values["gaps"]
    assert isinstance(volumes, list)
    for object_id in [*volumes, gaps]:
        if object_id is not None:
            store.put(artefact.unpack(load(str(object_id))))
    store.set_note(f"entry:reading:{values['exhibit']}", str(index))


def _derive(index: int, values: dict[str, canonical.Json], store: Store, load: Load) -> None:
    stage, about = str(values["stage"]), str(values["about"])
    made = tuple(artefact.unpack(load(str(values["object"]))))
    if about == "case":
        for kind in WHOLE_CASE.get(stage, ()):
            store.clear(kind)
    elif stage == "claims":
        exhibit, _, later_volume = about.partition("#")
        if not later_volume:
            store.remove(Claim, [claim.id for claim in store.claims_of(ExhibitId(exhibit))])
        judgements = tuple(store.all(Judgement))
        made = tuple(_judged(each, judgements) if isinstance(each, Claim) else each for each in made)
    store.put(made)
    store.set_note(f"entry:{stage}:{about}", str(index))
    store.set_note(f"digest:{stage}:{about}", str(values["digest"]))
    store.set_note(f"tool:{stage}:{about}", str(values["tool"]))


def _judge(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    judgement = artefact.value_from("Judgement", values)
    assert isinstance(judgement, Judgement)
    store.put((judgement,))
    store.set_note(f"entry:{judgement.id}", str(index))
    judgements = tuple(store.all(Judgement))
    touched = set(judgement.subjects)
    for earlier in judgements:
        if earlier.id in touched:
            touched |= set(earlier.subjects)
    named = [subject for subject in sorted(touched) if is_identifier(subject, "C")]
    claims = [claim for each in named if (claim := store.get(Claim, each)) is not None]
    store.put(_judged(claim, judgements) for claim in claims)


def _judged(claim: Claim, judgements: tuple[Judgement, ...]) -> Claim:
    return replace(claim, status=effective_status(claim.id, judgements))


def next_gaps(found: Iterable[Gap], store: Store, pending: Sequence[Gap] = ()) -> tuple[Gap, ...]:
    """Number new gaps on from the highest in use, leaving out what is already known.

    Adding or processing twice finds the same gaps twice; they are recorded once.

    Args:
        found: Gaps under any number.
        store: What is known.
        pending: What was numbered before and is not in the index yet.
    """
    known = {_sense(gap) for gap in (*store.all(Gap), *pending)}
    number = max(store.highest(Gap), *(number_of(gap.id) for gap in pending), 0)
    fresh: list[Gap] = []
    for gap in found:
        if _sense(gap) not in known:
            known.add(_sense(gap))
            number += 1
            fresh.append(replace(gap, id=GapId(identifier("G", number))))
    return tuple(fresh)


def _sense(gap: Gap) -> tuple[str, ...]:
    return (gap.kind, gap.stage, gap.what, gap.detail, gap.exhibit or "", str(gap.start))
