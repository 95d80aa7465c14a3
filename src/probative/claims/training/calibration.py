"""How likely a proposal is right, learned from proposals that a reader's marks have judged."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from probative.claims.agreement import FEATURES, Proposal, chance, settled
from probative.claims.assembly import Grammar, L, attributions
from probative.claims.corpus.document import Document
from probative.claims.corpus.scoring import right_ones

_PULL = 1.0
"""Strength of the pull towards 0, in proposals."""
_STEPS = 50


def calibrate(judged: Sequence[tuple[Proposal, bool]]) -> dict[str, tuple[float, ...]]:
    """Learn the weights of a proposal's features, apart for each way it came about.

    Args:
        judged: Proposals, and whether each is right.

    Source: Platt 1999; solved by Newton's method (iteratively reweighted least squares).
    """
    scale = {}
    for by, names in FEATURES.items():
        rows = np.array([each.features for each, _ in judged if each.by == by], dtype=np.float64)
        right = np.array([is_right for each, is_right in judged if each.by == by], dtype=np.float64)
        scale[by] = tuple(round(float(value), 4) for value in _fitted(rows.reshape(len(right), len(names)), right))
    return scale


def _fitted(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - likely) - _PULL * weights
        curve = (rows.T * (likely * (1 - likely))) @ rows + _PULL * np.eye(rows.shape[1])
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def judged(document: Document, given: Sequence[Proposal], whole: L, grammar: Grammar[L]) -> list[tuple[Proposal, bool]]:
    """Tell of each proposal for a document, cut up as ``whole``, whether its source, cue and content agree with a mark.

    The triple is judged as it comes out at the end: its quotation completed, cut to what is around it.
    """
    everything = {by: (0.0,) * len(names) for by, names in FEATURES.items()}
    by_draft = {id(each.draft): each for each in given}
    drafts = settled(whole, given, everything, 0.0)
    found = []
    for draft in drafts:
        one = attributions(whole, [draft], grammar)
        if one:
            found.append((by_draft[id(draft)], right_ones(document.text, document.marks, one)[0]))
    return found


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Give the expected calibration error: the mean gap between chance and share of right ones, over equal-sized bins.

    Source: Naeini et al. 2015; bins of equal size as in Nguyen and O'Connor 2015.
    """
    if not pairs:
        return 0.0
    values, places = np.unique([value for value, _ in pairs], return_inverse=True)
    counts = np.bincount(places)
    # As likely is as right: a bin's edge between equals must not put the wrong ones on one side of it.
    shares = np.bincount(places, weights=[is_right for _, is_right in pairs]) / counts
    gaps = np.repeat(values - shares, counts)
    return float(sum(abs(part.sum()) for part in np.array_split(gaps, min(bins, len(gaps)))) / len(gaps))


_NEXT_TO_BEST: Final = 0.005
"""So far apart are F1 that two resamplings of the documents turn round."""


def best_threshold(pairs: Sequence[tuple[float, bool]], marked: int, precision: float) -> float:
    """Give the threshold from which on proposals are shown.

    Of those that reach a precision it is the lowest whose F1 is next to the best: a reviewer rejects what was proposed
    wrongly, but nobody sees what was not proposed. Where none reaches it, the most precise; where nothing is right at
    all, 1.

    Args:
        pairs: The chance of each proposal, and whether it is right.
        marked: How many there are to be found.
        precision: The share of right ones that must be reached.
    """
    order = sorted(pairs, reverse=True)
    right, found = 0, []
    for count, (value, is_right) in enumerate(order, 1):
        right += is_right
        if right and (count == len(order) or order[count][0] != value):
            found.append((right / count, 2 * right / (count + marked), value))
    enough = [each for each in found if each[0] >= precision]
    if not enough:
        return max(found, default=(0.0, 0.0, 1.0))[2]
    least = max(f1 for _, f1, _ in enough) - _NEXT_TO_BEST
    return min(value for _, f1, value in enough if f1 >= least)


def chances(given: Sequence[tuple[Proposal, bool]], scale: Mapping[str, Sequence[float]]) -> list[tuple[float, bool]]:
    """Give each judged proposal's chance."""
    return [(chance(each, scale), is_right) for each, is_right in given]
