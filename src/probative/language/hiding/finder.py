"""Finding names in a text with nothing but keyed hashes of their words.

Who holds the hashes and no key can test nothing. Who holds both can test a guess, word by word, and so can whoever may
have a text worked through: that is what it means to find a name at all. So both lie where the originals lie.

Source: docs/decisions/0180-names-are-found-by-keyed-hashes.md.
"""

import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from probative.language.hiding.forms import NameWords, Part
from probative.language.hiding.words import Word, blocks_of, words_in
from probative.language.names.given import given_name

Prints = Mapping[str, tuple[str, ...]]
"""For each part of a name (``Part``), or place in a phrase (``phrase/0/1/2``: the first, its second word of two), the
keyed hashes of the spellings, sorted."""

_PHRASE: Final = "phrase"
_PRINT_BYTES: Final = 16
_SPACE: Final = r"[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]"
_NEAR: Final = re.compile(rf"(?:(?!\n{_SPACE}*\n){_SPACE}|[,_+\-–‑'\"’“”«»()]){{1,5}}|[._+\-]")
"""What may stand between two words of one name; a full stop only where nothing else does, as in an address."""
_AFTER_INITIAL: Final = re.compile(rf"\.?(?:(?!\n{_SPACE}*\n){_SPACE}|[_\-]){{0,4}}")
_IN_ADDRESS: Final = frozenset("@_#/\\")
_ALSO_WORDS: Final = frozenset("авиійкосуязєжб")
"""Letters that are words of their own in Ukrainian or Russian: an initial only with its full stop."""
_PATRONYMIC: Final = re.compile(
    r"\w{2,}(?:ov|ev|iv|i)(?:ich|ish)(?:a|u|em|om|evi|ovi|i)?|\w{2,}(?:ov|ev|iv|i)(?:n|chn|shn)(?:a|i|u|oiu|oi|e)"
)
GIVEN_ALONE: Final = "the given name alone"

FEWEST_INSIDE: Final = 5
"""A spelling of so many letters is looked for inside longer words too: not to hide it, to say that it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A hidden person as the finder knows them: what stands in their place, and the prints of their name.

    ``only_in`` is the exhibit to which the hiding is limited, ``None`` where it is not.
    """

    pseudonym: str
    prints: Prints
    only_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Found:
    """A stretch ``[start, end)`` of a text that names a hidden person, or may: then ``doubt`` says how."""

    start: int
    end: int
    pseudonym: str
    doubt: str = ""

    @property
    def is_given_name(self) -> bool:
        """Whether it is no more than a given name, which many bear."""
        return self.doubt == GIVEN_ALONE


def printed(words: NameWords, key: bytes) -> Prints:
    """Give the keyed hashes of the spellings of a name."""
    held = {str(part): tuple(sorted(_print(form, key) for form in forms)) for part, forms in words.parts if forms}
    for number, phrase in enumerate(words.phrases):
        for at, forms in enumerate(phrase):
            name = f"{_PHRASE}/{number}/{at}/{len(phrase)}"
            held[name] = tuple(sorted(_print(form, key) for form in forms))
    return held


def together(one: Prints, other: Prints) -> Prints:
    """Give the prints of both, the phrases of the second numbered on."""
    held = dict(one)
    numbers = [int(name.split("/")[1]) for name in one if name.startswith(f"{_PHRASE}/")]
    first = max(numbers, default=-1) + 1
    for name, prints in other.items():
        if name.startswith(f"{_PHRASE}/"):
            _, number, at, size = name.split("/")
            held[f"{_PHRASE}/{int(number) + first}/{at}/{size}"] = prints
        else:
            held[name] = tuple(sorted({*held.get(name, ()), *prints}))
    return held


def _print(form: str, key: bytes) -> str:
    return hmac.digest(key, form.encode(), "sha256")[:_PRINT_BYTES].hex()


_Tags = Mapping[int, frozenset[str]]
"""For each person that a word may name, the parts it may be."""


@dataclass(slots=True)
class Finder:
    """Finds the names of hidden people in texts."""

    people: Sequence[Printed]
    key: bytes
    _by_print: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _known: dict[str, _Tags] = field(default_factory=dict)
    _first: int = 1

    def __post_init__(self) -> None:
        """Turn the prints round: from each to whom it may name."""
        for number, person in enumerate(self.people):
            for part, prints in person.prints.items():
                for one in prints:
                    self._by_print.setdefault(one, []).append((number, part))

    def find(self, text: str, *, within: str | None = None, any_case: bool = False) -> list[Found]:
        """Give every stretch that names a hidden person, in order, none overlapping another.

        Args:
            text: Any text.
            within: The exhibit it is of: people hidden in another exhibit alone are left out.
            any_case: Whether capitals say nothing, as in a file's name.
        """
        return [
            found if not start else replace(found, start=found.start + start, end=found.end + start)
            for start, block in blocks_of(text)
            for found in self._find(block, within, any_case=any_case)
        ]

    def _find(self, text: str, within: str | None, *, any_case: bool) -> list[Found]:
        words = words_in(text)
        if any_case:
            words = [replace(word, is_capital=True) for word in words]
        tags = [self._tags(word) for word in words]
        return [found for found, _, _ in self._found(text, words, tags, within)]

    def hide(self, text: str, *, within: str | None = None) -> str:
        """Give the text with each name replaced by its pseudonym."""
        return replaced(text, self.find(text, within=within))

    def doubts(self, text: str, *, within: str | None = None) -> list[Found]:
        """Give what may still name a hidden person and is not replaced, in order."""
        return [
            replace(doubt, start=doubt.start + start, end=doubt.end + start)
            for start, block in blocks_of(text)
            for doubt in self._doubts(block, within)
        ]

    def _doubts(self, text: str, within: str | None) -> list[Found]:
        words = words_in(text)
        tags = [self._tags(word) for word in words]
        covered = {at for _, first, last in self._found(text, words, tags, within) for at in range(first, last + 1)}
        doubtful: list[Found] = []
        for at, word in enumerate(words):
            if at not in covered:
                doubtful += self._doubts_of(word, tags[at], within)
        return doubtful

    def _doubts_of(self, word: Word, tags: _Tags, within: str | None) -> Iterator[Found]:
        for number, parts in tags.items():
            person = self.people[number]
            if not self._is_hidden(person, within):
                continue
            doubt = ""
            if Part.FAMILY in parts and len(word.exact) > 1:
                doubt = "the family name alone, which somebody else bears too" if word.is_capital else (
                    "the family name in small letters"
                )  # fmt: skip
            elif Part.GIVEN in parts and word.is_capital and len(word.exact) > 1:
                doubt = GIVEN_ALONE
            if doubt:
                yield Found(start=word.start, end=word.end, pseudonym=person.pseudonym, doubt=doubt)
        if not tags:
            for number in sorted(self._inside(word)):
                person = self.people[number]
                if self._is_hidden(person, within):
                    doubt = "the family name inside another word"
                    yield Found(start=word.start, end=word.end, pseudonym=person.pseudonym, doubt=doubt)

    def _inside(self, word: Word) -> set[int]:
        found: set[int] = set()
        for reading in word.readings:
            for start in range(len(reading)):
                for end in range(start + FEWEST_INSIDE, len(reading) + 1):
                    for number, part in self._by_print.get(_print(reading[start:end], self.key), ()):
                        if part == Part.CORE:
                            found.add(number)
        return found

    def _is_hidden(self, person: Printed, within: str | None) -> bool:
        return person.only_in is None or person.only_in == within

    def _tags(self, word: Word) -> _Tags:
        known: dict[int, set[str]] = {}
        for reading in word.readings:
            for number, parts in self._tags_of(reading).items():
                known.setdefault(number, set()).update(parts)
        return {number: frozenset(parts) for number, parts in known.items()}

    def _tags_of(self, reading: str) -> _Tags:
        known = self._known.get(reading)
        if known is None:
            found: dict[int, set[str]] = {}
            for number, part in self._by_print.get(_print(reading, self.key), ()):
                found.setdefault(number, set()).add(part)
            known = {number: frozenset(parts) for number, parts in found.items()}
            self._known[reading] = known
        return known

    def _found(
        self, text: str, words: Sequence[Word], tags: Sequence[_Tags], within: str | None
    ) -> Iterator[tuple[Found, int, int]]:
        at = 0
        while at < len(words):
            best: tuple[int, int] | None = None
            for number in tags[at]:
                if self._is_hidden(self.people[number], within):
                    last = _Matching(text, words, tags, number).last_from(at)
                    if last is not None and (best is None or last > best[0]):
                        best = (last, number)
            if best is None:
                at += 1
                continue
            last, number = best
            pseudonym = self.people[number].pseudonym
            yield Found(start=words[at].start, end=words[last].end, pseudonym=pseudonym), at, last
            at = last + 1


@dataclass(slots=True)
class _Matching:
    """One person looked for in one text."""

    text: str
    words: Sequence[Word]
    tags: Sequence[_Tags]
    number: int

    def last_from(self, at: int) -> int | None:
        """Give the last word of the longest naming of the person that begins at a word; ``None`` for none."""
        found = [*self._phrases(at), *self._given_first(at), *self._family_first(at), *self._alone(at)]
        return max(found, default=None)

    def _is(self, at: int, *parts: str) -> bool:
        held = self.tags[at].get(self.number, frozenset()) if 0 <= at < len(self.words) else frozenset()
        return any(part in held for part in parts)

    def _gap(self, at: int) -> str:
        return self.text[self.words[at].end : self.words[at + 1].start]

    def _touches(self, at: int) -> bool:
        """Whether the word after this one may belong to the same name."""
        if at + 1 >= len(self.words):
            return False
        if self.words[at].is_initial and _AFTER_INITIAL.fullmatch(self._gap(at)):
            return True
        return _NEAR.fullmatch(self._gap(at)) is not None

    def _phrases(self, at: int) -> Iterator[int]:
        for part in self.tags[at].get(self.number, ()):
            if not part.startswith(f"{_PHRASE}/"):
                continue
            _, phrase, place, size = part.split("/")
            if place != "0":
                continue
            last = at + int(size) - 1
            rest = range(1, int(size))
            if last < len(self.words) and all(
                self._touches(at + each - 1) and self._is(at + each, f"{_PHRASE}/{phrase}/{each}/{size}")
                for each in rest
            ):
                yield last

    def _is_initial(self, at: int) -> bool:
        word = self.words[at]
        if not word.is_initial or not self._is(at, Part.INITIAL):
            return False
        after = self.text[word.end : word.end + 1]
        return after in (".", "_") or (word.is_capital and word.exact not in _ALSO_WORDS)

    def _given_first(self, at: int) -> Iterator[int]:
        """Olena Kovalenko; O. I. Kovalenko; Olena Ivanivna Kovalenko; Olena Ivanivna."""
        is_initial = self._is_initial(at)
        if not is_initial and not self._is(at, Part.GIVEN):
            return
        here = at
        for skipped in range(3):
            if not self._touches(here):
                return
            here += 1
            if self._is(here, Part.FAMILY):
                last = self._last_of_family(here)
                yield last
                return
            if self._is(here, Part.MIDDLE) and not is_initial:
                yield here
            is_known = self._is(here, Part.MIDDLE, Part.GIVEN, Part.INITIAL) or self.words[here].is_initial
            if not is_known and not self._is_patronymic(here) and (skipped or not self.words[here].is_capital):
                return

    def _last_of_family(self, at: int) -> int:
        last = at
        while self._touches(last) and self._is(last + 1, Part.FAMILY):
            last += 1
        return last

    def _family_first(self, at: int) -> Iterator[int]:
        """Kovalenko Olena Ivanivna; Kovalenko, O. I."""
        if not self._is(at, Part.FAMILY):
            return
        last = self._last_of_family(at)
        if not self._touches(last):
            return
        here = last + 1
        is_initial = self._is_initial(here) and self._gap(here - 1).strip(" \u00a0,_\n") == ""
        is_dotted = self.text[self.words[here].end : self.words[here].end + 1] == "."
        is_address = (
            self.words[here].is_initial and self._is(here, Part.INITIAL) and self._gap(here - 1) in ("_", ".", "-")
        )
        if is_address:
            yield here
            return
        if is_initial and not is_dotted:
            return
        if not is_initial and not self._is(here, Part.GIVEN):
            return
        while self._touches(here):
            following = here + 1
            word = self.words[following]
            is_dotted = word.is_initial and self.text[word.end : word.end + 1] == "."
            if not (is_dotted or self._is(following, Part.MIDDLE) or self._is_patronymic(following)):
                break
            here = following
        yield here

    def _is_patronymic(self, at: int) -> bool:
        return self.words[at].is_capital and any(_PATRONYMIC.fullmatch(each) for each in self.words[at].readings)

    def _alone(self, at: int) -> Iterator[int]:
        word = self.words[at]
        is_address = self.text[word.end : word.end + 1] in _IN_ADDRESS or (
            self.text[max(0, word.start - 1) : word.start] in _IN_ADDRESS and word.start > 0
        )
        if self._is(at, Part.JOINED) or (self._is(at, Part.HANDLE) and (is_address or self._is_long(word))):
            yield at
        if self._is(at, Part.LOWER) or (self._is(at, Part.ALONE) and (word.is_capital or is_address)):
            last = at
            while self._touches(last) and self._is(last + 1, Part.ALONE, Part.LOWER):
                last += 1
            if not self._is_others(at, last):
                yield last

    @staticmethod
    def _is_long(word: Word) -> bool:
        """Whether an initial and a family name in one word are long enough to be no other word."""
        return not word.is_capital and any(len(each) > FEWEST_INSIDE for each in word.readings)

    def _is_others(self, first: int, last: int) -> bool:
        """Whether a given name or initial of somebody else stands beside the family name."""
        if first > 0 and self._touches(first - 1):
            before = self.words[first - 1]
            if before.is_capital and not self._is(first - 1, Part.GIVEN):
                if (
                    before.is_initial
                    and self.text[before.end : before.end + 1] == "."
                    and not self._is_initial(first - 1)
                ):
                    return True
                if not before.is_initial and given_name(before.exact):
                    return True
        if last + 1 < len(self.words) and self._touches(last):
            after = self.words[last + 1]
            gap = self._gap(last)
            if after.is_capital and not after.is_initial and not self._is(last + 1, Part.GIVEN) and not gap.strip():
                return bool(given_name(after.exact))
        return False


def replaced(text: str, found: Iterable[Found]) -> str:
    """Give a text with each stretch replaced by its pseudonym."""
    pieces: list[str] = []
    at = 0
    for one in found:
        pieces += (text[at : one.start], one.pseudonym)
        at = one.end
    pieces.append(text[at:])
    return "".join(pieces)
