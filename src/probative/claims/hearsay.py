"""From whom an English source has it, and to whom it spoke: "X quoted Y as saying that", "in an interview with Z".

Source: docs/explanation/attribution.md, "The interview" and "Hearsay".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.claims.channels import Channel
from probative.claims.drafts import Stretch
from probative.claims.parse import Parse
from probative.claims.phrases import chain_left, chain_right
from probative.claims.spokespersons import called
from probative.model.claims import Attribution

_QUOTING: Final = frozenset(("quote", "cite"))
_HEARING: Final = frozenset(("hear", "learn"))


_SPEAKING: Final = (
    ("in", "an", "interview", "with"), ("in", "interviews", "with"), ("interviewed", "by"), ("speaking", "to"),
    ("speaking", "with"), ("talking", "to"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """``teller`` said it. ``is_own``: the words of the attribution's cue are the teller's and not its source's."""

    teller: Channel
    is_own: bool


def heard(whole: Parse, each: Attribution, by_speaker: Mapping[str, Sequence[Attribution]]) -> Heard | None:
    """Give from whom the source of an attribution has it; ``None`` where the words do not say so."""
    quoted = _quoted(whole, each)
    phrase = quoted or _from(whole, each)
    if phrase is None or set(whole.tags[slice(*phrase)]) & set("ROG"):
        return None
    name, kind, number = called(whole, phrase, by_speaker)
    span = whole.span(*phrase)
    cue = (min(span[0], each.cue[0][0]), max(span[1], each.cue[-1][1]))
    return Heard(teller=Channel(name=name, kind=kind, number=number, place=span, cue=cue), is_own=quoted is not None)


def _quoted(whole: Parse, each: Attribution) -> Stretch | None:
    """Give "Y" in "quoted Y as saying", where the cue is "saying" or "as saying"."""
    first = whole.token_at(each.cue[0][0])
    place = first if whole.low(first) == "as" else first - 1
    if place < 1 or whole.low(place) != "as":
        return None
    low = whole.sentences[whole.sentence_of[place]].first
    start = chain_left(whole, whole.chunks(place), place, low)
    is_quoted = start is not None and whole.lexicon.lemmas.get(whole.low(start - 1), "") in _QUOTING
    return (start, place) if start is not None and is_quoted else None


def _from(whole: Parse, each: Attribution) -> Stretch | None:
    """Give "Y" in "heard from Y that"."""
    last = whole.token_at(each.cue[-1][1] - 1)
    heads = {whole.lexicon.lemmas.get(whole.low(at), "") for at in (last, last - 1)}
    place = last if whole.low(last) == "from" else last + 1
    if whole.low(place) != "from" or not heads & _HEARING:
        return None
    start = whole.token_at(each.content[0][0])
    end = chain_right(whole, whole.chunks(place), place + 1, max(start, place + 1))
    return (place + 1, end) if place + 1 < end <= start else None


def listener(whole: Parse, each: Attribution, by_speaker: Mapping[str, Sequence[Attribution]]) -> Channel | None:
    """Give the named one to whom a source spoke: "in an interview with Z"; ``None`` where nobody is named."""
    sentence = whole.sentences[whole.sentence_of[whole.token_at(each.cue[0][0])]]
    said = {at for low, high in each.content for at in range(whole.token_at(low), whole.token_at(high))}
    for at in range(sentence.first, sentence.last):
        opening = next((one for one in _SPEAKING if tuple(whole.lows[at : at + len(one)]) == one), None)
        if opening is None or at in said:
            continue
        start = at + len(opening)
        end = chain_right(whole, whole.chunks(start), start, sentence.last, joins=False)
        if "P" in whole.tags[start:end]:
            name, kind, number = called(whole, (start, end), by_speaker)
            if name != each.speaker:
                place, cue = whole.span(start, end), whole.span(at, end)
                return Channel(name=name, kind=kind, number=number, place=place, cue=cue)
    return None
