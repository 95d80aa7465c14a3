"""In what two contents agree that word one thing differently, and what keeps them apart."""

from collections.abc import Iterator
from typing import Final

from probative.corroboration.content import Content, days
from probative.corroboration.stems import stem
from probative.corroboration.vocabulary import TURNING

LEAST_SHARED: Final = 4
"""So many words with content stand in both, or too little is said twice."""

LEAST_MARKS: Final = 2
"""So many of the shared words are names or numbers in both. Costs 14 of 210 pairs of the sweep, a false one among
them, and keeps what is compared small."""

LEAST_SHARED_LEANING: Final = 5
"""Where a pronoun stands in one of them, as in rule P-1."""

LEAST_WORDS_PERMILLE: Final = 350
"""The shared words weigh at least so much of the words of both. What lies below is not even looked at."""

LEAST_SCORE: Final = 520
"""From here on two contents are taken for the same. Swept over 360 to 700 on the training part of ECB+ (1,037 checked
sentences, 633 pairs with equal events): below it, more than 1 % of the single pairs tell of no common event. Protects
``propositions.true_pairs``."""

_WORDS: Final = 450
_PLAIN: Final = 150
_COUNT_AROUND: Final = 100
_SHARE_AROUND: Final = 300
"""What each part adds at most: a logistic regression on the same pairs, rounded."""

_MOST_COUNTED: Final = 6
"""From so many shared plain words, or names around, on more of them say nothing more."""

TURNING_STEMS: Final = frozenset(stem(word) for word in TURNING)
"""``vocabulary.TURNING`` as contents hold it."""

Marks = frozenset[str]
"""The names and numbers of an exhibit's claims."""


def agreement(left: Content, right: Content, here: Marks, there: Marks) -> int:
    """Give how far two contents that word one thing differently agree, 0..1000; 0 where something keeps them apart.

    Args:
        left: One content.
        right: Another one, of another exhibit.
        here: The names and numbers of the exhibit of the one,
        there: and of the other.

    Source:
        docs/explanation/corroboration.md, rules P-9 and P-10.
    """
    if len(left.marks & right.marks) < LEAST_MARKS:
        return 0
    shared = len(left.kinds & right.kinds)
    if shared < (LEAST_SHARED_LEANING if left.leans or right.leans else LEAST_SHARED):
        return 0
    words = words_permille(left, right)
    if words < LEAST_WORDS_PERMILLE:
        return 0
    count, share = around_permille(left, right, here, there)
    score = weighed(words, plain_permille(left, right), count, share)
    return score if score >= LEAST_SCORE and next(conflicts(left, right), None) is None else 0


def weighed(words: int, plain: int, count: int, share: int) -> int:
    """Put the four figures together: shared words, shared plain words, and what the surroundings share."""
    return (_WORDS * words + _PLAIN * plain + _COUNT_AROUND * count + _SHARE_AROUND * share) // 1000


def words_permille(left: Content, right: Content) -> int:
    """Give how much of the words of both stands in both, by weight, 0..1000."""
    common = larger = 0
    for word in left.kinds & right.kinds:
        here, there = left.weighs(word), right.weighs(word)
        if here < there:
            common, larger = common + here, larger + there
        else:
            common, larger = common + there, larger + here
    apart = left.weight + right.weight - common - larger
    return 1000 * common // max(1, larger + apart)


def plain_permille(left: Content, right: Content) -> int:
    """Give how many words stand in both that are neither names nor numbers: six are enough for 1000."""
    plain = sum(
        1
        for word in left.kinds & right.kinds
        if word not in left.names and word not in right.names and not word.isdigit()
    )
    return 1000 * min(plain, _MOST_COUNTED) // _MOST_COUNTED


def around_permille(left: Content, right: Content, here: Marks, there: Marks) -> tuple[int, int]:
    """Give how much the surroundings of both name alike: by count (six are enough), and of what the poorer one names.

    What the two contents themselves share is left out.
    """
    shared = left.kinds & right.kinds
    poorer = min(len(here - shared), len(there - shared))
    both = len((here & there) - shared)
    return 1000 * min(both, _MOST_COUNTED) // _MOST_COUNTED, 1000 * both // max(1, poorer)


def conflicts(left: Content, right: Content) -> Iterator[str]:
    """Give what keeps two contents apart though most of their words are the same, in words for a reader.

    Source:
        docs/explanation/corroboration.md, rule P-10.
    """
    if left.is_negated != right.is_negated:
        yield "one says that it is not so"
    yield from _numbers(left, right)
    here, there = days(left.period), days(right.period)
    if here is not None and there is not None and (here[0] > there[1] or there[0] > here[1]):
        yield f"other days: {here[0]} / {there[0]}"
    if left.places and right.places and not any(a in b or b in a for a in left.places for b in right.places):
        yield f"other places: {_listed(left.places)} / {_listed(right.places)}"
    mine, yours = left.names - right.kinds, right.names - left.kinds
    if mine and yours:
        yield f"other names: {_listed(mine)} / {_listed(yours)}"
    turned = (left.kinds ^ right.kinds) & TURNING_STEMS
    if turned:
        yield f"only one has “{_listed(turned)}”"
    if left.quantities != right.quantities:
        yield f"only one has “{_listed(left.quantities ^ right.quantities)}”"
    if (left.owners ^ right.owners) & left.kinds & right.kinds:
        yield f"an owner in one only: {_listed((left.owners ^ right.owners) & left.kinds & right.kinds)}"
    yield from _deeds(left, right)


def _numbers(left: Content, right: Content) -> Iterator[str]:
    mine = {word for word in left.kinds - right.kinds if word.isdigit()}
    yours = {word for word in right.kinds - left.kinds if word.isdigit()}
    if mine and yours:
        yield f"other numbers: {_listed(mine)} / {_listed(yours)}"
        return
    for one in left.amounts:
        for other in right.amounts:
            if one.excludes(other):
                yield f"other numbers: {one.words} / {other.words}"
                return


def _deeds(left: Content, right: Content) -> Iterator[str]:
    """Say whether another deed is told, another thing it is done to, or the same with the parts changed over."""
    first, second = left.deeds[:1], right.deeds[:1]
    is_one_kind = (left.event is not None and left.event is right.event) or any(
        left.senses.get(one, frozenset()) & right.senses.get(other, frozenset()) for one in first for other in second
    )
    if first and second and first[0] not in right.kinds and second[0] not in left.kinds and not is_one_kind:
        yield f"another deed: {first[0]} / {second[0]}"
    for deed in left.deeds:
        if deed not in right.deeds:
            continue
        here, there = left.words.index(deed), right.words.index(deed)
        before, after = set(left.words[:here]), set(left.words[here + 1 :])
        ahead, behind = set(right.words[:there]), set(right.words[there + 1 :])
        if before & behind and after & ahead and (left.agent is None) == (right.agent is None):
            yield f"the parts around “{deed}” are changed over"
        done_to, to = left.words[here + 1 : here + 2], right.words[there + 1 : there + 2]
        is_one_thing = any(
            left.senses.get(one, frozenset()) & right.senses.get(other, frozenset()) for one in done_to for other in to
        )
        if done_to and to and done_to[0] not in right.kinds and to[0] not in left.kinds and not is_one_thing:
            yield f"“{deed}” another thing: {done_to[0]} / {to[0]}"


def _listed(words: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(words))
