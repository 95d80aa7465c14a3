"""How many, as a claim's words say it: the number, its bounds, and what it counts. One grammar; the words are data."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from probative.claims.layout import Layout
from probative.claims.senses import Count

_DASHES: Final = frozenset(("-", "–", "—"))
_FIGURES: Final = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+")
_MOST_WORDS_OF_A_UNIT: Final = 4
_LEAST_LIMIT: Final = 10
"""From here on "до" before a number is "up to" and no longer "to"."""

PhraseEnd = Callable[[int, int], int]
"""Gives the end, before a limit, of the noun phrase that holds a token: what is counted ends there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a language.

    ``joins`` part the two ends of a range; ``between`` opens one whose ends ``between_joins`` part. ``loose`` are
    bounds that are mostly something else before small numbers. ``of`` stands between a number and what is counted.
    """

    leads: Sequence[tuple[tuple[str, ...], str]]
    vague: Mapping[str, int]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    naming: frozenset[str]
    currency: frozenset[str]
    joins: frozenset[str]
    between: frozenset[str]
    between_joins: frozenset[str]
    loose: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    ages: frozenset[str]
    shares: frozenset[str]
    links: frozenset[str]
    ordinals: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    said = json.loads(files("probative.language").joinpath("data", language, "quantities.json").read_text("utf-8"))
    kinds = ("at_least", "more_than", "at_most", "fewer_than", "about")
    leads = [(tuple(phrase.split()), kind) for kind in kinds for phrase in said[kind]]
    sets = (
        "naming", "currency", "joins", "between", "between_joins", "loose", "articles", "of", "ages", "shares", "links",
    )  # fmt: skip
    return _Words(
        leads=sorted(leads, key=lambda row: -len(row[0])),
        vague=said["vague"],
        numbers=said["numbers"],
        scales=said["scales"],
        ordinals=tuple(said["ordinals"]),
        **{name: frozenset(said[name]) for name in sets},
    )


def counts(
    whole: Layout, language: str, start: int, end: int, *, phrase_end: PhraseEnd, dated: Collection[int] = ()
) -> Iterator[Count]:
    """Give the numbers that tokens ``[start, end)`` state, in order.

    A number that names ("lorry 12", "the 7th Brigade", "06:40"), an age, a percentage and a fraction count nothing
    here, nor does "one".

    Args:
        whole: The text.
        language: Whose words of number it uses.
        start: The first token.
        end: The token after the last.
        phrase_end: Tells how far what is counted goes.
        dated: Tokens that belong to a date: their figures count nothing.
    """
    counting = _Counting(whole, _words(language), phrase_end)
    at = start
    while at < end:
        found = None if at in dated else counting.count(at, start, end)
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.end, at + 1)


@dataclass(frozen=True, slots=True)
class _Counting:
    whole: Layout
    words: _Words
    phrase_end: PhraseEnd

    def count(self, at: int, low: int, high: int) -> Count | None:
        whole, words = self.whole, self.words
        vague = words.vague.get(whole.low(at))
        if vague is not None and whole.tag(at) in "#N":
            return self._with_unit(Count(start=self._lead(at, low, 0)[0], end=at + 1, least=vague), high)
        value, after = self._number(at, high)
        paired = self._paired(at)
        if paired is not None:
            value, after = paired[0], at + 1
        if value is None or self._names(at, after):
            return None
        opening, bound = self._lead(at, low, value)
        if paired is not None:
            return self._with_unit(Count(start=opening, end=after, least=paired[0], most=paired[1]), high)
        joins = words.joins | (words.between_joins if bound == "between" else frozenset())
        if bound in ("", "between") and after + 1 < high and whole.low(after) in joins | _DASHES:
            second, stop = self._number(after + 1, high)
            if second is not None and second > value:
                return self._with_unit(Count(start=opening, end=stop, least=value, most=second), high)
        if bound == "between":
            opening, bound = at, ""
        return self._with_unit(_bounded(Count(start=opening, end=after, number=value), bound, value), high)

    def _paired(self, at: int) -> tuple[int, int] | None:
        """Read "two-three", written as one word."""
        first, _, second = self.whole.low(at).partition("-")
        least, most = self.words.numbers.get(first), self.words.numbers.get(second)
        is_range = least is not None and most is not None and least < most
        return (least, most) if is_range and least is not None and most is not None else None

    def _number(self, at: int, high: int) -> tuple[int | None, int]:
        """Read a number in figures or words; give it, and the token after it."""
        whole, words = self.whole, self.words
        low = whole.low(at)
        value: int
        is_article = low in words.articles and whole.low(at + 1) in words.scales and whole.low(at + 1) != "score"
        if is_article:
            value, after = words.scales[whole.low(at + 1)], at + 2
        elif _FIGURES.fullmatch(low):
            value, after = int(re.sub(r"\D", "", low)), at + 1
            while (
                after < high and re.fullmatch(r"\d{3}", whole.low(after)) and value < 1000 and whole.tag(after) == "#"
            ):
                # "4 000": a space parts the thousands.
                if len(low) > 3 or whole.tokens[after].start - whole.tokens[after - 1].end != 1:
                    break
                value, after = value * 1000 + int(whole.low(after)), after + 1
        else:
            known, after = self._spelled(at, high)
            if known is None or (known == 1 and after == at + 1):
                return None, at
            value = known
        while after < high and whole.low(after) in words.scales:
            value *= words.scales[whole.low(after)]
            after += 1
            if (
                whole.low(after) == "."
                and whole.tokens[after].start == whole.tokens[after - 1].end
                and after + 1 < high
            ):
                after += whole.tag(after) == "'"
            # "three hundred and forty", "two thousand five hundred"
            further = after + (whole.low(after) in words.links)
            more, stop = self._number(further, high) if whole.low(further) in words.numbers else (None, further)
            if more is not None and more < words.scales.get(whole.low(after - 1), 0):
                return value + more, stop
        return value, after

    def _spelled(self, at: int, high: int) -> tuple[int | None, int]:
        """Read a number below a thousand in words: "twenty-five", "триста сорок два"."""
        numbers = self.words.numbers
        tens, _, rest = self.whole.low(at).partition("-")
        known = numbers.get(tens)
        unit = numbers.get(rest, 0) if rest else 0
        if known is None or (rest and not 0 < unit < 10):
            return None, at
        value, after = known + unit, at + 1
        while after < high and not rest:
            more = numbers.get(self.whole.low(after))
            room = 100 if value % 100 == 0 else 10 if value % 10 == 0 and value % 100 > 10 else 0
            if more is None or not 0 < more < room or value >= 1000:
                break
            value, after = value + more, after + 1
        # "в сорок втором": the whole says which one, not how many.
        is_rank = value % 10 == 0 and self.whole.tag(after) in "JDN"
        if is_rank and self.whole.low(after).startswith(self.words.ordinals):
            return None, at
        return value, after

    def _names(self, at: int, after: int) -> bool:
        """Whether the number names its thing, belongs to a larger figure, or is an age or a share."""
        whole, words = self.whole, self.words
        before, follows = whole.low(at - 1), whole.low(after)
        is_after_noun = before in words.naming or (whole.tag(at - 1) == "P" and before not in words.currency)
        is_age = before == "," and (follows in (",", ".", ")", "") or follows in words.ages)
        glued = at + 1 < len(whole.tokens) and whole.tokens[at].end == whole.tokens[at + 1].start
        is_part = glued and whole.low(at + 1) in (":", "/", "%", ".") and whole.tag(at + 2) == "#"
        return is_after_noun or is_age or is_part or follows in words.shares

    def _lead(self, at: int, low: int, value: int) -> tuple[int, str]:
        """Give where the words that bound a number begin, and which bound they are, "" for none."""
        whole, words = self.whole, self.words
        start = at - 1 if at - 1 >= low and whole.low(at - 1) in words.currency else at
        if start - 1 >= low and whole.low(start - 1) in words.between:
            return start - 1, "between"
        for phrase, kind in words.leads:
            opening = start - len(phrase)
            is_loose = phrase[-1] in words.loose and value < _LEAST_LIMIT
            if opening >= low and not is_loose and tuple(whole.lows[opening:start]) == phrase:
                return opening, kind
        return start, ""

    def _with_unit(self, count: Count, high: int) -> Count:
        """Add what is counted: the rest of the noun phrase, over "of" where it follows ("dozens of people")."""
        whole, words = self.whole, self.words
        sign = next((whole.low(at) for at in range(count.start, count.end) if whole.low(at) in words.currency), "")
        at = count.end
        if whole.low(at) in words.of and at + 1 < high:
            at += 1 + (whole.tag(at + 1) in "DG")
            stop = self.phrase_end(at, high)
        else:
            stop = self.phrase_end(at - 1, high)
        stop = min(stop, at + _MOST_WORDS_OF_A_UNIT)
        while stop > at and whole.tag(stop - 1) not in "NP":
            stop -= 1
        if stop <= at:
            return replace(count, unit=sign)
        return replace(count, end=stop, unit=sign or whole.words(at, stop))


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
