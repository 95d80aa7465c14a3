"""Durable writes: what is promised survives, what fails is named, nothing is ever half replaced."""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.errors import DiskFullError, StorageError
from probative.base.fs import Disk, PosixSystem

Deed = tuple[str, str]
"""A call and the name of the file it was about."""


class Watched(PosixSystem):
    """The real system, writing down each call; it can fail at one of them and take writes in small bites."""

    def __init__(self, *, fail_at: int | None = None, bite: int | None = None, code: int = errno.EIO) -> None:
        self.deeds: list[Deed] = []
        self.names: dict[int, str] = {}
        self.fail_at = fail_at
        self.bite = bite
        self.code = code

    def note(self, call: str, name: str) -> None:
        """Write a call down, or fail if it is the one that shall."""
        self.deeds.append((call, name))
        if self.fail_at is not None and len(self.deeds) == self.fail_at + 1:
            raise OSError(self.code, os.strerror(self.code))

    def open(self, path: Path, flags: int, mode: int) -> int:
        self.note("open", path.name)
        descriptor = super().open(path, flags, mode)
        self.names[descriptor] = path.name
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        self.note("write", self.names[descriptor])
        return super().write(descriptor, content[: self.bite] if self.bite else content)

    def fsync(self, descriptor: int) -> None:
        self.note("fsync", self.names[descriptor])
        super().fsync(descriptor)

    def truncate(self, descriptor: int, size_bytes: int) -> None:
        self.note("truncate", self.names[descriptor])
        super().truncate(descriptor, size_bytes)

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self.note("close", self.names.pop(descriptor))

    def rename(self, old: Path, new: Path) -> None:
        self.note("rename", old.name)
        super().rename(old, new)

    def unlink(self, path: Path) -> None:
        self.note("unlink", path.name)
        super().unlink(path)

    def mkdir(self, path: Path) -> None:
        self.note("mkdir", path.name)
        super().mkdir(path)


def calls(run: Callable[[Disk], object]) -> int:
    """Give how many calls an act makes when nothing fails."""
    system = Watched()
    run(Disk(system))
    return len(system.deeds)


def test_an_appended_file_is_new_durable_and_its_owners_alone(tmp_path: Path) -> None:
    system = Watched()
    appender = Disk(system).append(tmp_path / "log")
    assert system.deeds == [
        ("open", "log"),
        ("open", tmp_path.name),
        ("fsync", tmp_path.name),
        ("close", tmp_path.name),
    ]
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600
    assert appender.size_bytes == 0
    appender.close()


def test_appending_to_a_file_that_is_there_goes_on_where_it_ends(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"old")
    appender = Disk().append(tmp_path / "log")
    assert appender.size_bytes == 3
    appender.write(b" new")
    appender.sync()
    appender.close()
    assert (appender.size_bytes, (tmp_path / "log").read_bytes()) == (7, b"old new")


def test_the_name_of_a_file_is_made_durable_even_when_its_maker_died_before_doing_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Disk(Watched(fail_at=1)).append(tmp_path / "log")
    system = Watched()
    Disk(system).append(tmp_path / "log").close()
    assert ("fsync", tmp_path.name) in system.deeds


@given(contents=st.lists(st.binary(max_size=60), max_size=6), bite=st.integers(1, 7))
def test_short_writes_lose_nothing(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes], bite: int) -> None:
    folder = tmp_path_factory.mktemp("short")
    disk = Disk(Watched(bite=bite))
    appender = disk.append(folder / "log")
    for content in contents:
        appender.write(content)
    appender.close()
    disk.replace(folder / "whole", b"".join(contents))
    assert (folder / "log").read_bytes() == (folder / "whole").read_bytes() == b"".join(contents)
    assert appender.size_bytes == sum(map(len, contents))


def test_a_sync_is_one_fsync_of_the_file(tmp_path: Path) -> None:
    system = Watched()
    appender = Disk(system).append(tmp_path / "log")
    system.deeds.clear()
    appender.write(b"entry")
    appender.sync()
    appender.close()
    assert system.deeds == [("write", "log"), ("fsync", "log"), ("close", "log")]


def test_a_cut_drops_the_end_and_the_next_write_stands_there(tmp_path: Path) -> None:
    appender = Disk().append(tmp_path / "log")
    appender.write(b"kept, never acknowledged")
    appender.cut(5)
    appender.write(b"next")
    appender.close()
    assert (tmp_path / "log").read_bytes() == b"kept,next"


def test_a_file_cannot_be_cut_longer(tmp_path: Path) -> None:
    appender = Disk().append(tmp_path / "log")
    appender.write(b"four")
    with pytest.raises(ValueError, match="cannot cut 4 bytes to 5"):
        appender.cut(5)
    appender.close()


def test_a_file_cannot_be_cut_below_nothing(tmp_path: Path) -> None:
    appender = Disk().append(tmp_path / "log")
    with pytest.raises(ValueError, match="cannot cut"):
        appender.cut(-1)
    appender.close()


@pytest.mark.parametrize("act", ["write", "sync", "cut"])
@pytest.mark.parametrize("after", ["write", "sync", "cut"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_file_that_failed_once_takes_nothing_more(tmp_path: Path, act: str, after: str, code: int) -> None:
    system = Watched(code=code)
    appender = Disk(system).append(tmp_path / "log")
    appender.write(b"before")
    acts: dict[str, Callable[[], None]] = {
        "write": lambda: appender.write(b"entry"),
        "sync": appender.sync,
        "cut": lambda: appender.cut(0),
    }
    system.fail_at = len(system.deeds)
    with pytest.raises(StorageError, match=f"log: {os.strerror(code)}"):
        acts[act]()
    reached = len(system.deeds)
    with pytest.raises(StorageError, match=f"log: {os.strerror(code)}"):
        acts[after]()
    assert len(system.deeds) == reached
    appender.close()


def test_a_write_that_fails_in_the_middle_is_cut_back_to_what_was_synced(tmp_path: Path) -> None:
    system = Watched(bite=3)
    appender = Disk(system).append(tmp_path / "log")
    system.fail_at = len(system.deeds) + 2
    with pytest.raises(StorageError):
        appender.write(b"abcdefghi")
    assert (appender.size_bytes, (tmp_path / "log").read_bytes()) == (0, b"")
    appender.close()


def test_a_replacement_is_synced_before_it_takes_the_place_and_the_place_after(tmp_path: Path) -> None:
    system = Watched()
    Disk(system).replace(tmp_path / "case.json", b"new")
    assert system.deeds == [
        ("open", "case.json.new"),
        ("write", "case.json.new"),
        ("fsync", "case.json.new"),
        ("close", "case.json.new"),
        ("rename", "case.json.new"),
        ("open", tmp_path.name),
        ("fsync", tmp_path.name),
        ("close", tmp_path.name),
    ]
    assert stat.S_IMODE((tmp_path / "case.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_replacement_that_fails_leaves_the_old_bytes_or_the_new(tmp_path: Path, step: int, code: int) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b"the old content")
    assert calls(lambda disk: disk.replace(tmp_path / "other", b"x")) == 8
    with pytest.raises(StorageError):
        Disk(Watched(fail_at=step, code=code)).replace(path, b"new")
    assert path.read_bytes() == (b"the old content" if step < 5 else b"new")
    Disk().replace(path, b"newer")
    assert path.read_bytes() == b"newer"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("case")] == ["case.json"]


def test_many_files_are_synced_before_any_takes_its_place_and_each_folder_once(tmp_path: Path) -> None:
    system = Watched()
    contents = {tmp_path / "a" / str(number): bytes([number]) for number in range(3)}
    Disk(system).replace_all(contents)
    assert {path: path.read_bytes() for path in contents} == contents
    acts = [act for act, _ in system.deeds]
    renames = [place for place, act in enumerate(acts) if act == "rename"]
    synced = {name for act, name in system.deeds[: renames[0]] if act == "fsync"}
    assert {"0.new", "1.new", "2.new"} <= synced
    assert [name for act, name in system.deeds[renames[0] :] if act == "fsync"] == ["a"]
    Disk().replace_all({})


def test_many_files_of_which_some_fail_are_old_or_new_each(tmp_path: Path) -> None:
    contents = {tmp_path / str(number): b"new" for number in range(3)}
    for step in range(calls(lambda disk: disk.replace_all({tmp_path / f"x{n}": b"" for n in range(3)}))):
        for path in contents:
            path.write_bytes(b"old")
        system = Watched(fail_at=step)
        with pytest.raises(StorageError):
            Disk(system).replace_all(contents)
        assert {path.read_bytes() for path in contents} <= {b"old", b"new"}
        assert system.names == {}


def test_a_failing_replacement_leaves_no_descriptor_open(tmp_path: Path) -> None:
    for step in range(8):
        system = Watched(fail_at=step)
        with pytest.raises(StorageError):
            Disk(system).replace(tmp_path / "case.json", b"new")
        assert system.names == {}


def test_a_move_is_made_durable_in_both_folders(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "to").mkdir()
    (tmp_path / "from" / "pack").write_bytes(b"x")
    system = Watched()
    Disk(system).rename(tmp_path / "from" / "pack", tmp_path / "to" / "pack")
    assert [deed for deed in system.deeds if deed[0] == "fsync"] == [("fsync", "to"), ("fsync", "from")]
    assert (tmp_path / "to" / "pack").read_bytes() == b"x"


def test_a_removal_is_made_durable(tmp_path: Path) -> None:
    (tmp_path / "index.db").write_bytes(b"x")
    system = Watched()
    Disk(system).remove(tmp_path / "index.db")
    assert system.deeds == [
        ("unlink", "index.db"),
        ("open", tmp_path.name),
        ("fsync", tmp_path.name),
        ("close", tmp_path.name),
    ]


def test_folders_are_made_with_their_parents_durably_for_the_owner_alone(tmp_path: Path) -> None:
    system = Watched()
    disk = Disk(system)
    disk.make_folder(tmp_path / "case" / "log")
    assert [deed for deed in system.deeds if deed[0] in ("mkdir", "fsync")] == [
        ("fsync", tmp_path.parent.name),
        ("mkdir", "case"),
        ("fsync", tmp_path.name),
        ("mkdir", "log"),
        ("fsync", "case"),
    ]
    assert stat.S_IMODE((tmp_path / "case" / "log").stat().st_mode) == 0o700
    system.deeds.clear()
    disk.make_folder(tmp_path / "case" / "log")
    assert system.deeds == []


def test_the_name_of_a_folder_that_is_there_is_made_durable_once_for_who_made_it_may_have_died(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    system = Watched()
    disk = Disk(system)
    for _ in range(2):
        disk.make_folder(tmp_path / "case")
    assert [deed for deed in system.deeds if deed[0] in ("mkdir", "fsync")] == [("fsync", tmp_path.name)]


def test_a_folder_that_another_process_made_meanwhile_is_fine(tmp_path: Path) -> None:
    class Overtaken(PosixSystem):
        def mkdir(self, path: Path) -> None:
            path.mkdir()
            super().mkdir(path)

    Disk(Overtaken()).make_folder(tmp_path / "case")
    assert (tmp_path / "case").is_dir()


def test_a_folder_where_something_else_lies_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").write_bytes(b"a letter")
    with pytest.raises(StorageError, match="cannot make case"):
        Disk().make_folder(tmp_path / "case")


ACTS: dict[str, Callable[[Disk, Path], object]] = {
    "append": lambda disk, folder: disk.append(folder / "new").close(),
    "rename": lambda disk, folder: disk.rename(folder / "old", folder / "moved"),
    "remove": lambda disk, folder: disk.remove(folder / "old"),
    "make_folder": lambda disk, folder: disk.make_folder(folder / "a" / "b"),
    "sync_folder": lambda disk, folder: disk.sync_folder(folder),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_fails_at_any_call_says_so_and_leaves_no_descriptor_open(tmp_path: Path, act: str) -> None:
    step = 0
    while True:
        folder = tmp_path / str(step)
        folder.mkdir()
        (folder / "old").write_bytes(b"kept")
        system = Watched(fail_at=step)
        try:
            ACTS[act](Disk(system), folder)
        except StorageError:
            assert system.names == {}
            step += 1
            continue
        break
    assert step == len(system.deeds)
    assert step > 2


@pytest.mark.parametrize("act", ["append", "rename", "remove", "replace", "sync_folder"])
def test_what_is_not_there_is_a_failure_of_the_disk_and_named(tmp_path: Path, act: str) -> None:
    gone = tmp_path / "gone" / "thing"
    acts: dict[str, Callable[[], object]] = {
        "append": lambda: Disk().append(gone),
        "rename": lambda: Disk().rename(gone, tmp_path / "to"),
        "remove": lambda: Disk().remove(gone),
        "replace": lambda: Disk().replace(gone, b""),
        "sync_folder": lambda: Disk().sync_folder(gone),
    }
    with pytest.raises(StorageError, match="thing: No such file"):
        acts[act]()


def test_what_a_failed_sync_left_in_memory_is_cut_and_the_file_takes_no_more(tmp_path: Path) -> None:
    system = Watched()
    appender = Disk(system).append(tmp_path / "log")
    appender.write(b"synced")
    appender.sync()
    appender.write(b" and not")
    system.fail_at = len(system.deeds)
    with pytest.raises(StorageError):
        appender.sync()
    assert (tmp_path / "log").read_bytes() == b"synced"
    for act in (lambda: appender.write(b"more"), appender.sync, lambda: appender.take_back(6)):
        with pytest.raises(StorageError):
            act()
    appender.close()


def test_after_a_failed_write_the_file_can_be_taken_back_and_written_on(tmp_path: Path) -> None:
    system = Watched(code=errno.ENOSPC)
    appender = Disk(system).append(tmp_path / "log")
    appender.write(b"synced")
    appender.sync()
    system.fail_at = len(system.deeds)
    with pytest.raises(DiskFullError):
        appender.write(b"too much")
    appender.take_back(4)
    appender.write(b"!")
    appender.sync()
    assert (tmp_path / "log").read_bytes() == b"sync!"
    assert appender.synced_bytes == 5
    appender.close()


def test_a_file_that_another_process_left_unsynced_is_synced_before_anything_is_added(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"perhaps only in memory")
    system = Watched()
    Disk(system).append(tmp_path / "log").close()
    assert system.deeds.index(("fsync", "log")) < system.deeds.index(("fsync", tmp_path.name))
    Disk(system).sync_file(tmp_path / "log")
    assert system.deeds[-2:] == [("fsync", "log"), ("close", "log")]


def test_of_two_that_place_a_file_the_first_wins_and_no_leavings_lie_about(tmp_path: Path) -> None:
    assert Disk().place(tmp_path / "key", b"first")
    assert not Disk().place(tmp_path / "key", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


class Linkless(Watched):
    """A medium without hard links."""

    def link(self, old: Path, new: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))


def test_a_medium_without_hard_links_takes_a_placed_file_too(tmp_path: Path) -> None:
    assert Disk(Linkless()).place(tmp_path / "key", b"first")
    assert not Disk(Linkless()).place(tmp_path / "key", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"first"]


def test_a_placed_file_is_whole_or_absent_whatever_fails(tmp_path: Path) -> None:
    for number in range(calls(lambda disk: disk.place(tmp_path / "counted", b"whole"))):
        path = tmp_path / str(number)
        path.mkdir()
        with suppress(StorageError):
            Disk(Watched(fail_at=number)).place(path / "key", b"whole")
        assert not (path / "key").exists() or (path / "key").read_bytes() == b"whole"


def test_room_is_set_aside_or_no_file_is_left(tmp_path: Path) -> None:
    Disk().set_aside(tmp_path / "reserve", 1 << 16)
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= 1 << 16

    class Full(PosixSystem):
        def allocate(self, descriptor: int, size_bytes: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(DiskFullError):
        Disk(Full()).set_aside(tmp_path / "reserve", 1 << 16)
    assert list(tmp_path.iterdir()) == []


def test_a_destroyed_file_was_overwritten_and_synced_before_its_name_went(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"secret" * 10)
    system = Watched(bite=7)
    Disk(system).destroy(tmp_path / "key", bytes)
    written = [deed for deed in system.deeds if deed == ("write", "key")]
    assert len(written) == 9
    assert system.deeds.index(("fsync", "key")) < system.deeds.index(("unlink", "key"))
    assert not (tmp_path / "key").exists()
    (tmp_path / "key").write_bytes(b"secret")
    with pytest.raises(StorageError):
        Disk(Watched(fail_at=1)).destroy(tmp_path / "key", bytes)
