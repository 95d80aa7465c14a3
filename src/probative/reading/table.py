"""Tables as text: CSV, TSV; one part a row."""

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.draft import Draft
from probative.reading.encoding import Decoded
from probative.reading.port import lack
from probative.reading.rows import Rows
from probative.reading.text import broken_characters

DELIMITERS: Final = (",", ";", "\t", "|")
"""What stands between cells, commonest first."""

SAMPLE_LINES: Final = 100
"""Lines that the delimiter is found from."""

ROWS_AT_ONCE: Final = 250
"""Rows that become text together."""

BLOCKS_KEPT: Final = 4
"""Blocks of lines that are kept in case a row breaks: it ends with a cell of 128 Ki characters, the size of a block."""


class TableReader:
    """Reads delimited text row by row, however long."""

    name = "table"
    version = "1"
    media_types = ("text/csv", "text/tab-separated-values", "application/csv", "text/x-csv")

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give one sheet with a part for every row that holds something."""
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.TABLE, limit=volume_limit)
        decoded = Decoded(content)
        lines = Lines(decoded)
        blocks = iter(lines)
        first = next(blocks, None)
        if first is None:
            if decoded.is_noise:
                yield lack(exhibit, GapKind.UNREADABLE, "", "the bytes are no text in any encoding")
            else:
                yield lack(exhibit, GapKind.EMPTY, "", "a byte order mark and no rows")
            return
        delimiter = "\t" if exhibit.media_type == "text/tab-separated-values" else delimiter_of(first)
        draft.encoding = decoded.encoding
        draft.declare("delimiter", "tab" if delimiter == "\t" else delimiter)
        draft.open(PartKind.SHEET, 1, "table")
        yield from _rows(draft, decoded, lines, chain((first,), blocks), delimiter)
        yield from draft.finish()
        if not draft.position:
            yield lack(exhibit, GapKind.EMPTY, "", "no row holds anything")
        if decoded.is_noise:
            yield lack(exhibit, GapKind.DAMAGED, "", "the rest is no text in any encoding", draft.position)
        yield from broken_characters(decoded, exhibit)


class Lines:
    """The lines of a text in lists, the last few of which are kept by number."""

    def __init__(self, decoded: Decoded) -> None:
        """Take the text."""
        self._decoded = decoded
        self._kept: deque[tuple[int, list[str]]] = deque(maxlen=BLOCKS_KEPT)
        self._count = 0

    def __iter__(self) -> Iterator[list[str]]:
        """Give the lines block by block, each with its line end."""
        for block in self._decoded:
            lines = list(io.StringIO(block))
            self._kept.append((self._count, lines))
            self._count += len(lines)
            yield lines

    def between(self, first: int, last: int) -> list[str]:
        """Give the lines ``first`` to ``last`` (excluded), counted from 0, as far as they are still kept."""
        found: list[str] = []
        for base, lines in self._kept:
            found.extend(lines[max(0, first - base) : max(0, last - base)])
        return found


def delimiter_of(lines: list[str]) -> str:
    """Give what stands between the cells: the character that splits most lines into the same number of cells.

    ``csv.Sniffer`` was not used: it looks for repeated patterns and takes letters for delimiters in short tables.
    """
    best, most = ",", 0
    for delimiter in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines[:SAMPLE_LINES], delimiter=delimiter) if row)
        except csv.Error:
            continue  # a broken row among them; another delimiter may do
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        worth = (width - 1) * count * count // sum(widths.values())
        if worth > most:
            best, most = delimiter, worth
    return best


def _rows(
    draft: Draft, decoded: Decoded, lines: Lines, blocks: Iterator[list[str]], delimiter: str
) -> Iterator[Reading | Gap]:
    reader = csv.reader(chain.from_iterable(blocks), delimiter=delimiter)
    rows = Rows(draft, "row ")
    number = 1
    batch: list[list[str]] = []
    while True:
        begin = reader.line_num
        try:
            for row in reader:
                batch.append(row)
                begin = reader.line_num
                if len(batch) == ROWS_AT_ONCE:
                    break
            else:
                begin = -1
        except csv.Error as error:
            broken = lines.between(begin, reader.line_num)
            detail = f"a row could not be told apart into cells ({error}); its lines stand as they are"
            what = f"row {number + len(batch)}"
            yield lack(draft.exhibit, GapKind.DAMAGED, what, detail, draft.position + sum(map(_length, batch)))
            batch.extend([line] for line in broken)
        draft.encoding = decoded.encoding
        yield from rows.add(number, batch)
        number += len(batch)
        batch = []
        if begin < 0:
            break


def _length(row: list[str]) -> int:
    """How much text a row becomes, with its line end; nothing where it has no words."""
    words = "\t".join(row).rstrip()
    return len(words) + 1 if words else 0
