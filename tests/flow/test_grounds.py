"""Grades, states and outcomes: what they may say, what they rest on, and what is refused with its reason."""

from dataclasses import replace

import pytest

from probative.flow.case import rebuild
from probative.flow.decisions import CannotJudgeError, judge
from probative.flow.grounds import GroundsError, NotBorneOutError
from probative.model.claims import Claim
from probative.model.grades import graded
from probative.model.judgements import Judgement, current
from probative.model.propositions import Contradiction, Proposition
from tests.flow.conftest import MORE, Room

COPIES = {
    "w.txt": "Fern Wire\n3 May 2031\n\nThe customs house at Orm was shelled at dawn, Lida Brost said on Friday.\n",
    "x.txt": "Keld Courier\n4 May 2031\n\nThe customs house at Orm was shelled at dawn, Lida Brost said on Friday.\n",
    "y.txt": "Sarn Echo\n5 May 2031\n\nThe customs house at Orm was shelled at dawn, Lida Brost said on Friday.\n",
}


def holding(room: Room, words: str) -> Proposition:
    (found,) = [each for each in room.all(Proposition) if words in each.words]
    return found


def forecast(room: Room) -> Claim:
    return next(each for each in room.all(Claim) if each.forecast)


@pytest.mark.parametrize("value", ["1", "A1", "F1"])
def test_credibility_1_is_refused_where_many_papers_carry_one_origin(room: Room, value: str) -> None:
    room.add(COPIES)
    room.process()
    held = holding(room, "customs house")
    assert len(held.claims) == 3
    assert held.independence.at_least == 1
    before = len(room.all(Judgement))
    with pytest.raises(NotBorneOutError, match=rf"{held.id} without each other, and 1 can \(all hangs on Lida Brost\)"):
        room.judge("grade", held.claims[0], value=value)
    assert len(room.all(Judgement)) == before
    assert room.judge("grade", held.claims[0], value=value.replace("1", "2")).value == value.replace("1", "2")


@pytest.mark.parametrize(("at_least", "at_most"), [(2, 2), (2, 9), (3, 3)])
def test_credibility_1_is_taken_where_two_origins_vouch_without_each_other(
    room: Room, at_least: int, at_most: int
) -> None:
    held = holding(room, "Nine men were held")
    counted = replace(held.independence, at_least=at_least, at_most=at_most)
    for subject, value in ((held.id, "1"), (held.claims[0], "B1")):
        with room.open(write=True) as case:
            case.store.put((replace(held, independence=counted),))
            made = judge(case, verdict="grade", subjects=(subject,), why="two statements agree", value=value)
        assert made.value == value


def test_credibility_1_is_refused_for_what_has_no_count_of_origins(room: Room) -> None:
    room.add(MORE)
    room.process()
    denied = holding(room, "Nine men were held").denied_by[0]
    for subject, reason in (
        ("S-0001", "for claims and propositions"),
        ("E-0001", "for claims and propositions"),
        (denied, "denies what others say"),
        (forecast(room).id, "no forecast corroborates"),
    ):
        with pytest.raises(NotBorneOutError, match=reason):
            room.judge("grade", subject, value="1")


def test_the_refusal_has_a_code_and_says_what_to_do() -> None:
    assert NotBorneOutError.code == "P128"
    assert "2 to 6" in NotBorneOutError.hint


def test_a_proposition_has_no_reliability(room: Room) -> None:
    with pytest.raises(CannotJudgeError, match="grade of the source"):
        room.judge("grade", "P-0001", value="B2")


def test_every_grade_is_kept_in_its_own_line_and_after_a_rebuild(room: Room) -> None:
    first = room.judge("grade", "S-0001", value="C")
    room.judge("grade", "S-0001", value="B", grounds=("C-0002",))
    room.judge("grade", "S-0001", value="4")
    room.judge("undo", first.id)
    rebuild(room.folder, room.given)
    line = graded(room.all(Judgement))["S-0001"]
    assert [(each.value, each.is_taken_back, each.grounds) for each in line.reliability] == [
        ("C", True, ()),
        ("B", False, ("C-0002",)),
    ]
    assert [each.value for each in line.credibility] == ["4"]
    last = current(line.reliability)
    assert last is not None
    assert (last.value, last.by, last.why) == ("B", "Tester", "a test")


@pytest.mark.parametrize(("said", "kept"), [("explained", "explained"), (" Material ", "material"), ("OPEN", "open")])
def test_a_contradiction_is_weighed(room: Room, said: str, kept: str) -> None:
    against = room.all(Contradiction)[0]
    assert room.judge("weigh", against.id, value=said, grounds=("C-0001",)).value == kept


@pytest.mark.parametrize("said", ["came_true", "came-true", "Came true", "did not"])
def test_a_forecast_is_resolved_on_the_grounds_of_claims(room: Room, said: str) -> None:
    room.add(MORE)
    room.process()
    made = room.judge("resolve", forecast(room).id, value=said, grounds=("C-0001", "C-0001", "C-0002"))
    assert made.value in ("came_true", "did_not")
    assert made.grounds == ("C-0001", "C-0002")


def test_that_nobody_can_tell_may_rest_on_silence(room: Room) -> None:
    room.add(MORE)
    room.process()
    assert room.judge("resolve", forecast(room).id, value="cannot_tell").grounds == ()


def test_grounds_that_cannot_bear_it_are_refused_and_nothing_is_recorded(room: Room) -> None:
    room.add(MORE)
    room.process()
    told = forecast(room).id
    rejected = room.judge("reject", "C-0004").id
    for grounds, reason in (
        ((), "name at least one"),
        (("C-9999",), "no claim C-9999"),
        (("E-0001",), "no claim E-0001"),
        ((told,), "said about itself"),
        (("C-0004",), "was rejected"),
    ):
        with pytest.raises(GroundsError, match=reason):
            room.judge("resolve", told, value="came_true", grounds=grounds)
    with pytest.raises(GroundsError, match="takes no --ground"):
        room.judge("accept", "C-0001", grounds=("C-0002",))
    assert [each.id for each in room.all(Judgement)] == [rejected]


@pytest.mark.parametrize(
    ("verdict", "subject", "value", "said"),
    [
        ("weigh", "X-0001", None, "needs --value"),
        ("weigh", "X-0001", "closed", "open, explained, material"),
        ("weigh", "X-9999", "open", "there is no X-9999"),
        ("weigh", "C-0001", "open", "nothing that one can weigh"),
        ("resolve", "C-0001", "came_true", "is no forecast"),
        ("resolve", "C-0001", "true", "came_true, did_not, cannot_tell"),
        ("resolve", "P-0001", "did_not", "nothing that one can resolve"),
        ("grade", "S-0001", "2B", "a letter A-F"),
    ],
)
def test_what_does_not_fit_is_refused(room: Room, verdict: str, subject: str, value: str | None, said: str) -> None:
    with pytest.raises(CannotJudgeError, match=said):
        room.judge(verdict, subject, value=value, grounds=())
    assert room.all(Judgement) == ()
