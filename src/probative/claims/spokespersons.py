"""Whose spokesman an English source is: "a spokesman for the ministry", "police spokeswoman Ina Toll".

The body is the origin of what its spokesman says, and he the relay: two papers that ask two spokesmen of one ministry
have it from one. Who *was* a spokesman speaks for himself, and so does one whose body is only "its".

Source: docs/explanation/attribution.md, "The spokesperson rule".
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from probative.claims.channels import Channel
from probative.claims.descriptions import describe, kind_of, plain_words
from probative.claims.drafts import Stretch
from probative.claims.event_words import listed
from probative.claims.parse import Parse
from probative.claims.phrases import chain_right
from probative.model.claims import Attribution, SourceKind

_OPENERS: Final = frozenset(("for", "of", "from"))


@cache
def _words() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(noun.split()) for noun in listed("en", "spokesperson.json")["spokespersons"])


def body_of(whole: Parse, each: Attribution, by_speaker: Mapping[str, Sequence[Attribution]]) -> Channel | None:
    """Give the body or person for whom the source of an attribution speaks by trade.

    Args:
        whole: The text.
        each: One of its attributions.
        by_speaker: Its attributions by the name of their source, in which "the ministry" is looked up.

    Returns:
        ``None`` where the source is nobody's spokesman, or the words do not say whose.
    """
    if each.source is None or each.speaker is None:
        return None
    start, end = whole.token_at(each.source[0]), whole.token_at(each.source[1])
    trade = next((found for at in range(start, end) if (found := _trade(whole, at))), None)
    if trade is None:
        return None
    body = _after(whole, trade, end) or _owner(whole, start, trade) or _before(whole, start, trade)
    if body is None:
        return None
    name, kind, number = called(whole, body, by_speaker)
    if name == each.speaker:
        return None
    cue = whole.span(min(body[0], trade[0]), max(body[1], trade[1]))
    return Channel(name=name, kind=kind, number=number, place=whole.span(*body), cue=cue)


def _trade(whole: Parse, at: int) -> Stretch | None:
    """Give "press secretary" where it stands at a word, unless it is somebody's trade no more."""
    for noun in _words():
        if tuple(whole.lows[at : at + len(noun)]) == noun:
            return None if "former" in whole.lows[max(0, at - 3) : at] else (at, at + len(noun))
    return None


def _after(whole: Parse, trade: Stretch, end: int) -> Stretch | None:
    """Give "the ministry" in "a spokesman for the ministry"."""
    place = trade[1]
    if whole.tag(place) != "p" or whole.low(place) not in _OPENERS or place + 1 >= end:
        return None
    stop = chain_right(whole, whole.chunks(place), place + 1, end)
    return (place + 1, stop) if stop > place + 1 and whole.tag(place + 1) not in "RO#" else None


def _owner(whole: Parse, start: int, trade: Stretch) -> Stretch | None:
    """Give "the ministry" in "the ministry's chief spokesman"."""
    mark = next((at for at in range(trade[0] - 1, start, -1) if whole.tag(at) == "'"), -1)
    if mark < 0 or any(whole.tag(at) not in "NJP" for at in range(mark + 1, trade[0])):
        return None
    first = mark
    while first > start and whole.tag(first - 1) in "DNPJ":
        first -= 1
    return (first, mark) if first < mark else None


def _before(whole: Parse, start: int, trade: Stretch) -> Stretch | None:
    """Give "Defence Ministry" in "Defence Ministry spokesman Osk Varen": names, or the noun of a body."""
    first = trade[0]
    while first > start and whole.tag(first - 1) in "NP":
        first -= 1
    institutions = whole.lexicon.people["institutions"]
    is_body = any(whole.tag(at) == "P" or whole.low(at) in institutions for at in range(first, trade[0]))
    return (first, trade[0]) if is_body else None


def called(
    whole: Parse, body: Stretch, by_speaker: Mapping[str, Sequence[Attribution]]
) -> tuple[str, SourceKind, int | None]:
    """Give a noun phrase's name, how it is known, and how many it is.

    "The ministry" is the one source of the text whose name ends so.
    """
    seen = describe(whole, *body)
    if seen.name:
        return seen.name, SourceKind.NAMED, 1
    name = plain_words(whole, *body)
    if seen.is_definite and seen.is_institution and " " not in name:
        ending = f" {name.lower()}"
        known = [
            other
            for other, said in by_speaker.items()
            if other.lower().endswith(ending) and said[0].kind is SourceKind.NAMED
        ]
        if len(known) == 1:
            name = known[0]
    return name, kind_of(whole, seen), seen.number
