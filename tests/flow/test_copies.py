"""Copies that the ledger knows of: after a shred each has to follow, and how gone the keys are is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from probative.custody.seal.bags import PERSON
from probative.custody.seal.person import new_person
from probative.custody.seal.secret import Passphrase
from probative.flow import access
from probative.flow.copies import (
    CannotNoteError,
    CopyKind,
    Fate,
    Grade,
    behind,
    copies,
    grade,
    note,
    note_mirror,
    notices,
    receipt,
    standing,
)
from probative.flow.mirroring import mirror
from probative.flow.settings import Settings
from probative.flow.shredding import Ground, shred
from tests.flow.conftest import Room, watch


def shredded(room: Room, *wanted: str) -> None:
    shred(room.folder, room.given, wanted, ground=Ground.MISTAKE, why="a test", watch=watch)


def mirrored(room: Room, to: Path) -> bool:
    list(mirror(room.folder, to, room.given))
    is_noted = note_mirror(room.folder, to, room.given, kind=CopyKind.MIRROR, holder="Tester")
    list(mirror(room.folder, to, room.given))
    return is_noted


def test_a_mirror_is_noted_once_falls_behind_with_a_shred_and_catches_up(room: Room, tmp_path: Path) -> None:
    to = tmp_path / "mirror"
    assert mirrored(room, to)
    assert not mirrored(room, to)
    with room.open() as case:
        assert [(each.id, each.kind) for each in copies(case.custody)] == [("B-0001", CopyKind.MIRROR)]
        assert standing(case) == {}
        assert not behind(case.custody)
    shredded(room, "E-0002")
    with room.open() as case:
        assert [each.id for each in behind(case.custody)] == ["B-0001"]
        assert "not complete: B-0001" in standing(case)["copies"]
        (letter,) = notices(case)
        assert "B-0001" in letter
        assert "E-0002" not in letter
    assert mirrored(room, to)
    with room.open() as case:
        assert not behind(case.custody)
        assert standing(case)["copies"].startswith("complete")
    assert not any(b"Joran" in path.read_bytes() for path in to.rglob("*") if path.is_file())


def test_a_backup_is_behind_until_its_holder_says_what_became_of_it(room: Room) -> None:
    with room.open(write=True) as case:
        note(case, CopyKind.BACKUP, where="disk 3", holder="our counsel")
        note(case, CopyKind.BACKUP, where="disk 4", holder="our counsel")
    shredded(room, "E-0002")
    with room.open(write=True) as case:
        assert [each.id for each in behind(case.custody)] == ["B-0001", "B-0002"]
        assert receipt(case, "b-0001", Fate.DESTROYED, why="her letter").is_destroyed
        receipt(case, "B-0002", Fate.RENEWED, why="her letter")
        assert not behind(case.custody)
        with pytest.raises(CannotNoteError, match="no copy B-0001"):
            receipt(case, "B-0001", Fate.RENEWED, why="again")
        with pytest.raises(CannotNoteError, match="how it is known"):
            receipt(case, "B-0002", Fate.DESTROYED, why=" ")
        with pytest.raises(CannotNoteError, match="who holds it"):
            note(case, CopyKind.BACKUP, where="disk 5", holder="")
    shredded(room, "E-0003")
    with room.open() as case:
        assert [each.id for each in behind(case.custody)] == ["B-0002"]


def test_how_gone_the_keys_are_follows_from_what_was_done(room: Room) -> None:
    with room.open(write=True) as case:
        note(case, CopyKind.SECRET, where="a stick", holder="Tester")
    shredded(room, "E-0002")
    with room.open() as case:
        letter, why = grade(case)
        assert letter is Grade.C
        assert "the same secret opens it" in why
    access.change_secret(room.folder, room.given, Passphrase("five plain words for this"), why="after a shred")
    changed = Room(place=room.place, given=_with(room, "five plain words for this"))
    with changed.open(write=True) as case:
        assert grade(case)[0] is Grade.B
        receipt(case, "B-0001", Fate.DESTROYED, why="burnt before two witnesses")
        assert grade(case)[0] is Grade.A
    one = new_person("Mira Oru", chance=room.given.chance)
    access.give(room.folder, changed.given, one.card, [], role=PERSON, why="helps")
    with changed.open() as case:
        letter, why = grade(case)
        assert letter is Grade.C
        assert "1 others" in why


def _with(room: Room, words: str) -> Settings:
    return replace(room.given, passphrase=words)


def test_a_mirror_without_a_key_at_hand_is_made_and_not_noted(room: Room, tmp_path: Path) -> None:
    keyless = replace(room.given, key_file=tmp_path / "nowhere")
    list(mirror(room.folder, tmp_path / "mirror", keyless))
    assert not note_mirror(room.folder, tmp_path / "mirror", keyless, kind=CopyKind.MIRROR, holder="x")
