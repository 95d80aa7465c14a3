"""Marked texts: whatever is written is read back, and a reader's marks agree with themselves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.corpus import brat, marked
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import ROLES, compare, differences, f1, intervals, right_ones, total
from probative.claims.corpus.soundness import faults
from tests.claims.corpus.making import documents

SHARES = ("kind", "certainty", "forecast", "negative")


@given(documents())
def test_our_format_gives_back_what_was_written(document: Document) -> None:
    assert marked.read(marked.write(document), "made") == document


@given(documents())
def test_standoff_gives_back_what_was_written_but_for_what_it_cannot_say(document: Document) -> None:
    written = brat.write(document)
    read = brat.read(document.text, written, "made.ann", language=document.language, genre=document.genre)
    assert read == replace(document, publisher=None, date=None, entities=document.entities or None)


@given(documents(partial=True))
def test_what_is_marked_in_part_is_not_written_as_if_it_were_all(document: Document) -> None:
    with pytest.raises(marked.MarkedTextInvalid):
        marked.write(document)
    with pytest.raises(ValueError, match="in part"):
        brat.write(document)


@given(documents())
def test_made_documents_are_sound_where_a_speaker_is_of_one_kind(document: Document) -> None:
    told = [fault for fault in faults(document) if " is named here" not in fault and " is described here" not in fault]
    assert told == []


@given(documents())
def test_marks_agree_with_themselves_in_every_measure(document: Document) -> None:
    counts = compare(document.text, document.marks, document.marks)
    assert all(right == wanted == given for right, wanted, given in counts.values())
    assert counts["triple_exact"][0] == len(document.marks)
    assert counts["nested"][1] == sum(mark.parent is not None for mark in document.marks)
    assert all(right_ones(document.text, document.marks, document.marks))


@given(documents(), documents(), some.randoms(use_true_random=False))
def test_the_order_of_what_is_judged_does_not_matter(document: Document, other: Document, chance) -> None:
    order = list(range(len(other.marks)))
    chance.shuffle(order)
    moved = {old: new for new, old in enumerate(order)}
    shuffled = [
        replace(other.marks[old], parent=None if other.marks[old].parent is None else moved[other.marks[old].parent])
        for old in order
    ]
    straight = compare(document.text, document.marks, other.marks)
    assert compare(document.text, document.marks, shuffled) == straight


@given(documents(), some.data())
def test_dropping_some_lowers_recall_only(document: Document, data: some.DataObject) -> None:
    kept = [mark for mark in document.marks if data.draw(some.booleans())]
    given_ = [replace(mark, parent=None) for mark in kept]
    counts = compare(document.text, document.marks, given_)
    for role in ROLES:
        right, wanted, made = counts[f"token_{role}"]
        assert right == made <= wanted
    right, wanted, made = counts["triple_exact"]
    assert (right, wanted, made) == (len(kept), len(document.marks), len(kept))
    assert all(counts[name][0] == counts[name][1] == len(kept) for name in SHARES)


@given(some.lists(documents(), min_size=1, max_size=6))
def test_an_interval_holds_its_value_and_a_system_does_not_differ_from_itself(several: list[Document]) -> None:
    counts = [compare(one.text, one.marks, one.marks[::2]) for one in several]
    for name, (value, low, high) in intervals(counts, draws=50).items():
        assert 0 <= low <= high <= 1
        assert value == f1(total(counts)[name])
    for each in differences(counts, counts, draws=50).values():
        assert (each.low, each.high, each.is_beyond_chance) == (0, 0, False)


def test_a_difference_on_every_document_is_more_than_chance_and_one_on_a_single_document_is_not() -> None:
    none, all_right = {"triple": (0, 4, 4)}, {"triple": (4, 4, 4)}
    sure = differences([none] * 10, [all_right] * 10)["triple"]
    assert (sure.first, sure.second, sure.is_beyond_chance) == (0.0, 1.0, True)
    assert not differences([none] * 10, [all_right, *[none] * 9])["triple"].is_beyond_chance
