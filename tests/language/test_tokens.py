"""Words and marks, each with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lt-Col Brek didn't go.", ["Lt-Col", "Brek", "didn't", "go", "."]),
        ("the widow’s claim", ["the", "widow", "’s", "claim"]),
        ("the 41-year-old said", ["the", "41-year-old", "said"]),
        ("at 6 a.m. in the U.S.", ["at", "6", "a.m.", "in", "the", "U.S."]),
        ("3,500 men, 12%", ["3,500", "men", ",", "12%"]),
        ("O'Neill--no", ["O'Neill", "--", "no"]),
        ("``Stop,'' he said", ["``", "Stop", ",", "''", "he", "said"]),
        ("Ukraine.The", ["Ukraine", ".", "The"]),
    ],
)
def test_words_clitics_numbers_and_marks_stand_apart(text: str, words: list[str]) -> None:
    assert [token.words for token in tokenize(text)] == words


@given(st.text(max_size=300))
def test_every_token_reproduces_its_words_and_nothing_but_space_is_left_out(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.words for token in tokens)
    covered = "".join(token.words for token in tokens)
    assert covered == "".join(text.split())
