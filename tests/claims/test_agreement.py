"""Rules and network brought together: every find proposed once, and only what is likely enough is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.agreement import FEATURES, chance, proposals, settled
from probative.claims.assembly import ENGLISH
from probative.claims.nesting import hold_whole
from probative.claims.parse import parse
from probative.claims.rules import rule_drafts
from probative.claims.sources import doer
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
def test_words_in_dispute_are_the_rules_unless_the_network_is_much_surer_of_its_own(source, content):
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
def test_what_one_alone_sees_is_kept_if_it_is_likely_enough_and_everything_says_how_likely(seen, threshold):
    scale = {by: (0.2, *[0.1] * (len(names) - 1)) for by, names in FEATURES.items()}
    kept = settled(WHOLE, made(seen), scale, threshold)
    assert all(draft.confidence is not None for draft in kept)
    alone = [draft for draft in kept if len(draft.suggesters) == 1]
    assert all(draft.confidence >= threshold - 1e-4 for draft in alone if draft.confidence is not None)


@given(suggestions())
def test_what_both_see_is_kept_whatever_its_chance(seen):
    everything = {by: (0.0,) * len(names) for by, names in FEATURES.items()}
    both = [each for each in made(seen) if each.by == "both"]
    assert len(settled(WHOLE, both, everything, 1.0)) == len(settled(WHOLE, made_both(seen), everything, 0.0))


def made_both(seen: list[Suggestion]):
    return [each for each in made(seen) if each.by == "both"]


def looked_at(text: str, word: str, *, source: str | None, content: list[str], sure=(Certainty.CERTAIN, 0.9)):
    """What rules and network make together of the cue ``word``, the network being sure of what is given."""
    whole = parse(text)
    place = {token: index for index, token in enumerate(each.words for each in whole.tokens)}

    def stretch(words: str) -> tuple[int, int]:
        first, *_, last = [*words.split(), words.rsplit(maxsplit=1)[-1]]
        return place[first], place[last] + 1

    likely = np.full((len(whole.tokens), 2), 0.5, dtype=np.float32)
    for column, words in ((0, [source] if source else []), (1, content)):
        for each in words:
            likely[slice(*stretch(each)), column] = 0.9999
    seen = Suggestion(
        cue=(stretch(word),), source=stretch(source) if source else None, content=tuple(map(stretch, content)),
        certainty=sure[0], certainty_chance=sure[1], is_named=True, forecast=False, is_negative=False,
        cue_chance=0.9, chance=0.9, role_chance=0.9, low=0, likely=likely,
    )  # fmt: skip
    found = proposals(whole, rule_drafts(whole), [seen], np.ones(len(whole.tokens)), name="net", grammar=ENGLISH)
    draft = next(each.draft for each in found if each.by == "both")
    words = [whole.words(*piece) for piece in draft.content]
    return whole.words(*draft.source) if draft.source else None, words, bool(draft.forecast), draft, whole


def test_a_source_that_the_network_does_not_see_is_the_rules() -> None:
    found = looked_at("Mira Toll said that nine men died.", "said", source=None, content=["that died"])
    assert found[0] == "Mira Toll"


def test_the_source_of_another_cue_is_no_part_of_this_one() -> None:
    text = "According to Osk Varen, Mira Toll said that nine men died."
    assert looked_at(text, "said", source="Osk Toll", content=["that died"])[0] == "Mira Toll"


def test_a_content_holds_the_cues_that_the_rules_see_in_it() -> None:
    text = "Osk Varen said Mira Toll told him that nine men died."
    assert looked_at(text, "said", source="Osk Varen", content=["that died"])[1] == [
        "Mira Toll told him that nine men died"
    ]


def test_a_content_does_not_hold_the_cue_of_what_holds_it() -> None:
    text = "Mira Toll told him that nine men died, the Courier reported."
    found = looked_at(text, "told", source="Mira Toll", content=["that reported"])
    assert found[1] == ["that nine men died"]


def test_pieces_of_a_content_that_only_a_conjunction_divides_are_one() -> None:
    text = "Mira Toll said that the bridge was mined, and nine men died."
    whole = looked_at(text, "said", source="Mira Toll", content=["that mined", "nine died"])
    assert whole[1] == ["that the bridge was mined, and nine men died"]


@pytest.mark.parametrize("cue", ["warned", "said"])
def test_what_the_rules_take_for_a_forecast_is_one(cue: str) -> None:
    text = f"Mira Toll {cue} that the army would shell the port."
    assert looked_at(text, cue, source="Mira Toll", content=["that port"])[2]


def test_no_other_cue_stands_in_a_source_before_what_the_rules_take_for_it() -> None:
    text = "Osk Varen said Mira Toll told him that nine men died."
    assert looked_at(text, "told", source="Osk Toll", content=["that died"])[0] == "Mira Toll"


def test_who_does_something_is_not_said_without_what_they_do() -> None:
    text = "Osk Varen said Mira Toll told him that nine men died."
    found = looked_at(text, "said", source="Osk Varen", content=["Mira Toll"])
    assert found[1] == ["Mira Toll told him that nine men died"]


def test_what_somebody_does_is_not_said_without_who_does_it() -> None:
    text = "Mira Toll, a clerk, told the activist that nine men died, Osk Varen said."
    whole = parse(text)
    drafts = rule_drafts(whole)
    said = next(each for each in drafts if whole.low(each.anchor) == "said")
    told = next(each for each in drafts if whole.low(each.anchor) == "told")
    said.content[0] = told.cue[0][0], said.content[0][1]
    hold_whole(whole, drafts)
    assert [whole.words(*piece) for piece in said.content] == [
        "Mira Toll, a clerk, told the activist that nine men died"
    ]


@pytest.mark.parametrize(
    ("text", "cue", "network", "chance_of_it", "expected"),
    [
        ("Mira Toll said that nine men died.", "said", Certainty.POSSIBLE, 0.95, Certainty.POSSIBLE),
        ("Mira Toll said that nine men died.", "said", Certainty.POSSIBLE, 0.7, Certainty.CERTAIN),
        ("Mira Toll denied that nine men died.", "denied", Certainty.CERTAIN, 0.99, Certainty.CERTAINLY_NOT),
        ("Mira Toll suspected that nine men died.", "suspected", Certainty.CERTAIN, 0.99, None),
    ],
)
def test_the_network_says_how_sure_if_nearly_certain_but_denies_no_denial_and_doubts_no_doubt(
    text, cue, network, chance_of_it, expected
) -> None:
    *_, draft, whole = looked_at(text, cue, source="Mira Toll", content=["that died"], sure=(network, chance_of_it))
    rule = next(each for each in rule_drafts(whole) if each.cue == draft.cue)
    assert draft.certainty == (expected if expected is not None else ENGLISH.certainty(whole, rule)).value


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The envoy said Vardania stood firm, and was preparing to shell the port.", "was preparing", "Vardania"),
        ("It emerged that nine men died.", "emerged", None),
        ("Nine men were believed to have died.", "were believed", None),
    ],
)
def test_a_verb_for_which_the_network_sees_no_source_has_its_subject_for_one(text, cue, source) -> None:
    whole = parse(text)
    first = next(index for index, each in enumerate(whole.tokens) if whole.words(index, index + 1) == cue.split()[0])
    found = doer(whole, [(first, first + len(cue.split()))])
    assert (whole.words(*found) if found else None) == source


def test_a_cue_of_auxiliaries_alone_takes_the_words_of_the_rules() -> None:
    *_, draft, whole = looked_at("Toll has denied that nine men died.", "has", source="Toll", content=["that died"])
    assert [whole.words(*piece) for piece in draft.cue] == ["has denied"]


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
