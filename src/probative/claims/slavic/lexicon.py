"""What is known of Ukrainian and Russian words: closed classes, and how words attribute. All of it is data.

Source: the files under ``language/data/uk`` and ``language/data/ru``, each of which states where it comes from.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from probative.claims.slavic.conjugation import RUSSIAN, UKRAINIAN, VerbForm, forms
from probative.claims.slavic.declension import adjective_forms, noun_forms
from probative.language.lexicon import Cue

LANGUAGES: Final = ("uk", "ru")


class CueForm(NamedTuple):
    """A form of a verb, with every way in which that verb attributes."""

    cues: tuple[Cue, ...]
    form: VerbForm


class Light(NamedTuple):
    """A verb that attributes with one of ``words`` beside it."""

    words: frozenset[str]
    cue: Cue


class Phrase(NamedTuple):
    """A phrase that names a source: its words, its class, and whether it has none ("by rumour")."""

    words: tuple[str, ...]
    group: str
    is_alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SlavicLexicon:
    """Everything the rules ask about the words of one language. Keys are lower-case, with ё as е and one apostrophe."""

    language: str
    closed: Mapping[str, tuple[str, str, str, str]]
    words: Mapping[str, frozenset[str]]
    verbs: Mapping[str, CueForm]
    lights: Mapping[str, tuple[tuple[Light, ...], VerbForm]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, tuple[Cue, str, str]]
    impersonals: Mapping[str, Cue]
    phrases: Mapping[str, tuple[Phrase, ...]]
    endings: Mapping[str, str]
    known: Mapping[str, str]
    not_infinitives: frozenset[str]
    not_verbs: frozenset[str]
    name_obliques: tuple[str, ...]
    feminine_modifiers: tuple[str, ...]
    abbreviations: frozenset[str]
    classes: Mapping[str, str]
    negated: Mapping[str, str]
    forecast_classes: frozenset[str]
    people: Mapping[str, str]
    plurals: frozenset[str]
    prefixes: tuple[str, ...]
    ongoing: tuple[str, ...]
    prefixed_is_done: frozenset[str]
    """Forms of the present that a prefix makes those of a finished act: "ховають", "поховають"."""
    both_aspects: frozenset[str]
    """Forms of the present that may also be those of a finished act: "ранят"."""

    def may_attribute(self, low: str) -> bool:
        """Whether a word can be part of a cue: most are not."""
        return (
            low in self.verbs
            or low in self.nouns
            or low in self.adjectives
            or low in self.impersonals
            or low in self.phrases
            or low in self.lights
            or low in self.words["hedges"]
            or low in self.words["quotatives"]
        )


def _text(language: str, name: str) -> str:
    return files("probative.language").joinpath("data", language, name).read_text(encoding="utf-8")


def _lines(language: str, name: str) -> Iterator[str]:
    return (line for line in _text(language, name).splitlines() if line.strip() and not line.startswith("#"))


def _cue(lemma: str, group: str, letters: list[str]) -> Cue:
    return Cue(
        lemma=lemma,
        group=group,
        frames=frozenset(letter for letter in letters if ":" not in letter),
        openers=frozenset(word for letter in letters if letter.startswith("p:") for word in letter[2:].split(",")),
    )


def _blocks(language: str, name: str) -> Iterator[tuple[str, Cue]]:
    """Give each word of a file in blocks, as written, with how it attributes."""
    group, letters = "", list[str]()
    for line in _lines(language, name):
        if line.startswith("@"):
            group, *letters = line[1:].split()
            continue
        for word in line.split():
            yield word, _cue(word.partition("=")[0], group, letters)


def _verbs(language: str) -> dict[str, CueForm]:
    endings = UKRAINIAN if language == "uk" else RUSSIAN
    entries: dict[str, list[Cue]] = {}
    written: dict[str, list[str]] = {}
    for word, cue in _blocks(language, "cue_verbs.txt"):
        entries.setdefault(cue.lemma, []).append(cue)
        if "=" in word or cue.lemma not in written:
            written.setdefault(cue.lemma, []).append(word)
    found: dict[str, CueForm] = {}
    for lemma, cues in entries.items():
        for form, meaning in (one for word in written[lemma] for one in forms(word, endings)):
            before = found.get(form)
            if before is None:
                found[form] = CueForm(tuple(cues), meaning)
            elif before.form.kind == meaning.kind:
                found[form] = CueForm(before.cues + tuple(cue for cue in cues if cue not in before.cues), before.form)
    return found


def _lights(language: str) -> dict[str, tuple[tuple[Light, ...], VerbForm]]:
    endings = UKRAINIAN if language == "uk" else RUSSIAN
    found: dict[str, tuple[tuple[Light, ...], VerbForm]] = {}
    for line in _lines(language, "light_verbs.txt"):
        verbs, words, rest = (piece.split() for piece in line.split(":", 2))
        light = Light(frozenset(words), _cue(words[0], rest[0], rest[1:]))
        for verb in verbs:
            is_form = not verb.partition("=")[0].endswith(("ти", "ть", "ся"))
            made = [(verb, VerbForm("present", "3", ""))] if is_form else list(forms(verb, endings))
            for form, meaning in made:
                found[form] = (*found.get(form, ((), meaning))[0], light), meaning
    return found


def _closed(said: Mapping[str, str]) -> dict[str, tuple[str, str, str, str]]:
    """Give tag, cases, number and gender of the words of closed classes."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for tag in "aspcwx":
        for word in said[tag].split():
            found[word] = (tag, "", "", "")
    for key, tag in (("determiners", "D"), ("pronouns", "R")):
        for entry in said[key].split():
            word, _, meaning = entry.partition("=")
            found[word] = (tag, *_meaning(meaning))
    for word in said["possessives"].split():
        found.setdefault(word, ("G", "NGDAIL", "", ""))
        if found[word][0] == "R":
            found[word] = ("R", found[word][1], found[word][2], found[word][3])
    for word in said["numerals"].split():
        found[word] = ("#", "NA", "p", "")
    return dict(_oblique_numerals(said)) | found


def _oblique_numerals(said: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
    """Give the other cases of numerals, each by its first ending that is listed."""
    endings = [one.split("=") for one in said["numeral_endings"].split()]
    for word in said["oblique_numerals"].split():
        yield word, ("#", next(cases for ending, cases in endings if word.endswith(ending)), "p", "")


def _meaning(letters: str) -> tuple[str, str, str]:
    cases = "".join(letter for letter in letters if letter in "NGDAIL")
    number = next((letter for letter in letters if letter in "sp"), "")
    gender = next((letter for letter in letters if letter in "mfn"), "")
    return cases, number, gender


def _phrases(language: str) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for line in _lines(language, "cue_phrases.txt"):
        phrase, group = line.split("\t")
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(Phrase(words, group.rstrip("-"), group.endswith("-")))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}


def _adjectives(language: str) -> dict[str, tuple[Cue, str, str]]:
    found: dict[str, tuple[Cue, str, str]] = {}
    for word, cue in _blocks(language, "cue_adjectives.txt"):
        for form, number, gender in adjective_forms(word, language):
            found.setdefault(form, (cue, number, gender))
    return found


def _present(infinitives: Iterable[str], language: str) -> frozenset[str]:
    endings = UKRAINIAN if language == "uk" else RUSSIAN
    made = (each for infinitive in infinitives for each in forms(infinitive, endings))
    return frozenset(form for form, meaning in made if meaning.kind == "present")


@cache
def lexicon(language: str) -> SlavicLexicon:
    """Load the lexicon of a language, once.

    Args:
        language: ``uk`` or ``ru``.
    """
    said: dict[str, str] = json.loads(_text(language, "words.json"))
    endings = json.loads(_text(language, "endings.json"))
    scale = json.loads(_text(language, "certainty.json"))
    words = {key: frozenset(value.split()) for key, value in said.items() if key != "about"}
    words |= {
        key: frozenset(scale[key])
        for key in ("possible", "probable", "improbable", "future", "negative", "imperfective", "not_admitted")
    }
    people = {
        form: kind
        for kind in ("documents", "institutions", "people")
        for word in said[kind].split()
        for form in noun_forms(word, language)
    }
    for word in said["groups"].split():
        people.setdefault(word, "people")
    return SlavicLexicon(
        language=language,
        closed=_closed(said),
        words=words,
        verbs=_verbs(language),
        lights=_lights(language),
        nouns={form: cue for word, cue in _blocks(language, "cue_nouns.txt") for form in noun_forms(word, language)},
        adjectives=_adjectives(language),
        impersonals=dict(_blocks(language, "impersonals.txt")),
        phrases=_phrases(language),
        endings=endings["endings"],
        known=endings["words"],
        not_infinitives=frozenset(endings["not_infinitives"]),
        not_verbs=frozenset(endings.get("not_verbs", ())),
        name_obliques=tuple(endings["name_obliques"]),
        feminine_modifiers=tuple(endings["feminine_modifiers"]),
        abbreviations=words["abbreviations"],
        classes=scale["classes"],
        negated=scale["negated"],
        forecast_classes=frozenset(scale["forecast_classes"]),
        people=people,
        plurals=words["groups"],
        prefixes=tuple(scale["prefixes"]),
        ongoing=tuple(scale["ongoing"]),
        prefixed_is_done=_present(scale["prefixed_is_done"], language),
        both_aspects=_present(scale["both_aspects"], language),
    )
