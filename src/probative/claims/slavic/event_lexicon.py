"""The words by which Ukrainian and Russian claims tell of events, in all their forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.claims.event_words import event_rows, word_sets
from probative.claims.slavic.conjugation import RUSSIAN, UKRAINIAN, VerbForm, forms
from probative.claims.slavic.declension import noun_forms
from probative.model.meaning import EventKind

_SHORT: Final = (("о", "s", "n"), ("", "s", "m"), ("а", "s", "f"), ("ы", "p", ""))
_LONG: Final = (("о", "", ""), ("ий", "s", "m"), ("а", "s", "f"), ("е", "s", "n"), ("і", "p", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Forms of verbs with what they say, forms of nouns, phrases by their first word's forms, and sets of forms."""

    verbs: Mapping[str, tuple[EventKind, VerbForm]]
    nouns: Mapping[str, EventKind]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], EventKind, VerbForm], ...]]
    light: Mapping[str, VerbForm]
    undergoing: frozenset[str]
    modal: frozenset[str]
    giving: frozenset[str]
    be: frozenset[str]
    weapons: frozenset[str]
    somebody: frozenset[str]
    aiming: frozenset[str]
    wielding: frozenset[str]


@cache
def event_lexicon(language: str) -> EventLexicon:
    """Load the words of events of a language, once.

    Args:
        language: ``uk`` or ``ru``.
    """
    verbs: dict[str, tuple[EventKind, VerbForm]] = {}
    nouns: dict[str, EventKind] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], EventKind, VerbForm]]] = {}
    for kind, shape, words in event_rows(language):
        if shape == "phrase":
            for phrase in words.split(", "):
                first, *rest = phrase.split()
                for form, meaning in _forms(first, language):
                    phrases.setdefault(form, []).append((tuple(rest), kind, meaning))
            continue
        for word in words.split():
            if shape == "noun":
                nouns |= {form: nouns.get(form, kind) for form in noun_forms(word, language)}
            for form, meaning in _of_shape(word, shape, language):
                verbs.setdefault(form, (kind, meaning))
    sets = word_sets(language, "participants.json")
    return EventLexicon(
        verbs=verbs,
        nouns=nouns,
        phrases={first: tuple(rows) for first, rows in phrases.items()},
        light={form: meaning for word in sorted(sets["light"]) for form, meaning in _forms(word, language)},
        undergoing=_all_forms(sets["undergoing"], language),
        modal=_all_forms(sets["modal"], language),
        giving=_all_forms(sets["giving"], language),
        be=sets["be"],
        weapons=frozenset(form for word in sets["weapons"] for form in noun_forms(word, language)),
        somebody=frozenset(form for word in sets["somebody"] for form in noun_forms(word, language)),
        aiming=sets["aiming"],
        wielding=sets["wielding"],
    )


def _of_shape(word: str, shape: str, language: str) -> Iterator[tuple[str, VerbForm]]:
    """Give the forms of a verb, first those of its own, or of the stem of a passive."""
    if shape == "verb":
        yield from ((form, meaning) for form, meaning in _forms(word, language) if meaning.kind != "long")
    elif shape == "participle":
        for ending, number, gender in _SHORT if language == "ru" else _LONG:
            yield word + ending, VerbForm("neuter" if ending == "о" else "short", "", number, gender)


def _forms(word: str, language: str) -> Iterator[tuple[str, VerbForm]]:
    plain = word.partition("=")[0]
    endings = ("ти", "тися") if language == "uk" else ("ть", "ться", "чь", "ти", "тись")
    if not plain.endswith(endings):
        yield plain, VerbForm("")
        return
    yield from forms(word, UKRAINIAN if language == "uk" else RUSSIAN)


def _all_forms(words: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(form for word in words for form, _ in _forms(word, language))
