"""An exhibit is destroyed with everything that was ever made of it, and the rest of the case stands."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from probative.base.identifiers import ExhibitId
from probative.custody.check import check
from probative.custody.compartments import GENERAL, Compartment, within
from probative.custody.errors import CompartmentClosedError
from probative.custody.findings import Severity
from probative.custody.seal.bags import PERSON
from probative.custody.seal.keybag import Keybag
from probative.custody.seal.person import Person, new_person, write_person
from probative.custody.seal.secret import read_key_file
from probative.flow import listings
from probative.flow.access import give
from probative.flow.belongings import InsideAnotherError
from probative.flow.case import Case, opened, rebuild
from probative.flow.delivery import Provenance, add
from probative.flow.doubts import doubts
from probative.flow.order import process
from probative.flow.secret import unlocked
from probative.flow.shredding import CannotShredError, Ground, Shredding, foreseen, shred
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.judgements import Judgement
from probative.model.propositions import Proposition
from tests.flow.conftest import ARTICLES, MORE, Room, watch


def shredded(room: Room, *wanted: str, with_containers: bool = False, second: Person | None = None) -> Shredding:
    return shred(
        room.folder,
        room.given,
        wanted,
        ground=Ground.MISTAKE,
        why="a test",
        watch=watch,
        with_containers=with_containers,
        second=second,
    )


def opened_bytes(room: Room) -> bytes:
    """Everything that the keys of the case open: every object, and every index."""
    keys = unlocked(room.folder, room.given)
    try:
        with room.open() as case:
            objects = b"".join(_objects(case, keys))
            return objects + b"".join(case.store.export())
    finally:
        keys.close()


def _objects(case: Case, keys: Keybag) -> list[bytes]:
    return [case.custody.read_object(each.hex()) for each in keys.object_ids() if not keys.is_sealed(each)]


def damage(room: Room) -> list[str]:
    keys = unlocked(room.folder, room.given)
    try:
        found = list(check(room.folder, keys=keys, full=True, guards=room.given.guard_folder))
    finally:
        keys.close()
    return [f"{each.where}: {each.what}" for each in found if each.severity is Severity.DAMAGE]


def test_nothing_of_a_shredded_exhibit_is_left_in_what_the_keys_open(room: Room) -> None:
    assert b"Pell" in opened_bytes(room)
    told = shredded(room, "E-0002")
    assert told.whole.exhibits == ("E-0002",)
    assert told.counts["claims"] > 2
    left = opened_bytes(room)
    for word in (b"Pell", b"ferryman", b"Northern Gazette", b"two officers", b"b.txt"):
        assert word not in left, word
    assert b"Maret" in left
    assert damage(room) == []


def test_what_is_gone_is_a_gap_and_the_rest_is_weighed_anew(room: Room) -> None:
    before = {each.id: each for each in room.all(Proposition)}
    shredded(room, "E-0002")
    gaps = [each for each in room.all(Gap) if each.kind is GapKind.SHREDDED]
    assert [(each.exhibit, each.what) for each in gaps] == [("E-0002", "E-0002")]
    assert "destroyed on 2031-05-20" in gaps[0].detail
    after = {each.id: each for each in room.all(Proposition)}
    assert after
    assert set(after) <= set(before)
    mill = next(each for each in after.values() if "mill" in each.words)
    assert mill.independence.at_most < before[mill.id].independence.at_most
    assert [each.id for each in room.all(Exhibit)] == ["E-0001", "E-0003"]
    assert not any(claim.exhibit == "E-0002" for claim in room.all(Claim))


def test_a_rebuilt_index_is_the_same_after_a_shred_and_no_number_is_given_twice(room: Room) -> None:
    highest = max(each.id for each in room.all(Claim))
    shredded(room, "E-0003")
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before
    room.add({"d.txt": "The Harbour Post\n9 May 2031\n\nThe ferry sank, said Tova Linn, a nurse.\n"})
    room.process()
    assert [each.id for each in room.all(Exhibit)] == ["E-0001", "E-0002", "E-0004"]
    new = [claim.id for claim in room.all(Claim) if claim.exhibit == "E-0004"]
    assert new
    assert min(new) > highest


def test_a_judgement_on_what_is_gone_goes_and_one_on_other_things_too_loses_only_that(room: Room) -> None:
    claims = {claim.exhibit: claim.id for claim in room.all(Claim)}
    room.judge("accept", claims[ExhibitId("E-0002")])
    room.judge("accept", claims[ExhibitId("E-0002")], claims[ExhibitId("E-0003")])
    room.judge("accept", claims[ExhibitId("E-0001")])
    shredded(room, "E-0002")
    left = {each.id: each for each in room.all(Judgement)}
    assert set(left) == {"J-0002", "J-0003"}
    assert left["J-0002"].subjects == (claims[ExhibitId("E-0003")],)
    assert left["J-0002"].why == "a test"
    room.judge("accept", claims[ExhibitId("E-0001")])
    assert max(each.id for each in room.all(Judgement)) == "J-0004"
    assert damage(room) == []


def test_a_reason_that_quotes_what_is_gone_goes_with_it(room: Room) -> None:
    from probative.flow.decisions import judge

    claims = {claim.exhibit: claim.id for claim in room.all(Claim)}
    with room.open(write=True) as case:
        judge(case, verdict="accept", subjects=[claims[ExhibitId("E-0001")]], why="the ferryman says so too")
        judge(case, verdict="accept", subjects=[claims[ExhibitId("E-0003")]], why="nine men, as others say")
    shredded(room, "E-0002")
    assert [each.why for each in room.all(Judgement)] == [
        "(the reason was destroyed with E-0002)",
        "nine men, as others say",
    ]


def test_what_came_inside_an_archive_is_not_destroyed_while_the_archive_holds_it(bare: Room) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The lamp at Sarn was lit, Mira Toll said.")
        archive.writestr("two.txt", "The lamp at Keld was dark, Joran Pell said.")
    bare.add({"both.zip": packed.getvalue()})
    bare.process()
    with pytest.raises(InsideAnotherError, match="came inside E-0001"):
        shredded(bare, "E-0002")
    told = shredded(bare, "E-0002", with_containers=True)
    assert (told.whole.exhibits, told.whole.containers) == (("E-0002",), ("E-0001",))
    assert [each.id for each in bare.all(Exhibit)] == ["E-0003"]
    left = opened_bytes(bare)
    assert b"Mira Toll" not in left
    assert b"one.txt" not in left
    assert b"Joran Pell" in left
    bare.process()
    assert damage(bare) == []


def test_an_archive_goes_with_everything_that_came_only_in_it(bare: Room) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The lamp at Sarn was lit, Mira Toll said.")
        archive.writestr("two.txt", "The lamp at Keld was dark, Joran Pell said.")
    bare.add({"both.zip": packed.getvalue()})
    bare.add({"again.txt": "The lamp at Keld was dark, Joran Pell said."}, received_from="somebody else")
    bare.process()
    assert shredded(bare, "E-0001").whole.exhibits == ("E-0001", "E-0002")
    assert [each.id for each in bare.all(Exhibit)] == ["E-0003"]
    assert b"Mira Toll" not in opened_bytes(bare)
    assert b"Joran Pell" in opened_bytes(bare)


def test_what_is_not_there_or_has_no_reason_is_refused_and_changes_nothing(room: Room) -> None:
    with room.open() as case:
        size = case.custody.size
    with pytest.raises(CannotShredError, match="no exhibit E-0009"):
        shredded(room, "E-0009")
    with pytest.raises(CannotShredError, match="no exhibit Pell"):
        shredded(room, "Pell")
    with pytest.raises(CannotShredError, match="for a reason"):
        shred(room.folder, room.given, ["E-0001"], ground=Ground.MISTAKE, why=" ", watch=watch)
    shredded(room, "E-0001")
    with pytest.raises(CannotShredError, match="it was shredded"):
        shredded(room, "E-0001")
    assert size


def test_what_would_go_is_told_and_nothing_is_touched(room: Room) -> None:
    before = {path: path.read_bytes() for path in room.folder.rglob("*") if path.is_file() and "log" in path.parts}
    with room.open() as case:
        told = foreseen(case, ["e-0002"])
        claims = len([each for each in listings.claims(case) if each["exhibit"] == "E-0002"])
    assert told.counts["claims"] == claims
    assert told.fell["stand on less"] + told.fell["fall"] > 0
    assert before == {path: path.read_bytes() for path in before}


def test_a_crash_after_the_order_is_made_good_by_the_next_opening(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from probative.custody import opening

    def crashing(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crash:
        crash.setattr(opening, "carry_out", lambda custody, **_: crashing() if custody.log.said_of_shreds else ())
        with pytest.raises(KeyboardInterrupt):
            shredded(room, "E-0002")
    with room.open() as case:
        assert [each.id for each in case.store.all(Exhibit)] == ["E-0001", "E-0003"]
        assert any("orders that something be destroyed" in each for each in doubts(case))
    with room.open(write=True) as case:
        assert not any("orders that something" in each for each in doubts(case))
        assert case.custody.entry(case.custody.size - 2).entry.kind == "object.shredded"
    assert b"Pell" not in opened_bytes(room)
    assert damage(room) == []


def test_the_report_and_the_indexes_that_knew_it_are_gone(room: Room, tmp_path: Path) -> None:
    del tmp_path
    (room.folder / "report").mkdir(exist_ok=True)
    (room.folder / "report" / "index.html").write_text("Joran Pell")
    shredded(room, "E-0002")
    assert not (room.folder / "report" / "index.html").exists()
    assert not any(b"Joran Pell" in path.read_bytes() for path in room.folder.rglob("*") if path.is_file())


def test_what_lies_in_a_compartment_goes_for_who_opens_it_and_for_nobody_else(room: Room) -> None:
    person = new_person("Mira Oru", chance=room.given.chance)
    ben = new_person("Ben Sand", chance=room.given.chance)
    for one in (person, ben):
        give(room.folder, room.given, one.card, [], role=PERSON, why="helps")
    write_person(
        room.place / "mira", person, read_key_file(room.given.key_file), disk=room.given.disk, chance=room.given.chance
    )
    material = room.place / "material" / "legal.txt"
    material.write_text(MORE["d.txt"])
    with opened(room.folder, room.given, write=True, entering=within(Compartment.LEGAL)) as case:
        add(case, [material], Provenance(received_from="a test"), place=within(Compartment.LEGAL))
    room.process()
    with opened(room.folder, room.given, write=True, view=GENERAL) as case:
        tuple(process(case, watch=watch))
    hers = replace(room.given, person_file=room.place / "mira", is_person_named=True)
    with pytest.raises(CompartmentClosedError, match="may hold what is to be destroyed"):
        shred(room.folder, hers, ["E-0002"], ground=Ground.MISTAKE, why="a test", watch=watch, second=ben)
    shredded(room, "E-0002", second=ben)
    assert b"Pell" not in opened_bytes(room)
    with opened(room.folder, hers) as case:
        assert [each.id for each in case.store.all(Exhibit)] == ["E-0001", "E-0003"]
        assert tuple(case.store.all(Proposition))
    (legal,) = [each.id for each in room.all(Exhibit) if each.name.endswith("legal.txt")]
    assert b"Tova Linn" in opened_bytes(room)
    shredded(room, legal, second=ben)
    assert b"Tova Linn" not in opened_bytes(room)
    with opened(room.folder, hers) as case:
        assert all(legal not in (each.exhibit, each.what) for each in case.store.all(Gap))
    assert damage(room) == []


def test_what_was_shredded_does_not_come_back_unless_somebody_says_so(room: Room) -> None:
    text = {"b.txt": ARTICLES["b.txt"]}
    shredded(room, "E-0002")
    again = room.add(text)
    assert not again.new
    assert [(each.kind, each.what) for each in again.gaps] == [(GapKind.SHREDDED, "E-0002")]
    left = opened_bytes(room)
    assert b"Pell" not in left
    assert b"b.txt" not in left
    room.process()
    with room.open(write=True) as case:
        back = add(case, [room.place / "material" / "b.txt"], Provenance(received_from="her"), although_shredded=True)
    assert [each.id for each in back.new] == ["E-0004"]
    room.process()
    assert b"Pell" in opened_bytes(room)
    shredded(room, "E-0004")
    assert not room.add(text).new
    assert b"Pell" not in opened_bytes(room)
    assert damage(room) == []


def test_what_comes_again_inside_an_archive_is_told_of_the_archive(room: Room) -> None:
    shredded(room, "E-0002")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.txt", ARTICLES["b.txt"])
    added = room.add({"more.zip": packed.getvalue()})
    assert [each.id for each in added.new] == ["E-0004"]
    assert [each.exhibit for each in added.gaps if each.kind is GapKind.SHREDDED] == ["E-0004"]
