"""The tagger tells noun from verb where attribution hangs on it."""

import pytest

from probative.language.lexicon import english
from probative.language.sentences import sentences
from probative.language.tags import tag
from probative.language.tokens import tokenize


def tags_of(text: str) -> dict[str, str]:
    tokens = tokenize(text)
    (sentence,) = sentences(text, tokens, english())
    letters = tag(tokens, first=sentence.first, last=sentence.last, marks={}, names=frozenset())
    return {token.words: letter for token, letter in zip(tokens, letters, strict=True)}


@pytest.mark.parametrize(
    ("text", "word", "letter"),
    [
        ("The ministry claims that it won.", "claims", "V"),
        ("They rejected the claims that it lost.", "claims", "N"),
        ("Officials report losses.", "report", "V"),
        ("The report was late.", "report", "N"),
        ("They plan to leave.", "plan", "V"),
        ("They plan to leave.", "to", "t"),
        ("They went to court.", "to", "p"),
        ("He is thought to be ill.", "thought", "E"),
        ("The thought frightened her.", "thought", "N"),
        ("The man that fled was caught.", "that", "w"),
        ("He said that it rained.", "that", "s"),
        ("Her brother saw her.", "her", "O"),
        ("It was of my own free will.", "will", "N"),
        ("It will rain.", "will", "M"),
        ("Villagers fled.", "Villagers", "N"),
        ("Osk fled.", "Osk", "P"),
        ("In May they may leave.", "May", "T"),
        ("In May they may leave.", "may", "M"),
        ("The accused wept.", "accused", "N"),
    ],
)
def test_a_word_is_tagged_by_its_neighbours(text: str, word: str, letter: str) -> None:
    assert tags_of(text)[word] == letter
