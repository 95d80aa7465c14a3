"""Our format for marked texts: spans in braces inside the text, what is known of each in a line below the paragraph.

See ``docs/format/marked-text.md``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from probative.base.errors import MaterialError
from probative.claims.corpus.document import Document, EntityKind, Mark, Span
from probative.model.claims import Certainty, SourceKind

KINDS: Final = {"n": SourceKind.NAMED, "d": SourceKind.DESCRIBED, "u": SourceKind.UNATTRIBUTED}
FLAGS: Final = frozenset(("f", "neg"))
CERTAINTIES: Final = frozenset(each.value for each in Certainty)
ENTITIES: Final = {each.value: each for each in EntityKind}
_OPENING: Final = re.compile(r"\{([sqcx])([0-9]{0,6}(?:,[0-9]{1,6})*) ")
_DETAIL: Final = re.compile(r"([0-9]{1,6})\s+(\S+)\s+([ndu])\s+(\S+)((?:\s+\S+)*)$")


class MarkedTextInvalid(MaterialError):
    """A marked text breaks its format."""

    code = "P531"
    hint = "Mend the line that is named; docs/format/marked-text.md shows the format."


@dataclass(slots=True)
class _Reader:
    """Takes braces out of paragraphs and remembers where they stood."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[tuple[str, int], list[Span]] = field(default_factory=dict)
    unmarked: list[Span] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.text.append(words)
        self.length += len(words)

    def paragraph(self, line: str, at: str) -> None:
        """Read one paragraph, braces and all."""
        opened: list[tuple[str, tuple[int, ...], int]] = []
        place = 0
        while place < len(line):
            if line[place] == "{":
                found = _OPENING.match(line, place)
                if found is None:
                    raise MarkedTextInvalid(f"{at}: a brace without a label: {line[place : place + 30]!r}")
                numbers = tuple(int(number) for number in found[2].split(",") if number)
                if (found[1] == "x") == bool(numbers):
                    raise MarkedTextInvalid(f"{at}: a label is s, q or c with numbers, or x without: {found[0]!r}")
                opened.append((found[1], numbers, self.length))
                place = found.end()
            elif line[place] == "}":
                if not opened:
                    raise MarkedTextInvalid(f"{at}: a brace closes that was never opened, after {line[:place][-30:]!r}")
                self._close(*opened.pop(), at)
                place += 1
            else:
                end = min(found for found in (line.find("{", place), line.find("}", place), len(line)) if found >= 0)
                self.add(line[place:end])
                place = end
        if opened:
            raise MarkedTextInvalid(f"{at}: {opened[-1][0]}{opened[-1][1]} is opened and never closed")

    def _close(self, label: str, numbers: tuple[int, ...], start: int, at: str) -> None:
        if start == self.length:
            raise MarkedTextInvalid(f"{at}: {label}{numbers} holds no words")
        if label == "x":
            self.unmarked.append((start, self.length))
        for number in numbers:
            self.spans.setdefault((label, number), []).append((start, self.length))


def read(given: str, name: str) -> Document:
    """Read a marked text.

    Args:
        given: The whole file.
        name: What to call it in an error.

    Returns:
        The document; its text is the paragraphs joined by empty lines, without braces.

    Raises:
        MarkedTextInvalid: The format is broken; says where.
    """
    parts = re.split(r"^---[ \t]*$", given.replace("\r\n", "\n"), flags=re.MULTILINE)
    if len(parts) not in (2, 3):
        raise MarkedTextInvalid(
            f"{name}: wants a head, '---', the text, perhaps '---' and entities; has {len(parts)} parts"
        )
    head = _head(parts[0], name)
    reader, details = _Reader(), dict[int, tuple[str, ...]]()
    for place, line in enumerate(parts[1].strip().split("\n"), 1):
        at = f"{name}: line {place} of the text"
        if line.startswith("@@"):
            for number, detail in _details(line[2:], at):
                if number in details:
                    raise MarkedTextInvalid(f"{at}: attribution {number} is described twice")
                details[number] = detail
        elif line.strip():
            if reader.length:
                reader.add("\n\n")
            reader.paragraph(line.strip(), at)
    text = "".join(reader.text)
    return Document(
        id=head["id"],
        language=head["language"],
        genre=head["genre"],
        publisher=head.get("publisher"),
        date=head.get("date"),
        text=text,
        marks=_marks(reader.spans, details, name),
        unmarked=tuple(reader.unmarked),
        entities=tuple(_entities(parts[2], text, name)) if len(parts) == 3 else None,
    )


def _head(lines: str, name: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for key, value in _pairs(lines, name):
        if head.setdefault(key, value) != value:
            raise MarkedTextInvalid(f"{name}: the head says {key!r} twice")
    for key in ("id", "language", "genre"):
        if not head.get(key):
            raise MarkedTextInvalid(f"{name}: the head does not say {key!r}")
    return head


def _pairs(lines: str, name: str) -> Iterator[tuple[str, str]]:
    for line in lines.strip().split("\n"):
        key, colon, value = line.partition(":")
        if not colon:
            raise MarkedTextInvalid(f"{name}: the head has a line without a colon: {line!r}")
        yield key.strip(), value.strip()


def _details(line: str, at: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for piece in filter(None, (piece.strip() for piece in line.split(";"))):
        found = _DETAIL.match(piece)
        if found is None:
            raise MarkedTextInvalid(f"{at}: not 'number speaker n|d|u certainty flags': {piece!r}")
        flags = frozenset(found[5].split())
        if not flags <= FLAGS:
            raise MarkedTextInvalid(f"{at}: unknown flag in {piece!r}")
        if found[4] not in CERTAINTIES:
            raise MarkedTextInvalid(f"{at}: {found[4]!r} is no certainty")
        if (found[2] == "-") != (found[3] == "u"):
            raise MarkedTextInvalid(f"{at}: '-' stands for the speaker exactly where the kind is u: {piece!r}")
        yield int(found[1]), (found[2], found[3], found[4], *sorted(flags))


def _marks(
    spans: Mapping[tuple[str, int], list[Span]], details: Mapping[int, tuple[str, ...]], name: str
) -> tuple[Mark, ...]:
    numbers = sorted({number for _, number in spans})
    if set(numbers) != set(details):
        odd = sorted(set(numbers) ^ set(details))
        raise MarkedTextInvalid(f"{name}: attributions with spans only or with a description only: {odd}")
    found = []
    for number in numbers:
        speaker, kind, certainty, *flags = details[number]
        sources = spans.get(("s", number), [])
        if len(sources) > 1:
            raise MarkedTextInvalid(f"{name}: attribution {number} has {len(sources)} sources")
        if (kind == "u") == bool(sources):
            raise MarkedTextInvalid(f"{name}: attribution {number} is {kind} and has {len(sources)} sources")
        for label in ("q", "c"):
            if (label, number) not in spans:
                raise MarkedTextInvalid(f"{name}: attribution {number} has no {'cue' if label == 'q' else 'content'}")
        found.append(
            Mark(
                source=sources[0] if sources else None,
                cue=tuple(sorted(spans["q", number])),
                content=tuple(sorted(spans["c", number])),
                kind=KINDS[kind],
                certainty=Certainty(certainty),
                speaker=None if kind == "u" else speaker,
                forecast="f" in flags,
                is_negative="neg" in flags,
            )
        )
    return nested(found)


def write(document: Document) -> str:
    """Write a document in our format, so that ``read`` gives it back.

    Raises:
        MarkedTextInvalid: The format cannot hold it: it is marked in part, spans cross each other or a paragraph's end,
            the text holds braces or is not paragraphs divided by empty lines, a speaker's name has spaces, or names
            that are listed stand elsewhere too.
    """
    paragraphs: list[str] = []
    start = 0
    for words in document.text.split("\n\n"):
        end = start + len(words)
        described = [
            f"{number} {mark.speaker or '-'} {_LETTERS[mark.kind]} {mark.certainty.value}"
            + " f" * mark.forecast
            + " neg" * mark.is_negative
            for number, mark in enumerate(document.marks, 1)
            if start <= mark.cue[0][0] < end
        ]
        paragraphs.append(_braced(document, start, end) + (f"\n@@ {'; '.join(described)}" if described else ""))
        start = end + 2
    head = {
        "id": document.id,
        "language": document.language,
        "genre": document.genre,
        "date": document.date,
        "publisher": document.publisher,
    }
    parts = ["".join(f"{key}: {value}\n" for key, value in head.items() if value), "\n\n".join(paragraphs) + "\n"]
    if document.entities is not None:
        listed = {kind: dict[str, None]() for kind in EntityKind}
        for (low, high), kind in document.entities:
            listed[kind][document.text[low:high]] = None
        parts.append("".join(f"{kind.value}: {'; '.join(words)}\n" for kind, words in listed.items() if words))
    written = "---\n".join(parts)
    if read(written, document.id) != document:
        raise MarkedTextInvalid(f"{document.id} holds what cannot be written in this format")
    return written


_LETTERS: Final = {kind: letter for letter, kind in KINDS.items()}


def _braced(document: Document, low: int, high: int) -> str:
    """Give a paragraph with its spans in braces, the longer one outside."""
    labels: dict[tuple[Span, str], list[int]] = {(span, "x"): [] for span in document.unmarked}
    for number, mark in enumerate(document.marks, 1):
        for letter, spans in (("s", (mark.source,) if mark.source else ()), ("q", mark.cue), ("c", mark.content)):
            for span in spans:
                labels.setdefault((span, letter), []).append(number)
    inside = [each for each in labels if low <= each[0][0] < high]
    inside.sort(key=lambda each: (each[0][0], -each[0][1], each[1]))
    pieces: list[str] = []
    opened: list[int] = []
    place = low
    for (start, end), letter in [*inside, ((high, high), "")]:
        while opened and opened[-1] <= start:
            pieces += [document.text[place : opened[-1]], "}"]
            place = opened.pop()
        if letter and end > (opened[-1] if opened else high):
            raise MarkedTextInvalid(f"{document.id}: the span at {start} crosses another or its paragraph's end")
        pieces.append(document.text[place:start])
        place = start
        if letter:
            pieces.append(f"{{{letter}{','.join(map(str, labels[(start, end), letter]))} ")
            opened.append(end)
    return "".join(pieces)


def nested(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Give marks in order of their cues, each with its parent: the one with the shortest content around its cue."""
    found = sorted(marks, key=lambda mark: (mark.cue, mark.content))
    return tuple(replace(mark, parent=_parent(found, index)) for index, mark in enumerate(found))


def _parent(marks: Sequence[Mark], index: int) -> int | None:
    """Give the mark with the shortest content around this one's cue."""
    start, end = marks[index].cue[0]
    around = [
        (sum(last - first for first, last in mark.content), other)
        for other, mark in enumerate(marks)
        if other != index and any(first <= start and end <= last for first, last in mark.content)
    ]
    return min(around)[1] if around else None


def _entities(lines: str, text: str, name: str) -> Iterator[tuple[Span, EntityKind]]:
    words: dict[str, EntityKind] = {}
    for line in filter(None, map(str.strip, lines.strip().split("\n"))):
        kind, colon, listed = line.partition(":")
        if not colon or kind not in ENTITIES:
            raise MarkedTextInvalid(f"{name}: an entity line begins with one of {', '.join(ENTITIES)}: {line!r}")
        for word in filter(None, map(str.strip, listed.split(";"))):
            if word not in text:
                raise MarkedTextInvalid(f"{name}: the text does not say {word!r}")
            if words.setdefault(word, ENTITIES[kind]) != kind:
                raise MarkedTextInvalid(f"{name}: {word!r} is listed as {words[word]} and as {kind}")
    if words:
        longest = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        for found in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", text):
            yield found.span(), words[found[0]]
