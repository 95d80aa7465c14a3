"""Names made safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.intake.naming import Names, is_unsafe, shown


@given(st.one_of(st.binary(max_size=40), st.text(st.characters(), max_size=40)))
def test_what_is_shown_holds_no_surrogate_no_control_and_no_line_break(name):
    text = shown(name)
    assert text.encode("utf-8").decode("utf-8") == text
    assert len(text.splitlines()) <= 1
    assert not any(
        ord(character) < 32 or character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068" for character in text
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain.txt", "plain.txt"),
        ("Наказ № 5.docx", "Наказ № 5.docx"),
        ("a\nb", "a\\nb"),
        (b"\xd0\xbd\xff", "н\\xff"),
        ("\udcff.txt", "\\xff.txt"),
        ("a\u202eb", "a\\u202eb"),
    ],
)
def test_names_are_shown_as_they_are_where_that_is_safe(name, text):
    assert shown(name) == text


def test_a_very_long_name_is_cut_in_the_middle():
    text = shown("a" * 3000 + ".pdf")
    assert len(text) == 1024
    assert text.endswith(".pdf")


@pytest.mark.parametrize("name", ["", "/a", "\\a", "C:a", "c:\\a", "..", "../a", "a/../b", "a\\..\\b", "a/..", "a\0b"])
def test_names_that_leave_the_archive_are_unsafe(name):
    assert is_unsafe(name)


@pytest.mark.parametrize("name", ["a", "a/b", "a\\b", "..a", "a..", "a/...", "./a", "ab:c"])
def test_names_that_stay_inside_are_safe(name):
    assert not is_unsafe(name)


def test_equal_names_are_told_apart():
    names = Names()
    assert [names.unique("a"), names.unique("a"), names.unique("b"), names.unique("a")] == ["a", "a [2]", "b", "a [3]"]
