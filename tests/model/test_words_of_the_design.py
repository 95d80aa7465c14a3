"""Every word of DESIGN.md section 1 is a type, and refuses what the word does not mean."""

import dataclasses

import pytest

from probative.base.identifiers import CaseId, ClaimId, EntityId, EventId
from probative.model import (
    anchors,
    cases,
    casework,
    claims,
    disclosures,
    exhibits,
    forecasts,
    gaps,
    grades,
    judgements,
    network,
    periods,
    propositions,
    readings,
)

WORDS = {
    "case": cases.Case,
    "exhibit": exhibits.Exhibit,
    "reading": readings.Reading,
    "passage": anchors.Passage,
    "source": propositions.Source,
    "claim": claims.Claim,
    "attribution": claims.Attribution,
    "hop of the attribution chain": claims.Hop,
    "proposition": propositions.Proposition,
    "independence": propositions.Independence,
    "grade": grades.Grade,
    "forecast": forecasts.Forecast,
    "entity": network.Entity,
    "link": network.Link,
    "event": network.Event,
    "period": periods.Period,
    "judgement": judgements.Judgement,
    "charge": casework.Charge,
    "element": casework.Element,
    "cell": casework.Cell,
    "bearing": casework.Bearing,
    "commitment": disclosures.Commitment,
    "disclosure": disclosures.Disclosure,
    "gap": gaps.Gap,
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_a_frozen_slotted_keyword_only_type(word):
    kind = WORDS[word]
    assert dataclasses.is_dataclass(kind)
    parameters = kind.__dataclass_params__
    assert parameters.frozen
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))


def _charge(article="8(2)(a)(viii)"):
    return casework.Charge(article=article, incidents=(EventId("V-0001"),), person=EntityId("N-0001"), mode="ordering")


def _element(article="8(2)(a)(viii)"):
    return casework.Element(article=article, number=1, kind=casework.ElementKind.CONDUCT, words="seized a person")


def test_a_cell_crosses_a_charge_with_an_element_of_its_own_crime():
    cell = casework.Cell(charge=_charge(), element=_element())
    bearing = casework.Bearing(claim=ClaimId("C-0001"), cell=cell, direction=casework.Direction.CONTRADICTS)
    assert bearing.cell.element.number == 1
    with pytest.raises(ValueError, match="not what is charged"):
        casework.Cell(charge=_charge(), element=_element("7(1)(a)"))


@pytest.mark.parametrize("change", [{"article": ""}, {"incidents": ()}, {"mode": ""}])
def test_a_charge_lacking_a_part_is_refused(change):
    with pytest.raises(ValueError, match="a charge has"):
        dataclasses.replace(_charge(), **change)


@pytest.mark.parametrize("change", [{"article": ""}, {"number": 0}, {"words": ""}])
def test_an_element_lacking_a_part_is_refused(change):
    with pytest.raises(ValueError, match="an element has"):
        dataclasses.replace(_element(), **change)


@pytest.mark.parametrize("reliability", list(grades.Reliability))
@pytest.mark.parametrize("credibility", list(grades.Credibility))
def test_every_pair_of_ratings_is_a_grade_that_reads_back(reliability, credibility):
    grade = grades.Grade(reliability=reliability, credibility=credibility)
    assert grades.read_grade(grade.text) == grade


@pytest.mark.parametrize("text", ["A7", "G1", "1A", "A11", "a1", "0", "AB", "é2"])
def test_what_is_no_grade_is_refused(text):
    with pytest.raises(ValueError, match="a grade is"):
        grades.read_grade(text)


@pytest.mark.parametrize("text", [*grades.Reliability, *grades.Credibility])
def test_each_rating_can_be_given_without_the_other(text):
    grade = grades.read_grade(text)
    assert grade.text == text
    assert (grade.reliability is None) != (grade.credibility is None)


def test_a_grade_of_nothing_is_none():
    with pytest.raises(ValueError, match="a letter, a digit or both"):
        grades.Grade()


def test_a_case_has_a_random_name_and_a_title():
    assert cases.Case(id=CaseId("probative/" + "0" * 32), title="Tarn").title == "Tarn"
    with pytest.raises(ValueError, match="not a case's name"):
        cases.Case(id=CaseId("tarn"), title="Tarn")
    with pytest.raises(ValueError, match="title"):
        cases.Case(id=CaseId("probative/" + "0" * 32), title=" ")


def test_a_disclosure_names_its_recipient_and_binds_its_members():
    members = disclosures.Commitment(digest="a" * 64, fields=16)
    assert disclosures.Disclosure(recipient="counsel", issued_at="2031-05-06T12:00:00Z", entry=7, members=members)
    with pytest.raises(ValueError, match="recipient"):
        disclosures.Disclosure(recipient=" ", issued_at="2031-05-06T12:00:00Z", entry=7, members=members)
    with pytest.raises(ValueError, match="no ledger entry"):
        disclosures.Disclosure(recipient="counsel", issued_at="2031-05-06T12:00:00Z", entry=-1, members=members)
    with pytest.raises(ValueError, match="not a digest"):
        disclosures.Commitment(digest="a", fields=16)
    with pytest.raises(ValueError, match="at least one"):
        disclosures.Commitment(digest="a" * 64, fields=0)
