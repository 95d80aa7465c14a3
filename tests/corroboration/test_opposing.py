"""What is set side by side is found in blocks; trying every pair finds no more."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import PropositionId, identifier
from probative.corroboration import opposing
from probative.corroboration.cuts import Cut
from probative.corroboration.opposing import Blocks, Opposition, Said, opposed, said
from tests.corroboration.making import claim, day

WHO = ("the northern militia", "the harbour police", "General Brasko", "a guard", "Halvik Tomsa")
DEEDS = ("burned", "shelled", "did not search")
WHAT = ("12 houses", "at least 30 houses", "thirty barns", "nine houses", "houses")
WHERE = ("", " in Tolm", " in Seld", " in the first village", " in the second village")

Drawn = tuple[tuple[str, str, str, str, int | None], int]

contents = st.tuples(*map(st.sampled_from, (WHO, DEEDS, WHAT, WHERE)), st.none() | st.integers(0, 2))
versions = st.lists(st.tuples(contents, st.integers(1, 9)), max_size=16)


def made(drawn: list[Drawn]) -> list[Said]:
    found = []
    for place, ((who, deed, what, where, when), proposition) in enumerate(drawn, start=1):
        told = claim(
            place,
            place,
            [f"Witness{place} Brelko"],
            content=f"{who} {deed} {what} by the old mill road{where}",
            places=(where.split()[-1],) if where.endswith(("Tolm", "Seld")) else (),
            period=None if when is None else day((date(2023, 5, 1) + timedelta(days=when)).isoformat()),
        )
        found.append(said(told, PropositionId(identifier("P", proposition)), frozenset(), place))
    return sorted(found, key=lambda each: each.order)


def by_trying_all(told: list[Said]) -> list[Opposition]:
    found, met = [], set()
    for at, other in enumerate(told):
        for one in told[:at]:
            for each in opposing._between(one, other):
                between = (each.conflict, one.proposition, other.proposition)
                if between not in met:
                    met.add(between)
                    found.append(each)
    return found


@given(versions, st.integers(1, 3))
@settings(deadline=None)
def test_blocks_find_what_trying_every_pair_finds(drawn: list[Drawn], small: int) -> None:
    told = made(drawn)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opposing, "SMALL_BLOCK", small)
        assert list(opposed(told)) == by_trying_all(told)


@given(versions)
@settings(deadline=None)
def test_what_is_held_no_longer_opposes_nothing(
    drawn: list[Drawn],
) -> None:
    told = made(drawn)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opposing, "SMALL_BLOCK", 2)
        blocks = Blocks({})
        for each in told:
            blocks.add(each)
        for each in told[::2]:
            blocks.remove(each)
        left = told[1::2]
        for each in told[::2]:
            expected = sum(len(list(opposing._between(*sorted((each, one), key=by_order)))) for one in left)
            assert len(list(blocks.beside(each))) == expected


def by_order(one: Said) -> tuple[int, int]:
    return one.order


def test_where_too_many_are_alike_it_is_told_and_each_is_still_compared_with_the_first() -> None:
    drawn: list[Drawn] = [((WHO[0], "burned", f"{number} houses", "", None), number) for number in range(2, 42)]
    cuts: list[Cut] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opposing, "SMALL_BLOCK", 4)
        patched.setattr(opposing, "MOST_SIDE_BY_SIDE", 10)
        found = list(opposed(made(drawn), cuts.append))
    assert {each.one.order[0] for each in found} == set(range(2, 12))
    assert {each.other.order[0] for each in found} == set(range(3, 42))
    assert {(each.held, each.compared_with) for each in cuts} == {(40, 10)}
