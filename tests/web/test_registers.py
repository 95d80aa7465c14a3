"""The page holds every contradiction with its line of decisions, every forecast with its counts, every grade apart."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from probative.base.identifiers import ClaimId, ContradictionId, identifier
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import Conflict, Contradiction, State
from probative.web.dossier import Dossier
from probative.web.registers import MOST_WHOLE
from probative.web.report import render
from tests.web.sample import sample


def section(dossier: Dossier, name: str) -> str:
    (found,) = HTMLParser(render(dossier).decode()).css(f"section#{name}")
    return " ".join(found.text(separator=" ").split())


def weigh(number: int, contradiction: int, state: State) -> Judgement:
    return Judgement(
        id=identifier("J", number),
        verdict=Verdict.WEIGH,
        subjects=(identifier("X", contradiction),),
        value=state,
        why="because of the ferry",
        by="M. Oru",
        at="2031-05-20T12:00:00Z",
    )


def many(count: int) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            id=ContradictionId(identifier("X", number)),
            conflict=Conflict.ACTOR,
            left=ClaimId("C-0001"),
            right=ClaimId("C-0002"),
            detail="they differ",
        )
        for number in range(1, count + 1)
    )


@settings(max_examples=10)
@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from(State)), max_size=6),
    st.sets(st.integers(1, 12)),
)
def test_every_contradiction_stands_on_the_page_with_every_decision(count, weighings, lapsed):
    register = tuple(
        replace(each, lapsed="C-0001 was rejected by a human" if number in lapsed else "")
        for number, each in enumerate(many(count), start=1)
    )
    judgements = tuple(weigh(number, *each) for number, each in enumerate(weighings, start=1))
    page = HTMLParser(render(replace(sample(), contradictions=register, judgements=judgements)).decode())
    (held,) = page.css("section#contradictions")
    assert sorted(row.attributes["id"] for row in held.css("tbody tr")) == [each.id for each in register]
    told = held.text()
    for each in judgements:
        if int(each.subjects[0][2:]) <= count:
            assert each.id in told


def test_contradictions_beyond_the_whole_ones_stand_there_shortened_and_none_is_counted_away():
    page = HTMLParser(render(replace(sample(), contradictions=many(MOST_WHOLE + 7))).decode())
    (held,) = page.css("section#contradictions")
    assert {row.attributes.get("id") for row in held.css("tbody tr, li[id]")} == {
        each.id for each in many(MOST_WHOLE + 7)
    }
    assert "not on this page" not in held.text()


def test_a_contradiction_shows_its_state_author_reason_and_what_was_replaced_or_taken_back():
    told = section(sample(), "contradictions")
    assert "material" in told
    assert "explained , replaced" in told or "explained, replaced" in told
    assert "taken back" in told
    assert "It is one count: the roll call of 19 March." in told
    assert "R. Anwen , our clock said 2024-04-02T09:45:00Z" in told


def test_a_lapsed_contradiction_of_a_claim_that_is_gone_still_stands():
    gone = replace(many(1)[0], right=ClaimId("C-9999"), lapsed="a later reading no longer finds C-9999")
    told = section(replace(sample(), contradictions=(gone,)), "contradictions")
    assert "X-0001" in told
    assert "no longer finds C-9999" in told


def test_grades_stand_apart_with_all_earlier_ones_and_without_a_figure():
    told = section(sample(), "grades")
    assert "B usually reliable" in told
    assert "Nothing of theirs was checked." in told
    assert "F reliability cannot be judged" in told
    assert "6 truth cannot be judged" in told
    assert "%" not in told


def test_forecasts_stand_with_their_outcome_and_each_source_with_its_counts():
    told = section(sample(), "forecasts")
    assert "did not come true" in told
    assert "The bridge stood a year later." in told
    assert "Not resolved" in told
    assert "%" not in told
