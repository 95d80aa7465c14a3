"""Changes of keys through flow: a crash between the change and its entry, and indexes that follow."""

import pytest

from probative.base.errors import KeyRefusedError
from probative.custody.compartments import Compartment, within
from probative.custody.seal.bags import PERSON, RECOVERY
from probative.custody.seal.person import new_person, write_person
from probative.custody.seal.secret import read_key_file
from probative.flow import access, listings
from probative.flow.access import CannotGiveError, change_secret, give, rehearse, take
from probative.flow.case import opened
from probative.flow.delivery import Provenance, add
from probative.flow.people import PersonThereError, new_secret
from probative.flow.secret import unlocked
from probative.flow.views import index_files
from tests.flow.conftest import Room

LEGAL = Compartment.LEGAL


def kinds(room: Room) -> list[str]:
    with room.open() as case:
        return [one.entry.kind for one in case.custody.entries()]


def test_a_change_of_keys_whose_entry_a_crash_prevented_is_entered_late(room: Room) -> None:
    keys = unlocked(room.folder, room.given)
    keys.renew()
    keys.close()
    for path in index_files(room.folder):
        path.unlink()
    with room.open(write=True) as case:
        last = case.custody.entry(case.custody.size - 1)
        assert (last.entry.kind, last.entry.public) == ("key.rotated", {"is_late": True})
    size = len(kinds(room))
    with room.open(write=True):
        pass
    assert len(kinds(room)) == size


def test_a_crash_anywhere_in_a_change_of_keys_leaves_a_case_that_opens_with_its_index(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashing(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with room.open() as case:
        before = list(listings.claims(case))
    monkeypatch.setattr(access, "record_change", crashing)
    with pytest.raises(KeyboardInterrupt):
        change_secret(room.folder, room.given, read_key_file(room.given.key_file), why="seen")
    with room.open(write=True) as case:
        assert list(listings.claims(case)) == before
    assert kinds(room)[-1] == "key.rotated" or "key.rotated" in kinds(room)[-3:]


def test_giving_what_is_held_taking_what_is_not_and_naming_too_few_is_refused(room: Room) -> None:
    one = new_person("Mira Oru", chance=room.given.chance)
    give(room.folder, room.given, one.card, [LEGAL], role=PERSON, why="helps")
    size = len(kinds(room))
    for act in (
        lambda: give(room.folder, room.given, one.card, [LEGAL], role=PERSON, why="again"),
        lambda: take(room.folder, room.given, "0" * 16, LEGAL, why="x"),
        lambda: rehearse(room.folder, room.given, one),
        lambda: access.name_custodians(room.folder, room.given, [one.card] * 3, why="x"),
    ):
        with pytest.raises(CannotGiveError):
            act()
    with pytest.raises(PersonThereError):
        new_secret(room.given, both=True)
    assert len(kinds(room)) == size


def test_the_index_that_somebody_opened_opens_no_more_when_a_compartment_is_taken_from_them(room: Room) -> None:
    one = new_person("Mira Oru", chance=room.given.chance)
    secret = read_key_file(room.given.key_file)
    path = room.place / "mira"
    write_person(path, one, secret, disk=room.given.disk, chance=room.given.chance)
    note = room.place / "advice.txt"
    note.write_text("Zorvath Quill should settle, said counsel Emrin Dask.\n")
    with opened(room.folder, room.given, write=True, entering=within(LEGAL)) as case:
        add(case, [note], Provenance(), place=within(LEGAL))
    give(room.folder, room.given, one.card, [LEGAL], role=RECOVERY, why="keeps the keys")
    keys = unlocked(room.folder, room.given)
    old = keys.view_key(within(LEGAL))
    keys.close()
    take(room.folder, room.given, one.id, LEGAL, why="left")
    with room.open():
        pass
    keys = unlocked(room.folder, room.given)
    assert keys.view_key(within(LEGAL)) != old
    assert keys.holders(LEGAL)
    with pytest.raises(KeyRefusedError):
        keys.rehearse(one)
