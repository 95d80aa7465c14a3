"""Whether two contents say the same. In doubt they do not: a false merge is worse than a miss."""

from collections.abc import Sequence
from typing import Final

from probative.corroboration.agreement import TURNING_STEMS, Marks, agreement
from probative.corroboration.content import Content, days

LEAST_WORDS: Final = 3
"""Below three words with content, equal words say too little ("he was arrested")."""

LEAST_WORDS_LEANING: Final = 5
"""Across exhibits a content with a pronoun needs five: who "they" are is known in its own text only."""

LEAST_SHARE_PERMILLE: Final = 600
"""The shorter content holds at least this much of the longer one's words. Swept over 500, 600, 700, 800 on
``tests/corroboration/pairs.jsonl``: 500 to 700 judge all pairs alike, 800 misses one; so within that it is a guess."""

MOST_MOVED: Final = 5
"""How many words at the start of one may stand at the end of the other ("on Monday", "in the old town").
Raised from 3 because the worlds of ``tests/world`` move longer phrases; the pairs do not tell 3 from 5."""


def likeness(
    left: Content,
    right: Content,
    *,
    in_one_exhibit: bool = False,
    around: tuple[Marks, Marks] = (frozenset(), frozenset()),
) -> int:
    """Give how alike two contents are, 0..1000 permille; 0 says that they are not taken for the same.

    Either one says what the other says in the same words (``same_words``), or they agree in enough parts and nothing
    speaks against it (``agreement``).

    Args:
        left: One content.
        right: The other.
        in_one_exhibit: Whether both stand in one exhibit, where a pronoun more likely means the same.
        around: The names and numbers of either's exhibit.

    Source:
        docs/explanation/corroboration.md, rules P-1 to P-6, P-9 and P-10.
    """
    score = same_words(left, right, in_one_exhibit=in_one_exhibit)
    return score or (0 if in_one_exhibit else agreement(left, right, *around))


def same_words(left: Content, right: Content, *, in_one_exhibit: bool = False) -> int:
    """Give how much of the longer content the shorter one says in the same words, 0..1000; 0 where it is not the same.

    All words with content of the shorter one must stand in the longer one, in the same order but for a phrase moved
    from start to end or a passive. The longer one may add to a name, and a phrase at its end, but no other name, no
    number, not who did it, and no word that turns the meaning. Amounts are equal; periods and places can be one.
    Whether either is negated makes no difference: a denial and what it denies are alike.

    Source:
        docs/explanation/corroboration.md, rules P-1 to P-6.
    """
    if not (left.kinds <= right.kinds or right.kinds <= left.kinds):
        # Most pairs, of millions.
        return 0
    short, long = sorted((left, right), key=lambda each: (len(each.kinds), len(each.words), each.words))
    shared = len(short.kinds)
    if shared < LEAST_WORDS:
        return 0
    if (short.leans or long.leans) and not in_one_exhibit and shared < LEAST_WORDS_LEANING:
        return 0
    score = 1000 * shared // len(long.kinds)
    if score < LEAST_SHARE_PERMILLE or not _adds_only_detail(short, long):
        return 0
    if not may_be_one_time(short, long) or not may_be_one_place(short, long):
        return 0
    return score if _in_one_order(short, long) else 0


def may_be_one_time(left: Content, right: Content) -> bool:
    """Whether the two periods meet, or one of them is not known."""
    here, there = days(left.period), days(right.period)
    return here is None or there is None or (here[0] <= there[1] and there[0] <= here[1])


def may_be_one_place(left: Content, right: Content) -> bool:
    """Whether a place of one lies in name within a place of the other, or one of them names none."""
    if not left.places or not right.places:
        return True
    return any(here in there or there in here for here in left.places for there in right.places)


def _adds_only_detail(short: Content, long: Content) -> bool:
    """Whether the longer one says more only at its end ("at dawn"), or gives a fuller name."""
    added = long.kinds - short.kinds
    if short.quantities != long.quantities or short.owners != long.owners or added & TURNING_STEMS:
        return False
    if any(word.isdigit() for word in added) or long.agent in added:
        return False
    last = max(at for at, word in enumerate(long.words) if word in short.kinds)
    for at, word in enumerate(long.words):
        if word not in added or _is_fuller_name(at, long, short):
            continue
        if at < last or word in long.names or (at == last + 1 and long.linked[at]):
            return False
    return True


def _is_fuller_name(at: int, long: Content, short: Content) -> bool:
    """Whether a word written with a capital leads straight to a name that both have: "Ivan" before "Petrov"."""
    while long.words[at] in long.names and at + 1 < len(long.words) and long.linked[at + 1]:
        at += 1
        if long.words[at] in short.kinds:
            return long.words[at] in long.names
    return False


def _in_one_order(short: Content, long: Content) -> bool:
    here = _firsts(short.words, short.words)
    there = _firsts(long.words, short.words)
    if here == there:
        return True
    if any(
        (here[size:] + here[:size] == there) or (there[size:] + there[:size] == here)
        for size in range(1, min(MOST_MOVED, len(here) - 2) + 1)
    ):
        return True
    if (short.agent is None) == (long.agent is None):
        return False
    passive, active = (short, long) if short.agent is not None else (long, short)
    return _turns_round(passive, active)


def _turns_round(passive: Content, active: Content) -> bool:
    """Whether who stands behind "by" in one does the deed in the other, to what the first begins with."""
    said = active.words
    if said[0] == passive.agent:
        return True
    if passive.deed not in said or passive.agent not in said or passive.words[0] not in said:
        return False
    return said.index(passive.agent) < said.index(passive.deed) < said.index(passive.words[0])


def _firsts(words: Sequence[str], among: Sequence[str]) -> list[str]:
    wanted = dict.fromkeys(among)
    return [word for word in dict.fromkeys(words) if word in wanted]
