"""The rows of a table as text: a line a row, a tab between cells."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from probative.model.readings import Part, PartKind, Reading
from probative.reading.draft import Draft


class Rows:
    """Adds rows to a draft, many at a time: a row has a line and a part, one without words has neither.

    A cell's own tabs and line ends become spaces, so that cells can be told apart. The first row with words is declared
    as the sheet's columns.
    """

    def __init__(self, draft: Draft, label: str) -> None:
        """Take the draft, and what stands before a row's number in its label."""
        self._draft = draft
        self._label = label
        self._has_columns = False

    def add(self, first: int, rows: Sequence[Sequence[str]]) -> Iterator[Reading]:
        """Add rows and give the volumes that they fill.

        Args:
            first: The number of the first row in its sheet, from 1; the others follow.
            rows: Their cells; those missing at the end need not be there.
        """
        numbers = range(first, first + len(rows))
        lines = ["\t".join(row) for row in rows]
        if _has_stray_marks(lines, rows):
            lines = ["\t".join([" ".join(cell.replace("\t", " ").splitlines()) for cell in row]) for row in rows]
        kept = [(number, line) for number, raw in zip(numbers, lines, strict=True) if (line := raw.rstrip())]
        if not kept:
            return
        start = self._draft.position
        if not self._has_columns:
            self._has_columns = True
            self._draft.declare("columns", kept[0][1], start)
        ends = accumulate((len(line) + 1 for _, line in kept), initial=start)
        label, row = self._label, PartKind.ROW
        parts = [
            Part(kind=row, number=number, label=f"{label}{number}", start=at, end=at + len(line))
            for (number, line), at in zip(kept, ends, strict=False)
        ]
        yield from self._draft.add("\n".join([line for _, line in kept]), parts)


def _has_stray_marks(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a cell holds a tab or a line end."""
    text = "".join(lines)
    cells = sum(map(len, rows))
    return text.count("\t") != cells - sum(map(bool, rows)) or len(text.splitlines()) > 1
