"""The best sequence of tags: the one that trying all of them finds."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.trained import decoding
from probative.claims.trained.decoding import best_path, cues, roles, softmax, stretches
from probative.claims.trained.labels import CONTENT, CONTENT_BEGINS, ROLES, SOURCE, SOURCE_BEGINS

GRADES = some.integers(-40, 40).map(lambda value: value / 8)


@some.composite
def cases(draw: some.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, words, tags = draw(some.integers(1, 3)), draw(some.integers(1, 5)), draw(some.integers(1, 4))

    def numbers(*shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(some.lists(GRADES, min_size=size, max_size=size)), np.float32).reshape(shape)

    return numbers(rows, words, tags), numbers(tags, tags), numbers(tags)


def worth(path, scores, steps, start) -> float:
    between = sum(float(steps[left, right]) for left, right in pairwise(path))
    return float(start[path[0]]) + sum(float(scores[word, tag]) for word, tag in enumerate(path)) + between


@given(cases())
def test_no_sequence_of_tags_is_better_than_the_one_found(case):
    scores, steps, start = case
    found = best_path(scores, steps, start)
    for row, path in enumerate(found.tolist()):
        best = max(
            worth(each, scores[row], steps, start) for each in product(range(len(start)), repeat=scores.shape[1])
        )
        assert worth(path, scores[row], steps, start) == best


@given(some.lists(some.lists(GRADES, min_size=3, max_size=3), min_size=1, max_size=12), GRADES)
def test_cues_stand_apart_in_order_inside_the_window(given_, lean):
    scores = np.array(given_, np.float32)
    found = cues(scores, lean)
    assert all(0 <= each.first < each.last <= len(scores) and 0 <= each.chance <= 1 for each in found)
    assert all(left.last <= right.first for left, right in pairwise(found))


@given(some.lists(some.lists(GRADES, min_size=3, max_size=3), min_size=1, max_size=12))
def test_a_higher_lean_never_finds_fewer_beginnings(given_):
    scores = np.array(given_, np.float32)
    assert len(cues(scores, 50.0)) >= len(cues(scores, 0.0)) >= len(cues(scores, -50.0)) == 0


@given(some.lists(some.lists(GRADES, min_size=6, max_size=6), min_size=2, max_size=10))
def test_nothing_goes_on_that_did_not_begin_but_at_the_edge_of_the_window(given_):
    (tags,) = roles(np.array([given_], np.float32)).tolist()
    for left, right in pairwise(tags):
        if right == SOURCE:
            assert left in (SOURCE, SOURCE_BEGINS)
        if right == CONTENT:
            assert left in (CONTENT, CONTENT_BEGINS)


@given(some.lists(some.integers(0, len(ROLES) - 1), min_size=1, max_size=12))
def test_stretches_cover_exactly_the_words_of_their_role(tags):
    found = stretches(np.array(tags), CONTENT_BEGINS, CONTENT)
    inside = [word for first, last in found for word in range(first, last)]
    assert inside == [word for word, tag in enumerate(tags) if tag in (CONTENT_BEGINS, CONTENT)]
    assert all(first < last for first, last in found)


@given(
    some.lists(some.lists(GRADES, min_size=2, max_size=5), min_size=1, max_size=4).filter(
        lambda r: len({len(x) for x in r}) == 1
    )
)
def test_chances_sum_to_one(given_):
    found = softmax(np.array(given_, np.float32))
    assert np.allclose(found.sum(-1), 1, atol=1e-5)
    assert (found >= 0).all()


def test_numbers_that_would_overflow_give_chances_all_the_same():
    assert np.allclose(softmax(np.array([[1e4, 0.0, -1e4]], np.float32)), [[1, 0, 0]])
    assert decoding.cues(np.array([[-1e4, 1e4, 0.0]], np.float32), 0.0)[0].chance == 1
