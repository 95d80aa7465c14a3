"""How likely a proposal is right: between 0 and 1, learned from what was right, told from what was said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.agreement import FEATURES, Proposal, chance
from probative.claims.drafts import Draft
from probative.claims.training.calibration import best_threshold, calibrate, calibration_error, chances

CHANCES = some.lists(
    some.tuples(some.integers(0, 1000).map(lambda permille: permille / 1000), some.booleans()), min_size=1, max_size=60
)


def proposal(by: str, value: float) -> Proposal:
    draft = Draft(source=None, cue=[(0, 1)], content=[(1, 2)], group="", anchor=0, unit=(0, 1))
    return Proposal(draft, by, (1.0, value, *[0.0] * (len(FEATURES[by]) - 2)))


@given(CHANCES)
def test_the_error_is_a_share_and_does_not_depend_on_the_order(pairs):
    error = calibration_error(pairs)
    assert 0 <= error <= 1
    assert calibration_error(pairs[::-1]) == pytest.approx(error)


@given(some.lists(some.booleans(), min_size=1, max_size=40))
def test_whoever_is_sure_and_right_errs_by_nothing_and_whoever_is_sure_and_wrong_by_all(right):
    assert calibration_error([(float(each), each) for each in right]) == 0
    assert calibration_error([(1.0, False) for _ in right]) == calibration_error([(0.0, True) for _ in right]) == 1


@given(some.integers(1, 30), some.integers(1, 30))
def test_a_chance_that_is_the_share_of_right_ones_errs_by_nothing(right, wrong):
    share = right / (right + wrong)
    assert calibration_error([(share, True)] * right + [(share, False)] * wrong) == pytest.approx(0)


def test_nothing_to_judge_errs_by_nothing():
    assert calibration_error([]) == 0


@given(CHANCES, some.integers(0, 80), some.sampled_from((0.3, 0.5, 0.85, 1.0)))
def test_the_threshold_is_the_lowest_that_is_precise_enough_and_next_to_the_best_f1(pairs, missed, precision):
    marked = sum(is_right for _, is_right in pairs) + missed

    def at(threshold: float) -> tuple[float, float]:
        kept = [is_right for value, is_right in pairs if value >= threshold]
        return sum(kept) / len(kept), 2 * sum(kept) / (len(kept) + marked)

    found = best_threshold(pairs, marked, precision)
    if not any(is_right for _, is_right in pairs):
        assert found == 1
        return
    every = {value: at(value) for value, _ in pairs}
    fitting = {value: f1 for value, (share, f1) in every.items() if share >= precision}
    assert found in every
    if fitting:
        best = max(fitting.values())
        assert found == min(value for value, f1 in fitting.items() if f1 >= best - 0.005)
    else:
        assert every[found][0] == max(share for share, _ in every.values())


@pytest.mark.parametrize("by", FEATURES)
def test_what_was_right_more_often_is_more_likely_right(by):
    noise = np.random.default_rng(1)
    values = noise.standard_normal(300)
    judged = [(proposal(by, value), bool(noise.random() < 1 / (1 + np.exp(-2 * value)))) for value in values]
    scale = calibrate(judged)
    assert chance(proposal(by, -2), scale) < 0.2 < 0.8 < chance(proposal(by, 2), scale)
    assert calibration_error(chances(judged, scale)) < 0.08


def test_ways_that_nobody_judged_say_nothing_either_way():
    scale = calibrate([])
    assert {chance(proposal(by, 3), scale) for by in FEATURES} == {0.5}


@given(some.lists(some.tuples(some.sampled_from(sorted(FEATURES)), some.floats(-9, 9), some.booleans()), max_size=30))
def test_a_chance_lies_between_0_and_1_whatever_was_judged(told):
    judged = [(proposal(by, value), is_right) for by, value, is_right in told]
    scale = calibrate(judged)
    assert all(0 <= value <= 1 for value, _ in chances(judged, scale))
    assert calibrate(judged) == scale
