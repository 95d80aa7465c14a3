"""How many, as a claim's words say it: the number, its bounds, and what it counts."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.parse import Parse

_RANGES: Final = frozenset(("or", "to", "-", "–"))
_FIGURES: Final = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+")
_MOST_WORDS_OF_A_UNIT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in a text: tokens ``[start, end)`` from its bound to what it counts; see ``Quantity`` for the rest."""

    start: int
    end: int
    unit: str = ""
    number: int | None = None
    least: int | None = None
    most: int | None = None
    is_rough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    leads: Sequence[tuple[tuple[str, ...], str]]
    vague: Mapping[str, int]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    naming: frozenset[str]
    currency: frozenset[str]


@cache
def _words() -> _Words:
    said = json.loads(files("probative.language").joinpath("data", "en", "quantities.json").read_text("utf-8"))
    kinds = ("at_least", "more_than", "at_most", "fewer_than", "about")
    leads = [(tuple(phrase.split()), kind) for kind in kinds for phrase in said[kind]]
    return _Words(
        leads=sorted(leads, key=lambda row: -len(row[0])),
        vague=said["vague"],
        numbers=said["numbers"],
        scales=said["scales"],
        naming=frozenset(said["naming"]),
        currency=frozenset(said["currency"]),
    )


def counts(whole: Parse, start: int, end: int, *, dated: Collection[int] = ()) -> Iterator[Count]:
    """Give the numbers that tokens ``[start, end)`` state, in order.

    A number that names ("lorry 12", "the 7th Brigade", "06:40"), an age, a percentage and a fraction count nothing
    here, nor does "one".

    Args:
        whole: The text.
        start: The first token.
        end: The token after the last.
        dated: Tokens that belong to a date: their figures count nothing.
    """
    at = start
    while at < end:
        found = None if at in dated else _count(whole, at, start, end)
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.end, at + 1)


def _count(whole: Parse, at: int, low: int, high: int) -> Count | None:
    words = _words()
    vague = words.vague.get(whole.low(at))
    if vague is not None and whole.tag(at) in "#N":
        return _with_unit(whole, Count(start=_lead(whole, at, low)[0], end=at + 1, least=vague), high)
    value, after = _number(whole, at, high)
    if value is None or _names(whole, at, after):
        return None
    opening, bound = _lead(whole, at, low)
    if bound in ("", "between") and after + 1 < high and whole.low(after) in _RANGES | {"and"}:
        second, stop = _number(whole, after + 1, high)
        joins = whole.low(after) in _RANGES or bound == "between"
        if joins and second is not None and second > value:
            return _with_unit(whole, Count(start=opening, end=stop, least=value, most=second), high)
    if bound == "between":
        return None
    return _with_unit(whole, _bounded(Count(start=opening, end=after, number=value), bound, value), high)


def _bounded(count: Count, bound: str, value: int) -> Count:
    least: int | None = value
    most: int | None = value
    if bound in ("at_least", "more_than"):
        least, most = value + (bound == "more_than"), None
    elif bound in ("at_most", "fewer_than"):
        least, most = None, value - (bound == "fewer_than")
    elif bound == "about":
        least = most = None
    return replace(count, least=least, most=most, is_rough=bound == "about")


def _number(whole: Parse, at: int, high: int) -> tuple[int | None, int]:
    """Read a number in figures or words; give it, and the token after it."""
    words = _words()
    low = whole.low(at)
    value: int
    is_article = low in ("a", "an") and whole.low(at + 1) in words.scales and whole.low(at + 1) != "score"
    if is_article:
        value, after = words.scales[whole.low(at + 1)], at + 2
    elif _FIGURES.fullmatch(low):
        value, after = int(re.sub(r"\D", "", low)), at + 1
    else:
        tens, _, rest = low.partition("-")
        known = words.numbers.get(tens)
        unit = words.numbers.get(rest, 0) if rest else 0
        if known is None or (rest and not 0 < unit < 10) or low == "one":
            return None, at
        value, after = known + unit, at + 1
    while after < high and whole.low(after) in words.scales:
        value *= words.scales[whole.low(after)]
        after += 1
        # "three hundred and forty", "two thousand five hundred"
        further = after + (whole.low(after) == "and")
        more, stop = _number(whole, further, high) if whole.low(further) in words.numbers else (None, further)
        if more is not None and more < words.scales.get(whole.low(after - 1), 0):
            return value + more, stop
    return value, after


def _names(whole: Parse, at: int, after: int) -> bool:
    """Whether the number names its thing, belongs to a larger figure, or is an age or a share."""
    before, follows = whole.low(at - 1), whole.low(after)
    is_after_noun = before in _words().naming or (whole.tag(at - 1) == "P" and before not in _words().currency)
    is_age = before == "," and whole.low(after) in (",", ".", ")", "who", "")
    glued = at + 1 < len(whole.tokens) and whole.tokens[at].end == whole.tokens[at + 1].start
    is_part = glued and whole.low(at + 1) in (":", "/", "%", ".") and whole.tag(at + 2) == "#"
    return is_after_noun or is_age or is_part or follows in ("%", "per", "percent", "degrees", "o'clock", "o’clock")


def _lead(whole: Parse, at: int, low: int) -> tuple[int, str]:
    """Give where the words that bound a number begin, and which bound they are, "" for none."""
    start = at - 1 if at - 1 >= low and whole.low(at - 1) in _words().currency else at
    if start - 1 >= low and whole.low(start - 1) == "between":
        return start - 1, "between"
    for phrase, kind in _words().leads:
        opening = start - len(phrase)
        if opening >= low and tuple(whole.lows[opening:start]) == phrase:
            return opening, kind
    return start, ""


def _with_unit(whole: Parse, count: Count, high: int) -> Count:
    """Add what is counted: the rest of the noun phrase, over "of" where it follows ("dozens of people")."""
    chunks = whole.chunks(count.start)
    sign = next((whole.low(at) for at in range(count.start, count.end) if whole.low(at) in _words().currency), "")
    at = count.end
    if whole.low(at) == "of" and at + 1 < high:
        at += 1 + (whole.tag(at + 1) in "DG")
        stop = _phrase_end(chunks.phrases, at, high)
    else:
        stop = _phrase_end(chunks.phrases, at - 1, high)
    stop = min(stop, at + _MOST_WORDS_OF_A_UNIT)
    while stop > at and whole.tag(stop - 1) not in "NP":
        stop -= 1
    if stop <= at:
        return replace(count, unit=sign)
    return replace(count, end=stop, unit=sign or whole.words(at, stop))


def _phrase_end(phrases: Mapping[int, int], at: int, high: int) -> int:
    """Give the end of the noun phrase that holds token ``at``."""
    found: list[Stretch] = [(start, end) for start, end in phrases.items() if start <= at < end]
    return min(found[0][1], high) if found else at
