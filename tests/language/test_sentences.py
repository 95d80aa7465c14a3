"""Where sentences end, and where only an abbreviation does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.language.lexicon import english
from probative.language.sentences import sentences
from probative.language.tokens import tokenize


def cut(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[one.first].start : tokens[one.last - 1].end] for one in sentences(text, tokens, english())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Dr. A. B. Lund left. She stayed.", ["Dr. A. B. Lund left.", "She stayed."]),
        ("The town fell.The mayor left.", ["The town fell.", "The mayor left."]),
        ("“Stop!” he said. “Now.”", ["“Stop!” he said.", "“Now.”"]),
        ("The unit, nicknamed “Crows”. was paid.", ["The unit, nicknamed “Crows”. was paid."]),
        ("They met at 6 a.m. He left.", ["They met at 6 a.m.", "He left."]),
        ("A heading\nThe town fell.", ["A heading", "The town fell."]),
        (
            "The town fell after a siege that had lasted for nearly seven\nweeks of rain.",
            ["The town fell after a siege that had lasted for nearly seven\nweeks of rain."],
        ),
        ("KORVA, 3 May (Wire) - The town fell.", ["KORVA, 3 May (Wire) -", "The town fell."]),
        ("See example.com for more.", ["See example.com for more."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=400))
def test_sentences_hold_every_token_once_and_none_is_too_long(text: str) -> None:
    tokens = tokenize(text)
    found = sentences(text, tokens, english())
    assert [index for one in found for index in range(one.first, one.last)] == list(range(len(tokens)))
    assert all(one.last - one.first <= 250 for one in found)
