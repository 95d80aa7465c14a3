"""Names of people, compared word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from probative.language.names.alphabets import as_heard, as_ukrainian, is_arabic, is_cyrillic
from probative.language.names.folding import fold, plain_words
from probative.language.names.parts import FILIATION, PARTICLES, SUFFIXES, in_usual_order
from probative.language.names.spelling import Likeness, likeness, sound
from probative.language.names.titles import without_titles

_PATRONYMIC: Final = re.compile(r"\w{2,}(?:ovich|evich|ovych|evych|ovic|evic|ovna|evna|ivna|yevna|ichna|inichna)")
_COMPOUND: Final = re.compile(r"(?:abdul|abdel|abdal|abdur|abder)(\w{4,})")
_SERVANT: Final = frozenset(("abdul", "abdel", "abdal", "abdur", "abder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    left: int
    right: int
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words that carry a name, and whether its order carries meaning."""

    words: tuple[str, ...]
    joined: str
    suffix: str
    has_filiation: bool


def compare_people(left: str, right: str) -> tuple[int, str]:
    """Say how alike two people's names are, 0..1000, and why.

    A name in Cyrillic beside one in Latin letters is tried as Russian and as Ukrainian would be spelt.
    """
    found = _compared(left, right)
    if not is_cyrillic(left) and not is_cyrillic(right):
        return found
    found = _better(found, _compared(as_heard(left), as_heard(right)))
    if is_cyrillic(left) and is_cyrillic(right):
        return found
    cyrillic, latin = (left, right) if is_cyrillic(left) else (right, left)
    if latin.casefold().count("kh") > cyrillic.casefold().count("х"):
        # "Kharin" is nobody whose name begins with "Г", though h is a spelling of both letters.
        return found
    return _better(found, _compared(*sorted((as_ukrainian(cyrillic), latin))))


def _better(one: tuple[int, str], other: tuple[int, str]) -> tuple[int, str]:
    return other if other[0] > one[0] else one


def _compared(left: str, right: str) -> tuple[int, str]:
    here, there = _words(left), _words(right)
    if fold(left) == fold(right):
        return 1000, "the same name"
    if here.suffix and there.suffix and here.suffix != there.suffix:
        return 200, f'"{here.suffix}" and "{there.suffix}" tell two people apart'
    if here.words == there.words:
        return 990, "the same name but for small words, marks or titles"
    if sound(here.joined) == sound(there.joined) and len(here.words) != len(there.words):
        return 950, "the same letters, parted otherwise"
    pairs = _aligned(here.words, there.words, unwritten_vowels=is_arabic(left) != is_arabic(right))
    return _scored(here, there, pairs)


@lru_cache(maxsize=16384)
def _words(name: str) -> _Words:
    plain = without_titles(plain_words(" ".join(in_usual_order(name))))
    suffix = plain[-1] if len(plain) > 1 and plain[-1] in SUFFIXES else ""
    bare = plain[:-1] if suffix else plain
    kept = [word for index, word in enumerate(bare) if index == 0 or word not in PARTICLES]
    if len(kept) > 1 and kept[0] in PARTICLES - FILIATION:
        kept = kept[1:]
    words: list[str] = []
    for word in kept:
        compound = _COMPOUND.fullmatch(word)
        words += ["abd", compound.group(1)] if compound else ["abd" if word in _SERVANT else word]
    return _Words(
        words=tuple(words),
        joined="".join(bare),
        suffix=suffix,
        has_filiation=any(word in FILIATION for word in bare[1:]),
    )


def _aligned(left: Sequence[str], right: Sequence[str], *, unwritten_vowels: bool) -> list[_Pair]:
    """Pair words off, cheapest first, nearest places first among equals."""
    possible = [
        _Pair(left=here, right=there, likeness=found)
        for here, one in enumerate(left)
        for there, other in enumerate(right)
        if (found := likeness(one, other, unwritten_vowels=unwritten_vowels)) is not None
    ]
    possible.sort(key=lambda pair: (pair.likeness.cost, abs(pair.left - pair.right), pair.left, pair.right))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs: list[_Pair] = []
    for pair in possible:
        if pair.left not in taken_left and pair.right not in taken_right:
            taken_left.add(pair.left)
            taken_right.add(pair.right)
            pairs.append(pair)
    return sorted(pairs, key=lambda pair: pair.left)


def _scored(here: _Words, there: _Words, pairs: Sequence[_Pair]) -> tuple[int, str]:
    lone_left = _lone(here.words, {pair.left for pair in pairs})
    lone_right = _lone(there.words, {pair.right for pair in pairs})
    if lone_left and lone_right:
        share = 400 * len(pairs) // max(len(here.words), len(there.words))
        return share, f'"{" ".join(lone_left)}" and "{" ".join(lone_right)}" are different names'
    if not pairs:
        return 0, "no word in common"
    reasons = [pair.likeness.why for pair in pairs if pair.likeness.why]
    cost = sum(pair.likeness.cost for pair in pairs)
    shorter = min(len(here.words), len(there.words))
    extra = lone_left or lone_right
    if shorter == 1 and extra:
        score = max(0, 500 - cost)
        return score, "; ".join((*reasons, "one is a single name: it fits, and proves nothing by itself"))
    order_cost, order_why = _order(here, there, pairs)
    extra_cost, extra_why = _extra(here, there, pairs, extra)
    if _initials_alone(here.words, there.words, pairs):
        return 300, "only initials in common"
    why = [*reasons, *(text for text in (order_why, extra_why) if text)]
    return max(0, 1000 - cost - order_cost - extra_cost), "; ".join(why) or "the same words"


def _lone(words: Sequence[str], paired: set[int]) -> list[str]:
    return [word for index, word in enumerate(words) if index not in paired]


def _initials_alone(left: Sequence[str], right: Sequence[str], pairs: Sequence[_Pair]) -> bool:
    return all(len(left[pair.left]) == 1 or len(right[pair.right]) == 1 for pair in pairs)


def _order(here: _Words, there: _Words, pairs: Sequence[_Pair]) -> tuple[int, str]:
    order = [pair.right for pair in pairs]
    if order == sorted(order):
        return 0, ""
    if here.has_filiation or there.has_filiation:
        return 550, "the order of father and child is turned round"
    turned = order[order.index(min(order)) :] + order[: order.index(min(order))]
    if turned == sorted(order):
        return 20, "the same words with the family name elsewhere"
    return 60, "the same words in another order"


def _extra(here: _Words, there: _Words, pairs: Sequence[_Pair], extra: Sequence[str]) -> tuple[int, str]:
    if not extra:
        return 0, ""
    if all(_PATRONYMIC.fullmatch(word) for word in extra):
        return 60, f'only one gives the patronymic "{" ".join(extra)}"'
    if all(len(word) == 1 for word in extra):
        return 60, f'only one gives the initial "{" ".join(extra).upper()}."'
    has_same_end = any(
        (pair.left in (0, len(here.words) - 1) and pair.right == len(there.words) - 1)
        or (pair.right in (0, len(there.words) - 1) and pair.left == len(here.words) - 1)
        for pair in pairs
    )
    cost = 110 + 20 * len(extra) + (0 if has_same_end else 80)
    return cost, f'only one gives "{" ".join(extra)}"'
