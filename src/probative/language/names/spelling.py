"""How one word of a name may be spelt otherwise: from other alphabets, by habit, or by slip."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from probative.language.names.given import folded_given_name

_RESPELT: Final = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"shch|tsch|tch|sch", "ch"),
        (r"x", "ks"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|q|c(?!h)", "k"),
        (r"dzh|dj", "j"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?:^|(?<=[aeou]))[yj]+(?=e)", ""),
        (r"[yj]o", "e"),
        (r"[yij]+", "i"),
        (r"ei(?=$)|ai(?=$)", "e"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS: Final = re.compile(r"(?<!^)[aeiouy]+")
_LEADING_VOWEL: Final = re.compile(r"^[aeiouy]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How far two words of a name are apart: what it costs of 1000, and why. ``why`` is empty for equal words."""

    cost: int
    why: str


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Give the spelling that all usual transliterations of ``word`` share: y, i and j are one, kh is h, x is ks."""
    for pattern, spelling in _RESPELT:
        word = pattern.sub(spelling, word)
    return word


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """Give ``sound`` without its vowels, but for the mark that it begins with one."""
    return _LEADING_VOWEL.sub("a", _VOWELS.sub("", sound(word)))


@lru_cache(maxsize=65536)
def likeness(left: str, right: str, *, unwritten_vowels: bool = False) -> Likeness | None:
    """Say how two folded words of a name may be the same word.

    Args:
        left: A folded word.
        right: Another.
        unwritten_vowels: Whether one of them comes from a script that leaves out short vowels.

    Returns:
        The cost and the reason, or ``None`` where nothing speaks for their being the same.
    """
    if left == right:
        return Likeness(cost=0, why="")
    if len(left) == 1 or len(right) == 1:
        return _initial(left, right)
    if sound(left) == sound(right):
        return Likeness(cost=30, why=f'"{left}" and "{right}" spell the same sounds')
    skeleton = consonants(left)
    if unwritten_vowels and skeleton == consonants(right) and len(skeleton) > 1:
        vowelless = Likeness(
            cost=90, why=f'"{left}" and "{right}" share their consonants; the script leaves vowels out'
        )
        return _listed_likeness(left, right) or vowelless
    return _listed_likeness(left, right) or _slip(left, right)


def _initial(left: str, right: str) -> Likeness | None:
    if left[0] != right[0]:
        return None
    short, full = sorted((left, right), key=len)
    return Likeness(cost=150, why=f'"{short.upper()}." may stand for "{full}"')


def _listed_likeness(left: str, right: str) -> Likeness | None:
    here, there = folded_given_name(left), folded_given_name(right)
    shared = [(one, other) for one in here for other in there if one.name == other.name]
    if not shared:
        return None
    is_full = any(not one.is_short and not other.is_short for one, other in shared)
    if is_full and consonants(left) == consonants(right):
        return Likeness(cost=50, why=f'"{left}" and "{right}" are spellings of one given name')
    return Likeness(cost=140, why=f'"{left}" and "{right}" are forms of one given name')


def _slip(left: str, right: str) -> Likeness | None:
    """Allow one wrong letter from four letters on, two from eight on; less where both are names of their own."""
    from rapidfuzz.distance import OSA

    shorter = min(len(left), len(right))
    bound = 0 if shorter < 3 else 1 if shorter < 7 else 2
    if (shorter == 3 and left[0] != right[0]) or not (left + right).isascii():
        return None
    distance = OSA.distance(left, right, score_cutoff=bound)
    if distance > bound:
        return None
    if folded_given_name(left) and folded_given_name(right):
        return Likeness(cost=380, why=f'"{left}" and "{right}" are two given names that look alike')
    return Likeness(cost=200 + 40 * (distance - 1), why=f'"{left}" and "{right}" differ by {_letters(distance)}')


def _letters(count: int) -> str:
    return "one letter" if count == 1 else f"{count} letters"
