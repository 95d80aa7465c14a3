"""Chance as an input."""

from hypothesis import given
from hypothesis import strategies as st

from probative.base.chance import seeded_chance, system_chance


def test_the_systems_chance_gives_as_much_as_asked_and_never_the_same() -> None:
    assert [len(system_chance(count)) for count in (0, 1, 32, 1000)] == [0, 1, 32, 1000]
    assert system_chance(32) != system_chance(32)


@given(st.binary(max_size=20), st.lists(st.integers(0, 100), max_size=10))
def test_the_same_seed_gives_the_same_sequence(seed: bytes, counts: list[int]) -> None:
    one, other = seeded_chance(seed), seeded_chance(seed)
    drawn = [one(count) for count in counts]
    assert drawn == [other(count) for count in counts]
    assert [len(part) for part in drawn] == counts


def test_the_sequence_goes_on() -> None:
    chance = seeded_chance(b"seed")
    assert len({chance(32) for _ in range(100)}) == 100


def test_another_seed_gives_another_sequence() -> None:
    assert seeded_chance(b"one")(32) != seeded_chance(b"two")(32)
