"""Making, opening, locking, rolling back, and what is refused."""

import json
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from probative.base.chance import system_chance
from probative.base.errors import CaseBusyError
from probative.custody.check import check
from probative.custody.errors import (
    CaseExistsError,
    DamagedCaseError,
    DamagedKeybagError,
    NotACaseError,
    NotSealedError,
    RolledBackError,
)
from probative.custody.findings import Severity
from probative.custody.frames import frame, scan
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryKind
from probative.custody.lock import _started, boot_id, take
from probative.custody.opening import create_case
from probative.custody.seal.keybag import open_keybag
from tests.custody.making import (
    CLOCK,
    QUICK,
    SECRET,
    damage,
    exhibit,
    findings,
    new_case,
    reopened,
    small_case,
)


def test_a_new_case_begins_with_an_entry_that_binds_its_case_file(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    first, second = custody.entries()
    assert first.entry.kind == EntryKind.VAULT_CREATED
    assert first.entry.public == {"case": custody._case_file.digest}
    assert second.entry.kind == EntryKind.CHECKPOINT_SIGNED
    assert custody.sealed is not None
    assert custody.sealed.size == 2
    case_file = json.loads((tmp_path / "case" / "case.json").read_bytes())
    assert case_file["origin"] == custody.origin
    assert custody.origin.startswith("probative/")
    custody.close()
    assert custody.size == 2
    assert [one.entry.by for one in custody.entries()] == [first.entry.by] * 2
    keys.close()


def test_a_folder_that_holds_anything_of_a_case_is_not_made_a_case(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    keys = open_keybag(case, secret=SECRET, disk=QUICK, chance=system_chance)
    for gone in ("case.json", "log"):
        with pytest.raises(CaseExistsError):
            create_case(case, keys=keys, disk=QUICK, clock=CLOCK, chance=system_chance, guards=tmp_path / "guards")
        path = case / gone
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def test_a_folder_without_a_case_is_not_opened(tmp_path: Path) -> None:
    small_case(tmp_path)
    (tmp_path / "case" / "case.json").unlink()
    with pytest.raises(NotACaseError):
        reopened(tmp_path)


def test_keeping_recording_and_reading_back(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    kept = custody.keep_bytes(b"nine ferries")
    custody.record("exhibit.received", {"object": kept.object_id, "name": "a.txt"}, {"n": 1})
    custody.record("moon.landed", {})
    received, strange = custody.acknowledge()
    assert received.fields == {"object": kept.object_id, "name": "a.txt"}
    assert received.entry.n_fields == 16
    assert received.entry.public == {"n": 1}
    assert strange.entry.commitment is None
    assert not strange.entry.is_known
    assert custody.read_object(kept.object_id) == b"nine ferries"
    assert custody.has_object(kept.object_id)
    assert not custody.has_object("00" * 32)
    with custody.open_object(kept.object_id) as stream:
        assert stream.read(4) == b"nine"
    assert custody.acknowledge() == ()
    custody.close()
    keys.close()
    again, _ = reopened(tmp_path, write=False)
    assert list(again.entries(received.index))[:2] == [received, strange]
    assert again.entry(strange.index) == strange


def test_what_was_not_acknowledged_is_not_kept(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    custody.record("judgement.made", {"why": "a slip"})
    custody.close()
    keys.close()
    again, _ = reopened(tmp_path, write=False)
    assert [one.entry.kind for one in again.entries()] == ["vault.created", "checkpoint.signed"]
    assert damage(tmp_path) == []


def test_wrong_kinds_and_names_are_a_callers_mistake_and_cost_nothing(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    for kind, fields, public in (
        ("exhibit", {}, {}),
        ("exhibit.received", {"Name": "x"}, {}),
        ("exhibit.received", {"": "x"}, {}),
        ("exhibit.received", {}, {"much": "m" * 60_001}),
        ("exhibit.received", {"name": "\udcff"}, {}),
    ):
        with pytest.raises(ValueError):
            custody.record(kind, fields, public)
    assert custody.acknowledge() == ()
    assert custody.is_writable
    custody.close()


def test_a_case_opened_for_reading_takes_nothing(tmp_path: Path) -> None:
    small_case(tmp_path)
    custody, _ = reopened(tmp_path, write=False)
    before = {path: path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()}
    for act in (lambda: custody.keep_bytes(b"x"), custody.acknowledge):
        with pytest.raises(ValueError, match="reading"):
            act()
    custody.close()
    assert {path: path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()} == before


def test_checkpoints_come_by_themselves_and_say_nothing_twice(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    for number in range(1001):
        custody.record("judgement.made", {"why": str(number)})
    custody.acknowledge()
    assert custody.sealed is not None
    assert custody.sealed.size == custody.size == 1004
    assert custody.checkpoint() == custody.sealed
    assert custody.size == 1004
    custody.record("judgement.made", {"why": "one more"})
    with pytest.raises(ValueError, match="acknowledge first"):
        custody.checkpoint()
    custody.abandon()


def test_an_entry_is_proved_only_under_a_checkpoint(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    custody.record("judgement.made", {"why": "because"})
    (recorded,) = custody.acknowledge()
    with pytest.raises(NotSealedError):
        custody.proof(recorded.index)
    custody.checkpoint()
    assert custody.proof(recorded.index).startswith("c2sp.org/tlog-proof@v1\nindex 2\n")
    with pytest.raises(IndexError):
        custody.proof(99)
    with pytest.raises(ValueError, match="no field"):
        custody.bundle(recorded.index, shown=["name"])
    with pytest.raises(ValueError, match="no record"):
        custody.bundle(0, shown=["name"])
    custody.close()


# --- one writer -----------------------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_a_reader_does_not(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    with pytest.raises(CaseBusyError, match=str(os.getpid())):
        reopened(tmp_path)
    reader, _ = reopened(tmp_path, write=False)
    assert reader.size == 2
    assert [one.code for one in findings(tmp_path)] == ["case.busy"]
    custody.close()
    again, _ = reopened(tmp_path)
    again.close()


def test_the_lock_of_a_living_process_elsewhere_holds_and_that_of_a_dead_one_breaks(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    started = _started(os.getppid())
    path.write_text(f'{{"boot":"{boot_id()}","pid":{os.getppid()},"started":{started}}}')
    with pytest.raises(CaseBusyError):
        take(path)
    process = multiprocessing.get_context("spawn").Process(target=os.getpid)
    process.start()
    process.join()
    for content in (
        f'{{"boot":"{boot_id()}","pid":{process.pid},"started":{started}}}',
        f'{{"boot":"{boot_id()}","pid":{os.getppid()},"started":{started - 1}}}',
        f'{{"boot":"{"0" * 32}","pid":{os.getppid()},"started":{started}}}',
        '{"boot":1,"pid":"x","started":""}',
        "[]",
        "garbage",
        "",
    ):
        path.write_text(content)
        take(path).release()


# --- histories that are not this machine's --------------------------------------------------------------------------


def test_an_older_copy_put_back_is_refused_and_named(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    shutil.copytree(case, tmp_path / "old")
    custody, keys = reopened(tmp_path)
    exhibit(custody, b"later", "later.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    shutil.rmtree(case)
    shutil.copytree(tmp_path / "old", case)
    with pytest.raises(RolledBackError):
        reopened(tmp_path)
    assert [one.code for one in damage(tmp_path)] == ["guard.rolled_back"]
    assert reopened(tmp_path, write=False)[0].size > 0


def test_another_history_of_the_same_case_is_refused(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    shutil.copytree(tmp_path, tmp_path.parent / "fork")
    for root, words in ((tmp_path, b"one way"), (tmp_path.parent / "fork", b"another way")):
        custody, keys = reopened(root)
        exhibit(custody, words, "later.txt")
        custody.acknowledge()
        custody.close()
        keys.close()
    shutil.rmtree(case)
    shutil.copytree(tmp_path.parent / "fork" / "case", case)
    with pytest.raises(RolledBackError, match="another history"):
        reopened(tmp_path)
    assert [one.code for one in damage(tmp_path)] == ["guard.rolled_back", "history.split"]


def test_a_case_that_this_machine_never_saw_is_a_note(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    shutil.rmtree(tmp_path / "guards")
    (found,) = findings(tmp_path)
    assert (found.code, found.severity) == ("guard.missing", Severity.NOTE)
    assert damage(tmp_path) == []
    assert case.is_dir()


def test_a_broken_memory_of_the_case_is_refused(tmp_path: Path) -> None:
    small_case(tmp_path)
    (guard,) = (tmp_path / "guards").iterdir()
    guard.write_bytes(b"?")
    with pytest.raises(RolledBackError):
        reopened(tmp_path)
    assert [one.code for one in damage(tmp_path)] == ["guard.broken"]


# --- below the checkpoint nothing is repaired -----------------------------------------------------------------------


def bytes_of(case: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in case.rglob("*") if path.is_file() and path.name != "lock"}


@pytest.mark.parametrize("cut_bytes", [1, 300, 700])
def test_a_ledger_cut_below_the_checkpoint_is_refused_and_left_alone(tmp_path: Path, cut_bytes: int) -> None:
    case = small_case(tmp_path)
    segment = Layout(case).segment(1)
    segment.write_bytes(segment.read_bytes()[:-cut_bytes])
    before = bytes_of(case)
    with pytest.raises(DamagedCaseError):
        reopened(tmp_path)
    assert bytes_of(case) == before
    assert reopened(tmp_path, write=False)[0].size > 0


@pytest.mark.parametrize("name", ["log/checkpoint", "log/checkpoints/2", "case.json", "log/seg-00000001"])
def test_a_changed_byte_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    case = small_case(tmp_path)
    content = bytearray((case / name).read_bytes())
    content[len(content) // 2] ^= 1
    (case / name).write_bytes(bytes(content))
    before = bytes_of(case)
    with pytest.raises(DamagedCaseError):
        reopened(tmp_path)
    assert bytes_of(case) == before


def test_a_keybag_that_lost_its_newest_keys_is_refused(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    path = case / "keys" / "keybag.general.1"
    content = path.read_bytes()
    path.write_bytes(content[: scan(content).ends[-2]])
    before = bytes_of(case)
    with pytest.raises(DamagedKeybagError):
        reopened(tmp_path)
    assert bytes_of(case) == before
    codes = {one.code for one in damage(tmp_path)}
    assert {"object.keyless", "key.missing"} <= codes


def test_a_case_that_lost_all_checkpoints_is_refused(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    (case / "log" / "checkpoint").unlink()
    shutil.rmtree(case / "log" / "checkpoints")
    with pytest.raises(DamagedCaseError):
        reopened(tmp_path)


def test_a_pack_that_is_none_is_refused(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    pack = Layout(case).closed_packs()[0]
    pack.write_bytes(pack.read_bytes()[:-1])
    with pytest.raises(DamagedCaseError):
        reopened(tmp_path)


# --- what is beyond it is cut, kept aside and recorded --------------------------------------------------------------


def test_a_torn_entry_is_kept_aside_and_recorded(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    segment = Layout(case).segment(1)
    whole = segment.read_bytes()
    segment.write_bytes(whole + whole[8:90])
    assert [one.code for one in damage(tmp_path)] == ["log.torn"]
    custody, keys = reopened(tmp_path)
    last = list(custody.entries())[-1]
    assert last.entry.kind == EntryKind.INCIDENT_RECORDED
    assert last.entry.public == {"cut": {"keybag_bytes": 0, "log_bytes": 82, "pack_bytes": 0, "records": 0}}
    (aside,) = (case / "quarantine").iterdir()
    assert aside.read_bytes() == whole[8:90]
    custody.close()
    keys.close()
    assert damage(tmp_path) == []


@pytest.mark.parametrize("forged", [b'"seq_by":3', b'"seq_by":7'])
def test_a_whole_entry_that_nobody_wrote_there_is_no_torn_write(tmp_path: Path, forged: bytes) -> None:
    case = small_case(tmp_path)
    segment = Layout(case).segment(1)
    content = segment.read_bytes()
    found = scan(content)
    copied = content[found.starts[2] : found.ends[2]]
    segment.write_bytes(content + frame(copied.replace(b'"seq_by":3', forged)))
    with pytest.raises(DamagedCaseError):
        reopened(tmp_path)
    assert {one.code for one in damage(tmp_path)} & {"entry.sequence", "entry.signature"}


def test_without_keys_everything_that_needs_none_is_checked(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    for full, codes in ((False, []), (True, ["keys.absent"])):
        found = check(case, keys=None, full=full, guards=tmp_path / "guards")
        assert [one.code for one in found] == codes
    pack = Layout(case).closed_packs()[0]
    pack.unlink()
    (found_missing,) = check(case, keys=None, full=False, guards=tmp_path / "guards")
    assert found_missing.code == "pack.missing"
    assert pack.name in found_missing.where
