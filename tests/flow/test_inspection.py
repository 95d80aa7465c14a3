"""Looking at a case without changing it."""

import shutil

import pytest

from probative.base.fs import Disk
from probative.custody.errors import NotACaseError
from probative.custody.seal.secret import make_key_file
from probative.flow.doubts import doubts
from probative.flow.inspection import BY_KEY_FILE, BY_WORDS, check, protection, status
from probative.flow.views import INDEX
from tests.flow.conftest import Room, room_in


def codes(room: Room, *, full: bool = True) -> list[str]:
    return [finding["code"] for finding in check(room.folder, room.given, full=full)]


def test_the_status_counts_what_is_there_and_says_what_guards_it(room: Room):
    with room.open() as case:
        found = status(case)
    assert (found["title"], found["exhibits"]) == ("The mill", 3)
    assert found["protection"] == BY_KEY_FILE
    assert found["ledger_entries"] > 10
    for act in (found["first_act"], found["last_act"]):
        assert (act["earliest"], act["latest"], act["claimed"]) == (None, None, "2031-05-20T12:00:00Z")
    assert found["log_verifier"].startswith(found["origin"] + "+")
    assert "Nothing yet" in found["outside"]


def test_a_passphrase_guards_otherwise(tmp_path):
    from probative.flow.case import opened
    from probative.flow.making import create

    given = room_in(tmp_path, passphrase="six words that nobody else would choose").given
    create(tmp_path / "case", given)
    with opened(tmp_path / "case", given) as case:
        assert protection(case) == BY_WORDS


def test_an_untouched_case_holds_and_none_is_none(room: Room, tmp_path):
    assert codes(room) == []
    assert codes(room, full=False) == []
    with pytest.raises(NotACaseError):
        list(check(tmp_path / "nothing", room.given, full=False))


def test_without_the_key_what_needs_none_is_checked_and_that_is_said(room: Room):
    strange = room_in(room.place, key_file=room.place / "strange")
    make_key_file(room.place / "strange", disk=Disk(), chance=room.given.chance)
    locked_out = Room(place=room.place, given=strange.given)
    assert codes(locked_out) == ["P210", "keys.absent"]
    (pack,) = (path for path in (room.folder / "packs").rglob("*") if path.is_file() and path.stat().st_size > 10_000)
    content = bytearray(pack.read_bytes())
    content[5000] ^= 1
    pack.write_bytes(content)
    assert any(code.startswith(("pack", "object")) for code in codes(locked_out))


def test_a_damaged_index_is_named_as_derived(room: Room):
    index = room.folder / INDEX
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    found = list(check(room.folder, room.given, full=True))
    assert found
    assert all("probative rebuild" in finding["what"] for finding in found)
    index.write_bytes(b"garbage")
    assert codes(room) == ["P215"]
    shutil.rmtree(index.parent)
    assert codes(room) == []


def test_an_index_that_cannot_be_reached_is_no_damage(room: Room):
    index = room.folder / INDEX
    index.unlink()
    index.mkdir()
    (finding,) = check(room.folder, room.given, full=True)
    assert (finding["where"], finding["severity"]) == (INDEX, "note")


def test_a_reader_is_told_of_an_older_copy_and_of_a_cut_ledger(room: Room):
    shutil.copytree(room.folder, room.place / "older")
    with room.open() as case:
        assert list(doubts(case)) == []
    room.judge("accept", "C-0001")
    older = Room(place=room.place, given=room.given)
    shutil.rmtree(room.folder)
    (room.place / "older").rename(room.folder)
    with older.open() as case:
        (said,) = doubts(case)
        assert "it is older, or was cut" in said
    shutil.rmtree(room.folder / "index")
    (segment,) = (room.folder / "log").glob("seg-*")
    segment.write_bytes(segment.read_bytes()[:-1500])
    with older.open() as case:
        assert any("The ledger was cut" in said for said in doubts(case))
    (room.folder / "log" / "checkpoint").write_bytes(b"broken")
    with older.open() as case:
        assert any("missing or broken" in said for said in doubts(case))


def test_a_machine_that_remembers_nothing_doubts_nothing(room: Room):
    shutil.rmtree(room.given.guard_folder)
    with room.open() as case:
        assert list(doubts(case)) == []
