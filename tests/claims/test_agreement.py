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
                low=0,
                likely=np.full((WORDS, 2), share, dtype=np.float32),
            )
        )
    return found


SAID = next(each for each in rule_drafts(WHOLE) if WHOLE.tokens[each.anchor].low == "said")


def told(source: float, content: float) -> Suggestion:
    """What a network sees at "said": another source than the rules, less content, each its own with such a chance."""
    likely = np.full((WORDS, 2), 0.5, dtype=np.float32)
    likely[:2] = source, 1 - content
    return Suggestion(
        cue=tuple(SAID.cue), source=(0, 2), content=((2, SAID.content[0][1]),), certainty=Certainty.CERTAIN,
        certainty_chance=0.9, is_named=True, forecast=False, is_negative=False, cue_chance=0.9, chance=0.9,
        role_chance=0.9, low=0, likely=likely,
    )  # fmt: skip


@pytest.mark.parametrize("source", [0.3, 0.9999])
@pytest.mark.parametrize("content", [0.3, 0.9999])
def test_words_in_dispute_are_the_rules_unless_the_network_is_ten_times_surer_of_its_own(source, content):
    draft = next(each.draft for each in made([told(source, content)]) if each.by == "both")
    assert draft.source == ((0, 2) if source > 0.9 else SAID.source)
    is_shorter = content > 0.9 or source > 0.9  # nobody's words are source and content of one cue
    assert draft.content == ([(2, SAID.content[0][1])] if is_shorter else SAID.content)


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
