"""Whatever leans on another text is found among the candidates, and a kept index finds what a new one would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.corroboration import candidates
from probative.corroboration.alignment import align, places, shingles
from probative.corroboration.candidates import Index
from probative.corroboration.cuts import Cut
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording

STRETCHES = [" ".join(f"{word}{number}" for word in ("ash", "birch", "cedar", "elm", "fir")) for number in range(7)]
FILLERS = ["gorse", "hazel", "ivy juniper kale", "larch maple"]

made_texts = st.lists(
    st.tuples(st.lists(st.sampled_from(STRETCHES + FILLERS), max_size=14), st.none() | st.integers(0, 3)), max_size=7
)


def texts(drawn: list[tuple[list[str], int | None]]) -> list[Text]:
    return [
        Text(
            key=str(number),
            number=number,
            raw=" ".join(pieces),
            words=wording(" ".join(pieces)),
            earliest=None if day is None else date(2023, 5, 1) + timedelta(days=day),
            latest=None if day is None else date(2023, 5, 1) + timedelta(days=day),
        )
        for number, (pieces, day) in enumerate(drawn)
    ]


@contextmanager
def bounded(most: int, first: int, chunk: int = 8_000_000) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(candidates, "MOST_COMPARED", most)
        patched.setattr(candidates, "FIRST_COMPARED", first)
        patched.setattr(candidates, "_AT_ONCE", chunk)
        yield


def shares_enough(left: Text, right: Text) -> bool:
    """Rule T-2 without quotation marks, tried on both sides."""
    for here, there in ((left, right), (right, left)):
        words = sum(
            run.count for run in align(here.words, there.words, shingles(here.words), places(shingles(there.words)))
        )
        share = 1000 * words // max(1, min(len(here.words), len(there.words)))
        if (words >= 12 and share >= 150) or (words >= 6 and share >= 500) or (words >= 40 and share >= 30):
            return True
    return False


@given(made_texts, st.sampled_from([1, 5, 1000]))
@settings(deadline=None)
def test_what_shares_enough_is_a_candidate(drawn: list[tuple[list[str], int | None]], chunk: int) -> None:
    told = texts(drawn)
    cuts: list[Cut] = []
    with bounded(64, 8, chunk):
        found = list(Index(told).pairs(cuts.append))
    assert len(found) == len(set(found))
    assert not cuts
    wanted = {(one, other) for one, other in combinations(range(len(told)), 2) if shares_enough(told[one], told[other])}
    assert wanted <= set(found)
    for one, other in found:
        assert set(shingles(told[one].words)) & set(shingles(told[other].words))


@given(made_texts, st.integers(0, 7), st.integers(1, 4), st.integers(1, 3))
@settings(deadline=None)
def test_an_index_that_is_kept_finds_what_one_made_anew_finds(
    drawn: list[tuple[list[str], int | None]], kept: int, most: int, first: int
) -> None:
    told = texts(drawn)
    with bounded(most, min(most, first)):
        index = Index(told[:kept])
        for text in told[kept:]:
            index.add(text)
        found = {(min(one, other), max(one, other)) for one in range(len(told)) for other in index.near(one)}
        assert found == set(Index(told).pairs())


def test_of_many_copies_each_is_compared_with_the_earliest_and_it_is_told() -> None:
    wire = " ".join(STRETCHES[:3])
    told = texts([([wire, f"own{number}"], 30 - number) for number in range(20)])
    cuts: list[Cut] = []
    with bounded(6, 2):
        found = set(Index(told).pairs(cuts.append))
    assert found == {(one, other) for one, other in combinations(range(20), 2) if other in (18, 19)}
    assert {(each.held, each.compared_with, each.what) for each in cuts} == {(20, 2, "exhibits")}
    assert "ash0 birch0 cedar0 elm0 fir0" in {each.shared for each in cuts}


def test_common_turns_of_phrase_alone_make_no_candidates() -> None:
    own = [" ".join(f"word{number}of{at}" for at in range(120)) for number in range(300)]
    told = texts([([words, "on the fourth of march"], number) for number, words in enumerate(own)])
    assert not list(Index(told).pairs())
