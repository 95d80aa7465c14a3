"""The format pages name every kind of entry, every file of a case folder, and every member of what is recorded."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from probative.custody.layout import BESIDE, Layout
from probative.custody.ledger.entries import EntryKind
from probative.store.kinds import KINDS
from tests.custody.making import small_case

FORMAT = Path(__file__).parents[2] / "docs" / "format"
RECORDS = (FORMAT / "records.md").read_text(encoding="utf-8")
FOLDER = (FORMAT / "folder.md").read_text(encoding="utf-8")
VALUES = (FORMAT.parent / "reference" / "values.md").read_text(encoding="utf-8")


SHAPES = {
    "<8 digits>": "[0-9]{8}", "<size>": "[0-9]+", "<sha256>": "[0-9a-f]{64}", "<2 hex>": "[0-9a-f]{2}",
    "<compartment>": "[a-z-]+", "<generation>": "[0-9]+", "<id>": "[0-9a-f]{16}",
}  # fmt: skip


def pattern_of(name: str) -> str:
    """Give the pattern of a file's name as the table writes it."""
    return "".join(SHAPES.get(piece, re.escape(piece)) for piece in re.split("(<[^>]+>)", name))


@pytest.mark.parametrize("kind", sorted(EntryKind))
def test_every_kind_of_entry_stands_in_the_table_of_records(kind: EntryKind) -> None:
    family = f"`{kind.partition('.')[0]}.*`"
    assert f"`{kind}`" in RECORDS or family in RECORDS
    pages = "".join(path.read_text(encoding="utf-8") for path in FORMAT.glob("*.md"))
    assert f"`{kind}`" in pages


def test_every_file_of_a_case_folder_stands_in_the_table_of_files(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    told = [row.split("|")[1] for row in FOLDER.splitlines() if row.startswith("| `")]
    patterns = [pattern_of(name) for cell in told for name in re.findall(r"`([^`]+)`", cell)]
    names = [path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file()]
    assert names
    for name in names:
        assert any(re.fullmatch(pattern, name) for pattern in patterns), name
    for each in BESIDE:
        assert each in FOLDER
    assert Layout(case).wraps()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_member_of_a_recorded_value_is_described(kind: type) -> None:
    section = VALUES.split(f"## {kind.__name__}\n", 1)[1].split("\n## ", 1)[0]
    for each in fields(kind):
        assert f"| `{each.name}` |" in section
