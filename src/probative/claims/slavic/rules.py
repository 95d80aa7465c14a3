"""The rules for Ukrainian and Russian: what lexicons and hand-written patterns find in a parsed text."""

from collections.abc import Iterator
from typing import Final

from probative.claims.drafts import Draft
from probative.claims.nesting import tidy
from probative.claims.quoting import quoted
from probative.claims.slavic.dropped import fill_sources
from probative.claims.slavic.hedges import find_hedge, find_phrase
from probative.claims.slavic.labels import find_bare, find_labels
from probative.claims.slavic.noun_cues import find_noun
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.verb_cues import find_verb

VERSION: Final = "1"


def rule_drafts(whole: SlavicParse) -> list[Draft]:
    """Give what the rules find, in order of the cues and not yet put into each other.

    Source: docs/explanation/attribution.md.
    """
    drafts = tidy([*find_labels(whole), *_drafts(whole)])
    fill_sources(whole, drafts)
    return quoted(whole, drafts, f"rules-{whole.lexicon.language}")


def _drafts(whole: SlavicParse) -> Iterator[Draft]:
    may = whole.lexicon.may_attribute
    for sentence in whole.sentences:
        if not any(may(low) for low in whole.lows[sentence.first : sentence.last]):
            continue
        taken: set[int] = set()
        for index in range(sentence.first, sentence.last):
            if index in taken:
                continue
            if whole.tags[index] == ":":
                bare = find_bare(whole, index)
                if bare is not None:
                    yield bare
                continue
            draft = (
                find_phrase(whole, index)
                or find_verb(whole, index)
                or find_noun(whole, index)
                or find_hedge(whole, index)
            )
            if draft is not None and draft.content:
                yield draft
                taken.update(place for piece in draft.cue for place in range(*piece))
