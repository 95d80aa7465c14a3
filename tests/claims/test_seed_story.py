"""The real story that the first dossier is measured by: every attribution with its source, and the one relay."""

from pathlib import Path

import pytest

from probative.model.claims import Claim, SourceKind
from tests.claims.material import claims_of, holding

STORY = Path(__file__).parents[3] / "shared" / "inputs" / "seed-story.txt"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found() -> tuple[Claim, ...]:
    return claims_of(STORY.read_text(encoding="utf-8"))


@pytest.mark.parametrize("words", ["Evidence from the two", "sought asylum at the same", "will testify about"])
def test_the_activist_is_the_source_of_what_he_says(found: tuple[Claim, ...], words: str) -> None:
    assert holding(found, words).chain[0].source == "Vladimir Osechkin"


def test_the_added_quotation_is_whole_and_he_is_resolved(found: tuple[Claim, ...]) -> None:
    claim = holding(found, "will testify about")
    assert "I hope" in claim.content
    assert claim.chain[0].words == "He"
    assert claim.forecast


@pytest.mark.parametrize("words", ["secret financing", "sabotage work", "Western suspicions"])
def test_the_mercenary_is_the_origin_and_the_activist_the_relay(found: tuple[Claim, ...], words: str) -> None:
    claim = holding(found, words)
    assert claim.chain[0].kind is SourceKind.DESCRIBED
    assert claim.chain[0].source == "Wagner official"
    assert claim.chain[1].source == "Vladimir Osechkin"
    assert claim.chain[1].cue == "revealed the defections"


def test_the_suspicions_inside_are_an_attribution_of_their_own(found: tuple[Claim, ...]) -> None:
    claim = next(one for one in found if one.chain[0].cue == "suspicions")
    assert claim.chain[0].source == "Western"
    assert claim.chain[1].source == "Wagner official"
    assert "is connected operationally" in claim.content


def test_the_intelligence_officer_is_the_source_of_what_she_reveals(found: tuple[Claim, ...]) -> None:
    claim = next(one for one in found if one.chain[0].cue == "revealing")
    assert "intelligence officer" in (claim.chain[0].source or "")
    assert "Vladimir Osechkin" in [hop.source for hop in claim.chain]


def test_the_senior_sources_warn_of_what_is_to_come(found: tuple[Claim, ...]) -> None:
    claim = next(one for one in found if one.chain[0].cue == "warned")
    assert "chemical weapons" in claim.content
    assert claim.chain[0].source == "senior sources in Crimea"
    assert claim.chain[0].kind is SourceKind.DESCRIBED
    assert claim.forecast


def test_what_somebody_is_said_to_prepare_has_them_for_its_origin_and_who_says_so_for_its_relay(
    found: tuple[Claim, ...],
) -> None:
    for claim in found:
        if claim.chain[0].cue == "was preparing":
            assert [hop.source for hop in claim.chain[:2]] == ["Russia", "senior sources in Crimea"]


@pytest.mark.parametrize("words", ["serious insider information", "reached safe exile", "high-level officials"])
def test_nobody_is_named_where_nobody_is(found: tuple[Claim, ...], words: str) -> None:
    assert any(claim.chain[0].kind is SourceKind.UNATTRIBUTED and words in claim.content for claim in found)


def test_all_that_the_two_insiders_revealed_hangs_on_one_relay(found: tuple[Claim, ...]) -> None:
    insiders = {"Wagner official", "female FSB intelligence officer", "two high-level officials"}
    theirs = [claim for claim in found if claim.chain[0].source in insiders]
    assert len(theirs) >= 5
    assert all("Vladimir Osechkin" in [hop.source for hop in claim.chain[1:]] for claim in theirs)
