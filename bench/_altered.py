"""Copies of marked documents in which what should not matter is altered: names, dates, the verb that reports."""

import random  # noqa: TID251 - a repeatable choice
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from probative.claims.corpus.document import Document, EntityKind, Mark, Span

FIRST = (
    "Oskar",
    "Lubna",
    "Tevita",
    "Marisol",
    "Ikenna",
    "Signe",
    "Baatar",
    "Noor",
    "Cornel",
    "Adaeze",
    "Yusra",
    "Piotr",
)
LAST = ("Vandermolen", "Qasimi", "Tuilagi", "Ferreira", "Okonjo", "Lindqvist", "Ganbold", "Rahmani", "Popescu", "Sello")
PLACES = ("Norvale", "Beit Sham", "Tarakwe", "Kostrava", "Port Alder", "San Verano", "Ulaan Tal", "Mirgarod")
ORGANISATIONS = ("Harrow Group", "Veritas Union", "Northern Front", "Civic League", "Almada Trust", "Delta Council")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VERBS = {
    "said": "stated", "says": "states", "told": "informed", "claimed": "asserted", "claims": "asserts",
    "added": "went on", "reported": "announced", "warned": "cautioned", "denied": "rejected", "believes": "thinks",
    "insisted": "maintained", "argued": "contended", "admitted": "conceded", "wants": "wishes", "hopes": "longs",
    "feared": "dreaded", "explained": "clarified", "accused": "blamed", "confirmed": "verified", "noted": "observed",
}  # fmt: skip


def names_swapped(document: Document) -> Document:
    """Give every person, place and organisation another name, the same one throughout."""
    chance = random.Random(document.id)
    words: dict[str, str] = {}
    for (start, end), kind in document.entities or ():
        pool: Sequence[str] = {EntityKind.PLACE: PLACES, EntityKind.ORGANISATION: ORGANISATIONS}.get(kind, LAST)
        if kind in (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION):
            for word in re.findall(r"[^\W\d_]{3,}", document.text[start:end]):
                if word[0].isupper() and word not in words:
                    words[word] = chance.choice(pool).split()[-1]
    return _replaced(document, words)


def dates_shifted(document: Document) -> Document:
    """Move every month, weekday and year."""
    words = {month: MONTHS[(place + 5) % 12] for place, month in enumerate(MONTHS) if month not in ("May", "March")}
    words |= {day: DAYS[(place + 3) % 7] for place, day in enumerate(DAYS)}
    words |= {str(year): str(year - 7) for year in range(1950, 2060)}
    return _replaced(document, words)


def cues_replaced(document: Document) -> Document:
    """Put another verb of the same kind where a common one stands in a cue."""
    inside = {place for mark in document.marks for start, end in mark.cue for place in range(start, end)}
    return _replaced(document, VERBS, inside.__contains__)


def _replaced(
    document: Document, words: Mapping[str, str], allowed: Callable[[int], bool] = lambda _: True
) -> Document:
    """Replace whole words, and move every span along."""
    if not words:
        return document
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []
    done = shift = 0
    for found in pattern.finditer(document.text):
        if not allowed(found.start()):
            continue
        new = words[found[0]]
        pieces += [document.text[done : found.start()], new]
        done = found.end()
        shift += len(new) - len(found[0])
        moves.append((found.end(), shift))
    text = "".join([*pieces, document.text[done:]])

    def moved(place: int) -> int:
        return place + next((shift for end, shift in reversed(moves) if end <= place), 0)

    def span(given: Span) -> Span:
        return moved(given[0]), moved(given[1])

    def mark(given: Mark) -> Mark:
        return replace(
            given,
            source=span(given.source) if given.source else None,
            cue=tuple(map(span, given.cue)),
            content=tuple(map(span, given.content)),
        )

    return replace(document, text=text, marks=tuple(map(mark, document.marks)), entities=None, unmarked=())
