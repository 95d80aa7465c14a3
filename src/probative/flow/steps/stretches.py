"""How much of a reading is looked at for who says what, and in what pieces: no text is too long for a worker."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from probative.model.readings import Genre, Part, Reading

LOOKED_AT_CHARACTERS: Final = 2_000_000
"""Claims, names and ties are looked for in so much of an exhibit, about a thousand pages; the rest is kept, read and
searchable, and a gap says so."""

LOOKED_AT_ROW_CHARACTERS: Final = 1_500_000
"""... and in so much of a table, where every row is a claim: some twenty thousand rows."""

PIECE_CHARACTERS: Final = 250_000
"""A longer text is cut into pieces of about this length, between paragraphs where there are any."""

_ROWS: Final = (Genre.TABLE, Genre.DEVICE, Genre.CONTAINER)
_EDGES: Final = ("\n\n", "\n", ". ", " ")


def budget_of(genre: Genre) -> int:
    """Give how many characters of an exhibit of this genre are looked at."""
    return LOOKED_AT_ROW_CHARACTERS if genre in _ROWS else LOOKED_AT_CHARACTERS


def looked_at(reading: Reading) -> Reading | None:
    """Give the stretch of a volume that is looked at: the volume itself but for very long exhibits, ``None`` for none.

    A table ends with a whole row.
    """
    left = budget_of(reading.genre) - reading.offset
    if left <= 0:
        return None
    if len(reading.text) <= left:
        return reading
    if reading.genre in _ROWS:
        ends = [part.end - reading.offset for part in reading.parts if part.end - reading.offset <= left]
        return _stretch(reading, 0, max(ends, default=left))
    return _stretch(reading, 0, _edge(reading.text, 0, left))


def pieces(reading: Reading) -> Iterator[Reading]:
    """Give a volume in pieces that a worker can hold; a table whole, because its head explains every row."""
    if reading.genre in _ROWS or len(reading.text) <= PIECE_CHARACTERS:
        yield reading
        return
    start = 0
    while start < len(reading.text):
        end = _edge(reading.text, start, start + PIECE_CHARACTERS)
        yield _stretch(reading, start, end)
        start = end


def _edge(text: str, start: int, limit: int) -> int:
    """Give the last place before ``limit`` where a paragraph, line, sentence or word ends, in the last fifth."""
    if limit >= len(text):
        return len(text)
    earliest = limit - (limit - start) // 5
    for edge in _EDGES:
        found = text.rfind(edge, earliest, limit)
        if found >= 0:
            return found + len(edge)
    return limit


def _stretch(reading: Reading, start: int, end: int) -> Reading:
    """Give a stretch of a volume as a reading; its parts are cut to it."""
    low, high = reading.offset + start, reading.offset + end
    return replace(
        reading,
        text=reading.text[start:end],
        offset=low,
        # Only the first volume may begin at 0, and it must.
        volume=1 if low == 0 else max(2, reading.volume),
        parts=tuple(_cut(part, low, high) for part in reading.parts if part.start < high and part.end > low),
    )


def _cut(part: Part, low: int, high: int) -> Part:
    inside = low <= part.start and part.end <= high
    return part if inside else replace(part, start=max(part.start, low), end=min(part.end, high))
