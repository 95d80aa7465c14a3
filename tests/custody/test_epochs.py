"""A backup is refused until a person says that it is one; then that is said for ever, and no name signs two."""

import base64
import errno
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from probative.base.chance import system_chance
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.casefile import read_case_file
from probative.custody.errors import NothingRestoredError, RolledBackError
from probative.custody.findings import Severity
from probative.custody.ledger.checkpoints import CheckpointError, read_checkpoint
from probative.custody.ledger.notes import NoteKey
from probative.custody.opening import open_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import open_keybag
from probative.verify.standalone import verify_proof
from tests.custody.making import (
    CLOCK,
    QUICK,
    SECRET,
    Refusing,
    damage,
    disk_of,
    exhibit,
    findings,
    reopened,
    small_case,
)


def backed_up(root: Path) -> Path:
    """Make a case, a backup of it, and let it grow; give the backup's folder."""
    small_case(root)
    shutil.copytree(root / "case", root / "backup")
    custody, keys = reopened(root)
    exhibit(custody, b"a letter that came later", "letter")
    custody.close()
    keys.close()
    return root / "backup"


def put_back(root: Path) -> None:
    shutil.rmtree(root / "case")
    shutil.copytree(root / "backup", root / "case")


def restored(root: Path, disk: Disk = QUICK) -> Custody:
    keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    return open_case(
        root / "case",
        keys=keys,
        disk=disk,
        clock=CLOCK,
        chance=system_chance,
        guards=root / "guards",
        write=True,
        restored="the disk failed",
    )


def log_key(root: Path) -> NoteKey:
    return read_case_file((root / "case" / "case.json").read_bytes()).log_key


def test_a_backup_is_refused_until_somebody_says_that_it_is_one(tmp_path: Path) -> None:
    backed_up(tmp_path)
    put_back(tmp_path)
    with pytest.raises(RolledBackError):
        reopened(tmp_path)
    assert [found.code for found in damage(tmp_path)] == ["guard.rolled_back"]
    restored(tmp_path).close()
    custody, _ = reopened(tmp_path)
    exhibit(custody, b"and it goes on", "next")
    custody.close()
    found = findings(tmp_path)
    assert [(one.code, one.severity) for one in found] == [("case.restored", Severity.NOTE)]
    assert "was given up" in found[0].what


def test_the_entry_says_what_was_held_and_what_was_given_up(tmp_path: Path) -> None:
    backed_up(tmp_path)
    lost = (tmp_path / "case" / "log" / "checkpoint").read_bytes()
    put_back(tmp_path)
    custody = restored(tmp_path)
    index, entry = custody.log.restored[0]
    key = log_key(tmp_path)
    signed = read_checkpoint(lost, key)
    assert entry.public == {
        "common": index,
        "epoch": 2,
        "held": index,
        "held_root": custody.log.tree.root(index).hex(),
        "lost": signed.size,
        "lost_epoch": 1,
        "lost_note": lost.decode(),
        "lost_root": signed.root.hex(),
    }
    assert custody.entry(index).fields == {"reason": "the disk failed"}
    assert custody.sealed is not None
    assert (custody.sealed.epoch, custody.sealed.origin) == (2, f"{custody.origin}/2")
    custody.close()


def test_no_name_ever_signs_two_roots_of_one_size(tmp_path: Path) -> None:
    backed_up(tmp_path)
    signed = {path.read_bytes() for path in (tmp_path / "case" / "log" / "checkpoints").iterdir()}
    for _ in range(3):
        put_back(tmp_path)
        custody = restored(tmp_path)
        exhibit(custody, b"another letter", "letter")
        custody.close()
        signed |= {path.read_bytes() for path in (tmp_path / "case" / "log" / "checkpoints").iterdir()}
    roots: dict[tuple[str, str], str] = {}
    for note in signed:
        origin, size, root = note.decode().split("\n")[:3]
        assert roots.setdefault((origin, size), root) == root
    assert {origin.rpartition("/")[2] for origin, _ in roots} >= {"2"}


def test_a_case_that_lacks_nothing_is_not_called_restored(tmp_path: Path) -> None:
    small_case(tmp_path)
    with pytest.raises(NothingRestoredError):
        restored(tmp_path)
    custody, _ = reopened(tmp_path)
    assert custody.log.restored == ()
    custody.close()


def test_another_history_of_the_same_length_can_be_gone_on_from_too(tmp_path: Path) -> None:
    backed_up(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    shutil.move(tmp_path / "backup", tmp_path / "elsewhere" / "case")
    custody, _ = reopened(tmp_path / "elsewhere")
    for number in range(4):
        exhibit(custody, f"seen elsewhere {number}".encode(), "note")
        custody.acknowledge()
    custody.close()
    shutil.rmtree(tmp_path / "case")
    shutil.copytree(tmp_path / "elsewhere" / "case", tmp_path / "case")
    with pytest.raises(RolledBackError, match="another history"):
        reopened(tmp_path)
    custody = restored(tmp_path)
    assert custody.log.restored[0][1].public["common"] == custody.log.restored[0][1].public["lost"] - 1  # type: ignore[operator]
    custody.close()
    assert damage(tmp_path) == []


def test_the_first_epoch_cannot_be_put_back_over_the_second(tmp_path: Path) -> None:
    backed_up(tmp_path)
    shutil.copytree(tmp_path / "case", tmp_path / "grown")
    put_back(tmp_path)
    restored(tmp_path).close()
    shutil.rmtree(tmp_path / "case")
    shutil.copytree(tmp_path / "grown", tmp_path / "case")
    with pytest.raises(RolledBackError):
        reopened(tmp_path)


def test_a_crash_while_it_is_said_leaves_it_said_or_unsaid(tmp_path: Path) -> None:
    backed_up(tmp_path)
    shutil.copytree(tmp_path / "guards", tmp_path / "saved")
    for number in range(0, 60, 3):
        put_back(tmp_path)
        shutil.rmtree(tmp_path / "guards")
        shutil.copytree(tmp_path / "saved", tmp_path / "guards")
        with suppress(StorageError):
            restored(tmp_path, disk=disk_of(Refusing(number, errno.EIO))).abandon()
        try:
            custody, _ = reopened(tmp_path)
        except RolledBackError:
            custody = restored(tmp_path)
        assert len(custody.log.restored) == 1
        custody.close()
        assert damage(tmp_path) == []


def test_what_is_said_of_a_restoration_cannot_be_untrue(tmp_path: Path) -> None:
    backed_up(tmp_path)
    lost = (tmp_path / "case" / "log" / "checkpoint").read_text(encoding="utf-8")
    put_back(tmp_path)
    custody = restored(tmp_path)
    right = dict(custody.log.restored[0][1].public)
    right |= {"held": custody.size, "held_root": custody.log.tree.root().hex(), "epoch": 3, "lost_epoch": 1}
    right["common"] = right["lost"] - 1 if right["lost"] <= right["held"] else right["held"]  # type: ignore[operator]
    here = (tmp_path / "case" / "log" / "checkpoints" / str(right["held"])).read_text(encoding="utf-8")
    size, root = here.split("\n")[1:3]
    wrong = [
        {"held": 1},
        {"held_root": "00" * 32},
        {"epoch": 2},
        {"lost": 1},
        {"lost_root": "00" * 32},
        {"lost_note": lost.replace("probative", "Probative", 1)},
        {"common": 0},
        {"lost_note": here, "lost": int(size), "lost_root": base64.b64decode(root).hex(), "lost_epoch": 2},
    ]
    for number, change in enumerate(wrong):
        custody.record("vault.restored", {"reason": "a lie"}, {**right, **change, "note": number})
    custody.acknowledge()
    custody.close()
    told = {one.where for one in damage(tmp_path) if one.code == "entry.restored"}
    assert len(told) == len(wrong)


def test_a_proof_of_a_later_epoch_says_so_and_no_other_number_is_accepted(tmp_path: Path) -> None:
    backed_up(tmp_path)
    put_back(tmp_path)
    custody = restored(tmp_path)
    bundle = custody.bundle(2, shown=())
    custody.close()
    report = verify_proof(bundle)
    assert (report.problems, report.epoch) == ([], 2)
    for number in (b"1", b"3", b"02", b"x", b""):
        assert verify_proof(bundle.replace(b"/2\\n", b"/" + number + b"\\n", 1)).problems
    key = log_key(tmp_path)
    assert custody.sealed is not None
    for number in (b"/1", b"/02", b"/x", b"/2/2", b"/"):
        with pytest.raises(CheckpointError):
            read_checkpoint(custody.sealed.note.replace(b"/2", number), key)
