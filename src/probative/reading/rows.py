"""The rows of a table as text: a line a row, a tab between cells."""

from collections.abc import Iterator, Sequence

from probative.model.readings import Part, PartKind, Reading
from probative.reading.draft import Draft


class Rows:
    """Collects rows for a draft. A cell's own tabs and line ends become spaces, so that cells can be told apart."""

    def __init__(self, draft: Draft, label: str) -> None:
        """Take the draft, and what stands before a row's number in its label."""
        self._draft = draft
        self._label = label
        self._lines: list[str] = []
        self._parts: list[Part] = []
        self._position = draft.position
        self._has_columns = False

    @property
    def position(self) -> int:
        """Where the next row will stand."""
        return self._position

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add a row. One without words gets no part and no line.

        Args:
            number: Its number in the sheet, counted from 1.
            cells: Its cells; those missing at the end need not be there.
        """
        words = "\t".join(cells)
        if "\n" in words or "\r" in words or words.count("\t") >= len(cells):
            words = "\t".join([" ".join(cell.replace("\t", " ").splitlines()) for cell in cells])
        words = words.rstrip()
        if not words:
            return
        start = self._position
        end = start + len(words)
        self._lines.append(words)
        self._parts.append(
            Part(kind=PartKind.ROW, number=number, label=self._label + str(number), start=start, end=end)
        )
        self._position = end + 1
        if not self._has_columns:
            self._has_columns = True
            self._draft.declare("columns", words, start)

    def flush(self) -> Iterator[Reading]:
        """Give the rows collected so far to the draft, and the volumes that they fill."""
        if self._lines:
            yield from self._draft.add("\n".join(self._lines), self._parts)
            self._lines, self._parts = [], []
