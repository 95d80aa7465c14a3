"""What a network reads of a Ukrainian or Russian word: its letters in threes and fours, its ends, and what it is.

Neither language has an open encoder, and a few dozen marked texts hold few of its words; most of those that a text
brings share their stem or their ending with one that was seen, and the lexicons know what most may be.

Source: Bojanowski et al. 2017 (sums of hashed pieces of words).
"""

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from probative.claims.slavic.lexicon import SlavicLexicon
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.words import Word

LONGEST: Final = 40
"""Numbers a word at most; what is over is left out."""

TRAITS: Final = 1024
"""Rows of the table, 0 left out, that are for what a word is; the rest is for its letters."""

_SIZES: Final = (3, 4)
_ENDS: Final = (5, 6)
_REMEMBERED: Final = 100_000


class Letters:
    """Gives each word as one piece: a row of ``LONGEST`` numbers of rows in a table, 0 for none."""

    def __init__(self, rows: int) -> None:
        if rows <= 2 * TRAITS:
            raise ValueError(f"a table of {rows} rows leaves too few for letters")
        self._rows = rows
        self._known: dict[tuple[str, str, Word], tuple[int, ...]] = {}
        self.begin = self._row(["<begin>"], [])
        self.end = self._row(["<end>"], [])

    def of(self, whole: SlavicParse) -> list[tuple[tuple[int, ...]]]:
        """Give each word's piece."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        found = []
        for low, word in zip(whole.lows, whole.seen, strict=True):
            key = (whole.lexicon.language, low, word)
            row = known.get(key)
            if row is None:
                row = known[key] = self._row(_traits(low, word, whole.lexicon), _stretches(low))
            found.append((row,))
        return found

    def _row(self, traits: Iterator[str] | list[str], letters: Iterator[str] | list[str]) -> tuple[int, ...]:
        numbers = [1 + crc32(each.encode()) % (TRAITS - 1) for each in dict.fromkeys(traits)]
        numbers += [TRAITS + crc32(each.encode()) % (self._rows - TRAITS) for each in dict.fromkeys(letters)]
        return (*numbers[:LONGEST], *[0] * (LONGEST - len(numbers)))


def _stretches(low: str) -> Iterator[str]:
    """Give a word, its ends, and every stretch of three and four letters, the edges marked."""
    edged = f"<{low}>"
    yield edged
    for size in _ENDS:
        if len(edged) > size:
            yield edged[:size]
            yield edged[-size:]
    for size in _SIZES:
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def _traits(low: str, word: Word, known: SlavicLexicon) -> Iterator[str]:
    """Give what the lists and the ending say of a word: class, cases and so on, and how it may attribute."""
    yield f"language {known.language}"
    yield f"tag {word.tag}"
    yield from (f"case {letter}" for letter in word.cases)
    own = (word.number, word.gender, word.tense, word.person and f"person {word.person}")
    yield from (f"is {trait}" for trait in own if trait)
    if low in known.people:
        yield f"stands for {known.people[low]}"
    yield from (f"list {name}" for name in sorted(known.words) if low in known.words[name])
    yield from _ways(low, known)


def _ways(low: str, known: SlavicLexicon) -> Iterator[str]:
    """Give how a word may attribute."""
    if low in known.verbs:
        cues, form = known.verbs[low]
        yield f"verb {form.kind}"
        for cue in cues:
            yield f"says {cue.group}"
            yield from (f"frame {letter}" for letter in sorted(cue.frames))
    for name, lists in (("noun", known.nouns), ("impersonal", known.impersonals)):
        if low in lists:
            yield f"{name} {lists[low].group}"
    if low in known.adjectives:
        yield f"adjective {known.adjectives[low][0].group}"
    yield from (f"phrase {each.group}" for each in known.phrases.get(low, ()))
    if low in known.lights:
        yield "light verb"
