"""What falls if a source, an exhibit or a claim falls, or if people conferred."""

import pytest

from probative.flow.withdrawal import NoSuchSourceError, TooFewToConferError, falls, find_source, supposed
from probative.model.claims import Claim
from tests.flow.conftest import Room


def fallen(room: Room, wanted: str, *others: str) -> list[dict]:
    with room.open() as case:
        return list(falls(case, supposed(case, wanted, others)))


def test_a_source_is_found_by_number_name_or_part_of_it(room: Room):
    with room.open() as case:
        source = find_source(case, "Mira Toll")
        for wanted in (source.id, source.id.lower(), "mira toll", "Mira  Toll", "toll"):
            assert find_source(case, wanted) == source


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("Mira Tol1", "near it: S-.... .Mira Toll"),
        ("unknown", "could be"),
        ("zzzz", "no source 'zzzz'"),
        ("E-0099", "no E-0099"),
        ("c-99", "no C-0099"),
    ],
)
def test_what_is_not_there_or_could_be_several_is_said_to_be(room: Room, wanted, said):
    with room.open() as case, pytest.raises(NoSuchSourceError, match=said):
        supposed(case, wanted)


def test_what_hangs_on_a_source_falls_with_it(room: Room):
    found = [each for each in fallen(room, "Mira Toll") if each["kind"] == "proposition"]
    assert ("1..1", "0..0", "none_left") in {(fall["before"], fall["after"], fall["loss"]) for fall in found}
    assert all(fall["name"] == "Mira Toll" and fall["claims"] for fall in found)


def test_ties_events_and_contradictions_are_touched_too(room: Room):
    found = fallen(room, "Mira Toll")
    kinds = {each["kind"] for each in found}
    assert {"proposition", "event", "contradiction"} <= kinds
    fell = {claim for each in found for claim in each["claims"]}
    assert all(each[each["kind"]] == each["id"] for each in found if "before" in each)
    assert all(set(each["claims"]) <= fell for each in found)


def test_an_exhibit_takes_all_that_it_says_along(room: Room):
    found = fallen(room, "e-1")
    said = {claim.id for claim in room.all(Claim) if claim.exhibit == "E-0001"}
    assert {claim for each in found if each["kind"] == "proposition" for claim in each["claims"]} == said
    assert {each["exhibit"] for each in found} == {"E-0001"}


def test_a_claim_alone_can_be_supposed_to_be_withdrawn(room: Room):
    (fall, *_) = fallen(room, "C-0001")
    assert (fall["claim"], fall["claims"]) == ("C-0001", ["C-0001"])


def test_two_who_conferred_are_at_least_one(papers: Room):
    found = [each for each in fallen(papers, "Mira Toll", "Joran Pell") if each["kind"] == "proposition"]
    assert [(each["before"], each["after"], each["loss"]) for each in found] == [("3..3", "2..3", "origins")]
    assert found[0]["claims"] == []
    assert len(found[0]["conferred"]) == 2
    with papers.open() as case, pytest.raises(TooFewToConferError):
        supposed(case, "Mira Toll", ("mira toll",))


def test_a_human_is_told_what_to_look_at_again(papers: Room):
    made = papers.judge("grade", "P-0001", value="1")

    def touched(wanted: str) -> set[str]:
        return {each["id"] for each in fallen(papers, wanted) if each["kind"] == "judgement"}

    assert not touched("E-0001")
    papers.judge("reject", "C-0001")
    assert touched("E-0002") == {made.id}
