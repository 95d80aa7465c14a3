"""One running text of a Word document: its body, a note, a comment, a page header."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from probative.model.periods import Period
from probative.model.readings import Part

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL = (_WORD + name for name in ("p", "tbl", "tr", "tc"))
_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN = (_WORD + name for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
_DELETED, _MOVED, _DELETED_TEXT = (_WORD + name for name in ("del", "moveFrom", "delText"))
_BOX, _FOREIGN, _VANISH, _RUN = (_WORD + name for name in ("txbxContent", "altChunk", "vanish", "r"))
_NOT_A_NOTE: Final = ("separator", "continuationSeparator", "continuationNotice")
_TABS: Final = _WORD + "tabs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph or a table row. ``start`` counts in the story's text; ``table`` and ``row`` are 0 for a paragraph."""

    words: str
    end: str
    start: int
    table: int = 0
    row: int = 0


class Story:
    """The lines of a text in document order, what was deleted from it, and how much of it is hidden.

    Insertions count as text, deletions and the old places of moved text do not. Text boxes follow the paragraph they
    hang on. A cell's paragraphs are joined by spaces, so that a row is one line with tabs between its cells.

    Source: ECMA-376 part 1, sections 17.3, 17.4, 17.13.5.
    """

    def __init__(self, root: Any) -> None:  # noqa: ANN401  # lxml's nodes have no types
        """Read everything under ``root``; the tree is changed."""
        self._root = root
        self.deleted: list[str] = []
        self.hidden = 0
        self.foreign = sum(1 for _ in root.iter(_FOREIGN))
        self._length = 0
        self._tables = 0
        self.lines: list[Line] = []
        self._prepare()
        for line in self._blocks(root):
            self.lines.append(line)

    @staticmethod
    def members(root: Any) -> list[Any]:  # noqa: ANN401
        """Give the notes or comments that a part holds, less Word's own separators."""
        return [member for member in root if member.get(_WORD + "type") not in _NOT_A_NOTE]

    def rows(self) -> Iterator[Line]:
        """Give the lines that are table rows."""
        return (line for line in self.lines if line.row)

    def spoken(self, part: Part, period: Callable[[str], Period]) -> Part:
        """Give the part of a comment with who wrote it and when, as the file says."""
        author, moment = self._root.get(_WORD + "author"), self._root.get(_WORD + "date")
        return replace(part, speaker=author or None, stated_date=period(moment) if moment else None)

    def _prepare(self) -> None:
        for node in list(self._root.iter(_FALLBACK)):
            node.getparent().remove(node)
        for node in list(self._root.iter(_DELETED, _MOVED)):
            words = "".join(found.text or "" for found in node.iter(_DELETED_TEXT, _TEXT))
            if words and node.tag == _DELETED:
                self.deleted.append(words)
            if node.getparent() is not None and words:
                node.getparent().remove(node)
        for node in self._root.iter(_VANISH):
            if node.get(_WORD + "val") in ("0", "false", "off"):
                continue
            run = next(node.iterancestors(_RUN), None)
            self.hidden += run is not None and any(found.text for found in run.iter(_TEXT))
        for box in reversed(list(self._root.iter(_BOX))):
            holder = next((node for node in box.iterancestors(_PARAGRAPH)), None)
            if holder is not None:
                holder.addnext(box)

    def _blocks(self, container: Any) -> Iterator[Line]:  # noqa: ANN401
        for node in container:
            if node.tag == _PARAGRAPH:
                words = _words(node)
                if words:
                    yield self._line(words, "\n\n")
            elif node.tag == _TABLE:
                yield from self._table(node)
            elif len(node) and isinstance(node.tag, str):
                yield from self._blocks(node)

    def _table(self, table: Any) -> Iterator[Line]:  # noqa: ANN401
        self._tables += 1
        number, count = self._tables, 0
        for row in table.iter(_ROW):
            if next(row.iterancestors(_TABLE), None) is not table:
                continue  # a table in a cell: its words are that cell's
            count += 1
            cells = [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW), None) is row]
            words = "\t".join(" ".join(_words(node) for node in cell.iter(_PARAGRAPH)).strip() for cell in cells)
            words = words.replace("\n", " ").rstrip()
            if words.strip():
                yield self._line(words, "\n", table=number, row=count)

    def _line(self, words: str, end: str, table: int = 0, row: int = 0) -> Line:
        line = Line(words=words, end=end, start=self._length, table=table, row=row)
        self._length += len(words) + len(end)
        return line


def _words(paragraph: Any) -> str:  # noqa: ANN401
    found = []
    for node in paragraph.iter(_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN):
        if node.tag == _TEXT:
            found.append(node.text or "")
        elif node.tag == _HYPHEN:
            found.append("-")
        elif node.tag != _TAB:
            found.append("\n")
        elif node.getparent().tag != _TABS:
            found.append("\t")
    return "".join(found).strip()
