"""A mirror is kept, verifies without a key, repairs and is repaired, and is never made worse."""

import hashlib
import shutil
from pathlib import Path

import pytest

from probative.base.chance import system_chance
from probative.base.errors import CaseBusyError
from probative.base.fs import Disk
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.layout import Layout
from probative.custody.lock import take
from probative.custody.mirror.acts import Act, Deed, Side
from probative.custody.mirror.errors import MirrorPlaceError, OtherHistoryError
from probative.custody.mirror.mirroring import mirror
from tests.custody.making import QUICK, Unsynced, damage, exhibit, files_of, reopened, small_case

ASIDE = ("quarantine", "incoming")


def run(root: Path, *, disk: Disk = QUICK) -> list[Act]:
    return list(mirror(root / "case", root / "mirror", disk=disk, chance=system_chance))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        name: path.read_bytes()
        for path in files_of(folder)
        if not (name := path.relative_to(folder).as_posix()).startswith(ASIDE)
    }


def problems(folder: Path) -> list[str]:
    """What a stranger without any key finds wrong."""
    found = check(folder, keys=None, full=False, guards=folder / "nowhere")
    return [one.code for one in found if one.severity is Severity.DAMAGE]


def add(root: Path, words: bytes) -> None:
    custody, keys = reopened(root)
    exhibit(custody, words, "later.txt")
    custody.acknowledge()
    custody.close()
    keys.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_case(tmp_path)
    return tmp_path


def test_a_mirror_is_the_same_byte_for_byte_and_the_second_time_nothing_is_done(root: Path) -> None:
    acts = run(root)
    assert {(act.deed, act.side) for act in acts} == {(Deed.COPIED, Side.MIRROR)}
    assert acts[-1].where == "case.json"
    assert contents(root / "mirror") == contents(root / "case")
    assert problems(root / "mirror") == []
    before = {path: path.stat().st_mtime_ns for path in files_of(root / "mirror")}
    assert run(root) == []
    assert {path: path.stat().st_mtime_ns for path in files_of(root / "mirror")} == before


def test_what_was_added_since_is_all_that_is_copied(root: Path) -> None:
    run(root)
    before = set(contents(root / "mirror"))
    add(root, b"more to keep")
    acts = run(root)
    assert {act.side for act in acts} == {Side.MIRROR}
    packs = [act.where for act in acts if act.where.startswith("packs/")]
    assert packs
    assert not set(packs) & before
    assert contents(root / "mirror") == contents(root / "case")
    assert not (root / "mirror" / "quarantine").exists()


def test_any_flipped_bit_on_either_side_is_repaired_from_the_other(root: Path) -> None:
    run(root)
    whole = contents(root / "case")
    for folder, side in (("case", Side.CASE), ("mirror", Side.MIRROR)):
        for name, content in whole.items():
            for at in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
                path = root / folder / name
                flipped = bytearray(content)
                flipped[at] ^= 1 << at % 8
                path.write_bytes(bytes(flipped))
                acts = run(root)
                assert [(act.deed, act.side, act.where) for act in acts] == [(Deed.REPAIRED, side, name)], (name, at)
                assert contents(root / folder) == whole
                shutil.rmtree(root / folder / "quarantine", ignore_errors=True)


@pytest.mark.parametrize("folder", ["case", "mirror"])
def test_a_case_file_that_rot_made_another_cases_is_repaired_from_the_other_side(root: Path, folder: str) -> None:
    run(root)
    path = root / folder / "case.json"
    whole = path.read_bytes()
    at = whole.index(b"probative/", whole.index(b'"origin"')) + len(b"probative/")
    for place in range(at, at + 32):
        # A digit that differs in one bit and is a digit of the origin still: the file reads as another case's.
        other = next(each for bit in range(8) if (each := whole[place] ^ 1 << bit) in b"0123456789abcdef")
        path.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
        assert [(act.deed, act.where) for act in run(root)] == [(Deed.REPAIRED, "case.json")]
        assert path.read_bytes() == whole


def test_any_missing_or_shortened_file_on_either_side_is_brought_back(root: Path) -> None:
    run(root)
    whole = contents(root / "case")
    for folder in ("case", "mirror"):
        for name, content in whole.items():
            for left in (None, content[: len(content) // 2], b""):
                path = root / folder / name
                path.unlink() if left is None else path.write_bytes(left)
                run(root)
                assert contents(root / folder) == whole, (folder, name, left)
                shutil.rmtree(root / folder / "quarantine", ignore_errors=True)


def test_what_a_repair_took_the_place_of_is_kept_aside_but_never_keys(root: Path) -> None:
    run(root)
    for name in contents(root / "case"):
        path = root / "case" / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 4
        path.write_bytes(bytes(content))
        run(root)
        aside = [each.read_bytes() for each in (root / "case" / "quarantine").glob("*")]
        assert (bytes(content) in aside) == (not name.startswith("keys/")), name
        shutil.rmtree(root / "case" / "quarantine", ignore_errors=True)


def test_damage_in_different_entries_on_both_sides_is_put_together(root: Path) -> None:
    run(root)
    whole = contents(root / "case")
    for folder, share in (("case", 0.3), ("mirror", 0.7)):
        path = root / folder / "log" / "seg-00000001"
        content = bytearray(path.read_bytes())
        content[int(len(content) * share)] ^= 1
        path.write_bytes(bytes(content))
    run(root)
    assert contents(root / "case") == contents(root / "mirror") == whole


def test_what_is_damaged_on_both_sides_is_named_and_left(root: Path) -> None:
    run(root)
    pack = Layout(root / "case").closed_packs()[0].relative_to(root / "case")
    for folder in ("case", "mirror"):
        content = bytearray((root / folder / pack).read_bytes())
        content[100] ^= 1
        (root / folder / pack).write_bytes(bytes(content))
    before = contents(root / "mirror")
    (act,) = run(root)
    assert (act.deed, act.where) == (Deed.DAMAGED, pack.as_posix())
    assert contents(root / "mirror") == before


def test_a_ledger_that_holds_nowhere_is_not_copied(root: Path) -> None:
    run(root)
    for folder in ("case", "mirror"):
        path = root / folder / "log" / "seg-00000001"
        content = bytearray(path.read_bytes())
        content[500] ^= 1
        path.write_bytes(bytes(content))
    before = contents(root / "mirror")
    assert [(act.deed, act.where) for act in run(root)] == [(Deed.DAMAGED, "log")]
    assert contents(root / "mirror") == before


def test_a_mirror_that_knows_more_than_the_case_is_not_touched(root: Path) -> None:
    shutil.copytree(root / "case", root / "old")
    add(root, b"later")
    run(root)
    shutil.rmtree(root / "case")
    shutil.copytree(root / "old", root / "case")
    before = contents(root / "mirror")
    with pytest.raises(OtherHistoryError):
        run(root)
    assert contents(root / "mirror") == before


def test_another_history_of_the_same_case_is_not_mixed_in(root: Path) -> None:
    shutil.copytree(root / "case", root / "fork" / "case")
    shutil.copytree(root / "guards", root / "fork" / "guards")
    add(root, b"one way")
    run(root)
    add(root / "fork", b"another way")
    shutil.rmtree(root / "case")
    shutil.copytree(root / "fork" / "case", root / "case")
    before = contents(root / "mirror"), contents(root / "case")
    with pytest.raises(OtherHistoryError):
        run(root)
    assert (contents(root / "mirror"), contents(root / "case")) == before


def test_a_place_that_holds_something_else_or_lies_within_is_refused(root: Path) -> None:
    for place in (root / "case" / "inside", root / "case", root):
        with pytest.raises(MirrorPlaceError):
            list(mirror(root / "case", place, disk=QUICK, chance=system_chance))
    (root / "letters").mkdir()
    (root / "letters" / "a.txt").write_text("dear")
    (root / "note").write_text("x")
    for place in (root / "letters", root / "note"):
        with pytest.raises(MirrorPlaceError):
            list(mirror(root / "case", place, disk=QUICK, chance=system_chance))


def test_the_mirror_of_another_case_is_refused(root: Path) -> None:
    small_case(root / "other", seed=b"other")
    run(root)
    before = contents(root / "mirror")
    with pytest.raises((OtherHistoryError, MirrorPlaceError)):
        list(mirror(root / "other" / "case", root / "mirror", disk=QUICK, chance=system_chance))
    assert contents(root / "mirror") == before


def test_another_case_whose_ledger_lost_its_beginning_is_not_taken_for_a_rotten_mirror(root: Path) -> None:
    small_case(root / "other", seed=b"other")
    segment = Layout(root / "other" / "case").segment(1)
    segment.unlink()
    before = contents(root / "other" / "case")
    with pytest.raises(MirrorPlaceError):
        list(mirror(root / "case", root / "other" / "case", disk=QUICK, chance=system_chance))
    assert contents(root / "other" / "case") == before


def test_while_somebody_writes_nothing_is_mirrored(root: Path) -> None:
    custody, keys = reopened(root)
    with pytest.raises(CaseBusyError):
        run(root)
    custody.close()
    keys.close()
    run(root)
    lock = take(Layout(root / "mirror").lock)
    lock.release()


def test_an_interrupted_copy_is_gone_on_with(root: Path) -> None:
    pack = Layout(root / "case").closed_packs()[0]
    incoming = root / "mirror" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / pack.name).write_bytes(pack.read_bytes()[:1000])
    (act,) = [act for act in run(root) if act.where.endswith(pack.name)]
    assert act.n_bytes == pack.stat().st_size - 1000
    assert contents(root / "mirror") == contents(root / "case")


def test_what_an_interrupted_copy_left_and_was_damaged_since_is_begun_anew(root: Path) -> None:
    pack = Layout(root / "case").closed_packs()[0]
    incoming = root / "mirror" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / pack.name).write_bytes(b"x" * 1000)
    run(root)
    assert contents(root / "mirror") == contents(root / "case")


def test_the_case_after_a_crash_is_mirrored_as_it_stands_and_settled_the_next_time(root: Path) -> None:
    custody, keys = reopened(root)
    exhibit(custody, b"written when the lights went out", "late.txt")
    custody.acknowledge()
    custody.abandon()
    keys.close()
    run(root)
    assert list((root / "mirror" / "packs").glob("open.*"))
    shutil.copytree(root / "guards", root / "copy" / "guards")
    shutil.copytree(root / "mirror", root / "copy" / "case")
    reopened(root / "copy")[0].close()
    assert damage(root / "copy") == []
    add(root, b"and on")
    assert Deed.REMOVED in {act.deed for act in run(root)}
    assert contents(root / "mirror") == contents(root / "case")


def test_a_restored_mirror_opens_and_checks_clean(root: Path) -> None:
    run(root)
    shutil.rmtree(root / "case")
    shutil.copytree(root / "mirror", root / "case")
    add(root, b"after the fire")
    assert damage(root) == []


class Full(Unsynced):
    """A medium with so much room and no more."""

    def __init__(self, room_bytes: int) -> None:
        self.room_bytes = room_bytes

    def write(self, descriptor: int, content: bytes) -> int:
        self.room_bytes -= len(content)
        if self.room_bytes < 0:
            raise OSError(28, "No space left on device")
        return super().write(descriptor, content)


def test_a_mirror_that_is_cut_short_anywhere_goes_on_and_never_harms_the_case(root: Path) -> None:
    before = contents(root / "case")
    for room_bytes in range(0, 9000, 700):
        shutil.rmtree(root / "mirror", ignore_errors=True)
        try:
            run(root, disk=Disk(Full(room_bytes)))
        except Exception as error:  # noqa: BLE001 - which error is told below
            assert type(error).__name__ == "DiskFullError"  # noqa: PT017
        assert contents(root / "case") == before
        run(root)
        assert contents(root / "mirror") == before


def test_a_pack_whose_name_is_right_is_never_written_over(root: Path) -> None:
    run(root)
    pack = Layout(root / "mirror").closed_packs()[0]
    stray = b"a pack that only the mirror holds"
    other = Layout(root / "mirror").pack(hashlib.sha256(stray).hexdigest())
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(stray)
    was = pack.stat().st_ino
    run(root)
    assert pack.stat().st_ino == was
    assert other.read_bytes() == stray
