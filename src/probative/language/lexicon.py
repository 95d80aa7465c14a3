"""What is known of English words: their classes, forms, and how they attribute. All of it is data.

Source: the files under ``language/data/en``, each of which states where it comes from.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from probative.language.inflection import plural, present_participle, regular_past, third_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """How one word or phrase attributes.

    ``group`` is the class that decides the certainty. ``frames`` are letters, explained at the head of the data files.
    ``openers`` are the prepositions that open the content; ``object_openers`` those that do so after an object.
    ``particles`` are the further words of a phrasal verb ("point out").
    """

    lemma: str
    group: str
    frames: frozenset[str]
    openers: frozenset[str] = frozenset()
    object_openers: frozenset[str] = frozenset()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A verb that says something only with its noun: "gave details of"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    group: str
    openers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What each class of cue says about certainty, and which words inside the content change it."""

    classes: Mapping[str, str]
    negated: Mapping[str, str]
    forecast_classes: frozenset[str]
    speech_classes: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    improbable: frozenset[str]
    future_modals: frozenset[str]
    future_heads: frozenset[str]
    stative: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the rules ask about English words. Keys are lower-case."""

    closed: Mapping[str, str]
    verb_tags: Mapping[str, str]
    lemmas: Mapping[str, str]
    ambiguous: frozenset[str]
    not_verbs: frozenset[str]
    cue_verbs: Mapping[str, tuple[Cue, ...]]
    cue_nouns: Mapping[str, Cue]
    cue_adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    phrases_before: Mapping[str, tuple[tuple[str, ...], ...]]
    phrases_around: Mapping[str, tuple[tuple[str, ...], ...]]
    light_verbs: tuple[LightVerb, ...]
    people: Mapping[str, frozenset[str]]
    given_names: Mapping[str, str]
    abbreviations: frozenset[str]
    scale: Scale

    def may_attribute(self, low: str) -> bool:
        """Whether a word, in lower case, is one that can attribute: most are not."""
        return (
            self.lemmas.get(low, "") in self.cue_verbs
            or low in self.cue_nouns
            or low in self.cue_adjectives
            or low in self.adverbs
            or low in self.adjectives
            or low in self.phrases_before
            or low in self.phrases_around
        )


def _text(name: str) -> str:
    return files("probative.language").joinpath("data", "en", name).read_text(encoding="utf-8")


def _lines(name: str) -> Iterator[str]:
    return (line for line in _text(name).splitlines() if line and not line.startswith("#"))


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _cue(line: str) -> Cue:
    name, group, frames = [*line.split("\t"), ""][:3]
    lemma, *particles = name.split()
    letters = frames.split()
    return Cue(
        lemma=lemma,
        group=group,
        frames=frozenset(letter for letter in letters if ":" not in letter),
        openers=frozenset(word for letter in letters if letter.startswith("p:") for word in letter[2:].split(",")),
        object_openers=frozenset(
            word for letter in letters if letter.startswith("o:") for word in letter[2:].split(",")
        ),
        particles=tuple(particles),
    )


def _irregular() -> dict[str, tuple[str, str]]:
    return {
        lemma: (past, participle)
        for lemma, past, participle in (line.split() for line in _lines("irregular_verbs.txt"))
    }


def _forms(lemmas: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Give a tag and a lemma for every form of the verbs: V finite, E past or participle, L participle, I in -ing."""
    irregular = _irregular()
    tags: dict[str, str] = {}
    lemma_of: dict[str, str] = {}
    for lemma in sorted(lemmas):
        past, participle = irregular.get(lemma, (regular_past(lemma),) * 2)
        forms = [(lemma, "V"), (third_person(lemma), "V"), (present_participle(lemma), "I")]
        forms += [(past, "E")] if past == participle else [(past, "V"), (participle, "L")]
        for form, tag in forms:
            tags.setdefault(form, tag)
            lemma_of.setdefault(form, lemma)
    for lemma, (past, participle) in irregular.items():
        for form in (past, participle):
            lemma_of[form] = lemma
        tags[past], tags[participle] = ("E", "E") if past == participle else ("V", "L")
    return tags, lemma_of


def _cues_by_lemma() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for line in _lines("cue_verbs.tsv"):
        cue = _cue(line)
        found.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(sorted(cues, key=lambda cue: -len(cue.particles))) for lemma, cues in found.items()}


def _cue_nouns() -> dict[str, Cue]:
    singular = {cue.lemma: cue for cue in map(_cue, _lines("cue_nouns.tsv"))}
    return singular | {plural(lemma): cue for lemma, cue in singular.items()}


def _hedges(kind: str) -> dict[str, str]:
    rows = (line.split("\t") for line in _lines("cue_adverbs.tsv"))
    return {word: certainty for word, shape, certainty in rows if shape == kind}


def _phrases(shape: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase, kind, _certainty in (line.split("\t") for line in _lines("cue_phrases.tsv")):
        if kind == shape:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def _light_verbs() -> tuple[LightVerb, ...]:
    rows = (line.split("\t") for line in _lines("light_verbs.tsv"))
    return tuple(
        LightVerb(
            verbs=frozenset(verbs.split()),
            nouns=frozenset(form for noun in nouns.split() for form in (noun, plural(noun))),
            group=group,
            openers=frozenset(openers.split()),
        )
        for verbs, nouns, group, openers in rows
    )


def _scale() -> Scale:
    said = json.loads(_text("certainty.json"))
    words = {key: frozenset(value) for key, value in said.items() if isinstance(value, list)}
    return Scale(classes=said["classes"], negated=said["negated"], **words)


def _people() -> dict[str, frozenset[str]]:
    said: dict[str, str] = json.loads(_text("people.json"))
    people = {key: frozenset(words.split()) for key, words in said.items() if key != "about"}
    for key in ("offices", "institutions", "documents"):
        people[key] |= {plural(word) for word in people[key]}
    return people


def _given_names() -> dict[str, str]:
    return {name: row[0] for row in (line.split() for line in _lines("given_names.txt")) for name in row[1:]}


@cache
def english() -> Lexicon:
    """Load the English lexicon, once."""
    closed: dict[str, str] = json.loads(_text("closed.json"))
    cues = _cues_by_lemma()
    ambiguous = _words("both_verb_and_noun.txt")
    tags, lemmas = _forms({*cues, *_words("verbs.txt"), *ambiguous})
    return Lexicon(
        closed={word: tag for tag, words in closed.items() if tag != "about" for word in words.split()},
        verb_tags=tags,
        lemmas=lemmas,
        ambiguous=frozenset(form for word in ambiguous for form in (word, third_person(word))),
        not_verbs=_words("nouns_not_verbs.txt"),
        cue_verbs=cues,
        cue_nouns=_cue_nouns(),
        cue_adjectives={cue.lemma: cue for cue in map(_cue, _lines("cue_adjectives.tsv"))},
        adverbs=_hedges("adverb"),
        adjectives=_hedges("adjective"),
        phrases_before=_phrases("before"),
        phrases_around=_phrases("around"),
        light_verbs=_light_verbs(),
        people=_people(),
        given_names=_given_names(),
        abbreviations=_words("abbreviations.txt"),
        scale=_scale(),
    )
