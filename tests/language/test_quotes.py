"""Quotation marks in pairs, of every make, over sentences and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.language.quotes import quotes
from probative.language.tokens import tokenize


def quoted(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[one.opening].start : tokens[one.closing].end] for one in quotes(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("«Non,» he said.", ["«Non,»"]),
        ("``Stop,'' he said.", ["``Stop,''"]),
        ("\"Stop,'' he said.", ["\"Stop,''"]),
        ("‘Stop,’ the guard’s wife said.", ["‘Stop,’"]),
        ("the guards’ room and the widow’s house", []),
        ("He said “no. We left.", ["“no. We left."]),
        ("“We hid.\n\n“Then we ran,” she said.", ["“We hid.\n\n“Then we ran,”"]),
        ("“We hid.\n\nThen it rained.", ["“We hid."]),
        ('a 6" pipe', []),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text("“”\"'‘’«» .\nabA", max_size=120))
def test_quotations_never_overlap(text: str) -> None:
    found = quotes(text, tokenize(text))
    assert all(one.opening < one.closing for one in found)
    assert all(one.closing < other.opening for one, other in pairwise(found))
