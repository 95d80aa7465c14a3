"""The English data: forms, provenance, and classes that the scale of certainty knows."""

from importlib.resources import files

import pytest

from probative.language.inflection import present_participle, regular_past, third_person
from probative.language.lexicon import english
from probative.model.claims import Certainty

DATA = files("probative.language").joinpath("data", "en")
OURS = [
    "abbreviations.txt", "boilerplate.txt", "both_verb_and_noun.txt", "certainty.json", "closed.json",
    "cue_adjectives.tsv", "cue_adverbs.tsv", "cue_nouns.tsv", "cue_phrases.tsv", "cue_verbs.tsv", "given_names.txt",
    "irregular_verbs.txt", "light_verbs.tsv", "nouns_not_verbs.txt", "people.json", "spokesperson.json", "verbs.txt",
]  # fmt: skip


@pytest.mark.parametrize(
    ("lemma", "third", "past", "participle"),
    [
        ("deny", "denies", "denied", "denying"),
        ("claim", "claims", "claimed", "claiming"),
        ("stress", "stresses", "stressed", "stressing"),
        ("argue", "argues", "argued", "arguing"),
        ("admit", "admits", "admitted", "admitting"),
        ("convey", "conveys", "conveyed", "conveying"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("lie", "lies", "lied", "lying"),
    ],
)
def test_verbs_are_inflected_as_english_does(lemma: str, third: str, past: str, participle: str) -> None:
    assert (third_person(lemma), regular_past(lemma), present_participle(lemma)) == (third, past, participle)


@pytest.mark.parametrize(
    ("form", "lemma"), [("said", "say"), ("told", "tell"), ("thought", "think"), ("found", "find")]
)
def test_irregular_forms_lead_back_to_their_verb(form: str, lemma: str) -> None:
    assert english().lemmas[form] == lemma


@pytest.mark.parametrize("name", OURS)
def test_every_file_of_words_states_where_it_comes_from(name: str) -> None:
    head = DATA.joinpath(name).read_text(encoding="utf-8")[:900]
    assert "Provenance" in head or "Written for Probative" in head


def test_every_class_of_cue_has_a_certainty_said_and_denied() -> None:
    words = english()
    cues = [cue for row in words.cue_verbs.values() for cue in row]
    cues += [*words.cue_nouns.values(), *words.cue_adjectives.values()]
    groups = {cue.group for cue in cues} | {row.group for row in words.light_verbs}
    assert groups <= set(words.scale.classes)
    assert set(words.scale.classes) == set(words.scale.negated)
    assert {*words.scale.classes.values(), *words.scale.negated.values()} <= {value.value for value in Certainty}


def test_there_are_several_hundred_cues() -> None:
    assert sum(len(row) for row in english().cue_verbs.values()) > 400


def test_no_cue_is_listed_twice() -> None:
    for row in english().cue_verbs.values():
        assert len({cue.particles for cue in row}) == len(row)
