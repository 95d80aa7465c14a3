from dataclasses import replace

import pytest

from probative.corroboration.agreement import Marks, agreement, conflicts
from probative.corroboration.content import content
from probative.model.meaning import EventKind
from tests.corroboration.making import claim, day

HERE: Marks = frozenset(("brasko", "halvik", "seld", "mure", "40", "tolm", "lisora"))
ONE = "the northern brigade burned the grain store of Dremin and took six villagers to Seld"
OTHER = "in Dremin the northern brigade burned a large grain store, taking six villagers along in trucks"


def agreed(left: str, right: str, here: Marks = HERE, there: Marks = HERE) -> int:
    one, other = content(claim(1, 1, ["A"], content=left)), content(claim(2, 2, ["B"], content=right))
    score = agreement(one, other, here, there)
    assert score == agreement(other, one, there, here)
    return score


def said_against(left: str, right: str) -> list[str]:
    return list(conflicts(content(claim(1, 1, ["A"], content=left)), content(claim(2, 2, ["B"], content=right))))


def test_what_is_worded_otherwise_is_the_same_where_the_surroundings_are_the_same() -> None:
    assert agreed(ONE, OTHER) > 0
    assert agreed(ONE, OTHER, frozenset(), frozenset()) == 0


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (OTHER.replace("six", "nine"), "other numbers: 6 / 9"),
        (OTHER.replace("Dremin", "Orvane"), "other names: dremin, seld / orvan"),
        (OTHER.replace("burned", "never burned"), "one says that it is not so"),
        (OTHER.replace("burned", "refused to burn"), "only one has “refus”"),
        (OTHER.replace("a large", "every"), "only one has “every”"),
        (OTHER.replace("burned a large", "repaired a large"), "another deed: burn / repair"),
    ],
)
def test_one_part_that_differs_keeps_them_apart_whatever_else_agrees(changed: str, why: str) -> None:
    assert agreed(ONE, changed) == 0
    assert why in said_against(ONE, changed)


def test_who_did_it_to_whom_is_told_apart() -> None:
    left, right = "the army bought forty drones from Lisora", "Lisora bought forty drones from the army"
    assert any("changed over" in each for each in said_against(left, right))


def test_one_deed_to_two_things_is_two() -> None:
    left, right = "the ship carried grain to Port Ilian", "the ship carried shells to Port Ilian"
    assert said_against(left, right) == ["“carry” another thing: grain / shell"]


def test_deeds_of_one_kind_are_no_conflict() -> None:
    left = claim(1, 1, ["A"], content="gunmen murdered the mayor of Karsk beside the town hall")
    right = claim(2, 2, ["B"], content="gunmen killed the mayor of Karsk beside the town hall")
    assert not list(conflicts(content(left), content(right)))


def test_deeds_that_no_list_holds_are_of_one_kind_if_the_claims_are() -> None:
    left = claim(1, 1, ["A"], content="gunmen throttled the mayor of Karsk beside the town hall")
    right = claim(2, 2, ["B"], content="gunmen garroted the mayor of Karsk beside the town hall")
    assert list(conflicts(content(left), content(right)))
    one, other = (content(replace(each, event=EventKind.KILLING)) for each in (left, right))
    assert not list(conflicts(one, other))


def test_other_days_and_other_places_keep_apart() -> None:
    left = content(claim(1, 1, ["A"], period=day("2023-05-01"), places=("Dremin",)))
    right = content(claim(2, 2, ["B"], period=day("2023-05-02"), places=("Orvane",)))
    assert list(conflicts(left, right)) == ["other days: 2023-05-01 / 2023-05-02", "other places: dremin / orvane"]
