"""What a human decided, and that nothing of it is ever left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.model.grades import graded
from probative.model.judgements import Judgement, Verdict, current, history, undone


def made(number: int, verdict: Verdict, subject: str, value: str | None = None) -> Judgement:
    return Judgement(
        id=f"J-{number:04d}",
        verdict=verdict,
        subjects=(subject,),
        why="w",
        by="t",
        at="2031-05-20T12:00:00Z",
        value=value,
    )


values = st.sampled_from(["A", "F", "1", "6", "B2", "E1"])
acts = st.lists(st.tuples(st.sampled_from(["S-0001", "C-0001"]), values) | st.integers(1, 11), max_size=12).map(
    lambda drawn: [
        made(number, Verdict.UNDO, f"J-{min(each, number - 1):04d}")
        if isinstance(each, int)
        else made(number, Verdict.GRADE, each[0], each[1])
        for number, each in enumerate([("S-0001", "A"), *drawn], start=1)
    ]
)


@given(acts)
def test_every_decision_stays_in_the_line_with_who_when_and_why(judgements: list[Judgement]) -> None:
    lines = history(judgements, Verdict.GRADE)
    kept = {(subject, each.judgement) for subject, line in lines.items() for each in line}
    assert kept == {(each.subjects[0], each.id) for each in judgements if each.verdict is Verdict.GRADE}
    for line in lines.values():
        assert [each.judgement for each in line] == sorted(each.judgement for each in line)
        assert all(each.why and each.by and each.at for each in line)


@given(acts)
def test_the_current_one_is_the_last_that_nobody_took_back(judgements: list[Judgement]) -> None:
    gone = undone(judgements)
    for line in history(judgements, Verdict.GRADE).values():
        left = [each for each in line if each.judgement not in gone]
        assert current(line) == (left[-1] if left else None)
        assert [each for each in line if each.is_taken_back] == [each for each in line if each.judgement in gone]


@given(acts, st.sampled_from(["A", "C", "F"]))
def test_rating_a_source_never_changes_how_credible_what_it_says_is(judgements: list[Judgement], letter: str) -> None:
    more = [*judgements, made(len(judgements) + 1, Verdict.GRADE, "C-0001", letter)]
    before, after = graded(judgements).get("C-0001"), graded(more)["C-0001"]
    assert after.credibility == (before.credibility if before else ())
    assert current(after.reliability).value == letter  # type: ignore[union-attr]


@given(acts)
def test_a_rating_is_a_letter_or_a_digit_as_written_and_never_a_number(judgements: list[Judgement]) -> None:
    for each in graded(judgements).values():
        assert {type(one.value) for one in (*each.reliability, *each.credibility)} <= {str}
        assert {one.value for one in each.reliability} <= set("ABCDEF")
        assert {one.value for one in each.credibility} <= set("123456")


@pytest.mark.parametrize(("subjects", "why"), [((), "because"), (("C-0001",), ""), ((), "")])
def test_a_judgement_has_a_subject_and_a_reason(subjects: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match="a subject and a reason"):
        Judgement(id="J-0001", verdict=Verdict.ACCEPT, subjects=subjects, why=why, by="Ana", at="2031-04-05T06:07:08Z")


def test_every_verdict_can_be_taken_back() -> None:
    assert Verdict.UNDO in Verdict
