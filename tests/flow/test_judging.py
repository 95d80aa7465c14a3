"""What of the judgements stands, and what they were about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.flow.judging import in_words_that_last, statuses
from probative.model.claims import Status
from probative.model.judgements import Judgement, Verdict, standing, undone


def made(number: int, verdict: Verdict, *subjects: str) -> Judgement:
    return Judgement(
        id=f"J-{number:04d}", verdict=verdict, subjects=subjects, why="w", by="t", at="2031-05-20T12:00:00Z"
    )


def parted(judgement: Judgement, held: dict[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {each.subjects for each in in_words_that_last(judgement, held)}


def test_an_undo_takes_back_and_an_undo_of_it_gives_back():
    accept, back, again = (
        made(1, Verdict.ACCEPT, "C-0001"),
        made(2, Verdict.UNDO, "J-0001"),
        made(3, Verdict.UNDO, "J-0002"),
    )
    assert standing((accept, back)) == ()
    assert undone((accept, back)) == {"J-0001"}
    assert standing((accept, back, again)) == (accept,)
    assert undone((accept, back, again)) == {"J-0002"}


def test_the_last_of_two_verdicts_on_a_claim_holds():
    both = (made(1, Verdict.ACCEPT, "C-0001", "C-0002"), made(2, Verdict.REJECT, "C-0001"))
    assert statuses(both) == {"C-0001": Status.REJECTED, "C-0002": Status.ACCEPTED}


@given(st.lists(st.integers(0, 8), max_size=12))
def test_a_chain_of_undoings_leaves_each_judgement_either_standing_or_undone(targets):
    judgements = [made(1, Verdict.ACCEPT, "C-0001")]
    for target in targets:
        judgements.append(made(len(judgements) + 1, Verdict.UNDO, f"J-{min(target, len(judgements) - 1) + 1:04d}"))
    gone = undone(judgements)
    assert judgements[-1].id not in gone
    for name in gone:
        assert any(name in each.subjects and each.id not in gone for each in judgements)


def test_a_judgement_without_numbers_that_may_change_is_given_as_it_is():
    for judgement in (made(1, Verdict.ACCEPT, "C-0001"), made(1, Verdict.MERGE, "Mira Toll", "M. Toll")):
        assert list(in_words_that_last(judgement, {})) == [judgement]
    graded = made(1, Verdict.GRADE, "S-0001")
    assert list(in_words_that_last(graded, {"S-0001": ("Mira Toll",)})) == [graded]


def test_a_merge_names_what_its_numbers_held():
    merge = made(1, Verdict.MERGE, "P-0001", "C-0009", "P-0002")
    assert parted(merge, {"P-0001": ("C-0001", "C-0002"), "P-0002": ("C-0003",)}) == {
        ("C-0001", "C-0002", "C-0009", "C-0003")
    }


THREE = {"P-0001": ("C-0001", "C-0002", "C-0003")}
TWO = {"P-0001": ("C-0001", "C-0002"), "P-0002": ("C-0003",)}
AB = {"N-0001": ("A B@E-0001", "B@E-0001", "B@E-0002")}
SPELT = {"N-0001": ("A B@E-0001", "a b@E-0002", "B@E-0001")}
BOTH = {"N-0001": ("A@E-0001",), "N-0002": ("B@E-0001", "C@E-0002")}
ONE = {"N-0001": ("A@E-0001", "A@E-0002")}


@pytest.mark.parametrize(
    ("subjects", "held", "pairs"),
    [
        ("P-0001 C-0001", THREE, ["C-0001 C-0002", "C-0001 C-0003"]),
        ("P-0001", TWO, ["C-0001 C-0002"]),
        ("P-0001 P-0002", TWO, ["C-0001 C-0003", "C-0002 C-0003"]),
        ("N-0001", SPELT, ["A B@E-0001|B@E-0001", "a b@E-0002|B@E-0001"]),
        ("N-0001 B", AB, ["A B@E-0001|B"]),
        ("N-0001 B@E-0002", AB, ["A B@E-0001|B@E-0002", "B@E-0001|B@E-0002"]),
        ("N-0001 N-0002", BOTH, ["A@E-0001|B@E-0001", "A@E-0001|C@E-0002"]),
        ("N-0001 A", ONE, ["A@E-0001|A", "A@E-0002|A"]),
    ],
)
def test_a_split_becomes_one_for_each_two_that_must_be_apart(subjects, held, pairs):
    want = {tuple(each.split("|" if "|" in each else " ")) for each in pairs}
    assert parted(made(1, Verdict.SPLIT, *subjects.split()), held) == want
