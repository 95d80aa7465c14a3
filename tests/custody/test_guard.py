"""What a machine remembers of a case: bounded, thinned out, and no older or other copy goes unnoticed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.chance import seeded_chance
from probative.custody.errors import RolledBackError
from probative.custody.findings import Severity
from probative.custody.guard import remembered_size, thinned
from probative.custody.layout import guard_file
from probative.custody.ledger.checkpoints import Checkpoint
from tests.custody.making import exhibit, findings, new_case, reopened

MOST = 114


def of_size(size: int) -> Checkpoint:
    return Checkpoint(origin="probative/" + "0" * 32, size=size, root=bytes(32), note=b"")


@given(st.lists(st.integers(1, 2**40), min_size=1, max_size=400, unique=True).map(sorted))
def test_the_memory_is_bounded_keeps_the_newest_and_one_near_all_that_was_ever_seen(sizes: list[int]) -> None:
    kept: list[Checkpoint] = []
    for size in sizes:
        kept = thinned(kept, of_size(size))
        assert len(kept) <= MOST
        assert kept[-1].size == size
    newest, left = sizes[-1], [one.size for one in kept]
    assert left == sorted(left)
    assert left[-8:] == sizes[-8:]
    for size in sizes[:-1]:
        assert any(newest - size <= 2 * (newest - one) <= 4 * (newest - size) for one in left), size


@given(st.integers(1, 5000))
def test_a_long_steady_history_is_remembered_by_few(count: int) -> None:
    kept: list[Checkpoint] = []
    for number in range(1, count + 1, 7):
        kept = thinned(kept, of_size(number))
    assert len(kept) <= 8 + 2 * (count.bit_length() + 1)


def grow(root: Path, words: str) -> None:
    custody, keys = reopened(root)
    exhibit(custody, words.encode(), "note")
    custody.close()
    keys.close()


def test_whatever_earlier_copy_is_put_back_it_is_refused_and_told_how_far_it_agrees(tmp_path: Path) -> None:
    root = tmp_path / "here"
    custody, keys = new_case(root, chance=seeded_chance(b"guard"))
    custody.close()
    keys.close()
    sizes = []
    for number in range(14):
        shutil.copytree(root / "case", tmp_path / f"copy {number}")
        sizes.append(remembered_size(root / "guards", custody.origin))
        grow(root, f"day {number}")
    for number, size in enumerate(sizes):
        shutil.rmtree(root / "case")
        shutil.copytree(tmp_path / f"copy {number}", root / "case")
        with pytest.raises(RolledBackError):
            reopened(root)
        (told,) = [one for one in findings(root) if one.code == "guard.rolled_back"]
        agreed = int(told.what.rpartition("the first ")[2].split()[0])
        assert sizes[0] <= agreed <= size
        assert told.severity is Severity.DAMAGE


def test_a_history_that_parts_early_is_proved_by_what_was_remembered(tmp_path: Path) -> None:
    root = tmp_path / "here"
    custody, keys = new_case(root, chance=seeded_chance(b"guard"))
    custody.close()
    keys.close()
    grow(root, "first")
    shutil.copytree(root / "case", tmp_path / "copy")
    for number in range(5):
        grow(root, f"true {number}")
    true = tmp_path / "true guards"
    shutil.copytree(root / "guards", true)
    shutil.rmtree(root / "case")
    shutil.rmtree(root / "guards")
    shutil.copytree(tmp_path / "copy", root / "case")
    for number in range(9):
        grow(root, f"false {number}")
    shutil.rmtree(root / "guards")
    shutil.copytree(true, root / "guards")
    told = findings(root)
    assert {"guard.rolled_back", "history.split"} <= {one.code for one in told}
    # Every remembered checkpoint after the fork contradicts the rewritten history.
    assert len({one.where for one in told if one.code == "history.split" and one.where.startswith("guard")}) >= 5


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value | {"format": "probative/seen@2"},
        lambda value: value | {"checkpoints": []},
        lambda value: value | {"checkpoints": ["nonsense"]},
        lambda value: value | {"handovers": [{}]},
        lambda value: value | {"more": 1},
    ],
)
def test_a_broken_memory_is_refused_and_named(tmp_path: Path, change: Callable[[object], Json]) -> None:
    custody, keys = new_case(tmp_path)
    custody.close()
    keys.close()
    guard = guard_file(tmp_path / "guards", custody.origin)
    value = canonical.decode(guard.read_bytes())
    guard.write_bytes(canonical.encode(change(value)))
    with pytest.raises(RolledBackError):
        reopened(tmp_path)
    assert "guard.broken" in {one.code for one in findings(tmp_path)}


def test_a_checkpoint_alone_is_a_memory_too(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    custody.close()
    keys.close()
    guard = guard_file(tmp_path / "guards", custody.origin)
    guard.write_bytes((tmp_path / "case" / "log" / "checkpoint").read_bytes())
    grow(tmp_path, "more")
    assert guard.read_bytes().startswith(b'{"checkpoints":')
