from random import Random  # noqa: TID251 - seeded

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration import joins
from probative.corroboration.joins import pairs_containing, pairs_sharing

weights = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from([2, 3, 5, 6]), min_size=1)
contents = st.lists(weights, max_size=14)
MARKS = frozenset("abcd")


def by_trying_all(made: list[dict[str, int]], least_permille: int, least_words: int) -> set[tuple[int, int]]:
    found = set()
    for at, one in enumerate(made):
        for other in range(at + 1, len(made)):
            shared = one.keys() & made[other].keys()
            enough = all(
                1000 * sum(each[word] for word in shared) >= least_permille * sum(each.values())
                for each in (one, made[other])
            )
            if enough and len(shared) >= least_words and len(shared & MARKS) > 1:
                found.add((at, other))
    return found


@given(contents, st.sampled_from([100, 350, 600, 1000]), st.integers(2, 4))
def test_no_pair_that_shares_enough_is_missed_and_none_is_given_twice(
    made: list[dict[str, int]], least_permille: int, least_words: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(joins, "SMALL_BLOCK", 1)
        marks = [each.keys() & MARKS for each in made]
        found = list(pairs_sharing(made, marks, least_permille=least_permille, least_words=least_words))
    assert len(found) == len(set(found))
    assert by_trying_all(made, least_permille, least_words) <= set(found)


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=14), st.sampled_from([300, 600, 1000]))
def test_every_content_is_found_that_holds_another(made: list[frozenset[str]], least_permille: int) -> None:
    found = list(pairs_containing(made, least_permille=least_permille, least_words=2))
    wanted = {
        (min(at, other), max(at, other))
        for at, short in enumerate(made)
        for other, long in enumerate(made)
        if at != other and len(short) >= 2 and short <= long and 1000 * len(short) >= least_permille * len(long)
    }
    assert sorted(found) == sorted(wanted)


def test_common_words_alone_bring_nothing_to_be_compared() -> None:
    rng = Random(4)
    common = [f"common{number}" for number in range(12)]
    made = [{f"name{at // 3}": 6, f"town{at // 3}": 6, **dict.fromkeys(rng.sample(common, 5), 2)} for at in range(3000)]
    marks = [[word for word in each if not word.startswith("common")] for each in made]
    assert sum(1 for _ in pairs_sharing(made, marks, least_permille=350, least_words=3)) == 3000
