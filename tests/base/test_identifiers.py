"""The numbers a reader sees."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import identifier, is_identifier, number_of


@given(st.sampled_from(string.ascii_uppercase), st.integers(1, 10**12))
def test_the_number_comes_back(letter: str, number: int) -> None:
    written = identifier(letter, number)
    assert number_of(written) == number
    assert is_identifier(written, letter)
    assert len(written) >= 6


@pytest.mark.parametrize(
    ("number", "written"), [(1, "E-0001"), (9999, "E-9999"), (10_000, "E-10000"), (123_456, "E-123456")]
)
def test_four_digits_at_least_and_more_where_needed(number: int, written: str) -> None:
    assert identifier("E", number) == written


@pytest.mark.parametrize("letter", ["", "e", "EE", "1", "\u00c9", "\u0415", " "])
def test_a_kind_is_one_capital_letter_of_ascii(letter: str) -> None:
    with pytest.raises(ValueError, match="not a kind letter"):
        identifier(letter, 1)


@pytest.mark.parametrize("number", [0, -1])
def test_identifiers_count_from_one(number: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        identifier("E", number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "E",
        "E-1",
        "E-001",
        "E0001",
        "e-0001",
        "EE-0001",
        "E-0001 ",
        "E-0001\n",
        "E-000a",
        "E-\u0661\u0662\u0663\u0664",
    ],
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        number_of(text)
    assert not is_identifier(text, "E")


def test_an_identifier_is_of_one_kind_only() -> None:
    assert is_identifier("E-0001", "E")
    assert not is_identifier("E-0001", "C")
    assert not is_identifier("E-0001", "E-")
    assert not is_identifier("E-0001", "")


@pytest.mark.parametrize("text", ["E-00001", "E-0000"])
def test_one_number_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        number_of(text)
    assert not is_identifier(text, "E")
