"""Marks apart from their text: they find their words again, and refuse other texts."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given

from probative.claims.corpus import open_texts, standoff
from probative.claims.corpus.document import Document
from probative.claims.corpus.marked import MarkedTextInvalid
from tests.claims.corpus.making import documents

ROOT = Path(__file__).resolve().parents[3]
NOTES = ROOT / "corpora" / "open-texts" / "marks.jsonl"
SETS = ROOT.parent / "shared" / "data"


def words(document: Document) -> list[tuple[str, ...]]:
    """Each mark's words, white space left out."""

    def bare(span):
        return "".join(document.text[slice(*span)].split())

    return [
        (
            bare(mark.source) if mark.source else "",
            *map(bare, mark.cue),
            "|",
            *map(bare, mark.content),
            str(mark.parent),
        )
        for mark in document.marks
    ]


@given(documents())
def test_marks_find_their_words_however_the_text_is_spaced(document: Document) -> None:
    assume(document.text.strip())
    notes = json.loads(json.dumps(standoff.write(document, "set#one")))
    read = standoff.read(notes, re.sub(r"\s+", " \n ", document.text) + " And more that nobody marked.")
    assert words(read) == words(document)
    assert [mark.certainty for mark in read.marks] == [mark.certainty for mark in document.marks]


@given(documents())
def test_another_text_is_refused(document: Document) -> None:
    assume(document.text.strip())
    notes = standoff.write(document, "set#one")
    with pytest.raises(MarkedTextInvalid):
        standoff.read(notes, "X" + document.text)


@pytest.mark.parametrize("line", ["", "[]", "{", '{"id": "a"}'])
def test_what_are_no_notes_is_refused(line: str) -> None:
    with pytest.raises(MarkedTextInvalid):
        standoff.read(standoff.loads(line), "words")


@pytest.mark.shared
def test_our_marks_on_open_texts_all_find_their_texts() -> None:
    with NOTES.open(encoding="utf-8") as lines:
        found = list(open_texts.documents(lines, SETS))
    assert len(found) == 260
    assert sum(len(one.marks) for one in found) == 4330
    assert all(one.text[slice(*mark.cue[0])].strip() for one in found for mark in one.marks)


def test_notes_hold_no_words_of_the_texts() -> None:
    for line in NOTES.read_text(encoding="utf-8").splitlines():
        for mark in json.loads(line)["marks"]:
            assert set(mark) == {"source", "cue", "content", "kind", "certainty", "speaker", "forecast", "negative"}
            assert mark["speaker"] is None or re.fullmatch(r"s\d+", mark["speaker"])
