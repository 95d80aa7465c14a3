"""Pseudonyms are nobody's name, unlike each other, and drawn by chance alone."""

from itertools import combinations

import pytest

from probative.base.chance import seeded_chance
from probative.language.hiding import pseudonym
from probative.language.hiding.pseudonyms import FIRST, SECOND
from probative.language.names import given_name
from probative.language.names.roles import common_words, role_of
from probative.language.names.spelling import likeness
from probative.language.organisations import head_words
from probative.language.places import country_of_demonym, find


@pytest.mark.parametrize("words", [FIRST, SECOND], ids=["first", "second"])
def test_no_word_of_a_pseudonym_is_like_another_or_names_anything_known(words: tuple[str, ...]) -> None:
    assert not [pair for pair in combinations(words, 2) if likeness(pair[0].lower(), pair[1].lower())]
    for word in words:
        small = word.lower()
        assert not given_name(word), word
        assert small not in common_words() | head_words().keys(), word
        assert not role_of(word), word
        assert not country_of_demonym(word), word
        assert not find(word), word


def test_pseudonyms_share_no_word_as_long_as_there_are_words_and_are_never_given_twice() -> None:
    taken: list[str] = []
    chance = seeded_chance(b"five")
    for _ in range(200):
        taken.append(pseudonym(chance, taken))
    assert len(set(taken)) == 200
    words = [word for each in taken[:50] for word in each.split()]
    assert len(set(words)) == len(words)
