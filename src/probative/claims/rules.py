"""The rules for English: what lexicons and hand-written patterns find in a parsed text."""

from collections.abc import Iterator
from typing import Final

from probative.claims.drafts import Draft
from probative.claims.hedges import find_hedge, find_phrase
from probative.claims.labels import find_labels
from probative.claims.nesting import tidy
from probative.claims.noun_cues import find_light, find_noun
from probative.claims.parse import Parse, VerbGroup
from probative.claims.passives import find_passive, find_shortened
from probative.claims.quoting import quoted
from probative.claims.verb_cues import find_active, find_participle, find_purpose, find_state

NAME: Final = "rules-en"
VERSION: Final = "4"


def rule_drafts(whole: Parse) -> list[Draft]:
    """Give what the rules find, in order of the cues and not yet put into each other.

    Source: docs/explanation/attribution.md.
    """
    return quoted(whole, tidy([*find_labels(whole), *_drafts(whole)]), NAME)


def _drafts(whole: Parse) -> Iterator[Draft]:
    for sentence in whole.sentences:
        if has_cue(whole, sentence.first, sentence.last):
            yield from _in_sentence(whole, sentence.first, sentence.last)


def has_cue(whole: Parse, first: int, last: int) -> bool:
    """Whether any of the words ``[first, last)`` could be a cue: most sentences end here."""
    return any(low in _LIGHT or whole.lexicon.may_attribute(low) for low in whole.lows[first:last])


_LIGHT: Final = frozenset(
    ("gave", "give", "gives", "given", "made", "make", "makes", "issued", "expressed", "voiced", "raised", "provided")
)


def _in_sentence(whole: Parse, first: int, last: int) -> Iterator[Draft]:
    light: set[int] = set()
    opened: set[int] = set()
    for verb in whole.chunks(first).verbs:
        if verb.head in light:
            continue
        draft = _by_verb(whole, verb)
        if draft is not None and draft.content:
            yield draft
            light.update(range(*draft.cue[0]))
            opened.add(draft.content[-1][0])
    for index in range(first, last):
        if whole.tag(index) == "N" and whole.low(index) in whole.lexicon.cue_nouns and index not in light:
            draft = find_noun(whole, index)
            if draft is not None and draft.content[0][0] in opened:
                continue
        else:
            draft = find_hedge(whole, index) or find_phrase(whole, index)
        if draft is not None:
            yield draft


def _by_verb(whole: Parse, verb: VerbGroup) -> Draft | None:
    if verb.infinitive:
        return find_purpose(whole, verb)
    if verb.passive:
        return find_state(whole, verb) or find_passive(whole, verb)
    if verb.tags[-1] == "I" and len(verb.tags) == 1:
        return find_participle(whole, verb)
    if verb.tags in ("E", "L"):
        shortened = find_shortened(whole, verb)
        if shortened is not None or verb.tags == "L":
            return shortened
    return find_light(whole, verb) or find_state(whole, verb) or find_active(whole, verb)
