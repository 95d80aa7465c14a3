"""From drafts to attributions: put into each other, with their speakers, in offsets of the text."""

from collections.abc import Iterable

from probative.claims.drafts import Draft
from probative.claims.nesting import nest
from probative.claims.slavic.certainty import certainty, is_forecast, is_negative
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.speakers import Speakers
from probative.model.claims import Attribution, SourceKind


def attributions(whole: SlavicParse, drafts: Iterable[Draft]) -> tuple[Attribution, ...]:
    """Give the attributions of a text, in order of their cues.

    Args:
        whole: The text.
        drafts: What was found in it, one draft a cue.
    """
    kept, parents = nest(whole, list(drafts))
    speakers = Speakers(whole, kept, parents)
    return tuple(_attribution(whole, draft, parents[index], speakers, index) for index, draft in enumerate(kept))


def _attribution(whole: SlavicParse, draft: Draft, parent: int | None, speakers: Speakers, index: int) -> Attribution:
    who = speakers.of(index)
    return Attribution(
        source=whole.span(*draft.source) if draft.source else None,
        cue=tuple(whole.span(*piece) for piece in draft.cue),
        content=tuple(whole.span(*piece) for piece in draft.content),
        kind=who.kind if draft.source else SourceKind.UNATTRIBUTED,
        certainty=certainty(whole, draft),
        forecast=is_forecast(whole, draft) if draft.forecast is None else draft.forecast,
        parent=parent,
        speaker=who.name if draft.source else None,
        number=who.number if draft.source else None,
        is_negative=is_negative(whole, draft) if draft.is_negative is None else draft.is_negative,
        suggesters=draft.suggesters,
        confidence=draft.confidence,
    )
