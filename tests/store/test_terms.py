"""How search cuts and folds words."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from probative.store.terms import LONGEST_TERM, terms, words

odd_texts = st.text(
    st.characters(exclude_categories=("Cs",))
    | st.sampled_from("\u0301\u0308\u00ad\u200c\u200d\u0640 _'-e\u0439\u0457\u00bd\u2474\ufdfa\u0915\u0940\u0338=")
)


@given(odd_texts)
@example("=\u0338abc")
@example("\u00ad \u0301")
@example("a\u00adb")
def test_words_and_terms_agree(text: str) -> None:
    assert [word.term for word in words(text)] == terms(text)


@given(odd_texts)
def test_words_stand_where_they_say_in_order_and_apart(text: str) -> None:
    found = list(words(text))
    assert all(word.start < word.end <= len(text) for word in found)
    assert all(left.end < right.start for left, right in pairwise(found))
    assert all(terms(text[word.start : word.end]) == [word.term] for word in found)


@given(odd_texts)
def test_a_term_never_holds_what_the_full_text_table_would_cut_or_read_as_syntax(text: str) -> None:
    for term in terms(text):
        assert 0 < len(term) <= LONGEST_TERM
        assert not [character for character in term if character.isascii() and not character.isalnum()]
        assert not [character for character in term if "A" <= character <= "Z" or character.isspace()]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs", "Mn"))))
def test_composed_and_decomposed_spellings_have_the_same_terms(text: str) -> None:
    assert terms(unicodedata.normalize("NFD", text)) == terms(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cease-fire, 12:30 (E-0007)", ["the", "cease", "fire", "12", "30", "e", "0007"]),
        ("item_7", ["item", "7"]),
        ("Stra\u00dfe STRASSE", ["strasse", "strasse"]),
        ("\u0130stanbul", ["istanbul"]),
        ("\ufb01nal", ["final"]),
        ("\u0390\u03ac", ["\u03b9\u03b1"]),
        (
            "\u041c\u0456\u0439 \u0457\u0457 \u0451\u043b\u043a\u0430",
            ["\u043c\u0456\u0439", "\u0457\u0457", "\u0435\u043b\u043a\u0430"],
        ),
        ("\u0643\u0650\u062a\u064e\u0640\u0640\u0627\u0628", ["\u0643\u062a\u0627\u0628"]),
        ("", []),
        ("... --- ...", []),
    ],
)
def test_words_fold_as_described(text: str, expected: list[str]) -> None:
    assert terms(text) == expected
