from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration.content import content
from probative.corroboration.decisions import Decisions
from probative.corroboration.frames import Frame, frame
from probative.corroboration.grouping import groups
from probative.corroboration.parts import weigh
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation
from tests.corroboration.making import claim, day

NOBODY = Decisions(together=frozenset(), apart=frozenset())

ONE_EVENT = (
    ("masked gunmen shot dead 12 teachers in Dremin near the canal", "Dremin"),
    ("twelve schoolteachers were murdered by armed men wearing masks in Dremin", "Dremin"),
    ("невідомі в масках розстріляли дванадцять вчителів у селі Дремин", "Дремин"),
    ("в селе Дремин вооруженные люди в масках убили 12 преподавателей", "Дремин"),
)


def taken_apart(text: str, place: str | None = None, on: str | None = None) -> Frame:
    made = claim(1, 1, ["A"], content=text, places=(place,) if place else (), period=day(on) if on else None)
    return frame(made, content(made))


def said(texts: tuple[tuple[str, str], ...]) -> list[Claim]:
    return [claim(at, at, ["A"], content=text, places=(place,)) for at, (text, place) in enumerate(texts, start=1)]


def test_one_event_told_in_three_languages_is_one_proposition() -> None:
    assert len(groups(said(ONE_EVENT), {}, NOBODY)) == 1


@pytest.mark.parametrize(("left", "right"), list(combinations(ONE_EVENT, 2)))
def test_the_order_of_two_makes_no_difference(left: tuple[str, str], right: tuple[str, str]) -> None:
    here, there = taken_apart(*left), taken_apart(*right)
    assert weigh(here, there).is_same
    assert weigh(here, there).score == weigh(there, here).score


@given(st.integers(4, 900), st.integers(4, 900), st.sampled_from(range(4)), st.sampled_from(range(4)))
def test_another_number_is_another_proposition(here: int, there: int, one: int, other: int) -> None:
    forms = (
        ("gunmen killed {} teachers in Dremin", "Dremin"),
        ("{} teachers were shot dead by masked gunmen in Dremin", "Dremin"),
        ("озброєні люди в масках убили {} вчителів у селі Дремин", "Дремин"),
        ("вооруженные люди в масках убили {} учителей в селе Дремин", "Дремин"),
    )
    left, right = ((forms[at][0].format(number), forms[at][1]) for at, number in ((one, here), (other, there)))
    assert here == there or not weigh(taken_apart(*left), taken_apart(*right)).is_possible


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("gunmen killed 12 teachers in Dremin", "gunmen wounded 12 teachers in Dremin"),
        ("gunmen abducted 12 teachers in Dremin", "gunmen released 12 teachers in Dremin"),
        ("озброєні люди вбили 12 вчителів у селі Дремин", "вооруженные люди ранили 12 учителей в селе Дремин"),
        ("the third brigade burned 12 houses in Dremin", "the fourth brigade burned 12 houses in Dremin"),
        ("northern rebels looted 12 shops in Dremin", "південні повстанці пограбували 12 крамниць у селі Дремин"),
    ],
)
def test_another_deed_or_another_side_keeps_apart(left: str, right: str) -> None:
    assert not weigh(taken_apart(left, "Dremin"), taken_apart(right, "Dremin")).is_possible


@pytest.mark.parametrize(
    ("left", "right", "doubt"),
    [
        ("gunmen killed 12 teachers in Dremin", "gunmen tried to kill 12 teachers in Dremin", "try"),
        ("soldiers detained 12 farmers in Dremin", "deserters detained 12 farmers in Dremin", "other people"),
        ("gunmen burned 12 houses in Dremin", "gunmen burned 12 houses and held 30 farmers in Dremin", "30"),
    ],
)  # fmt: skip
def test_what_only_one_says_is_a_doubt_and_decides_nothing(left: str, right: str, doubt: str) -> None:
    weighed = weigh(taken_apart(left, "Dremin"), taken_apart(right, "Dremin"))
    assert not weighed.is_same
    assert any(doubt in each for each in weighed.doubts)


def test_what_happens_to_two_people_anywhere_is_not_taken_for_one_event_without_a_day() -> None:
    left, right = "two people were killed in Dremin", "in Dremin 2 people died"
    assert not weigh(taken_apart(left, "Dremin"), taken_apart(right, "Dremin")).is_same
    left, right = "twenty people were wounded in Dremin", "20 людей поранено у місті Дремин"
    assert not weigh(taken_apart(left, "Dremin"), taken_apart(right, "Дремин")).is_same
    dated = [taken_apart(left, "Dremin", "2023-05-01"), taken_apart(right, "Дремин", "2023-05-01")]
    assert weigh(*dated).is_same


def test_other_days_and_places_keep_apart_whatever_the_language() -> None:
    left, right = "masked gunmen shot 12 teachers dead", "невідомі в масках розстріляли дванадцять вчителів"
    assert weigh(taken_apart(left, "Dremin", "2023-05-01"), taken_apart(right, "Дремин", "2023-05-02")).score == 0
    assert weigh(taken_apart(left, "Dremin"), taken_apart(right, "Карськ")).score == 0


def test_a_copy_with_another_number_is_no_copy_of_one_proposition() -> None:
    text = (
        "Gunmen killed {} people in the square of the old town of Dremin on the morning after the festival of the mills"
    )
    left = claim(1, 1, ["A"], content=text.format(12))
    right = claim(2, 2, ["B"], content=text.format(30))
    start = len("Gunmen killed 12 ")
    stretch = tuple(
        Passage(exhibit=each.exhibit, start=each.passage.start + start, end=each.passage.end) for each in (right, left)
    )
    leaning = Derivation(
        derived=right.exhibit,
        upstream=left.exhibit,
        basis=Basis.TEXT_REUSE,
        share_permille=900,
        passages=((stretch[0], stretch[1]),),
    )
    assert len(groups([left, right], {right.exhibit: (leaning,)}, NOBODY)) == 2
    human = Decisions(together=frozenset(((left.id, right.id),)), apart=frozenset())
    assert len(groups([left, right], {right.exhibit: (leaning,)}, human)) == 1


def test_a_denial_belongs_to_what_it_denies_in_another_language() -> None:
    left = claim(1, 1, ["A"], content="gunmen looted 12 shops by the canal in Dremin", places=("Dremin",))
    right = claim(
        2, 2, ["B"], content="озброєні люди не грабували 12 крамниць біля каналу в Дремині", places=("Дремин",)
    )
    assert content(right).is_negated
    assert weigh(frame(left, content(left)), frame(right, content(right))).is_same
