"""`make faults` keeps a row for each item in the page, and writes the one that was measured."""

import pytest

from tests.faults.__main__ import ITEMS, PAGE, row, written
from tests.faults.figures import Figures


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_each_item_is_described_and_has_a_row_for_its_figures(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    described, _, figures = page.partition("## Figures")
    assert f"| {name} |" in described
    once = written(page, name, row(name, Figures("x", n=20_000, said=["1 of \\d lost"]), 61.2))
    assert f"| {name} | 20,000 | 0 | 1 of \\d lost | 61 s |" in once.partition("## Figures")[2]
    assert once.partition("## Figures")[0] == described
    again = written(once, name, row(name, Figures("x", n=7), 1))
    assert f"| {name} | 7 | 0 | - | 1 s |" in again
    assert again.count("\n") == page.count("\n")
    assert f"| {name} |" in figures
