"""Every form that a person's name takes: of its words, declined, in any alphabet, short, joined.

Made in the space of ``words.heard``, where transliterations are one. Some forms that nobody says are among them: they
only serve to find a name, and a form too many hides what a form too few would give away.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from probative.language.hiding.words import heard, settled, words_in
from probative.language.names.alphabets import as_ukrainian, is_cyrillic
from probative.language.names.folding import fold
from probative.language.names.given import given_name
from probative.language.names.parts import parts
from probative.language.names.table import rows


class Part(StrEnum):
    """Which part of a name a word is.

    ``ALONE`` is a family name that nobody else in the case bears, written with a capital; ``LOWER`` one that no other
    word is likely to be: it counts in small letters too. ``JOINED`` is a whole name as one word, ``HANDLE`` an initial
    and a family name, as in addresses. ``CORE`` is the family name in the nominative, looked for inside longer words.
    """

    GIVEN = "given"
    INITIAL = "initial"
    MIDDLE = "middle"
    FAMILY = "family"
    ALONE = "alone"
    LOWER = "lower"
    JOINED = "joined"
    HANDLE = "handle"
    CORE = "core"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """What may stand for a person: for each part of the name the spellings of its words, as ``words.heard`` has them.

    ``phrases`` are forms of several words that stand for the person as they are, each a sequence of the spellings of
    its words; one of a single word is found wherever it stands.
    """

    parts: tuple[tuple[Part, frozenset[str]], ...]
    phrases: tuple[tuple[frozenset[str], ...], ...] = ()

    def of(self, part: Part) -> frozenset[str]:
        """Give the spellings of one part."""
        return frozenset(form for each, forms in self.parts if each is part for form in forms)


_A: Final = ("a", "i", "u", "oiu", "oi", "oyu", "ou", "e", "o", "ei", "eiu", "am", "ami", "akh", "")
_CONSONANT: Final = (
    "", "a", "u", "ovi", "evi", "om", "em", "im", "i", "e", "ia", "iu", "iem", "ievi", "iev", "ov", "iv", "am", "ami",
    "akh", "oi", "oiu", "ie", "s", "es",
)  # fmt: skip
_O: Final = ("o", "a", "u", "om", "ovi", "i", "e", "iv", "ov", "am", "ami", "akh", "s")
_ADJECTIVE: Final = (
    "i", "ii", "oho", "ogo", "omu", "im", "imi", "ikh", "om", "a", "aia", "oi", "oii", "oiu", "u", "uiu", "e", "oe",
    "ie", "iv", "am", "ami", "iem", "iu", "ia", "s",
)  # fmt: skip
_OWNED: Final = ("", "a", "u", "im", "om", "i", "e", "oi", "oiu", "oii", "ii", "ikh", "imi", "s", "es")
_SOFTENED: Final = {"k": "ts", "g": "z", "h": "z", "kh": "s"}
_VOWELS: Final = frozenset("aeiou")
_SURNAMES: Final = (
    "enko", "chenko", "shchenko", "chuk", "iuk", "uk", "ov", "ova", "ev", "eva", "in", "ina", "skii", "ska", "skaia",
    "skyi", "ski", "tskii", "tski", "ich", "vich", "vych", "ian", "dze", "shvili", "uchenko", "enia", "iak", "ishin",
    "ishina", "ak", "ykh", "son", "sen", "berg", "stein", "ez", "oglu", "zade",
)  # fmt: skip
"""Endings by which a word reads as a family name whatever its case."""

_LONE_H: Final = re.compile(r"(?<![cs])h")
_FEWEST_SURE: Final = 5
_FEWEST_ALONE: Final = 3


def name_words(name: str, *, also: Iterable[str] = (), is_alone: bool = True) -> NameWords:
    """Give every word that may stand for a person.

    Args:
        name: The name as a reader would write it, in any script; of one word, it is a family name.
        also: Further forms, each found as it is in all its cases: nicknames, other spellings, handles.
        is_alone: Whether the family name alone is this person, because nobody else bears it.

    Raises:
        ValueError: When the name holds no letter.
    """
    given, middle, family = _taken_apart(name)
    if not family:
        raise ValueError("no name: it holds no letter")
    givens = frozenset(form for word in given for form in _given_forms(word))
    families = frozenset(form for word in family for form in declined(word))
    middles = frozenset(form for word in middle for form in declined(word))
    sure = frozenset(form for word in family if _is_surely_a_name(word) for form in declined(word))
    held: list[tuple[Part, frozenset[str]]] = [(Part.GIVEN, givens), (Part.MIDDLE, middles)]
    held.append((Part.INITIAL, frozenset(form for word in given for form in _initials(word))))
    held.append((Part.FAMILY, families))
    if is_alone:
        held.append((Part.ALONE, frozenset(form for form in families if len(form) >= _FEWEST_ALONE)))
        held.append((Part.LOWER, sure))
    held.append((Part.CORE, frozenset(_tails(family))))
    held += [(Part.JOINED, frozenset(_joined(given, family))), (Part.HANDLE, frozenset(_handles(given, family)))]
    phrases = [tuple(frozenset(declined(word)) for word in _written(form)) for form in also]
    return NameWords(
        parts=tuple((part, forms - {""}) for part, forms in held),
        phrases=tuple(phrase for phrase in dict.fromkeys(phrases) if phrase and all(phrase)),
    )


def _initials(word: str) -> Iterator[str]:
    """Give the initials of a given name: its own, and those of the same name in other languages ("А." and "Г.")."""
    first = unicodedata.normalize("NFKC", word)[:1]
    yield from (heard(first), heard(as_ukrainian(first)) if is_cyrillic(first) else heard(word)[:1])
    yield heard(word)[:1]
    yield from (heard(one.name)[:1] for one in given_name(word) if not one.is_short)
    yield from (heard(one)[:1] for one in _twins().get(heard(word), ()))


def _written(form: str) -> list[str]:
    return [form[word.start : word.end] for word in words_in(form)]


def _taken_apart(name: str) -> tuple[list[str], list[str], list[str]]:
    """Give the given names, the middle names and the words of the family name, in whichever order they stand."""
    known = parts(name)
    given = [word for one in known.given for word in _written(one)]
    family = [word for word in _written(known.family) if fold(word)]
    if given and family and "," not in name and not given_name(given[0]) and _is_given(family[-1]):
        # "Коваленко Олена": the family name first, and no mark that says so.
        given, family = family, given[:1]
        return given, [word for one in known.given[1:] for word in _written(one)], family
    if len(given) > 1 and not given_name(given[0]) and _is_given(given[1]):
        # "Коваленко Олена Іванівна"
        return given[1:2], [*given[2:], *family], given[:1]
    return given[:1], given[1:], family


def _is_given(word: str) -> bool:
    return bool(given_name(word))


def _given_forms(word: str) -> Iterator[str]:
    """Give a given name's forms, with those of its sister names and short names in the list."""
    yield from declined(word)
    for spelt in _sisters(word):
        yield from declined(spelt)


@cache
def _sisters(word: str) -> tuple[str, ...]:
    names = {one.name for one in given_name(word)}
    found: dict[str, None] = {}
    for name, _, spellings, shorts in ((*row, "", "")[:4] for row in rows("given.tsv")):
        if name in names:
            found.update(dict.fromkeys((name, *spellings.split(), *shorts.split())))
    return tuple(found | dict.fromkeys(_twins().get(heard(word), ())))


@cache
def _twins() -> dict[str, tuple[str, ...]]:
    """Give, for each name of the list of twins as heard, all that it is written as elsewhere."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("twins.tsv"):
        words = tuple(row[0].split())
        for word in words:
            found[heard(word)] = tuple(dict.fromkeys((*found.get(heard(word), ()), *words)))
    return found


@cache
def declined(word: str) -> tuple[str, ...]:
    """Give the spellings of a word of a name in all its cases, as heard; of a Cyrillic one as both spell it."""
    plain = {heard(word): None}
    if is_cyrillic(word):
        plain[heard(as_ukrainian(word))] = None
    plain |= dict.fromkeys(other for one in tuple(plain) for other in _with_either_g(one))
    found: dict[str, None] = {}
    for one in plain:
        for form in _cases(one):
            found[settled(form)] = None
    found.pop("", None)
    return tuple(form for form in found if len(form) > 1 or len(heard(word)) == 1)


def _with_either_g(word: str) -> tuple[str, ...]:
    """Give a spelling with "г" as either letter that it is spelt with, whatever the language says."""
    return word, word.replace("g", "h"), _LONE_H.sub("g", word)


def _cases(word: str) -> Iterator[str]:
    yield word
    if len(word) < 2:
        return
    if word.endswith("ia"):
        yield from (
            word[:-2] + end for end in ("ia", "ii", "iu", "ieiu", "iei", "i", "eiu", "ei", "ie", "io", "iam", "")
        )
    if word.endswith("a"):
        stem = word[:-1]
        yield from (stem + end for end in _A)
        for last, softened in _SOFTENED.items():
            if stem.endswith(last):
                yield stem[: -len(last)] + softened + "i"
        if stem.endswith(("sk", "tsk", "ov", "ev", "in")):
            yield from (stem + end for end in _ADJECTIVE)
            yield stem
    elif word.endswith("o"):
        yield from (word[:-1] + end for end in _O)
    elif word.endswith(("i", "e")):
        yield from (word.rstrip("i") + end for end in _ADJECTIVE)
        yield from (word[:-1] + end for end in (*_CONSONANT, *_A))
    elif word.endswith("u"):
        yield from (word + end for end in ("s", "ia", "iu"))
    else:
        yield from _of_consonant(word)


def _of_consonant(word: str) -> Iterator[str]:
    yield from (word + end for end in _CONSONANT)
    if word.endswith(("ov", "ev", "iv", "in")):
        yield from (word + end for end in _OWNED)
    if word.endswith("iv"):
        yield from (word[:-2] + middle + end for middle in ("ov", "ev") for end in _OWNED)
    if word.endswith("ir"):
        yield from (word[:-2] + "or" + end for end in _CONSONANT)
    # A vowel that flees: Павел, Павла; Кравець, Кравця; Лев, Льва.
    for inner in ("e", "o"):
        for size in (2, 1):
            at = len(word) - size - 1
            if at > 0 and word[at] == inner and not (set(word[at + 1 :]) & _VOWELS) and word[at - 1] not in _VOWELS:
                yield from (word[:at] + word[at + 1 :] + end for end in _CONSONANT if end)


def _is_surely_a_name(word: str) -> bool:
    said = heard(word)
    return len(said) >= _FEWEST_SURE and any(said.endswith(settled(end)) for end in _SURNAMES)


def _joined(given: Sequence[str], family: Sequence[str]) -> Iterator[str]:
    """Give the name as one word: "olenakovalenko", "kovalenkoolena"."""
    for head in _heads(given):
        for tail in _tails(family):
            yield from (settled(head + tail), settled(tail + head))


def _handles(given: Sequence[str], family: Sequence[str]) -> Iterator[str]:
    """Give an initial and the family name as one word: "okovalenko", "kovalenkoo"."""
    for head in _heads(given):
        for tail in _tails(family):
            if len(tail) >= _FEWEST_ALONE:
                yield from (settled(head[0] + tail), settled(tail + head[0]))


def _heads(given: Sequence[str]) -> set[str]:
    found = {spelt for word in given for spelt in (heard(word), _ukrainian(word))}
    found |= {heard(sister) for word in given for sister in _sisters(word)}
    return {other for one in found for other in _with_either_g(one)} - {""}


def _tails(family: Sequence[str]) -> set[str]:
    found = {"".join(map(heard, family)), "".join(map(_ukrainian, family))}
    return {settled(other) for one in found for other in _with_either_g(one)} - {""}


def _ukrainian(word: str) -> str:
    return heard(as_ukrainian(word)) if is_cyrillic(word) else heard(word)
