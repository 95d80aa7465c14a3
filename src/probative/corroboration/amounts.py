"""Numbers as said: "at least twelve" is no twelve."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from probative.corroboration.vocabulary import NUMBERS, SCALES

_DIGITS: Final = re.compile(r"\d{1,3}(?:[,.\u00a0 ]\d{3})+|\d+")
_MORE: Final = frozenset((
    "least", "over", "than", "minimum", "щонайменше", "принаймні", "понад", "більше", "більш", "более", "больше",
    "свыше", "минимум", "мінімум",
))  # fmt: skip
_LESS: Final = frozenset(("менше", "менш", "менее", "меньше"))
_FEWER: Final = frozenset(("most", "under", "maximum", "щонайбільше", "максимум"))
_ROUGH: Final = frozenset((
    "about", "around", "some", "nearly", "almost", "roughly", "approximately", "estimated", "circa", "близько", "майже",
    "приблизно", "орієнтовно", "около", "примерно", "почти", "порядка",
))  # fmt: skip
_ROUGH_PERMILLE: Final = 250
"""How far "about" reaches to either side, before two rough numbers count as different."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Amount:
    """A number and what it counts (the plain form of the next word with content, empty where none follows).

    ``low`` and ``high`` bound what was said; ``high`` is ``None`` where "at least" leaves it open. ``words`` is the
    number as written, with what it counts.
    """

    counted: str
    value: int
    low: int
    high: int | None
    words: str = field(default="", compare=False)

    def excludes(self, other: "Amount") -> bool:
        """Whether both cannot hold: they count the same and their bounds do not meet."""
        if self.counted != other.counted or not self.counted:
            return False
        return (self.high is not None and self.high < other.low) or (other.high is not None and other.high < self.low)


def number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read the number that begins at word ``at``, in digits or in words.

    Returns:
        The value and how many words it takes; ``None`` where no number begins.
    """
    word = words[at]
    is_spelled = word in NUMBERS
    if not is_spelled and not word[:1].isdecimal():
        # Most words: asked of each of millions.
        return None
    if not is_spelled and _DIGITS.fullmatch(word):
        value = int(re.sub(r"\D", "", words[at]))
        taken = 1
    else:
        value, taken = _spelled(words, at)
        if not taken:
            return None
    while at + taken < len(words) and words[at + taken] in SCALES:
        value *= SCALES[words[at + taken]]
        taken += 1
    return value, taken


def amount(value: int, before: Sequence[str], counted: str, words: str = "") -> Amount:
    """Make an amount of a number, given the (up to three) words before it."""
    return replace(_bounded(value, before, counted), words=words or str(value))


def _bounded(value: int, before: Sequence[str], counted: str) -> Amount:
    near = before[-2:]
    if "than" in near and ("fewer" in before or "less" in before):
        return Amount(counted=counted, value=value, low=0, high=max(value - 1, 0))
    if "не" in near and (_LESS | _MORE) & frozenset(near):
        is_least = bool(_LESS & frozenset(near))
        return Amount(counted=counted, value=value, low=value if is_least else 0, high=None if is_least else value)
    if _LESS & frozenset(near):
        return Amount(counted=counted, value=value, low=0, high=max(value - 1, 0))
    if _MORE & frozenset(near):
        return Amount(counted=counted, value=value, low=value, high=None)
    if _FEWER & frozenset(near) or tuple(near) == ("up", "to"):
        return Amount(counted=counted, value=value, low=0, high=value)
    if _ROUGH & frozenset(near):
        room = value * _ROUGH_PERMILLE // 1000
        return Amount(counted=counted, value=value, low=value - room, high=value + room)
    return Amount(counted=counted, value=value, low=value, high=value)


def _spelled(words: Sequence[str], at: int) -> tuple[int, int]:
    word = words[at]
    if word not in NUMBERS or word == "one":
        # "One" is a pronoun more often than a number.
        return 0, 0
    value = NUMBERS[word]
    taken, room = 1, _room(value)
    while at + taken < len(words) and 0 < (more := NUMBERS.get(words[at + taken], 0)) < room:
        value, taken, room = value + more, taken + 1, _room(more)
    return value, taken


def _room(value: int) -> int:
    """Give below which number a further word adds to one: "twenty" takes "five", "сто" takes "двадцять"."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 0
