"""Every folder here is an item that cannot be read, or not wholly: its README says why, its case what must come out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.material import DOCX, all_of, docx, encrypted_pdf, pdf, sheet_with_cells

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if folder.name.endswith("_fail"))
ORDER = pdf([["ORDER No. 17", "Leave Orlo."]])

GENERATORS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "noise": lambda: bytes((at * 167 + at // 7 * 91) % 256 for at in range(4_096)),
    "truncated_pdf": lambda: ORDER[: ORDER.index(b"xref")],
    "hopeless_pdf": lambda: ORDER[:200],
    "encrypted_pdf": encrypted_pdf,
    "pdf_called_text": lambda: ORDER,
    "broken_docx": lambda: docx(["ORDER No. 17"])[:3_000],
    "corner_cells": lambda: sheet_with_cells(["A1", "XFD1048576"]),
    "scanned_page": lambda: pdf([["A typed page."], []], pictures=[2]),
    "broken_utf8": lambda: "Свідок чув постріли вночі.\n".encode() * 9 + "Він".encode()[:-1] + b"\n",
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_said(case: str) -> None:
    expected = json.loads((HERE / case / "case.json").read_text(encoding="utf-8"))
    assert (HERE / case / "README.md").read_text(encoding="utf-8").strip()
    readings, gaps = all_of(GENERATORS[expected["generator"]](), expected["media_type"])
    assert [gap.kind.value for gap in gaps] == expected["gaps"]
    if expected["begins"] is None:
        assert not readings
    else:
        assert readings[0].text.startswith(expected["begins"])


def test_every_generator_has_its_case() -> None:
    used = {json.loads((HERE / case / "case.json").read_text(encoding="utf-8"))["generator"] for case in CASES}
    assert used == set(GENERATORS)
    assert DOCX in {json.loads((HERE / case / "case.json").read_text(encoding="utf-8"))["media_type"] for case in CASES}
