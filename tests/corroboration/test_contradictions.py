from dataclasses import replace
from datetime import date

import pytest

from probative.corroboration import ancestry, contradictions, propositions, sources
from probative.model.anchors import Passage
from probative.model.claims import Claim, Status
from probative.model.meaning import ParticipantRole, Participation
from probative.model.propositions import Conflict, Contradiction
from tests.corroboration.making import claim, day, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]


def found(*claims: Claim) -> tuple[Contradiction, ...]:
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    return contradictions(propositions(known), known)


def kinds(*claims: Claim) -> list[tuple[Conflict, str, str]]:
    return [(each.conflict, each.left, each.right) for each in found(*claims)]


def said(number: int, content: str, **more: object) -> Claim:
    return claim(number, number, [f"Witness{number} Brelko"], content=content, **more)  # type: ignore[arg-type]


def test_a_denial_stands_against_what_it_denies_and_says_who_denies() -> None:
    yes, no = said(1, "the unit took hostages in Dremin"), said(2, "the unit never took hostages in Dremin")
    (one,) = found(no, yes)
    assert (one.id, one.conflict, one.left, one.right) == ("X-0001", Conflict.DENIED, "C-0001", "C-0002")
    assert "Witness2 Brelko denies" in one.detail


def test_another_number_of_the_same_thing_contradicts() -> None:
    text = "the strike on the market square killed {} people"
    assert kinds(said(1, text.format("12")), said(2, text.format("thirty"))) == [(Conflict.NUMBER, "C-0001", "C-0002")]
    (one,) = found(said(1, text.format("12")), said(2, text.format("thirty")))
    assert one.detail == "C-0001 says 12 people, C-0002 says thirty people"


def test_numbers_that_can_both_hold_do_not_contradict() -> None:
    text = "the strike on the market square killed {} people"
    assert kinds(said(1, text.format("at least 12")), said(2, text.format("thirty"))) == []
    assert kinds(said(1, text.format("about 30")), said(2, text.format("28"))) == []


def test_another_date_and_another_place_contradict_and_may_be_two_events() -> None:
    text = "the militia burned the grain store of the cooperative"
    (one,) = found(said(1, text, period=day("2023-05-01")), said(2, text, period=day("2023-06-01")))
    assert one.conflict is Conflict.DATE
    assert "two events" in one.detail
    (other,) = found(said(1, text + " in Tolm", places=("Tolm",)), said(2, text + " in Seld", places=("Seld",)))
    assert other.conflict is Conflict.PLACE
    assert "Tolm" in other.detail


def test_other_people_and_other_things_do_not_contradict() -> None:
    text = "General {} paid twelve drivers at the depot"
    assert kinds(said(1, text.format("Brasko")), said(2, "General Halvik paid thirty drivers at the depot")) == []


def test_rejecting_a_side_hides_no_contradiction_it_says_that_it_lapsed() -> None:
    no = said(2, "the unit never took hostages in Dremin", status=Status.REJECTED)
    (one,) = found(said(1, "the unit took hostages in Dremin"), no)
    assert one.lapsed == "C-0002 was rejected by a human"


def test_what_a_rejected_claim_was_set_against_is_shown_by_another_that_still_says_it() -> None:
    text = "the strike on the market square killed {} people"
    first = said(1, text.format("12"), status=Status.REJECTED)
    (one,) = found(first, said(2, text.format("12")), said(3, text.format("thirty")))
    assert (one.left, one.right, one.lapsed) == ("C-0002", "C-0003", "")


def doer(claim_: Claim, words: str, means: str | None = None) -> Claim:
    at = claim_.content.index(words)
    here = Passage(exhibit=claim_.exhibit, start=at, end=at + len(words))
    return replace(
        claim_,
        participants=(Participation(role=ParticipantRole.AGENT, words=words, passage=here, means=means),),
    )


def did(number: int, words: str, means: str | None = None, **more: object) -> Claim:
    return doer(said(number, f"{words} burned the grain store of the cooperative at Tolm", **more), words, means)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the militia", "the army"),
        ("Colonel Brasko", "Captain Halvik"),
        ("the Harbour Police", "the Ninth Brigade"),
    ],
)
def test_another_actor_of_one_deed_contradicts_and_may_be_both(one: str, other: str) -> None:
    (against,) = found(did(1, one), did(2, other))
    assert against.conflict is Conflict.ACTOR
    assert one in against.detail
    assert other in against.detail
    assert "may be both" in against.detail


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the militia", "soldiers"),
        ("the militia", "Colonel Brasko"),
        ("Brasko", "Colonel Ivan Brasko"),
        ("the Tolm militia", "the militia"),
        ("they", "the army"),
        ("Ruvan Dravik", "Руван Дравік"),
    ],
)
def test_who_may_be_the_same_does_not_contradict(one: str, other: str) -> None:
    assert kinds(did(1, one), did(2, other)) == []


def test_a_pronoun_is_whom_it_stands_for() -> None:
    assert [each.conflict for each in found(did(1, "they", "the militia"), did(2, "the army"))] == [Conflict.ACTOR]


TOLL = "the strike on the market square killed {} people"


def by(number: int, exhibit_: int, name: str, content: str, *through: str, **more: object) -> Claim:
    return claim(number, exhibit_, [name, *through], content=content, **more)  # type: ignore[arg-type]


def test_who_says_otherwise_later_contradicts_their_own_account() -> None:
    claims = (by(1, 1, "Ana Brelko", TOLL.format("12")), by(2, 2, "Ana Brelko", TOLL.format("thirty")))
    exhibits = [exhibit(1, stated=date(2023, 5, 9)), exhibit(2, stated=date(2023, 5, 2))]
    known = ancestry(claims, exhibits, sources(claims, exhibits))
    (one,) = contradictions(propositions(known), known)
    assert (one.conflict, one.own_account) == (Conflict.NUMBER, "S-0001")
    assert "Ana Brelko says both, first in C-0002 (2023-05-02), then in C-0001 (2023-05-09)" in one.detail


def test_an_own_account_is_found_behind_others_who_said_it_first() -> None:
    claims = (
        by(1, 1, "Ivo Tarn", TOLL.format("12")),
        by(2, 2, "Ana Brelko", TOLL.format("12")),
        by(3, 3, "Ana Brelko", TOLL.format("thirty")),
    )
    assert [(each.left, each.right, each.own_account) for each in found(*claims)] == [
        ("C-0001", "C-0003", None),
        ("C-0002", "C-0003", "S-0002"),
    ]
    denial = by(4, 4, "Ana Brelko", "the unit never took hostages in Dremin")
    yes = (
        by(1, 1, "Ivo Tarn", "the unit took hostages in Dremin"),
        by(2, 2, "Ana Brelko", "the unit took hostages in Dremin"),
    )
    assert [(each.left, each.right, each.own_account) for each in found(*yes, denial)] == [
        ("C-0001", "C-0004", None),
        ("C-0002", "C-0004", "S-0002"),
    ]


def test_hearsay_of_an_own_account_says_who_tells_it() -> None:
    (one,) = found(by(1, 1, "Ana Brelko", TOLL.format("12")), by(2, 2, "Ana Brelko", TOLL.format("thirty"), "Ivo Tarn"))
    assert one.own_account == "S-0001"
    assert "C-0002 as Ivo Tarn tells it" in one.detail


@pytest.mark.parametrize("name", ["?", "~two officers"])
def test_who_cannot_be_told_apart_has_no_own_account(name: str) -> None:
    (one,) = found(by(1, 1, name, TOLL.format("12")), by(2, 2, name, TOLL.format("thirty")))
    assert one.own_account is None
