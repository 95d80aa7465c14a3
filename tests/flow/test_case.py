"""Making, opening, losing and rebuilding a case."""

import os
import shutil
from pathlib import Path

import pytest

from probative.base.errors import CaseBusyError, KeyRefusedError, StorageError
from probative.base.fs import Disk, PosixSystem
from probative.custody.errors import DamagedCaseError, MissingObjectError, NotACaseError
from probative.custody.seal.keybag import create_keybag
from probative.custody.seal.secret import make_key_file
from probative.flow.case import opened, rebuild
from probative.flow.errors import LedgerShortenedError, ReadWhileWrittenError, StrayIndexError
from probative.flow.inspection import check
from probative.flow.making import FolderNotEmptyError, create
from probative.flow.upkeep import project
from probative.flow.views import INDEX
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from tests.flow.conftest import ARTICLES, Room, room_in


class WriteProtected(PosixSystem):
    """A medium that takes nothing."""

    def open(self, path: Path, flags: int, mode: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system")
        return super().open(path, flags, mode)

    def mkdir(self, path: Path) -> None:
        raise OSError(30, "Read-only file system")


def test_a_new_case_has_its_title_or_its_folders_name(tmp_path):
    room = room_in(tmp_path)
    assert create(room.folder, room.given, title="The mill") is None
    with room.open() as case:
        assert case.store.note("title") == "The mill"
    other = room_in(tmp_path / "other")
    create(other.folder, other.given)
    with other.open() as case:
        assert case.store.note("title") == "case"


def test_a_case_wants_a_folder_of_its_own(bare: Room):
    with pytest.raises(FolderNotEmptyError):
        create(bare.folder, bare.given)
    with pytest.raises(FolderNotEmptyError):
        create(bare.given.key_file, bare.given)


def test_what_an_interrupted_making_left_is_put_aside_and_not_touched(tmp_path):
    room = room_in(tmp_path)
    room.folder.mkdir()
    secret = make_key_file(room.given.key_file, disk=room.given.disk, chance=room.given.chance)
    create_keybag(room.folder, secret=secret, disk=room.given.disk, chance=room.given.chance).close()
    left = (room.folder / "keys" / "keybag.general.1").read_bytes()
    aside = create(room.folder, room.given)
    assert aside == tmp_path / "case.interrupted-1"
    assert (aside / "keys" / "keybag.general.1").read_bytes() == left
    room.add(ARTICLES)
    assert list(check(room.folder, room.given, full=True)) == []


def test_a_real_case_without_its_case_file_is_never_put_aside(room: Room):
    (room.folder / "case.json").unlink()
    with pytest.raises(FolderNotEmptyError):
        create(room.folder, room.given)


def test_a_case_whose_making_was_interrupted_gets_its_title_later(bare: Room):
    with bare.open(write=True) as case:
        case.entitle("Another")
        assert case.store.note("title") == "case"
        case.store.set_note("title", "")
    with bare.open(write=True) as case:
        case.entitle("Another")
        assert case.store.note("title") == ""


def test_there_is_no_case_where_none_is(tmp_path):
    room = room_in(tmp_path)
    for act in (lambda: rebuild(room.folder, room.given), lambda: opened(room.folder, room.given).__enter__()):
        with pytest.raises(NotACaseError):
            act()


def test_a_second_writer_is_refused_and_a_reader_is_not(room: Room):
    with room.open(write=True), room.open() as reading:
        assert reading.store.count(Exhibit) == 3
        for act in (lambda: rebuild(room.folder, room.given), lambda: room.judge("accept", "C-0001")):
            with pytest.raises(CaseBusyError):
                act()
        assert (room.folder / INDEX).exists()


def test_an_index_that_is_behind_catches_up(room: Room):
    old = room.place / "old.db"
    shutil.copy(room.folder / INDEX, old)
    room.judge("accept", "C-0001")
    want = room.exported()
    shutil.copy(old, room.folder / INDEX)
    assert room.exported() == want


def test_an_index_of_another_history_is_refused_and_made_anew(room: Room, tmp_path):
    shutil.copytree(room.place, tmp_path / "twin")
    twin = room_in(tmp_path / "twin")
    twin.judge("accept", "C-0001")
    room.judge("reject", "C-0002")
    shutil.copy(twin.folder / INDEX, room.folder / INDEX)
    with pytest.raises(StrayIndexError), room.open():
        pass
    rebuild(room.folder, room.given)
    statuses = {claim.id: claim.status for claim in room.all(Claim)}
    assert (statuses["C-0001"], statuses["C-0002"]) == ("proposed", "rejected")


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
def test_an_index_that_is_none_is_refused_or_made_anew(room: Room, content):
    want = room.exported()
    (room.folder / INDEX).write_bytes(content)
    if content:
        with pytest.raises(StrayIndexError), room.open():
            pass
        rebuild(room.folder, room.given)
    assert room.exported() == want


def test_a_ledger_shorter_than_its_index_is_refused_to_readers_and_one_below_its_checkpoint_to_writers(room: Room):
    (segment,) = (room.folder / "log").glob("seg-*")
    content = segment.read_bytes()
    segment.write_bytes(content[:-1500])
    with pytest.raises(LedgerShortenedError), room.open():
        pass
    for act in (lambda: room.judge("accept", "C-0001"), lambda: rebuild(room.folder, room.given)):
        with pytest.raises(DamagedCaseError):
            act()


def test_a_refused_rebuild_leaves_the_index_alone(room: Room):
    before = (room.folder / INDEX).read_bytes()
    stranger = room_in(room.place, key_file=room.place / "strange")
    make_key_file(room.place / "strange", disk=Disk(), chance=room.given.chance)
    with pytest.raises(KeyRefusedError):
        rebuild(room.folder, stranger.given)
    assert (room.folder / INDEX).read_bytes() == before


def test_a_reader_of_a_write_protected_medium_makes_its_index_in_memory(room: Room):
    want = room.exported()
    shutil.rmtree(room.folder / "index")
    protected = Room(place=room.place, given=room_in(room.place, disk=Disk(WriteProtected())).given)
    assert protected.exported() == want
    assert not (room.folder / "index").exists()
    with pytest.raises(StorageError), protected.open(write=True):
        pass


def test_a_reader_that_brought_the_index_up_to_date_takes_nothing_from_the_writer(bare: Room):
    bare.add(ARTICLES)
    with bare.open(write=True) as writer:
        writer.custody.record("judgement.made", {"id": '"J-0001"', "verdict": '"accept"', "subjects": '["C-0001"]'})
        writer.custody.record("exhibit.duplicate_of", _second_receipt())
        writer.custody._queued.pop(0)
        recorded = writer.custody.acknowledge()
        with bare.open() as reader:
            assert len(reader.store.get(Exhibit, "E-0001").receipts) == 2
        project(recorded, custody=writer.custody, store=writer.store, view=writer.view)
        assert len(writer.store.get(Exhibit, "E-0001").receipts) == 2


def _second_receipt() -> dict[str, str]:
    receipt = '{"collected_by":null,"container":null,"name":"again.txt","received_at":"2031-05-20T12:00:00Z",'
    receipt += '"received_from":"another","tool":"t","unknown_because":null}'
    return {"exhibit": '"E-0001"', "receipt": receipt}


def test_what_cannot_be_read_is_the_writers_doing_where_there_is_one_and_else_damage(room: Room):
    with room.open(write=True):
        shutil.rmtree(room.folder / "index")
        (room.folder / "packs").rename(room.folder / "elsewhere")
        with pytest.raises(ReadWhileWrittenError), room.open():
            pass
        (room.folder / "packs").mkdir()
    with pytest.raises(MissingObjectError), room.open():
        pass


def test_the_report_is_put_in_place_and_its_hash_remembered(room: Room):
    with room.open(write=True) as case:
        path = case.write_report(b"<html></html>")
    assert path.read_bytes() == b"<html></html>"
    assert list(check(room.folder, room.given, full=True)) == []
    path.write_bytes(b"<html>other</html>")
    assert [finding["code"] for finding in check(room.folder, room.given, full=False)] == ["report.changed"]
