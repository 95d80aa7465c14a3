"""The parts of a person's name, as written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.names.folding import plain_words
from probative.language.names.table import word_set
from probative.language.names.titles import is_title

PARTICLES: Final = word_set("particles")
"""Small words that belong to a family name and are written, joined or left out at will."""

FILIATION: Final = frozenset(("bin", "ibn", "bint", "ben", "ould", "ogly", "oglu"))
"""Particles that say whose child somebody is: around them the order of names carries meaning."""

SUFFIXES: Final = word_set("suffixes")

_PIECE: Final = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A person's name taken apart. Words are as written; what is not there is empty.

    A name of one word is a family name: that is how short forms are used. ``particles`` belong to the family name.
    """

    title: str
    given: tuple[str, ...]
    particles: tuple[str, ...]
    family: str
    suffix: str


def parts(name: str) -> NameParts:
    """Take a person's name apart.

    "OSECHKIN, Vladimir" and "OSECHKIN Vladimir" (capitals mark the family name) are read like "Vladimir Osechkin".
    Elsewhere the last word is the family name, which is wrong where family names come first without a mark.

    Args:
        name: As written.

    Returns:
        Its parts; all empty for a text without words.
    """
    words, title = _without_head(in_usual_order(name))
    suffix = ""
    if len(words) > 1 and _plain(words[-1]) in SUFFIXES:
        suffix = words[-1]
        words = words[:-1]
    if not words:
        return NameParts(title=title, given=(), particles=(), family="", suffix=suffix)
    first = len(words) - 1
    while first > 1 and _plain(words[first - 1]) in PARTICLES:
        first -= 1
    if first == 1 and len(words) > 2 and _plain(words[0]) in PARTICLES:
        first = 0
    return NameParts(
        title=title,
        given=tuple(words[:first]),
        particles=tuple(words[first:-1]),
        family=words[-1],
        suffix=suffix,
    )


def in_usual_order(name: str) -> tuple[str, ...]:
    """Give the words of ``name`` with the family name last where the writing marks it: by a comma or by capitals."""
    before, comma, after = name.partition(",")
    if comma and after.strip() and _plain(after.strip()) not in SUFFIXES:
        return (*_split(after), *_split(before))
    words = _split(name)
    shouted = [_is_shouted(word) for word in words]
    if any(shouted) and not all(shouted) and not any(_is_initials(word) for word in words):
        head = next((index for index, loud in enumerate(shouted) if not loud), 0)
        if head and not any(shouted[head:]) and not is_title(words[0]):
            return (*words[head:], *words[:head])
    return tuple(words)


def _split(name: str) -> list[str]:
    """Part words at spaces, and initials written together ("V.I.") at their dots."""
    words: list[str] = []
    for match in _PIECE.finditer(name):
        word = match.group()
        words += re.findall(r"\w\.", word) if re.fullmatch(r"(?:\w\.-?){2,}", word) else [word]
    return words


def _without_head(words: Sequence[str]) -> tuple[list[str], str]:
    rest = list(words)
    title: list[str] = []
    while len(rest) > 1 and is_title(rest[0]):
        title.append(rest.pop(0))
    return rest, " ".join(title)


def _plain(word: str) -> str:
    return "".join(plain_words(word))


def _is_shouted(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


def _is_initials(word: str) -> bool:
    return re.fullmatch(r"(?:\w\.)+", word) is not None
