"""What a network reads of a word: a row of numbers, the same for the same word, alike for words that are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.slavic.letters import LONGEST, TRAITS, Letters
from probative.claims.slavic.lexicon import LANGUAGES
from probative.claims.slavic.parse import parse
from probative.claims.trained.windows import windows

ROWS = 8192
WORDS = some.sampled_from(
    ("Речниця", "міністерства", "сказала", ",", "що", "«", "»", "1 400", "за", "даними", "об'єкт", "ё", "x" * 90, "по",
     "словам", "Толя", "–", "заминирован", "\u0301", "英")
)  # fmt: skip
TEXTS = some.lists(WORDS, min_size=1, max_size=60).map(" ".join)
TONGUES = some.sampled_from(LANGUAGES)


def rows(text: str, language: str = "uk", letters: Letters | None = None) -> list[tuple[int, ...]]:
    return [row for (row,) in (letters or Letters(ROWS)).of(parse(text, language))]


@given(text=TEXTS, language=TONGUES)
def test_every_word_is_one_row_of_traits_then_letters_then_nothing(text, language):
    for row in rows(text, language):
        assert len(row) == LONGEST
        assert all(0 <= number < ROWS for number in row)
        told = [number for number in row if number]
        assert row == (*told, *[0] * (LONGEST - len(told)))
        kinds = [number >= TRAITS for number in told]
        assert kinds == sorted(kinds)
        assert 0 < sum(kinds) <= len(kinds)


@given(first=TEXTS, text=TEXTS, language=TONGUES)
def test_a_word_reads_the_same_whatever_was_read_before(first, text, language):
    used = Letters(ROWS)
    rows(first, language, used)
    assert rows(text, language, used) == rows(text, language)


@given(text=TEXTS, language=TONGUES)
def test_windows_hold_one_row_a_word_between_a_beginning_and_an_end(text, language):
    letters = Letters(ROWS)
    whole = parse(text, language)
    (window,) = windows(whole, letters)
    assert window.pieces.shape == (len(whole.tokens) + 2, LONGEST)
    assert window.pieces[window.starts].tolist() == [list(row) for row in rows(text, language)]
    assert (tuple(window.pieces[0]), tuple(window.pieces[-1])) == (letters.begin, letters.end)
    assert letters.begin != letters.end


@pytest.mark.parametrize(
    ("language", "one", "alike", "other"),
    [("uk", "заміновано", "заміновані", "повідомити"), ("ru", "заминирован", "заминировали", "сообщить")],
)
def test_words_of_one_stem_share_more_than_words_of_two(language, one, alike, other):
    first, second, third = (set(rows(word, language)[0]) - {0} for word in (one, alike, other))
    assert len(first & second) > 2 * len(first & third)


def test_both_languages_say_alike_what_a_verb_of_saying_is():
    one, other = (set(rows(text, language)[0]) for text, language in (("сказала", "uk"), ("сказала", "ru")))
    assert len(one & other) > len(one) // 2
    assert one != other


def test_a_table_with_no_room_for_letters_is_none():
    with pytest.raises(ValueError, match="too few for letters"):
        Letters(TRAITS)
