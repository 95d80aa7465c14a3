"""What a check says of files that are odd rather than flipped; that each is named and nothing raises."""

import hashlib
import shutil
from pathlib import Path

import pytest

from probative.base import canonical
from probative.base.chance import system_chance
from probative.custody.casefile import CaseFileError, read_case_file
from probative.custody.errors import DamagedKeybagError
from probative.custody.frames import frame, scan
from probative.custody.layout import Layout
from probative.custody.ledger.log import Log
from probative.custody.seal.keybag import open_keybag
from probative.custody.vault.packs import MARK, item_head
from tests.custody.making import QUICK, SECRET, damage, exhibit, findings, new_case, small_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return small_case(tmp_path)


def codes(case: Path) -> set[str]:
    return {one.code for one in damage(case.parent)}


def test_folders_in_place_of_files_are_named(case: Path) -> None:
    for name in ("case.json", "log/checkpoint", "log/checkpoints/2", "log/seg-00000001", "keys/keybag.general.1"):
        path = case / name
        content = path.read_bytes()
        path.unlink()
        path.mkdir()
        assert any(name in one.where for one in damage(case.parent)), name
        path.rmdir()
        path.write_bytes(content)
    assert damage(case.parent) == []


def test_files_in_place_of_folders_are_named(case: Path) -> None:
    for name in ("log", "packs", "keys"):
        shutil.move(case / name, case.parent / "aside")
        (case / name).write_bytes(b"")
        assert "file.missing" in codes(case)
        (case / name).unlink()
        shutil.move(case.parent / "aside", case / name)


def test_a_file_beside_the_case_is_a_note(case: Path) -> None:
    (case / "shopping list.txt").write_text("bread")
    assert [(one.code, one.where) for one in findings(case.parent)] == [("file.unknown", "shopping list.txt")]


def test_a_missing_segment_is_named(case: Path) -> None:
    segment = Layout(case).segment(1)
    segment.rename(Layout(case).segment(2))
    assert "log.gap" in codes(case)


def test_an_entry_that_is_none_is_named(case: Path) -> None:
    segment = Layout(case).segment(1)
    segment.write_bytes(segment.read_bytes() + frame(b'{"a":1}'))
    assert {one.code for one in damage(case.parent)} == {"entry.broken"}
    assert "entry 5" in damage(case.parent)[0].where


def test_a_checkpoint_under_another_size_is_named(case: Path) -> None:
    checkpoints = case / "log" / "checkpoints"
    shutil.copy(checkpoints / "2", checkpoints / "3")
    assert "checkpoint.name" in codes(case)


def test_an_old_checkpoint_in_place_of_the_newest_is_named(case: Path) -> None:
    shutil.copy(case / "log" / "checkpoints" / "2", case / "log" / "checkpoint")
    assert codes(case) == {"checkpoint.stale"}


def test_an_open_pack_with_strange_bytes_is_named(case: Path) -> None:
    path = Layout(case).open_pack("dead")
    path.write_bytes(MARK + item_head(b"x" * 32, 300) + b"y" * 300 + b"more")
    assert codes(case) == {"pack.layout", "object.keyless"}
    path.write_bytes(MARK + item_head(next(iter(_keys(case).object_ids())), 300) + b"y" * 300)
    assert codes(case) == {"object.damaged", "object.twice"}


def _keys(case: Path):
    return open_keybag(case, secret=SECRET, disk=QUICK, chance=system_chance)


def test_a_closed_pack_with_an_honest_name_and_no_table_is_named(case: Path) -> None:

    content = MARK + b"nothing"
    path = Layout(case).pack(hashlib.sha256(content).hexdigest())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert codes(case) == {"pack.layout", "pack.unlisted"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"probative/case@1", b"probative/case@2"),
        (b'"origin":"probative/', b'"origin":"probatively/'),
        (b'"format"', b'"formal"'),
        (b'"log_key":"', b'"log_key":"!'),
        (b'"log_key":"', b'"log_key":"AAAA'),
        (b"{", b"{ "),
    ],
)
def test_what_is_no_case_file_is_refused(case: Path, old: bytes, new: bytes) -> None:
    content = (case / "case.json").read_bytes()
    assert old in content
    with pytest.raises(CaseFileError):
        read_case_file(content.replace(old, new, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "probative/keybag@9"},
        {"generation": 0},
        {"generation": 2},
        {"more": 1},
        {"generation": True},
        {"compartment": "legal"},
        {"compartment": "secret"},
        {"letterbox": "age1"},
        {"letterbox": 7},
    ],
)
def test_a_keybag_with_a_strange_head_is_named_and_not_opened(case: Path, changes: dict[str, object]) -> None:
    path = case / "keys" / "keybag.general.1"
    content = path.read_bytes()
    found = scan(content)
    head = canonical.decode(content[found.starts[0] : found.ends[0]])
    assert isinstance(head, dict)
    written = canonical.encode(head | changes)  # type: ignore[arg-type]
    path.write_bytes(frame(written) + content[found.ends[0] :])
    assert "keybag.broken" in codes(case)
    with pytest.raises(DamagedKeybagError):
        _keys(case)


def test_a_run_of_zeroes_is_no_frame() -> None:
    found = scan(frame(b"whole") + bytes(64))
    assert (len(found.starts), found.torn_bytes) == (1, 64)
    with pytest.raises(ValueError):
        frame(b"")


def test_a_log_of_many_segments_reads_as_one(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    log = Log(Layout(tmp_path), segment_bytes=60)
    contents = [b"entry %d" % number for number in range(20)]
    for at in range(0, 20, 2):
        log.append(contents[at : at + 2], QUICK)
    log.close()
    again = Log(Layout(tmp_path), segment_bytes=60)
    assert len(Layout(tmp_path).segments()) > 3
    assert list(again.contents()) == contents
    assert list(again.contents(13)) == contents[13:]
    assert again.content(7) == contents[7]
    assert again.segment_of(19) == Layout(tmp_path).segments()[-1]
    assert again.tree.root() == log.tree.root()
    again.append([b"one more"], QUICK)
    assert again.size == 21
    for ask in (lambda: again.content(21), lambda: again.segment_of(21)):
        with pytest.raises(IndexError):
            ask()


def test_a_segment_torn_before_the_last_is_named_and_not_opened(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    exhibit(custody, b"a letter", "a.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    case = tmp_path / "case"
    Layout(case).segment(2).write_bytes(b"")
    segment = Layout(case).segment(1)
    segment.write_bytes(segment.read_bytes() + b"half")
    assert "log.torn" in codes(case)
