"""Names that a table's columns or a message's headers announce."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.names.parts import parts
from probative.language.organisations import head_words, legal_forms
from probative.language.places import is_place
from probative.model.network import Schema
from probative.model.readings import Genre, Part, PartKind, Reading

_NAMING: Final = re.compile(
    r"(?:payer|payee|paid (?:to|by)|beneficiary|recipient|sender|remitter|originator|from|to|name|full name|owner|"
    r"holder|account (?:holder|name|owner)|employee|supplier|customer|client|contractor|director|signatory|"
    r"counterparty|authori[sz]ed by|approved by|received by|company|organi[sz]ation|bank)(?: name)?",
    re.IGNORECASE,
)
_PLACING: Final = re.compile(r"(?:city|town|place|location|country|village)", re.IGNORECASE)
_HEADER: Final = re.compile(r"^(?:From|To|Cc|Bcc|Sender|Reply-To):[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)
_ADDRESSEE: Final = re.compile(r'"?([^"<>,;@]{2,}?)"?\s*(?:<[^<>]*>|\([^()]*@[^()]*\))')
_SEPARATOR: Final = re.compile(r"\s+\|\s+|;\s*|\n+")
_HEADING: Final = re.compile(
    rf"{_NAMING.pattern}|{_PLACING.pattern}|(?:value |booking |payment )?date|(?:amount|sum|total|value)(?: .*)?|"
    r"currency|purpose|reference|details|description|memo|iban|account|role|rank|position|no\.?|number",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"([^:\n]{1,40}):\s+")
_NO_NAME: Final = re.compile(r"[\d\s.,:/+-]*|.*@.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row: its column's heading (small, "" where there is none) and its stretch of the text."""

    heading: str
    start: int
    end: int


def rows_of(reading: Reading) -> Iterator[tuple[Part, tuple[Cell, ...]]]:
    """Give each row of a table with its cells; rows of headings are left out.

    Headings come from the last row above that reads like some ("payer", "amount"), or else from the columns that the
    reader declared. A row without tabs may carry them itself ("Payee: Halden Ltd; Amount: 40"). Stretches count from
    the start of the reading's own text.
    """
    declared = {one.passage.start: one.value for one in reading.declared if one.key == "columns" and one.passage}
    headings: tuple[str, ...] = ()
    for value in declared.values():
        headings = _headings(value)
        break
    for part in reading.parts:
        if part.kind is not PartKind.ROW or part.start == part.end:
            continue
        words = reading.text[part.start - reading.offset : part.end - reading.offset]
        own = _headings(words)
        if part.start in declared or sum(1 for heading in own if _HEADING.fullmatch(heading)) > 1:
            headings = own
            continue
        yield part, _tabbed(reading, part, headings) if "\t" in words else _labelled(reading, part)


def _headings(words: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip(":").casefold().replace("_", " ") for cell in words.split("\t"))


def _tabbed(reading: Reading, part: Part, headings: Sequence[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    position = part.start - reading.offset
    for at, words in enumerate(reading.text[position : part.end - reading.offset].split("\t")):
        cells.append(_cell(headings[at] if at < len(headings) else "", position, words))
        position += len(words) + 1
    return tuple(cells)


def _labelled(reading: Reading, part: Part) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    start, stop = part.start - reading.offset, part.end - reading.offset
    position = start
    for match in [*_SEPARATOR.finditer(reading.text, start, stop), None]:
        end = match.start() if match else stop
        label = _LABEL.match(reading.text, position, end)
        first = label.end() if label else position
        cells.append(_cell(label.group(1).strip().casefold() if label else "", first, reading.text[first:end]))
        position = match.end() if match else stop
    return tuple(cells)


def _cell(heading: str, start: int, words: str) -> Cell:
    lead = len(words) - len(words.lstrip())
    return Cell(heading=heading, start=start + lead, end=start + lead + len(words.strip()))


def named_in_rows(reading: Reading) -> Iterator[tuple[int, int, Schema]]:
    """Give the stretches that stand in a column of names or places."""
    if reading.genre is not Genre.TABLE:
        return
    for _part, cells in rows_of(reading):
        for cell in cells:
            words = reading.text[cell.start : cell.end]
            if not words or _NO_NAME.fullmatch(words):
                continue
            if _NAMING.fullmatch(cell.heading):
                yield cell.start, cell.end, schema_of(words)
            elif _PLACING.fullmatch(cell.heading) and is_place(words):
                yield cell.start, cell.end, Schema.PLACE


def named_in_headers(reading: Reading) -> Iterator[tuple[int, int, Schema]]:
    """Give the people named in From, To and Cc lines."""
    if reading.genre is not Genre.MAIL:
        return
    for line in _HEADER.finditer(reading.text):
        for match in _ADDRESSEE.finditer(reading.text, line.start(1), line.end(1)):
            start, end = match.span(1)
            words = reading.text[start:end]
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + lead + len(words.strip()), schema_of(words.strip())


def schema_of(name: str) -> Schema:
    """Say what a name that stands alone is: a body by its head word or legal form, a person by its parts."""
    words: Sequence[str] = [word.strip(".,").casefold() for word in name.split()]
    for word in reversed(words):
        if word in head_words():
            return Schema(head_words()[word])
    if len(words) > 1 and (words[-1],) in legal_forms():
        return Schema.ORGANIZATION
    taken = parts(name)
    if taken.given and len(words) <= 5 and not any(character.isdigit() for character in name):
        return Schema.PERSON
    return Schema.UNKNOWN
