"""Where words stand."""

import pytest
from hypothesis import given

from probative.model.anchors import Passage
from tests.suites.values import passages


def passage(start: int, end: int, exhibit: str = "E-0001") -> Passage:
    """Give a passage."""
    return Passage(exhibit=exhibit, start=start, end=end)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 4), (-1, 3), (-5, -2)])
def test_an_empty_backward_or_negative_stretch_is_no_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"not a passage: \[{start}, {end}\)"):
        passage(start, end)


@pytest.mark.parametrize(
    ("other", "overlaps", "held"),
    [
        (passage(10, 20), True, True),
        (passage(12, 15), True, True),
        (passage(10, 11), True, True),
        (passage(19, 20), True, True),
        (passage(5, 11), True, False),
        (passage(19, 25), True, False),
        (passage(5, 25), True, False),
        (passage(5, 10), False, False),
        (passage(20, 25), False, False),
        (passage(10, 20, "E-0002"), False, False),
    ],
)
def test_the_end_is_excluded_and_the_exhibit_counts(other: Passage, overlaps: bool, held: bool) -> None:
    assert passage(10, 20).overlaps(other) is overlaps
    assert passage(10, 20).holds(other) is held


@given(passages("E-0001"), passages("E-0001"))
def test_overlap_is_mutual_and_holding_is_not(one: Passage, other: Passage) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.holds(other) or one.overlaps(other)
    assert not (one.holds(other) and other.holds(one)) or one == other


@given(passages(), passages())
def test_overlapping_passages_share_a_character(one: Passage, other: Passage) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == (one.exhibit == other.exhibit and bool(shared))


def test_passages_sort_by_exhibit_then_place() -> None:
    assert sorted([passage(1, 3), passage(1, 2), passage(0, 9), passage(0, 1, "E-0000")]) == [
        passage(0, 1, "E-0000"),
        passage(0, 9),
        passage(1, 2),
        passage(1, 3),
    ]
