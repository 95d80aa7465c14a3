"""The stretch that shows why a reading was found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from probative.store.query import parse_query
from probative.store.snippets import CHARACTERS_SHOWN, WORDS_SEARCHED, best_stretch
from probative.store.terms import terms


def shown(text: str, query: str) -> tuple[str, list[str]]:
    """Give the stretch's words and the marked ones."""
    start, end, marks = best_stretch(text, parse_query(query).wanted)
    return text[start:end], [text[low:high] for low, high in marks]


def test_the_place_where_most_words_stand_together_is_shown() -> None:
    text = "Tarn left. " + "Nothing more. " * 60 + "Then Tarn closed the bridge. " + "Nothing more. " * 60
    snippet, marked = shown(text, "tarn bridge closed")
    assert marked == ["Tarn", "closed", "bridge"]
    assert snippet.startswith("more. Nothing more. ")
    assert "Then Tarn closed the bridge" in snippet


def test_the_first_of_equal_places_is_shown() -> None:
    assert shown("one tarn. " + "x " * 90 + "two tarn.", "tarn")[0].startswith("one tarn")


def test_a_phrase_is_marked_as_one_and_its_single_words_are_not() -> None:
    assert shown("the bridge, the closed bridge", '"closed bridge"')[1] == ["closed bridge"]


def test_overlapping_phrases_are_one_mark() -> None:
    assert shown("a b c d", '"a b" "b c"')[1] == ["a b c"]


def test_a_snippet_begins_and_ends_at_words() -> None:
    snippet, _ = shown("longword " * 100 + "tarn" + " longword" * 100, "tarn")
    assert set(snippet.split()) == {"longword", "tarn"}


def test_beyond_the_words_that_are_searched_the_first_match_is_shown() -> None:
    text = "tarn " + "x " * (WORDS_SEARCHED + 100) + "tarn bridge"
    assert shown(text, "tarn bridge")[1] == ["tarn"]


def test_a_text_without_the_words_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no wanted phrase"):
        best_stretch("nothing here", (("tarn",),))


@given(st.text(max_size=300), st.data())
def test_a_stretch_lies_in_the_text_holds_its_marks_and_stays_short(text: str, data: st.DataObject) -> None:
    held = terms(text)
    assume(held)
    start = data.draw(st.integers(0, len(held) - 1))
    wanted = (tuple(held[start : start + data.draw(st.integers(1, 3))]),)
    low, high, marks = best_stretch(text, wanted)
    assert 0 <= low <= marks[0][0] < marks[-1][1] <= high <= len(text)
    assert high - low <= CHARACTERS_SHOWN + 120
