"""Sealed people: no name in anything that is derived or shown, originals untouched, and nothing else lost."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from probative.base.digest import digest_of
from probative.custody.compartments import Compartment, Within, within
from probative.custody.seal.bags import PERSON
from probative.custody.seal.person import new_person, write_person
from probative.custody.seal.secret import read_key_file
from probative.flow import access, acts, listings
from probative.flow.case import opened, rebuild
from probative.flow.delivery import Provenance, add
from probative.flow.envelopes import truly
from probative.flow.errors import ScreenClosedError
from probative.flow.order import process
from probative.flow.sealed import named_in, sealed_people
from probative.flow.sealing import Begun, CannotSealError, Finished, NoCustodiansError, begin
from probative.flow.shredding import Ground, shred
from probative.model.claims import Claim, Status
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from tests.flow.conftest import Room, room_in, watch
from tests.flow.sealing import custodians, everything, places_of, seal, work_through

NAME = "Mira Toll"
WORDS = ("toll",)

STATEMENT = {
    "Statement of Mira Toll.txt": (
        "Statement of Mira Toll, 4 May 2031.\n\nI was held in the mill at Sarn. Colonel Osk Varen paid the guards.\n"
        "Write to mira.toll@post.example or @miratoll.\nMIRA TOLL; M. Toll; Toll, Mira; Міра Толл; Мірою Толл.\n"
    ),
    "letter.eml": (
        "From: Mira Toll <mtoll@post.example>\nTo: archive@post.example\nSubject: from Mira Toll\n"
        "Date: Mon, 5 May 2031 10:00:00 +0000\n\nNine men were held, I said.\nYours, M. To-\nll\n"
    ),
}


@dataclass(frozen=True)
class Sealed:
    """A case in which somebody was sealed: before and after, what was done, and what stood in the originals."""

    told: Room
    room: Room
    begun: Begun
    done: Finished
    before: dict[str, bytes]
    n_claims: int


@pytest.fixture(scope="session")
def pristine_told(pristine_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The case of the mill, with a statement and a letter of the one who is to be sealed; built once."""
    place = tmp_path_factory.mktemp("told") / "room"
    shutil.copytree(pristine_room.place, place)
    room = room_in(place)
    room.add(STATEMENT, received_from=NAME)
    room.process()
    custodians(room)
    with room.open() as case:
        claim = next(each.id for each in case.store.all(Claim) if each.origin.source == NAME)
    room.judge("accept", claim)
    return room


@pytest.fixture(scope="session")
def sealed(pristine_told: Room, tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """That case with the name sealed; only to be looked at."""
    place = tmp_path_factory.mktemp("sealed") / "room"
    shutil.copytree(pristine_told.place, place)
    room = room_in(place)
    with room.open() as case:
        before = {each.id: case.content(each.id).read() for each in case.store.all(Exhibit)}
        n_claims = case.store.count(Claim)
    begun, done = seal(room, NAME)
    return Sealed(pristine_told, room, begun, done, before, n_claims)


@pytest.fixture
def told(pristine_told: Room, tmp_path: Path) -> Room:
    """A copy of the case in which nobody is sealed yet."""
    shutil.copytree(pristine_told.place, tmp_path / "room")
    return room_in(tmp_path / "room")


@pytest.fixture
def hidden(sealed: Sealed, tmp_path: Path) -> Room:
    """A copy of the case in which the name is sealed."""
    shutil.copytree(sealed.room.place, tmp_path / "room")
    return room_in(tmp_path / "room")


def test_a_sealed_name_stands_in_nothing_that_can_be_opened_and_originals_are_as_they_came(sealed: Sealed) -> None:
    assert places_of(sealed.told, *WORDS)
    assert not places_of(sealed.room, *WORDS)
    begun = sealed.begun
    with sealed.room.open() as case:
        assert {each.id: case.content(each.id).read() for each in case.store.all(Exhibit)} == sealed.before
        for each in case.store.all(Exhibit):
            assert truly(case, each).digest == digest_of(sealed.before[each.id])
        assert abs(case.store.count(Claim) - sealed.n_claims) <= 1
        (person,) = sealed_people(case)
        assert person.pseudonym == begun.pseudonym
        assert set(person.exhibits) == set(begun.exhibits) >= {"E-0001", "E-0004", "E-0005"}
        assert all(begun.pseudonym in named_in(case, each) for each in begun.exhibits)
        assert not list(listings.hits(case, "Toll", 10))
        assert list(listings.hits(case, begun.pseudonym, 10))
        for claim in case.store.all(Claim):
            volume = next(iter(case.store.readings(claim.exhibit)))
            assert volume.words(claim.passage) == claim.words
    assert begun.is_new
    assert sealed.done.n_destroyed


def test_the_index_made_again_is_the_one_that_stands_after_sealing(hidden: Room) -> None:
    before = hidden.exported()
    rebuild(hidden.folder, hidden.given)
    assert hidden.exported() == before


def test_judgements_stay_with_what_they_judged_and_say_nothing_of_the_name(sealed: Sealed) -> None:
    with sealed.told.open() as case:
        (judgement,) = case.store.all(Judgement)
        said = case.store.get(Claim, judgement.subjects[0])
    with sealed.room.open() as case:
        again = case.store.get(Claim, judgement.subjects[0])
        assert case.store.count(Judgement) == 1
    assert said is not None
    assert again is not None
    assert (again.status, again.content) == (Status.ACCEPTED, said.content)
    assert (said.origin.source, again.origin.source) == (NAME, sealed.begun.pseudonym)


def test_what_comes_later_is_screened_on_its_way_in(hidden: Room, sealed: Sealed) -> None:
    told, begun = hidden, sealed.begun
    told.add(
        {"Mira Toll again.txt": "Daily Fern\n9 May 2031\n\nThe mill burned, Mira Toll said.\n"}, received_from=NAME
    )
    told.add({"other.txt": "Daily Fern\n9 May 2031\n\nThe ferry sank, Joran Pell said.\n"})
    work_through(told.folder, told.given)
    assert not places_of(told, *WORDS)
    with told.open() as case:
        new, other = list(case.store.all(Exhibit))[-2:]
        assert begun.pseudonym in new.name
        assert named_in(case, new.id) == (begun.pseudonym,)
        assert truly(case, new).name.endswith("Mira Toll again.txt")
        assert new.digest != digest_of(case.content(new.id).read())
        # What names nobody is shown as it came.
        assert other.digest == digest_of(case.content(other.id).read())
        assert not named_in(case, other.id)
    before = told.exported()
    rebuild(told.folder, told.given)
    assert told.exported() == before
    added = told.add({"other.txt": "Daily Fern\n9 May 2031\n\nThe ferry sank, Joran Pell said.\n"})
    assert (len(added.new), added.unchanged) == (0, 1)


def test_whoever_lacks_the_screen_sees_no_name_finds_none_and_can_add_nothing(hidden: Room, sealed: Sealed) -> None:
    told, begun = hidden, sealed.begun
    one = new_person("Joran Ferry", chance=told.given.chance)
    path = told.place / "joran"
    write_person(path, one, read_key_file(told.given.key_file), disk=told.given.disk, chance=told.given.chance)
    access.give(told.folder, told.given, one.card, [], role=PERSON, why="helps")
    theirs = replace(told.given, person_file=path, is_person_named=True)
    with opened(told.folder, theirs) as case:
        assert Compartment.SOURCE_PROTECTION in case.keybag.closed_compartments
        assert case.is_blind
        assert [each.pseudonym for each in sealed_people(case)] == [begun.pseudonym]
        assert not [where for where, text in everything(case) if "toll" in text.casefold()]
        shown = [each for each in listings.exhibits(case) if each["sealed"]]
        assert shown
        assert all(each["sha256"] is None for each in shown)
    with opened(told.folder, theirs, write=True) as case, pytest.raises(ScreenClosedError):
        add(case, [told.place / "material" / "a.txt"], Provenance())
    with opened(told.folder, theirs, write=True) as case:
        list(process(case, watch=watch))


def test_sealing_the_same_person_again_gives_the_same_pseudonym_and_widens(hidden: Room, sealed: Sealed) -> None:
    told, begun = hidden, sealed.begun
    again, _ = seal(told, "Toll, Mira")
    assert (again.pseudonym, again.is_new) == (begun.pseudonym, False)
    with told.open() as case:
        assert any("ferryman" in text for _, text in everything(case))
    wider, _ = seal(told, begun.pseudonym, "ferryman")
    assert (wider.pseudonym, wider.is_new) == (begun.pseudonym, False)
    assert not places_of(told, "toll", "ferryman")
    with told.open() as case:
        (person,) = sealed_people(case)
        assert len(person.entries) == 3


def test_several_people_are_sealed_one_after_the_other(hidden: Room, sealed: Sealed) -> None:
    told, first = hidden, sealed.begun
    second, _ = seal(told, "Osk Varen")
    assert first.pseudonym != second.pseudonym
    assert not places_of(told, "toll", "varen")
    with told.open() as case:
        assert len(sealed_people(case)) == 2
        text = "".join(each.text for exhibit in case.store.all(Exhibit) for each in case.store.readings(exhibit.id))
    assert all(each.pseudonym in text for each in (first, second))


def test_a_sealing_in_one_exhibit_leaves_the_others(told: Room) -> None:
    begun, _ = seal(told, NAME, only_in="E-0004")
    with told.open() as case:
        texts = {one.id: "".join(each.text for each in case.store.readings(one.id)) for one in case.store.all(Exhibit)}
    assert "Toll" in texts["E-0001"]
    assert "toll" not in texts["E-0004"].casefold()
    assert begun.pseudonym in texts["E-0004"]
    assert begun.exhibits == ("E-0004",)


def test_another_bearer_of_the_family_name_is_left_alone_and_what_is_unclear_is_told(told: Room) -> None:
    told.add({"brother.txt": "Daily Fern\n9 May 2031\n\nThe mill burned, Ivan Toll said. Toll is a miller.\n"})
    told.process()
    _, done = seal(told, NAME)
    with told.open() as case:
        brother = list(case.store.all(Exhibit))[-1]
        text = "".join(each.text for each in case.store.readings(brother.id))
    assert "Ivan Toll" in text
    assert any(one.exhibit == brother.id and "family name" in one.why for one in done.doubts)


def test_nobody_sees_the_name_alone(sealed: Sealed) -> None:
    with sealed.room.open() as case:
        (person,) = sealed_people(case)
        kept = case.custody.entry(person.entries[0])
        assert kept.fields is None
        assert kept.is_sealed


def test_without_custodians_a_reason_or_a_name_nothing_is_sealed(room: Room) -> None:
    with room.open(write=True) as case, pytest.raises(NoCustodiansError):
        begin(case, NAME, why="asked", watch=watch)
    custodians(room)
    with room.open(write=True) as case:
        for name, why in ((NAME, " "), ("...", "asked"), ("N-0999", "asked"), ("N-0001", " ")):
            with pytest.raises(CannotSealError):
                begin(case, name, why=why, watch=watch)
        with pytest.raises(CannotSealError):
            begin(case, NAME, only_in="E-0999", why="asked", watch=watch)


def test_a_sealing_that_was_interrupted_is_finished_by_sealing_again(told: Room) -> None:
    with told.open(write=True) as case:
        begun = begin(case, NAME, why="asked", watch=watch)
    # The process ends here. Already nothing of it is shown.
    with told.open() as case:
        assert not [line for line in case.store.export() if b"toll" in line.lower()]
    again, _ = seal(told, NAME)
    assert again.pseudonym == begun.pseudonym
    assert not places_of(told, *WORDS)


def test_the_acts_of_sealing_say_nothing_in_the_clear(sealed: Sealed) -> None:
    files = [path for path in sealed.room.folder.rglob("*") if path.is_file()]
    for word in (b"toll", b"mira", sealed.begun.pseudonym.encode()):
        assert not [path for path in files if word.lower() in path.read_bytes().lower()]
    with sealed.room.open() as case:
        kinds = {each.entry.kind for each in case.custody.entries()}
    assert {acts.IDENTITY_SEALED, acts.IDENTITY_SCREENED, acts.PSEUDONYM_GIVEN, acts.RECORD_RESTATED} <= kinds


def test_what_somebody_types_later_is_recorded_without_the_name(hidden: Room, sealed: Sealed) -> None:
    with hidden.open(write=True) as case:
        case.custody.record("policy.changed", {"why": acts.text("Мірою Толл is afraid")})
        (recorded,) = case.custody.acknowledge()
    assert recorded.fields == {"why": acts.text(f"{sealed.begun.pseudonym} is afraid")}


def test_an_exhibit_of_somebody_sealed_is_shredded_with_its_envelope_and_all_that_was_said_again(hidden: Room) -> None:
    with hidden.open() as case:
        exhibit = truly(case, next(each for each in case.store.all(Exhibit) if each.id == "E-0004"))
        content = case.content(exhibit.id).read()
        before = {name for name in case.keybag.object_ids() if not case.keybag.is_sealed(name)}
    shred(hidden.folder, hidden.given, ["E-0004"], ground=Ground.MISTAKE, why="asked", watch=watch)
    with hidden.open() as case:
        assert case.store.get(Exhibit, "E-0004") is None
        left = [case.custody.read_object(name.hex()) for name in before if case.custody.has_object(name.hex())]
        assert not [
            one for one in left if content in one or exhibit.name.encode() in one or b"was held in the mill" in one
        ]
        assert not [where for where, text in everything(case) if "E-0004" in text and "Statement" in text]


def test_an_exhibit_that_names_a_sealed_person_is_shredded_with_its_envelope_and_all_that_was_said_again(
    told: Room,
) -> None:
    seal(told, NAME)
    with told.open() as case:
        chosen = next(each.id for each in case.store.all(Exhibit) if truly(case, each).name.startswith("Statement"))
        digest = truly(case, case.store.get(Exhibit, chosen)).digest  # type: ignore[type-var]
        pseudonym = sealed_people(case)[0].pseudonym
    told.judge("accept", next(each.id for each in told.all(Claim) if each.exhibit == chosen))
    shred(told.folder, told.given, [chosen], ground=Ground.MISTAKE, why="a test", watch=watch)
    with told.open() as case:
        objects = [
            case.custody.read_object(one.hex())
            for one in case.keybag.object_ids()
            if case.custody.has_object(one.hex())
        ]
        left = b"".join(objects) + b"".join(case.store.export())
        assert [each.id for each in case.store.all(Exhibit)].count(chosen) == 0
    assert digest.encode() not in left
    assert b"miratoll" not in left
    assert b"Statement of Mira Toll" not in left
    assert pseudonym.encode() in left
    before = told.exported()
    rebuild(told.folder, told.given)
    assert told.exported() == before
    told.process()
    with told.open() as case:
        assert chosen not in sealed_people(case)[0].exhibits


def test_what_lies_in_a_compartment_of_its_own_is_sealed_there_too(told: Room) -> None:
    legal = within(Compartment.LEGAL)
    note = told.place / "advice.txt"
    note.write_text("Daily Fern\n8 May 2031\n\nMira Toll should not speak, said counsel Emrin Dask.\n")
    with opened(told.folder, told.given, write=True, entering=legal) as case:
        add(case, [note], Provenance(received_from=NAME), place=legal)
    work_through(told.folder, told.given)
    begun, _ = seal(told, NAME)
    assert not places_of(told, *WORDS)
    with told.open() as case:
        advice = next(each for each in case.store.all(Exhibit) if each.id == "E-100000001")
        assert case.place_of(advice.id) == legal
        assert named_in(case, advice.id) == (begun.pseudonym,)
        assert case.content(advice.id).read() == note.read_bytes()
        text = "".join(each.text for each in case.store.readings(advice.id))
    assert f"{begun.pseudonym} should not speak" in text
    with opened(told.folder, told.given, view=Within()) as case:
        assert not [line for line in case.store.export() if b"Dask" in line]
