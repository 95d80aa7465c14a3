from pathlib import Path

import pytest

from tests.scripts import loaded

scores = loaded(Path(__file__).parents[2] / "bench" / "_coreference.py")
b_cubed, ceaf_e, conll, muc = scores.b_cubed, scores.ceaf_e, scores.conll, scores.muc

TRUE = [frozenset("abc"), frozenset("de"), frozenset("f")]
FOUND = [frozenset("ab"), frozenset("cd"), frozenset("e"), frozenset("f")]


def test_b_cubed_is_what_was_counted_by_hand() -> None:
    # precision: a 1, b 1, c 1/2, d 1/2, e 1, f 1; recall: a 2/3, b 2/3, c 1/3, d 1/2, e 1/2, f 1
    score = b_cubed(FOUND, TRUE)
    assert score.precision == pytest.approx(5 / 6)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2 + 1) / 6)


def test_muc_is_what_was_counted_by_hand() -> None:
    # links found: ab, cd; ab is right. Links true: two in abc, one in de; abc falls into two pieces, de into two.
    score = muc(FOUND, TRUE)
    assert (score.precision, score.recall) == (1 / 2, 1 / 3)


def test_ceaf_e_is_what_was_counted_by_hand() -> None:
    # abc with ab 4/5, de with cd 1/2 or with e 2/3: the best is 2/3, f with f 1: 37/15 over four and over three.
    score = ceaf_e(FOUND, TRUE)
    assert score.precision == pytest.approx(37 / 15 / 4)
    assert score.recall == pytest.approx(37 / 15 / 3)


def test_a_partition_fits_itself_wholly_and_conll_is_the_mean() -> None:
    assert conll(TRUE, TRUE) == 1
    assert conll(FOUND, TRUE) == pytest.approx(
        (b_cubed(FOUND, TRUE).f1 + muc(FOUND, TRUE).f1 + ceaf_e(FOUND, TRUE).f1) / 3
    )


def test_all_apart_is_all_precise() -> None:
    assert b_cubed([frozenset(each) for each in "abcdef"], TRUE).precision == 1
