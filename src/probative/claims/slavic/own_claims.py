"""Sentences in Ukrainian or Russian that nobody is said to say: what the text's own voice claims."""

from collections.abc import Iterator, Sequence
from typing import Final

from probative.claims.drafts import Draft, Stretch
from probative.claims.own_claims import Own
from probative.claims.own_voice import is_notice, taken_tokens
from probative.claims.slavic.certainty import certainty, is_forecast, is_negative
from probative.claims.slavic.parse import SlavicParse
from probative.model.claims import Attribution

_SHORTEST: Final = 4
_LOOSE: Final = frozenset(",;:-psc")


def own_claims(whole: SlavicParse, attributions: Sequence[Attribution], *, orders: bool = False) -> Iterator[Own]:
    """Give the sentences that report something and that no attribution covers.

    A sentence counts when a finite verb or a passive outside every attribution, quotation and side clause tells
    something; headings, questions, commands, conditions and the notices around an article do not. Where part of a
    sentence is attributed, the rest alone is its own voice's.

    Args:
        whole: The text.
        attributions: What was attributed in it.
        orders: Whether what must be done counts too, as in a document that orders something.
    """
    taken = taken_tokens(whole, attributions)
    for sentence in whole.sentences:
        first, last = sentence.first, sentence.last
        while first < last and whole.tags[first] in "-.,:":
            first += 1
        if last - first < _SHORTEST or not _is_plain(whole, first, last):
            continue
        verb = next((index for index in range(first, last) if _tells(whole, index, first, taken, orders=orders)), None)
        piece = _free_piece(whole, taken, first, last, verb) if verb is not None else None
        if verb is not None and piece is not None and piece[1] - piece[0] >= _SHORTEST - 1:
            yield _own(whole, piece, verb)


def _is_plain(whole: SlavicParse, first: int, last: int) -> bool:
    """Whether a sentence could report: it ends as one, asks nothing, and is no notice of the site."""
    end = whole.low(last - 1) if whole.tags[last - 1] != "]" else whole.low(last - 2)
    if end not in (".", "…", "...", "!") or (whole.quote_of[first] >= 0 and whole.quote_of[last - 1] >= 0):
        return False
    return not is_notice(whole, first, last, whole.lexicon.language)


def _tells(whole: SlavicParse, index: int, first: int, taken: bytearray, *, orders: bool) -> bool:
    word = whole.seen[index]
    if word.tag not in "VS" or taken[index] or whole.quote_of[index] >= 0:
        return False
    if word.tag == "S" and not orders and (word.number or whole.lows[index][-1] != "о"):
        return False
    if word.person == "2" or whole.low(index + 1) in ("б", "би", "бы", "ли"):
        return False
    for place in range(index - 1, first - 1, -1):
        tag = whole.tags[place]
        if tag in "sw":
            return False
        if tag in ",;:-.":
            break
    else:
        place = first - 1
    return not any(whole.tags[at] == "s" for at in range(first, min(first + 2, index))) and _has_subject(
        whole, first, index
    )


def _has_subject(whole: SlavicParse, first: int, verb: int) -> bool:
    """Whether something stands before or after the verb that it can be about."""
    return any(whole.tags[at] in "NPR#J" for at in range(first, min(verb + 6, len(whole.tags))) if at != verb)


def _free_piece(whole: SlavicParse, taken: bytearray, first: int, last: int, verb: int) -> Stretch | None:
    """Give the stretch around the verb that no attribution takes, without loose ends."""
    low = verb
    while low > first and not taken[low - 1]:
        low -= 1
    high = verb + 1
    while high < last and not taken[high]:
        high += 1
    while high - 1 > verb and (whole.tags[high - 1] in _LOOSE or whole.tags[high - 1] == "."):
        high -= 1
    while low < verb and whole.tags[low] in ",;:-.c)":
        low += 1
    return (low, high) if low < high else None


def _own(whole: SlavicParse, piece: Stretch, verb: int) -> Own:
    draft = Draft(source=piece, cue=[piece], content=[piece], group="assert", anchor=verb, unit=piece, form="c")
    start, end = whole.span(*piece)
    return Own(
        start=start,
        end=end,
        certainty=certainty(whole, draft),
        forecast=is_forecast(whole, draft),
        is_negative=is_negative(whole, draft),
    )
