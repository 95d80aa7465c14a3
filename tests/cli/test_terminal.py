"""Nothing in the material reaches a terminal as a command."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.cli.invocation import print_shape
from probative.cli.terminal import plain, plain_lines, plain_shape

HARMFUL = ["\x1b[2J", "\x07", "\x9b31m", "\u202egnp.exe", "\u2066", "\x00", "\x7f", "\ufff9", "\udc80", "\r"]


@pytest.mark.parametrize("text", HARMFUL)
def test_a_harmful_character_is_written_out_or_is_a_space(text):
    for shown in (plain(f"a{text}b"), plain_lines(f"a{text}b"), plain_shape([{text: text}])[0].popitem()[1]):
        assert all(each.isprintable() for each in shown)
    assert plain(f"a{text}b").startswith("a")


@given(st.text(st.characters(), max_size=60))
def test_what_is_plain_is_one_printable_line_and_printable_text_stays(text):
    shown = plain(text)
    kept = set("\u00ad\u200c\u200d\u200e\u200f\u061c\ufeff")
    assert all(each.isprintable() or each in kept or not _moves(each) for each in shown)
    assert "\n" not in shown
    if text.isprintable():
        assert shown == text


def _moves(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f" or "\u202a" <= character <= "\u202e"


def test_the_joiners_of_other_scripts_are_spelling_and_stay():
    assert plain("می\u200cخواهم\n") == "می\u200cخواهم "


def test_lines_and_tabs_of_a_reading_stay():
    assert plain_lines("a\tb\nc\x1b\n") == "a\tb\nc\\x1b\n"


@given(st.text(st.characters(codec=None), max_size=40))
def test_json_is_the_same_value_and_encodes_and_holds_nothing_that_turns_text_around(text):
    shape = {"text": text, "number": 5}
    line = _printed(shape)
    assert json.loads(line) == shape
    line.encode()
    assert not any(_moves(each) for each in line.rstrip("\n"))


def _printed(shape: dict) -> str:
    from contextlib import redirect_stdout
    from io import StringIO

    out = StringIO()
    with redirect_stdout(out):
        print_shape(shape)
    return out.getvalue()
