"""Names of organisations, compared word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from probative.language.names.folding import plain_words
from probative.language.names.spelling import likeness
from probative.language.organisations import head_words, legal_forms, plain_heads

_SMALL: Final = frozenset(
    ("the", "of", "for", "and", "in", "de", "des", "du", "der", "die", "das", "und", "la", "et", "s")
)
_SPELT: Final = {
    "organisation": "organization", "organisations": "organizations", "defence": "defense", "centre": "center",
    "labour": "labor", "programme": "program", "intl": "international", "natl": "national", "govt": "government",
    "dept": "department", "assn": "association", "bros": "brothers", "corp": "corporation", "first": "1",
    "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "mfg": "manufacturing",
}  # fmt: skip
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DOTTED: Final = re.compile(r"\b[^\W\d_]\.(?:(?: ?[^\W\d_]\.)+(?:[^\W\d_]\b)?|[^\W\d_]\b)")
"""Initials parted by dots: "P.L.C.", "S. A."."""

_LONGEST_FORM: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """An organisation's name: the words that carry it, and its legal form ("" where none is written)."""

    words: tuple[str, ...]
    form: str
    is_acronym: bool


def compare_bodies(left: str, right: str) -> tuple[int, str]:
    """Say how alike two organisations' names are, 0..1000, and why."""
    here, there = _body(left), _body(right)
    score, why = _compare_words(here, there)
    if here.form != there.form and score > 0:
        if here.form and there.form:
            return max(0, score - 320), f"{why}; the legal forms {here.form} and {there.form} differ"
        return max(0, score - 20), f"{why}; only one gives the legal form {here.form or there.form}"
    return score, why


@lru_cache(maxsize=16384)
def _body(name: str) -> _Body:
    joined = _DOTTED.sub(lambda match: match.group().replace(".", "").replace(" ", ""), name)
    words = [_spelt(word) for word in plain_words(joined.replace("&", " and "))]
    kept, form = _without_form(words)
    carrying = tuple(word for word in kept if word not in _SMALL) or tuple(kept) or tuple(words)
    letters = name.replace(".", "").strip()
    return _Body(
        words=carrying, form=form, is_acronym=letters.isupper() and letters.isalnum() and 2 <= len(letters) <= 7
    )


def _spelt(word: str) -> str:
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal.group(1) if ordinal else _SPELT.get(word, word)


def _without_form(words: Sequence[str]) -> tuple[list[str], str]:
    """Take the legal form off the end or the head of a name."""
    forms = legal_forms()
    for size in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        for kept, cut in ((words[:-size], words[-size:]), (words[size:], words[:size])):
            form = forms.get(tuple(cut))
            if form is not None:
                rest, _inner = _without_form(kept) if len(kept) > 1 else (list(kept), "")
                return rest, form
    return list(words), ""


def _compare_words(here: _Body, there: _Body) -> tuple[int, str]:
    if here.words == there.words:
        return 1000, "the same name"
    if "".join(here.words) == "".join(there.words):
        return 950, "the same letters, parted otherwise"
    if sorted(here.words) == sorted(there.words):
        return 960, "the same words in another order"
    acronym = _acronym(here, there) or _acronym(there, here)
    if acronym:
        return 850, acronym
    return _compare_unequal(here.words, there.words)


def _acronym(short: _Body, full: _Body) -> str:
    if not short.is_acronym or len(short.words) != 1 or len(full.words) < 2:
        return ""
    initials = "".join(word[0] for word in full.words)
    return f'"{short.words[0].upper()}" has the initials of the other' if initials == short.words[0] else ""


def _compare_unequal(left: Sequence[str], right: Sequence[str]) -> tuple[int, str]:
    only_left, only_right = _without_shared(left, right), _without_shared(right, left)
    shared = len(left) - len(only_left)
    if _numbers(only_left) or _numbers(only_right):
        return 250, f'the numbers differ: "{" ".join(only_left)}" and "{" ".join(only_right)}"'
    if only_left and only_right:
        return _compare_differing(only_left, only_right, shared)
    extra = only_left or only_right
    if not shared:
        return 0, "no word in common"
    if all(word in plain_heads() for word in extra):
        return 900, f'only one says "{" ".join(extra)}"'
    return 600 if shared > len(extra) else 500, f'only one says "{" ".join(extra)}": it may be a part of the other'


def _compare_differing(left: Sequence[str], right: Sequence[str], shared: int) -> tuple[int, str]:
    different = 100 + (150 if shared else 0)
    why = f'"{" ".join(left)}" and "{" ".join(right)}" are different names'
    if sound_joined(left, right):
        return 920, "the same letters, parted otherwise"
    if len(left) != len(right):
        return different, why
    cost = 0
    reasons = []
    for one, other in zip(left, right, strict=True):
        found = likeness(one, other)
        if found is None or min(len(one), len(other)) < 4 or {one, other} <= head_words().keys():
            return different, why
        cost += found.cost + (60 if found.cost >= 200 else 0)
        reasons.append(found.why)
    return max(0, 1000 - cost), "; ".join(reasons)


def sound_joined(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two runs of words are the same letters once their gaps are dropped."""
    return "".join(left) == "".join(right)


def _without_shared(words: Sequence[str], others: Sequence[str]) -> list[str]:
    left_over = list(others)
    only: list[str] = []
    for word in words:
        if word in left_over:
            left_over.remove(word)
        else:
            only.append(word)
    return only


def _numbers(words: Sequence[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)
