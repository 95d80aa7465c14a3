"""The words around a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.readings import Genre, Part, PartKind, Reading
from probative.web.context import context_of, contexts_of, note_of

ONE = ExhibitId("E-0001")


def reading(text: str, offset: int = 0, *, parts: tuple[Part, ...] = (), volume: int = 1) -> Reading:
    return Reading(
        exhibit=ONE, reader="text", reader_version="1", text=text, parts=parts, genre=Genre.PUBLICATION, offset=offset,
        volume=volume,
    )  # fmt: skip


def claim(start: int, words: str) -> Claim:
    here = Passage(exhibit=ONE, start=start, end=start + len(words))
    hop = Hop(source="A", kind=SourceKind.NAMED, role=Role.ORIGIN)
    return Claim(
        id=ClaimId("C-0001"), exhibit=ONE, passage=here, words=words, content=words, pieces=(here,), chain=(hop,),
        certainty=Certainty.CERTAIN, suggester="t",
    )  # fmt: skip


def test_a_short_paragraph_is_shown_whole() -> None:
    text = "A headline\n\nThe mayor said the bridge fell. Nobody was hurt.\n\nMore."
    found = context_of(claim(text.index("the bridge"), "the bridge fell"), reading(text))
    assert found.text == "The mayor said the bridge fell. Nobody was hurt."
    assert not found.cut_before
    assert not found.cut_after


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    text = "One sentence here. " * 60 + "The mayor said the bridge fell. " + "Another sentence there. " * 60
    found = context_of(claim(text.index("the bridge"), "the bridge fell"), reading(text))
    assert "the bridge fell" in found.text
    assert found.text.startswith("One sentence here.")
    assert found.text.endswith("there.")
    assert found.cut_before
    assert found.cut_after
    assert len(found.text) < 700


def test_offsets_count_in_the_whole_reading_and_the_part_is_named() -> None:
    part = Part(kind=PartKind.PAGE, number=2, label="page 2", start=100, end=115)
    found = context_of(claim(100, "the bridge"), reading("the bridge fell", 100, parts=(part,), volume=2))
    assert found.start == 100
    assert found.part == "page 2"


def test_a_claim_of_another_volume_is_refused_or_passed_over() -> None:
    far = claim(500, "the bridge")
    with pytest.raises(ValueError, match="does not stand in volume"):
        context_of(far, reading("short"))
    assert contexts_of(reading("short"), [far]) == ()


def test_a_note_adds_up_the_volumes() -> None:
    found = note_of([reading("world", 5, volume=2), reading("hello")])
    assert found.characters == 10
    with pytest.raises(ValueError, match="one exhibit"):
        note_of([])


@given(st.text(st.sampled_from("ab .\n!?”"), min_size=1, max_size=1500), st.data())
def test_the_context_always_holds_the_claim_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    found = context_of(claim(start, words), reading(text))
    at = start - found.start
    assert at >= 0
    assert found.text[at : at + len(words)] == words
