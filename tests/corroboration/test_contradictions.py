from probative.corroboration import ancestry, contradictions, propositions, sources
from probative.model.claims import Claim, Status
from probative.model.propositions import Conflict, Contradiction
from tests.corroboration.making import claim, day, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]


def found(*claims: Claim) -> tuple[Contradiction, ...]:
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    return contradictions(propositions(known), claims)


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


def test_other_people_other_things_and_rejected_claims_do_not_contradict() -> None:
    text = "General {} paid twelve drivers at the depot"
    assert kinds(said(1, text.format("Brasko")), said(2, "General Halvik paid thirty drivers at the depot")) == []
    no = said(2, "the unit never took hostages in Dremin", status=Status.REJECTED)
    assert kinds(said(1, "the unit took hostages in Dremin"), no) == []
