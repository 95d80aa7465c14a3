import pytest

from probative.corroboration.amounts import Amount, amount, number_at


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("12 people", (12, 1)),
        ("1,200 people", (1200, 1)),
        ("twenty two people", (22, 2)),
        ("twelve thousand people", (12000, 2)),
        ("3 million crowns", (3_000_000, 2)),
        ("people", None),
        ("one of them", None),
    ],
)
def test_numbers_are_read_in_digits_and_words(words: str, wanted: tuple[int, int] | None) -> None:
    assert number_at(words.split(), 0) == wanted


@pytest.mark.parametrize(
    ("before", "low", "high"),
    [
        ("at least", 12, None),
        ("more than", 12, None),
        ("fewer than", 0, 11),
        ("up to", 0, 12),
        ("at most", 0, 12),
        ("about", 9, 15),
        ("the", 12, 12),
    ],
)
def test_what_stands_before_a_number_bounds_it(before: str, low: int, high: int | None) -> None:
    found = amount(12, before.split(), "people")
    assert (found.low, found.high) == (low, high)


def test_amounts_exclude_each_other_only_of_the_same_thing_and_apart() -> None:
    twelve = Amount(counted="peopl", value=12, low=12, high=12)
    assert twelve.excludes(Amount(counted="peopl", value=20, low=20, high=20))
    assert twelve.excludes(Amount(counted="peopl", value=20, low=20, high=None))
    assert not twelve.excludes(Amount(counted="peopl", value=10, low=10, high=None))
    assert not twelve.excludes(Amount(counted="hous", value=20, low=20, high=20))
    assert not Amount(counted="", value=1, low=1, high=1).excludes(Amount(counted="", value=2, low=2, high=2))
