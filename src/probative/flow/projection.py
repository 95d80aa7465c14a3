"""How each act changes the index. The one path: live work and `rebuild` both go through here.

So a rebuilt index is the one that was lost, value for value.

Source: DESIGN.md section 3.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from probative.base import canonical
from probative.base.identifiers import ExhibitId, is_identifier
from probative.custody.compartments import GENERAL, Within, mask_of
from probative.flow import acts, artefact, consent_notes, whole_case
from probative.flow.gone_notes import note_gone
from probative.flow.highest import put
from probative.flow.judging import claims_judged, statuses
from probative.flow.reading_notes import ReadingNote, keep_note, noted
from probative.model.claims import Claim, Status
from probative.model.exhibits import Exhibit, Receipt
from probative.model.judgements import Judgement
from probative.model.readings import Reading
from probative.store import codec
from probative.store.ports import Store

READ_AGAIN = "read again"
"""The note that stands where some exhibit's claims were looked for a second time: most cases need not ask further."""

SEALED_PEOPLE = "sealed people"
"""The note that says who is sealed."""
HOLDS = "holds"
"""The note that lists the entries which place or release legal holds."""

Load = Callable[[str], bytes]
"""Gives the bytes of a vault object by its id."""


def apply(
    index: int, kind: str, fields: Mapping[str, str] | None, *, store: Store, load: Load, place: Within = GENERAL
) -> None:
    """Bring the index up to date with one act.

    Args:
        index: The act's place in the ledger, from 0.
        kind: Its type; one that is not ours to project changes nothing.
        fields: Its opened fields; ``None`` where the record's key was destroyed: then nothing is known of it.
        store: The index.
        load: Gives derived bytes out of the vault.
        place: The compartments in which the record of the act lies.
    """
    if fields is not None:
        _apply(index, kind, {name: acts.value(field) for name, field in fields.items()}, store, load, place)


def _apply(  # noqa: PLR0917 - one caller, with exactly these
    index: int, kind: str, values: dict[str, canonical.Json], store: Store, load: Load, place: Within
) -> None:
    if kind == acts.CASE_TITLED and "title" in values:
        store.set_note("title", str(values["title"]))
    elif kind == acts.EXHIBIT_RECEIVED:
        _receive(index, values, store, place)
    elif kind == acts.EXHIBIT_CAME_AGAIN:
        _receive_again(index, values, store)
    elif kind == acts.READING_MADE:
        _read(index, values, store, load)
    elif kind == acts.ARTEFACT_DERIVED:
        _derive(index, values, store, load, place)
    elif kind == acts.JUDGEMENT_MADE:
        _judge(index, values, store)
    elif kind == acts.PSEUDONYM_GIVEN:
        _note_sealed(index, values, store)
    elif kind == acts.SHRED_ORDERED:
        _shred(index, values, store)
    else:
        _note(index, kind, values, store)


def _note(index: int, kind: str, values: dict[str, canonical.Json], store: Store) -> None:
    """Note what an act says of consents, holds or keys: of such things the index keeps no values."""
    if kind in consent_notes.KINDS:
        consent_notes.keep(index, kind, values, store)
    elif kind in {acts.HOLD_PLACED, acts.HOLD_RELEASED}:
        store.set_note(HOLDS, f"{store.note(HOLDS) or ''} {index}".strip())
    else:
        _note_keys(kind, values, store)
    if kind == acts.KEY_ROTATED and "recovered_by" in values:
        store.set_note("secret changed", str(index))


def _receive(index: int, values: dict[str, canonical.Json], store: Store, place: Within) -> None:
    object_id = values.pop("object")
    exhibit = artefact.value_from("Exhibit", values)
    assert isinstance(exhibit, Exhibit)
    earlier = store.get(Exhibit, exhibit.id)
    if earlier is not None:
        # Said again: what came once more since then stays.
        exhibit = replace(exhibit, receipts=(*exhibit.receipts, *earlier.receipts[len(exhibit.receipts) :]))
    put((exhibit,), store)
    store.set_note(f"object:{exhibit.id}", str(object_id))
    store.set_note(f"holds:{object_id}", exhibit.id)
    if "envelope" in values:
        store.set_note(f"envelope:{exhibit.id}", str(values["envelope"]))
    store.set_note(f"entry:{exhibit.id}", str(index))
    if place:
        store.set_note(f"place:{exhibit.id}", str(mask_of(place)))
        store.set_note(f"in:{mask_of(place)}:{exhibit.digest}", exhibit.id)


def _receive_again(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    exhibit = store.get(Exhibit, str(values["exhibit"]))
    assert exhibit is not None
    receipt = codec.decode(Receipt, canonical.encode(values["receipt"]))
    store.put((replace(exhibit, receipts=(*exhibit.receipts, receipt)),))
    store.set_note(f"entry:{exhibit.id}:{len(exhibit.receipts)}", str(index))


def _read(index: int, values: dict[str, canonical.Json], store: Store, load: Load) -> None:
    volumes, gaps = values["volumes"], values["gaps"]
    assert isinstance(volumes, list)
    note: ReadingNote | None = None
    for object_id in volumes:
        made = tuple(artefact.unpack(load(str(object_id))))
        put(made, store)
        note = noted((each for each in made if isinstance(each, Reading)), note)
    if gaps is not None:
        put(artefact.unpack(load(str(gaps))), store)
    if note is not None:
        keep_note(str(values["exhibit"]), note, store)
    if isinstance(named := values.get("named"), list):
        store.set_note(f"named in:{values['exhibit']}", canonical.encode(named).decode())
    store.set_note(f"entry:reading:{values['exhibit']}", str(index))


def _derive(index: int, values: dict[str, canonical.Json], store: Store, load: Load, place: Within) -> None:
    stage, about = str(values["stage"]), str(values["about"])
    if about == whole_case.ABOUT:
        whole_case.derive(index, values, store=store, load=load, place=place)
        return
    made = tuple(artefact.unpack(load(str(values["object"]))))
    if stage == "claims":
        exhibit, _, later_volume = about.partition("#")
        if not later_volume:
            store.remove(Claim, [claim.id for claim in store.claims_of(ExhibitId(exhibit))])
        if store.note(f"tool:{stage}:{about}") is not None:
            store.set_note(READ_AGAIN, "yes")
        _note_kept(tool=str(values["tool"]), kept=values.get("kept"), about=about, store=store)
        decided = statuses(store.all(Judgement))
        made = tuple(_judged(each, decided) if isinstance(each, Claim) else each for each in made)
    put(made, store)
    store.set_note(f"entry:{stage}:{about}", str(index))
    store.set_note(f"digest:{stage}:{about}", str(values["digest"]))
    store.set_note(f"tool:{stage}:{about}", str(values["tool"]))


def _note_kept(*, tool: str, kept: canonical.Json, about: str, store: Store) -> None:
    """Note of each claim that stays only because it was judged, which tool no longer finds it."""
    now = [str(each) for each in kept] if isinstance(kept, list) else []
    for claim in (store.note(f"kept in:{about}") or "").split():
        store.set_note(f"kept:{claim}", "")
    if now or store.note(f"kept in:{about}") is not None:
        store.set_note(f"kept in:{about}", " ".join(now))
    for claim in now:
        store.set_note(f"kept:{claim}", tool)


def _judge(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    held = values.pop("held", None)
    values.pop("shredded", None)
    judgement = artefact.value_from("Judgement", values)
    assert isinstance(judgement, Judgement)
    put((judgement,), store)
    store.set_note(f"entry:{judgement.id}", str(index))
    if held:
        store.set_note(f"held:{judgement.id}", acts.text(held))
    meant = {name: [str(each) for each in members] for name, members in _lists(held)}
    judgements = tuple(store.all(Judgement))
    touched = set(judgement.subjects)
    for earlier in reversed(judgements):
        if earlier.id in touched:
            touched |= set(earlier.subjects)
    touched |= set(claims_judged(judgement, meant))
    named = [subject for subject in sorted(touched) if is_identifier(subject, "C")]
    claims = [claim for each in named if (claim := store.get(Claim, each)) is not None]
    for claim in claims:
        # What a human saw: a later reading may give the same words another source or certainty.
        store.set_note(f"judged:{claim.id}", codec.encode(claim).decode())
    decided = statuses(judgements)
    store.put(_judged(claim, decided) for claim in claims)


def _note_sealed(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    """Note who is sealed, and which entries keep the name and what finds it."""
    known = canonical.decode((store.note(SEALED_PEOPLE) or "{}").encode())
    assert isinstance(known, dict)
    person = known.get(str(values["pseudonym"]))
    earlier = person if isinstance(person, dict) else {}
    known[str(values["pseudonym"])] = {
        "entries": [*_listed(earlier.get("entries")), values["identity"]],
        "screens": [*_listed(earlier.get("screens")), values["screen"]],
        "only_in": values["only_in"],
        "given": earlier.get("given", index),
    }
    store.set_note(SEALED_PEOPLE, canonical.encode(known).decode())


def forget(exhibits: Iterable[ExhibitId], store: Store) -> None:
    """Take exhibits, their readings and claims out of an index: they were, or are to be, destroyed."""
    for exhibit in exhibits:
        store.remove(Reading, [(each.exhibit, each.volume) for each in store.readings(exhibit)])
        store.remove(Claim, [each.id for each in store.claims_of(exhibit)])
        store.remove(Exhibit, [exhibit])


def _shred(index: int, values: dict[str, canonical.Json], store: Store) -> None:
    """Forget what is ordered to be destroyed, note what is lacking, and never give a number of its to anything."""
    exhibits = _listed(values.get("exhibits"))
    forget([ExhibitId(str(each)) for each in exhibits], store)
    for exhibit in exhibits:
        store.set_note(f"shredded:{exhibit}", str(values["ground"]))
    note_gone(values.get("objects"), exhibits, store)
    put((artefact.value_from("Gap", gap) for gap in _listed(values.get("lacking"))), store)
    for judgement in _listed(values.get("judgements")):
        assert isinstance(judgement, dict)
        _judge(index, judgement, store)
    numbers = values.get("numbers")
    for note, number in numbers.items() if isinstance(numbers, dict) else ():
        if isinstance(number, int) and number > int(store.note(note) or 0):
            store.set_note(note, str(number))
    _note_keys(acts.SHRED_ORDERED, values, store)


def _listed(value: canonical.Json) -> list[canonical.Json]:
    return value if isinstance(value, list) else []


def _note_keys(kind: str, values: dict[str, canonical.Json], store: Store) -> None:
    """Note which generation of each bag the ledger knows of, the names of holders, and the last rehearsed recovery."""
    generations = values.get("generations")
    for compartment, generation in generations.items() if isinstance(generations, dict) else ():
        store.set_note(f"generation:{compartment}", str(generation))
    if kind == acts.KEY_ADDED and values.get("name"):
        store.set_note(f"holder:{values['holder']}", str(values["name"]))
    if kind == acts.RECOVERY_REHEARSED:
        store.set_note("rehearsed", str(values["at"]))


def _lists(held: canonical.Json) -> Iterator[tuple[str, list[canonical.Json]]]:
    if isinstance(held, dict):
        yield from ((name, members) for name, members in held.items() if isinstance(members, list))


def _judged(claim: Claim, decided: Mapping[str, Status]) -> Claim:
    return replace(claim, status=decided.get(claim.id, Status.PROPOSED))
