"""Sentences that nobody is said to say: what the publisher, witness or sender claims in their own voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from probative.claims.certainty import certainty, is_forecast, is_negative
from probative.claims.drafts import Draft, Stretch
from probative.claims.own_voice import is_notice, taken_tokens
from probative.claims.parse import Parse, VerbGroup
from probative.claims.phrases import is_time
from probative.model.claims import Attribution, Certainty

_SHORTEST: Final = 4
_ORDERING: Final = frozenset(("shall", "will", "must"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A stretch of the text that its own voice claims, in characters, with its certainty."""

    start: int
    end: int
    certainty: Certainty
    forecast: bool
    is_negative: bool


def own_claims(whole: Parse, attributions: Sequence[Attribution], *, orders: bool = False) -> Iterator[Own]:
    """Give the sentences that report what happened and that no attribution covers, then what is told of sources.

    A sentence counts when a verb outside every attribution, quotation and relative clause tells something finished
    ("was found", "has launched"), that something was or is so ("has two gates"), or will or may be. Headings,
    questions, commands, what should or would be, and the notices that surround an article do not count. Where part of
    a sentence is attributed, the rest alone is its own voice's.

    Args:
        whole: The text.
        attributions: What was attributed in it.
        orders: Whether "shall", "will" and "must" count too, as they do in a document that orders something.
    """
    taken = taken_tokens(whole, attributions)
    for sentence in whole.sentences:
        first, last = sentence.first, sentence.last
        while first < last and whole.tag(first) in "-?.,:":
            first += 1
        if last - first < _SHORTEST or not _is_plain(whole, first, last):
            continue
        verb = next((one for one in whole.chunks(first).verbs if _tells(whole, one, taken, orders=orders)), None)
        piece = _free_piece(whole, taken, first, last, verb.start) if verb is not None else None
        if verb is not None and piece is not None and piece[1] - piece[0] >= _SHORTEST - 1:
            yield _own(whole, piece, verb)
    yield from _about_sources(whole, attributions, taken)


def _about_sources(whole: Parse, attributions: Sequence[Attribution], taken: bytearray) -> Iterator[Own]:
    """Give what is told of a source beside what it says: "said Oru, who was arrested last month"."""
    for source in sorted({each.source for each in attributions if each.source is not None}):
        first, after = whole.token_at(source[0]), whole.token_at(source[1])
        if taken[first]:
            continue
        chunks = whole.chunks(first)
        relative = next(
            (one for one in chunks.relatives if first < one.start and one.start - 1 <= after <= one.end), None
        )
        if relative is None:
            continue
        verbs = (one for one in chunks.verbs if relative.start < one.start < relative.end)
        verb = next((one for one in verbs if not taken[one.start] and _is_finished(whole, one)), None)
        end = next((at for at in range(relative.start, relative.end) if taken[at]), relative.end)
        while end > relative.start and whole.tag(end - 1) in ".,;:":
            end -= 1
        if verb is not None and verb.start < end:
            yield _own(whole, (first, end), verb)


def _is_plain(whole: Parse, first: int, last: int) -> bool:
    """Whether a sentence could report: it ends as one, asks nothing, and is no notice of the site."""
    end = whole.low(last - 1)
    if end == "?" or (whole.quote_of[first] >= 0 and whole.quote_of[last - 1] >= 0):
        return False
    return not is_notice(whole, first, last, "en")


def _tells(whole: Parse, verb: VerbGroup, taken: bytearray, *, orders: bool) -> bool:
    if not verb.finite or taken[verb.start] or verb.quote >= 0:
        return False
    chunks = whole.chunks(verb.start)
    if any(one.start <= verb.start < one.end for one in chunks.relatives):
        return False
    if orders and verb.modal in _ORDERING:
        return True
    return (_is_finished(whole, verb) or _is_current(whole, verb)) and _has_subject(whole, verb)


def _is_current(whole: Parse, verb: VerbGroup) -> bool:
    """Whether the main verb of a whole sentence says what is so, may be so or will be: "has two gates", "may leave".

    What one should, would or could do is no report, nor is what stands under "if" or is said to "you".
    """
    sentence = whole.sentences[whole.sentence_of[verb.start]]
    if whole.low(sentence.last - 1) != "." or not verb.finite:
        return False
    if verb.modal and verb.modal not in whole.lexicon.scale.future_modals | {"may", "might"}:
        return False
    before = range(sentence.first, verb.start)
    is_under = any(whole.tag(at) in "sw" and whole.low(at) != "as" for at in before)
    asks = any(whole.low(at) in ("you", "your", "please") for at in before)
    return not is_under and not asks and verb.lemma != "let"


def _is_finished(whole: Parse, verb: VerbGroup) -> bool:
    """Whether the verb tells something finished, or that something was so."""
    if not verb.finite or verb.quote >= 0:
        return False
    first = whole.low(verb.start)
    if verb.modal in ("may", "might", "could", "must"):
        return "H" in verb.tags or "h" in verb.tags
    is_perfect = verb.tags[0] == "H" and verb.tags[-1] in "ELb"
    is_past = verb.is_lone and (
        verb.tags == "E" or (verb.tags == "V" and verb.lemma != first and not first.endswith("s"))
    )
    was = first in ("was", "were", "did", "had", "wasn't", "weren't", "didn't", "hadn't")
    return is_perfect or is_past or was


def _has_subject(whole: Parse, verb: VerbGroup) -> bool:
    """Whether a noun phrase that is more than a time stands before the verb in its sentence."""
    chunks = whole.chunks(verb.start)
    return any(end <= verb.start and not is_time(whole, start, end) for start, end in chunks.phrases.items())


def _free_piece(whole: Parse, taken: bytearray, first: int, last: int, verb: int) -> Stretch | None:
    """Give the stretch around ``verb`` that no attribution takes, without loose ends."""
    low = verb
    while low > first and not taken[low - 1]:
        low -= 1
    high = verb
    while high < last and not taken[high]:
        high += 1
    while high - 1 > verb and whole.tag(high - 1) in ",;:-psct" and not (high == last and whole.tag(high - 1) == "."):
        high -= 1
    while low < verb and whole.tag(low) in ",;:-.c)":
        low += 1
    while high - 1 > verb and whole.tag(high - 1) in ".,;":
        high -= 1
    return (low, high) if low < high else None


def _own(whole: Parse, piece: Stretch, verb: VerbGroup) -> Own:
    draft = Draft(source=piece, cue=[piece], content=[piece], group="assert", anchor=verb.head, unit=piece, form="that")
    start, end = whole.span(*piece)
    return Own(
        start=start,
        end=end,
        certainty=certainty(whole, draft),
        forecast=is_forecast(whole, draft),
        is_negative=is_negative(whole, draft),
    )
