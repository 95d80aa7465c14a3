"""What a person typed, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.store.query import Query, parse_query


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("bridge closed", [("bridge",), ("closed",)], []),
        ('"bridge was" closed', [("bridge", "was"), ("closed",)], []),
        ("\u201cbridge was\u201d \u00abclosed now\u00bb", [("bridge", "was"), ("closed", "now")], []),
        ("bridge -closed", [("bridge",)], [("closed",)]),
        ('bridge -"closed now"', [("bridge",)], [("closed", "now")]),
        ("cease-fire", [("cease", "fire")], []),
        ("a - b", [("a",), ("b",)], []),
        ('"left open', [("left", "open")], []),
        ("the the THE", [("the",)], []),
        ("", [], []),
        ('"" - "-"', [], []),
        ("--twice", [], [("twice",)]),
    ],
)
def test_a_query_is_words_phrases_and_exclusions(
    typed: str, wanted: list[tuple[str, ...]], unwanted: list[tuple[str, ...]]
) -> None:
    assert parse_query(typed) == Query(wanted=tuple(wanted), unwanted=tuple(unwanted))


@given(st.text())
def test_any_text_is_a_query(typed: str) -> None:
    query = parse_query(typed)
    assert all(phrase and all(phrase) for phrase in (*query.wanted, *query.unwanted))
