"""What nobody in particular says, what is rejected, and whom a paper's own name or "we" stands for."""

import pytest

from probative.model.claims import Certainty, Role, SourceKind
from tests.claims.material import claims_of, holding


@pytest.mark.parametrize(
    "aside", ["it was reported", "it is understood", "it was later claimed", "it was said", "it was alleged"]
)
def test_what_a_sentence_says_at_its_end_nobody_knows_from_whom_is_not_the_papers_own(aside: str) -> None:
    (found,) = claims_of(f"The mill beside the ferry was burned by deserters on 4 May, {aside}.")
    assert found.origin.kind is SourceKind.UNATTRIBUTED
    assert found.certainty is Certainty.UNCOMMITTED
    assert aside not in found.content


@pytest.mark.parametrize("text", ["They came late, it was raining.", "It was raining when they burned the mill."])
def test_not_every_it_attributes(text: str) -> None:
    assert all(each.origin.kind is SourceKind.PUBLISHER for each in claims_of(text))


@pytest.mark.parametrize("words", ["rejected claims", "denied the rumours", "rejected recent reports"])
def test_who_rejects_a_rumour_denies_it_and_passes_nothing_on(words: str) -> None:
    found = holding(claims_of(f"Mira Toll {words} that deserters burned the mill."), "deserters burned the mill")
    assert found.certainty.is_denial
    assert [hop.source for hop in found.chain[:-1]] == ["Mira Toll"]


def test_whose_claim_is_rejected_still_makes_it() -> None:
    found = holding(
        claims_of("Mira Toll rejected Osk Varen's claim that deserters burned the mill."), "deserters burned"
    )
    assert found.origin.source == "Osk Varen"
    assert not found.certainty.is_denial


@pytest.mark.parametrize("name", ["the Sarn Courier", "the Keld Observer", "the Delta Wire"])
def test_a_papers_name_is_a_name_whatever_its_words_mean(name: str) -> None:
    found = holding(claims_of(f"According to {name}, deserters burned the mill."), "deserters burned the mill")
    assert found.origin.kind is SourceKind.NAMED


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("Mira Toll told the Sarn Courier that deserters burned the mill.", ["Sarn Courier"]),
        ("“Deserters burned the mill,” Mira Toll told The Keld Sentinel.", ["Keld Sentinel"]),
        ("Mira Toll told Reuters on Monday that deserters burned the mill.", ["Reuters"]),
        ("Mira Toll told the Sarn court that deserters burned the mill.", []),
        ("Mira Toll told the nurse that deserters burned the mill.", []),
        ("Mira Toll told the Harrow Post that deserters burned the mill.", []),
        ("Speaking to the Harrow Post, Mira Toll said that deserters burned the mill.", []),
    ],
)
def test_the_paper_that_was_told_is_a_relay_and_the_text_s_own_is_its_publisher(text: str, relays: list[str]) -> None:
    chain = holding(claims_of(text), "eserters burned the mill").chain
    assert [hop.source for hop in chain if hop.role is Role.RELAY] == relays
    assert chain[-1].source == "Harrow Post"


def test_we_of_a_paper_is_the_paper_and_i_is_its_author() -> None:
    we = holding(claims_of("We reported on Monday that deserters burned the mill."), "deserters burned the mill")
    i = holding(claims_of("I reported on Monday that deserters burned the mill."), "deserters burned the mill")
    assert [hop.kind for hop in we.chain] == [SourceKind.PUBLISHER]
    assert i.origin.kind is not SourceKind.PUBLISHER
