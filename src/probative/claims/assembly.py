"""From drafts to attributions: put into each other, with their speakers, in offsets of the text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from probative.claims.certainty import certainty, is_forecast, is_negative
from probative.claims.drafts import Draft, Stretch
from probative.claims.layout import Layout
from probative.claims.mentions import Speaker
from probative.claims.nesting import nest
from probative.claims.parse import Parse
from probative.claims.sources import doer
from probative.claims.speakers import Speakers
from probative.model.claims import Attribution, Certainty, SourceKind

L = TypeVar("L", bound=Layout)


class Resolved(Protocol):
    """Who speaks in each attribution of a text."""

    def of(self, index: int) -> Speaker:
        """Give the speaker of attribution ``index``; an empty one where no source is named."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar(Generic[L]):
    """What a language says of a draft in a text: who speaks, how sure, of what is to come, of what is not so.

    ``is_ruled``: where rules and network see one cue, the rules' words stand. ``doer`` gives who does what a cue of an
    active verb tells; where a language has none, what the network finds without a source stays so.
    """

    speakers: Callable[[L, Sequence[Draft], Sequence[int | None]], Resolved]
    certainty: Callable[[L, Draft], Certainty]
    is_forecast: Callable[[L, Draft], bool]
    is_negative: Callable[[L, Draft], bool]
    is_ruled: bool = False
    doer: Callable[[L, Sequence[Stretch]], Stretch | None] | None = None


ENGLISH: Grammar[Parse] = Grammar(
    speakers=Speakers, certainty=certainty, is_forecast=is_forecast, is_negative=is_negative, doer=doer
)


def attributions(whole: L, drafts: Iterable[Draft], grammar: Grammar[L]) -> tuple[Attribution, ...]:
    """Give the attributions of a text, in order of their cues.

    Args:
        whole: The text.
        drafts: What was found in it, one draft a cue.
        grammar: That of its language.
    """
    kept, parents = nest(whole, list(drafts))
    speakers = grammar.speakers(whole, kept, parents)
    return tuple(
        _attribution(whole, draft, parents[index], speakers.of(index), grammar) for index, draft in enumerate(kept)
    )


def _attribution(whole: L, draft: Draft, parent: int | None, who: Speaker, grammar: Grammar[L]) -> Attribution:
    return Attribution(
        source=whole.span(*draft.source) if draft.source else None,
        cue=tuple(whole.span(*piece) for piece in draft.cue),
        content=tuple(whole.span(*piece) for piece in draft.content),
        kind=who.kind if draft.source else SourceKind.UNATTRIBUTED,
        certainty=grammar.certainty(whole, draft),
        forecast=grammar.is_forecast(whole, draft) if draft.forecast is None else draft.forecast,
        parent=parent,
        speaker=who.name if draft.source else None,
        number=who.number if draft.source else None,
        is_negative=grammar.is_negative(whole, draft) if draft.is_negative is None else draft.is_negative,
        suggesters=draft.suggesters,
        confidence=draft.confidence,
    )
