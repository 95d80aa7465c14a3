"""Withdrawing and restoring, and who told each other, in a case: judged, listed, counted, undone."""

from dataclasses import replace

import pytest

from probative.flow import listings
from probative.flow.ancestry import ancestry as why
from probative.flow.case import rebuild
from probative.flow.decisions import CannotJudgeError
from probative.flow.judging import about_sources
from probative.flow.telling import told
from probative.flow.withdrawal import NoSuchSourceError
from probative.model.claims import Claim
from probative.model.judgements import Judgement
from probative.model.propositions import Proposition, Source
from tests.flow.conftest import MORE, Room

TAKEN_BACK = {
    "f.txt": (
        "Daily Fern\n12 May 2031\n\nWe retract our report that nine men were held in the mill at Sarn. "
        "It could not be confirmed.\n"
    )
}


def interval(room: Room, words: str = "Nine men") -> tuple[int, int]:
    (held,) = [each for each in room.all(Proposition) if words in each.words]
    return held.independence.at_least, held.independence.at_most


def derived(room: Room) -> list[bytes]:
    """Everything that the index holds but the judgements, and notes of where in the ledger things stand."""
    with room.open() as case:
        return [
            line for line in case.store.export()
            if not line.startswith(b'{"key":') and not line.startswith(b'{"kind":"Judgement"')
        ]  # fmt: skip


def test_what_is_withdrawn_counts_no_more_and_restored_it_counts_as_before(papers: Room):
    assert interval(papers) == (3, 3)
    before = derived(papers)
    papers.judge("withdraw", "E-0001")
    assert interval(papers) == (2, 2)
    assert derived(papers) != before
    papers.judge("restore", "E-0001")
    assert derived(papers) == before


@pytest.mark.parametrize("subject", ["Mira Toll", "E-0001", "C-0001"])
def test_every_withdrawal_can_be_undone(papers: Room, subject: str):
    before = derived(papers)
    made = papers.judge("withdraw", subject)
    assert interval(papers) == (2, 2)
    papers.judge("undo", made.id)
    assert derived(papers) == before


def test_a_correction_is_of_claims_and_may_rest_on_others(papers: Room):
    made = papers.judge("withdraw", "C-0001", value="corrected", grounds=("C-0004",))
    assert (made.value, made.grounds) == ("corrected", ("C-0004",))
    assert interval(papers) == (2, 2)


def test_who_is_declared_to_have_told_each_other_is_one_at_the_least(papers: Room):
    before = derived(papers)
    made = papers.judge("confer", "Mira Toll", "Joran Pell")
    assert interval(papers) == (2, 3)
    assert all(each.startswith("S-") for each in made.subjects)
    papers.judge("confer", "Mira Toll", "Joran Pell", value="did_not")
    assert derived(papers) == before


def test_a_paper_that_takes_its_report_back_lowers_at_least_until_a_human_judges(papers: Room):
    papers.add(TAKEN_BACK, publisher="Daily Fern", received_from="a test")
    papers.process()
    assert interval(papers) == (2, 3)
    with papers.open() as case:
        (listed,) = listings.withdrawals(case)
    assert (listed["id"], listed["state"], listed["manner"]) == ("C-0001", "proposed", "withdrawn")
    assert listed["what"] == "Nine men were held in the mill at Sarn"
    assert listed["found"][0]["exhibit"] == "E-0004"
    papers.judge("withdraw", "C-0001")
    assert interval(papers) == (2, 2)
    papers.judge("restore", "C-0001")
    assert interval(papers) == (3, 3)
    with papers.open() as case:
        (listed,) = listings.withdrawals(case)
    assert (listed["state"], [each["value"] for each in listed["history"]]) == ("restored", ["withdrawn", "restored"])


def test_all_of_it_lasts_when_material_is_added_and_when_the_index_is_lost(papers: Room):
    papers.judge("withdraw", "E-0002")
    papers.judge("confer", "Mira Toll", "Ilse Maret")
    assert interval(papers) == (1, 2)
    papers.add(MORE)
    papers.process()
    with papers.open() as case:
        assert [each["id"] for each in listings.withdrawals(case)] == ["E-0002"]
        ((names, state),) = [(each["names"], each["state"]) for each in listings.conferrings(case)]
    assert (names, state) == (["Mira Toll", "Ilse Maret"], "declared")
    before = papers.exported()
    rebuild(papers.folder, papers.given)
    assert papers.exported() == before


@pytest.mark.parametrize(
    ("verdict", "subjects", "value", "said"),
    [
        ("withdraw", ("P-0001",), None, "nothing that one can withdraw"),
        ("withdraw", ("E-0001",), "corrected", "only claims can be corrected"),
        ("withdraw", ("E-0001",), "lost", "one of withdrawn, corrected"),
        ("restore", ("E-0001",), None, "E-0001 is not withdrawn"),
        ("restore", ("E-0001",), "withdrawn", "takes no --value"),
        ("confer", ("S-0001",), None, "at least two"),
        ("confer", ("S-0001", "C-0001"), None, "nothing that one can confer"),
        ("confer", ("S-0001", "S-0002"), "perhaps", "one of conferred, did_not"),
    ],
)
def test_what_cannot_be_judged_so_is_refused(papers: Room, verdict, subjects, value, said):
    with pytest.raises(CannotJudgeError, match=said):
        papers.judge(verdict, *subjects, value=value)
    assert not papers.all(Judgement)


def test_a_claim_of_an_exhibit_that_is_withdrawn_is_restored_with_it(papers: Room):
    papers.judge("withdraw", "E-0001")
    with pytest.raises(CannotJudgeError, match="C-0001 is withdrawn with all of E-0001"):
        papers.judge("restore", "C-0001")


def test_a_source_is_named_by_number_or_by_a_name_that_is_its_alone(papers: Room):
    with pytest.raises(NoSuchSourceError, match="near it: S-"):
        papers.judge("confer", "Mira Tol1", "Joran Pell")


def test_a_judgement_on_a_source_is_on_whoever_bears_the_name_today(papers: Room):
    made = papers.judge("withdraw", "Mira Toll")
    (number,) = made.subjects
    with papers.open() as case:
        held = case.held_by(made)
    sources = papers.all(Source)
    (toll,) = [each for each in sources if each.id == number]
    others = [each for each in sources if each.id != number]
    moved = replace(toll, id="S-0099")
    stranger = replace(toll, name="Somebody Else", names=("Somebody Else",))

    def today(*known: Source) -> list[tuple[str, ...]]:
        return [each.subjects for each in about_sources([(made, held)], [*others, *known])]

    assert today(toll) == [(number,)]
    assert today(moved, stranger) == [("S-0099",)]
    assert today(stranger) == []
    assert today(moved, replace(moved, id="S-0100")) == []


def test_why_says_of_a_claim_that_it_fell_with_its_exhibit(papers: Room):
    with papers.open() as case:
        assert why(case, "C-0001")["uncounted_in"] == []
    made = papers.judge("withdraw", "E-0001")
    with papers.open() as case:
        found = why(case, "C-0001")
        lines = "\n".join(told(found))
        assert why(case, "C-0004")["uncounted_in"] == why(case, "C-0004")["judgements"] == []
    assert found["uncounted_in"] == ["P-0001"]
    assert [each["id"] for each in found["judgements"]] == [made.id]
    assert "not counted  in P-0001: it is rejected, left open by who speaks, or withdrawn" in lines
    assert f"{made.id} withdraw withdrawn by Tester: a test" in lines


def test_a_claim_that_was_withdrawn_is_marked_as_judged(papers: Room):
    papers.judge("withdraw", "C-0001")
    assert {each.status for each in papers.all(Claim)} == {"proposed"}
    with papers.open() as case:
        assert case.store.note("judged:C-0001") is not None
