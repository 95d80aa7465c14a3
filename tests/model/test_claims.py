"""What is said, by whom, how surely: what no claim may be."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from probative.model.anchors import Passage
from probative.model.claims import Attribution, Certainty, Claim, Hop, Role, SourceKind, Status
from tests.suites.values import attributions, claims

WORDS = "the bridge was closed"
PASSAGE = Passage(exhibit="E-0001", start=10, end=10 + len(WORDS))
ORIGIN = Hop(source="Colonel Tarn", kind=SourceKind.NAMED, role=Role.ORIGIN, cue="said")
PUBLISHER = Hop(source="The Velm Courier", kind=SourceKind.PUBLISHER, role=Role.PUBLISHER)


def claim(**changes: Any) -> Claim:
    """Give a claim, changed."""
    return replace(
        Claim(
            id="C-0001",
            exhibit="E-0001",
            passage=PASSAGE,
            words=WORDS,
            content=WORDS,
            pieces=(PASSAGE,),
            chain=(ORIGIN, PUBLISHER),
            certainty=Certainty.CERTAIN,
            suggester="rules/1",
        ),
        **changes,
    )


def test_a_claim_is_proposed_until_a_human_judges_it() -> None:
    assert claim().status is Status.PROPOSED


def test_the_origin_is_who_could_know() -> None:
    assert claim().origin is ORIGIN


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"words": ""}, "no claim without an anchor, words and a speaker"),
        ({"pieces": ()}, "no claim without an anchor, words and a speaker"),
        ({"chain": ()}, "no claim without an anchor, words and a speaker"),
        ({"words": WORDS + "."}, "not as long as their passage"),
        ({"words": WORDS[1:]}, "not as long as their passage"),
        ({"pieces": (Passage(exhibit="E-0001", start=9, end=12),)}, "a piece lies outside"),
        ({"pieces": (Passage(exhibit="E-0001", start=12, end=99),)}, "a piece lies outside"),
        ({"pieces": (PASSAGE, Passage(exhibit="E-0002", start=11, end=12))}, "a piece lies outside"),
        ({"chain": (PUBLISHER,)}, "begins with the origin"),
        ({"chain": (PUBLISHER, ORIGIN)}, "begins with the origin"),
        ({"chain": (ORIGIN, ORIGIN)}, "one origin"),
        ({"chain": (ORIGIN, PUBLISHER, ORIGIN)}, "one origin"),
    ],
)
def test_a_claim_without_anchor_words_or_a_chain_in_order_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        claim(**changes)


def test_words_are_counted_in_code_points() -> None:
    words = "\U0001f54a\u0301 \u043c\u0438\u0440"
    passage = Passage(exhibit="E-0001", start=0, end=6)
    assert claim(words=words, passage=passage, pieces=(passage,)).words == words


@given(claims())
def test_a_claims_pieces_lie_in_its_passage_and_its_words_fill_it(drawn: Claim) -> None:
    assert len(drawn.words) == drawn.passage.end - drawn.passage.start
    assert all(drawn.passage.holds(piece) for piece in drawn.pieces)


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind is not SourceKind.UNATTRIBUTED])
def test_every_source_but_the_unattributed_one_has_a_name(kind: SourceKind) -> None:
    with pytest.raises(ValueError, match="unattributed means exactly that no source is named"):
        Hop(source=None, kind=kind, role=Role.ORIGIN)


def test_an_unattributed_source_has_no_name() -> None:
    with pytest.raises(ValueError, match="unattributed means exactly that no source is named"):
        Hop(source="somebody", kind=SourceKind.UNATTRIBUTED, role=Role.ORIGIN)
    assert Hop(source=None, kind=SourceKind.UNATTRIBUTED, role=Role.ORIGIN).source is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cue": ()}, "a cue and a content"),
        ({"content": ()}, "a cue and a content"),
        ({"source": None}, "unattributed means exactly"),
        ({"kind": SourceKind.UNATTRIBUTED}, "unattributed means exactly"),
    ],
)
def test_an_attribution_has_a_cue_a_content_and_the_source_its_kind_asks_for(
    changes: dict[str, Any], message: str
) -> None:
    whole = Attribution(
        source=(0, 4), cue=((5, 9),), content=((10, 20),), kind=SourceKind.NAMED, certainty=Certainty.CERTAIN
    )
    with pytest.raises(ValueError, match=message):
        replace(whole, **changes)


@given(attributions())
def test_an_attribution_names_a_source_or_is_unattributed(drawn: Attribution) -> None:
    assert (drawn.source is None) == (drawn.kind is SourceKind.UNATTRIBUTED)


def test_denials_are_the_three_that_lean_against() -> None:
    assert {value for value in Certainty if value.is_denial} == {"CT-", "PR-", "PS-"}


def test_certainties_are_those_of_factbank() -> None:
    assert [value.value for value in Certainty] == ["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
