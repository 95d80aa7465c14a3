"""Where the documents of a corpus come from, and which part each belongs to."""

import json
from dataclasses import replace

import pytest

from probative.claims.corpus import standoff
from probative.claims.corpus.corpus import PARTS, Part, fingerprint, part_of, read_corpus
from probative.claims.corpus.marked import MarkedTextInvalid, read
from tests.claims import tiny


def parts_of(folder, **how):
    return {document.id: part for document, part in read_corpus(folder, **how)}


def test_parts_come_from_the_list_and_else_from_the_hash_of_the_id(tmp_path):
    folder = tiny.corpus(tmp_path / "corpus", train=2, dev=1, test=1)
    listed = {"t-000": "train", "t-001": "train", "t-002": "dev", "t-003": "test"}
    assert parts_of(folder) == listed
    (folder / PARTS).unlink()
    assert parts_of(folder) == {name: part_of(name) for name in listed}


def test_of_many_documents_about_two_in_ten_are_test_and_one_in_ten_dev():
    parts = [part_of(f"document-{number}") for number in range(2000)]
    assert 0.17 < parts.count(Part.TEST) / 2000 < 0.23
    assert 0.08 < parts.count(Part.DEV) / 2000 < 0.12


@pytest.mark.parametrize(
    "listed", ["[]", "no json", '{"tuning": ["t-000"]}', '{"train": ["t-000"], "test": ["t-000"]}', '{"train": 3}']
)
def test_a_list_of_parts_that_is_none_is_refused_by_name(tmp_path, listed):
    folder = tiny.corpus(tmp_path / "corpus", train=1, dev=0, test=0)
    (folder / PARTS).write_text(listed)
    with pytest.raises(MarkedTextInvalid, match=PARTS):
        parts_of(folder)


def test_both_formats_stand_side_by_side_and_standoff_takes_the_language_that_is_said(tmp_path):
    folder = tiny.corpus(tmp_path / "corpus", train=1, dev=0, test=0)
    (folder / "theirs").mkdir()
    (folder / "theirs" / "note.txt").write_text("Mira Toll sat.")
    (folder / "theirs" / "note.ann").write_text("T1\tPerson 0 9\tMira Toll\n")
    (folder / PARTS).write_text(json.dumps({"dev": ["theirs/note"]}))
    found = {document.id: (document, part) for document, part in read_corpus(folder, language="uk", genre="mail")}
    document, part = found["theirs/note"]
    assert (document.language, document.genre, part) == ("uk", "mail", Part.DEV)
    assert found["t-000"][0].language == "en"


def test_two_documents_of_one_id_are_refused(tmp_path):
    folder = tiny.corpus(tmp_path / "corpus", train=1, dev=0, test=0)
    (folder / "copy.txt").write_text((folder / "t-000.txt").read_text())
    with pytest.raises(MarkedTextInvalid, match="both called t-000"):
        parts_of(folder)


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(MarkedTextInvalid, match="holds no"):
        parts_of(tmp_path)


def test_the_same_words_have_the_same_fingerprint_whatever_stands_between_them():
    one = read(tiny.document("a", 1), "a")
    assert fingerprint(one) == fingerprint(replace(one, id="b", text=one.text.replace("\n\n", " \n "), marks=()))
    assert fingerprint(one) != fingerprint(read(tiny.document("a", 2), "a"))


def test_marks_alone_are_joined_with_their_texts_and_all_are_for_learning(tmp_path):
    sets, marks = tmp_path / "sets", tmp_path / "marks"
    (sets / "re3d").mkdir(parents=True)
    marks.mkdir()
    one = read(tiny.document("a", 1), "a")
    (sets / "re3d" / "docs.jsonl").write_text(json.dumps({"id": "X", "text": one.text}) + "\n")
    (marks / "marks.jsonl").write_text(json.dumps(standoff.write(one, "re3d/docs.jsonl#X")) + "\n")
    ((document, part),) = read_corpus(marks, sets=sets)
    assert ([mark.content for mark in document.marks], part) == ([mark.content for mark in one.marks], Part.TRAIN)
    with pytest.raises(MarkedTextInvalid, match="lie elsewhere"):
        list(read_corpus(marks))
