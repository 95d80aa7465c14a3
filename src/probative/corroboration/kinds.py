"""What words of English, Ukrainian and Russian speak of: kinds of deeds, people, things, sites, sides and turns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from probative.corroboration.stems import root
from probative.corroboration.wording import plain

_GAP: Final = 4
"""So many words at most stand between the parts of a phrase: "set 12 of the houses on fire"."""

_SHORTEST: Final = 2
"""No word's beginning of fewer letters stands for a word."""

_MOST_AFTER: Final = {2: 3, 3: 5, 4: 6}
"""How many letters a form may have after so short a beginning; more than 8 after none."""


class Section(StrEnum):
    """What sort of kind it is."""

    DEEDS = "deeds"
    PEOPLE = "people"
    THINGS = "things"
    SITES = "sites"
    TRAITS = "traits"
    SIDES = "sides"
    TURNS = "turns"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Kind:
    """A kind that words of several languages speak of. ``is_means``: a claim may name it beside what came of it."""

    section: Section
    name: str
    is_means: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    exact: Mapping[str, frozenset[Kind]]
    begins: Mapping[str, frozenset[Kind]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Kind], ...]]
    """By their first part: the parts that follow it, and the kind."""
    wider: Mapping[str, frozenset[str]]


@lru_cache(maxsize=65536)
def kinds_of(word: str) -> frozenset[Kind]:
    """Give every kind that a word, in its plain form, may speak of; empty where it is in no list."""
    table = _table()
    if word.isascii():
        return table.exact.get(root(word), frozenset()) | table.exact.get(word, frozenset())
    found = table.exact.get(word)
    return found if found is not None else _by_beginning(word, table.begins)


@lru_cache(maxsize=131072)
def may_begin_a_phrase(word: str) -> bool:
    """Whether a phrase of the lists begins with a word, in its plain form."""
    return not _table().phrases.keys().isdisjoint(_keys(word))


def phrases_at(words: Sequence[str], at: int) -> Iterator[tuple[Kind, tuple[int, ...]]]:
    """Give the kinds of the phrases that begin with a word, each with the places of its other parts."""
    table = _table()
    for key in _keys(words[at]):
        for parts, kind in table.phrases.get(key, ()):
            places = _places(parts, words, at)
            if places:
                yield kind, places


def _places(parts: Sequence[str], words: Sequence[str], at: int) -> tuple[int, ...]:
    """Give where the further parts of a phrase stand behind word ``at``; nothing where one is missing."""
    places: list[int] = []
    for part in parts:
        last = places[-1] if places else at
        met = next((n for n in range(last + 1, min(len(words), last + 2 + _GAP)) if part in _keys(words[n])), None)
        if met is None:
            return ()
        places.append(met)
    return tuple(places)


@cache
def wider_than(name: str) -> frozenset[str]:
    """Give the kinds that one lies in, itself included: a killing is a death."""
    found = {name}
    waiting = [name]
    while waiting:
        for each in _table().wider.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


@lru_cache(maxsize=65536)
def _keys(word: str) -> frozenset[str]:
    """Give what a phrase may call a word: its root, or any beginning of it with "-"."""
    if word.isascii():
        return frozenset((word, root(word)))
    return frozenset((word, *(f"{word[:size]}-" for size in range(_SHORTEST, len(word) + 1))))


def _by_beginning(word: str, begins: Mapping[str, frozenset[Kind]]) -> frozenset[Kind]:
    for size in range(len(word), _SHORTEST - 1, -1):
        kinds = begins.get(word[:size])
        if kinds is not None and len(word) - size <= _MOST_AFTER.get(size, 8):
            return kinds
    return frozenset()


@cache
def _table() -> _Table:
    exact: dict[str, set[Kind]] = {}
    begins: dict[str, set[Kind]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    wider: dict[str, frozenset[str]] = {}
    for kind, within, words in _rows():
        wider[kind.name] = frozenset(within)
        for word in words:
            is_beginning = word.endswith("-")
            parts = [each for each in word.removesuffix("-").replace("-", "+").split("+") if each]
            if len(parts) > 1:
                keys = [root(part) if part.isascii() else f"{plain(part)}-" for part in parts]
                phrases.setdefault(keys[0], []).append((tuple(keys[1:]), kind))
            elif is_beginning:
                begins.setdefault(plain(parts[0]), set()).add(kind)
            else:
                exact.setdefault(root(parts[0]) if parts[0].isascii() else plain(parts[0]), set()).add(kind)
    return _Table(
        exact={word: frozenset(kinds) for word, kinds in exact.items()},
        begins={word: frozenset(kinds) for word, kinds in begins.items()},
        phrases={first: tuple(rows) for first, rows in phrases.items()},
        wider=wider,
    )


def _rows() -> Iterator[tuple[Kind, list[str], list[str]]]:
    section = Section.DEEDS
    for name in ("deeds.txt", "things.txt"):
        for line in files(__package__).joinpath("data", name).read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                section = Section(line.strip("[]"))
                continue
            head, *words = line.split("|")
            called, *within = (part.strip() for part in head.split("<"))
            kind = Kind(section=section, name=called.removeprefix("*"), is_means=called.startswith("*"))
            yield kind, within, [word for some in words for word in some.split()]
