"""Rules and network brought together: every find proposed once, and only what is likely enough is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.agreement import FEATURES, chance, proposals, settled
from probative.claims.assembly import ENGLISH
from probative.claims.parse import parse
from probative.claims.rules import rule_drafts
from probative.claims.trained.suggesting import Suggestion
from probative.model.claims import Certainty

TEXT = (
    "Nine men were held in the mill at Sarn, Mira Toll said. Joran Pell told reporters that the bridge was mined. "
    "The ferry reportedly sank. The ministry denied the report. Nobody came."
)
WHOLE = parse(TEXT)
EVEN = {by: (0.0,) * len(names) for by, names in FEATURES.items()}
WORDS = len(WHOLE.tokens)


@some.composite
def suggestions(draw: some.DrawFn) -> list[Suggestion]:
    """What a network may see: cues that stand apart, each with any source and content."""
    cues = sorted(draw(some.sets(some.integers(0, WORDS - 1), max_size=8)))
    found = []
    for cue in cues:
        first = draw(some.integers(0, WORDS - 2))
        share = draw(some.floats(0, 1))
        found.append(
            Suggestion(
                cue=((cue, cue + 1),),
                source=draw(some.sampled_from((None, (0, 1), (3, 5)))),
                content=((first, draw(some.integers(first + 1, min(WORDS, first + 12)))),)
                if draw(some.booleans())
                else (),
                certainty=draw(some.sampled_from(list(Certainty))),
                certainty_chance=share,
                is_named=True,
                forecast=False,
                is_negative=False,
                cue_chance=share,
                chance=share,
                role_chance=share,
            )
        )
    return found


def made(seen: list[Suggestion]):
    return proposals(
        WHOLE, rule_drafts(WHOLE), seen, np.linspace(0, 1, WORDS, dtype=np.float32), name="net", grammar=ENGLISH
    )


@given(suggestions())
def test_every_find_of_either_is_proposed_exactly_once(seen):
    found = made(seen)
    rules = len(rule_drafts(WHOLE))
    by = [each.by for each in found]
    assert by.count("both") + by.count("rules") == rules
    assert by.count("both") + by.count("network") <= len(seen)
    assert len({id(each.draft) for each in found}) == len(found)


@given(suggestions())
def test_a_proposal_has_one_number_for_each_feature_of_its_kind_and_says_who_proposes(seen):
    for each in made(seen):
        assert len(each.features) == len(FEATURES[each.by])
        assert all(np.isfinite(each.features))
        assert ("net" in each.draft.suggesters) == (each.by != "rules")
        assert 0 <= chance(each, {by: (0.3,) * len(names) for by, names in FEATURES.items()}) <= 1


@given(suggestions(), some.sampled_from((0.0, 0.4, 0.6, 1.0)))
def test_only_what_is_likely_enough_is_kept_and_it_says_how_likely(seen, threshold):
    scale = {by: (0.2, *[0.1] * (len(names) - 1)) for by, names in FEATURES.items()}
    kept = settled(WHOLE, made(seen), scale, threshold)
    assert all(draft.confidence is not None and draft.confidence >= threshold - 1e-4 for draft in kept)


@given(suggestions())
def test_a_higher_threshold_lets_nothing_new_through(seen):
    scale = {by: (0.2, *[0.1] * (len(names) - 1)) for by, names in FEATURES.items()}
    low = {chance(each, scale) for each in made(seen) if chance(each, scale) >= 0.4}
    high = {chance(each, scale) for each in made(seen) if chance(each, scale) >= 0.6}
    assert high <= low


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_without_a_network_everything_comes_from_the_rules(threshold):
    kept = settled(WHOLE, made([]), EVEN, threshold)
    assert kept
    assert all(draft.suggesters and "net" not in draft.suggesters for draft in kept)
