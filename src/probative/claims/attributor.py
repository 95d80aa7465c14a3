"""The rules for English, as an attributor."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from probative.claims.certainty import certainty, is_forecast
from probative.claims.drafts import Draft
from probative.claims.hedges import find_hedge, find_phrase
from probative.claims.labels import find_labels
from probative.claims.nesting import nest, tidy
from probative.claims.noun_cues import find_light, find_noun
from probative.claims.parse import Parse, VerbGroup, parse
from probative.claims.passives import find_passive, find_shortened
from probative.claims.port import Attributor
from probative.claims.quoting import add_following_quotes, complete_quotes
from probative.claims.speakers import Speakers
from probative.claims.verb_cues import find_active, find_participle, find_purpose, find_state
from probative.model.claims import Attribution, SourceKind

__all__ = ["VERSION", "Attributor", "EnglishRules", "english_attributor"]

VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """Attributes by lexicons and hand-written rules. Deterministic; linear in the length of the text."""

    name: str = "rules-en"
    version: str = VERSION
    languages: frozenset[str] = frozenset(("en",))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues.

        Source: docs/explanation/attribution.md.
        """
        whole = parse(text)
        drafts = tidy([*find_labels(whole), *_drafts(whole)])
        complete_quotes(whole, drafts)
        add_following_quotes(whole, drafts)
        kept, parents = nest(whole, tidy(drafts))
        speakers = Speakers(whole, kept, parents)
        return tuple(_attribution(whole, draft, parents[index], speakers, index) for index, draft in enumerate(kept))


def english_attributor() -> Attributor:
    """Give the attributor for English that ships with Probative."""
    return EnglishRules()


def _drafts(whole: Parse) -> Iterator[Draft]:
    for sentence in whole.sentences:
        if _has_cue(whole, sentence.first, sentence.last):
            yield from _in_sentence(whole, sentence.first, sentence.last)


def _has_cue(whole: Parse, first: int, last: int) -> bool:
    """Whether any word of the sentence could be a cue: most sentences end here."""
    lexicon = whole.lexicon
    return any(
        lexicon.lemmas.get(low, "") in lexicon.cue_verbs
        or low in lexicon.cue_nouns
        or low in lexicon.cue_adjectives
        or low in lexicon.adverbs
        or low in lexicon.adjectives
        or low in lexicon.phrases_before
        or low in lexicon.phrases_around
        or low in _LIGHT
        for low in whole.lows[first:last]
    )


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


def _attribution(whole: Parse, draft: Draft, parent: int | None, speakers: Speakers, index: int) -> Attribution:
    who = speakers.of(index)
    return Attribution(
        source=whole.span(*draft.source) if draft.source else None,
        cue=tuple(whole.span(*piece) for piece in draft.cue),
        content=tuple(whole.span(*piece) for piece in draft.content),
        kind=who.kind if draft.source else SourceKind.UNATTRIBUTED,
        certainty=certainty(whole, draft),
        forecast=is_forecast(whole, draft),
        parent=parent,
        speaker=who.name if draft.source else None,
        number=who.number if draft.source else None,
    )
