"""Which claims say the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.agreement import LEAST_SHARED, LEAST_WORDS_PERMILLE
from probative.corroboration.copying import is_one_sentence
from probative.corroboration.decisions import Decisions, Pair, pairs
from probative.corroboration.joins import pairs_containing, pairs_sharing
from probative.corroboration.likeness import LEAST_SHARE_PERMILLE, LEAST_WORDS, likeness
from probative.corroboration.parts import LEAST_ANCHORS, altered, may_agree, weigh
from probative.corroboration.sayings import Saying, sayings
from probative.model.claims import Claim
from probative.model.propositions import Derivation

_AT_ONCE: Final = 65536
"""So many pairs are looked at before the next ones are unpacked: it bounds the memory, and decides nothing."""

Group = tuple[ClaimId, ...]
Codes = NDArray[np.int64]
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The groups by their first claim, what is said in them, and which two of ``sayings`` are alike or may be.

    ``claims`` are all; ``alike`` has positions, the lower first; ``barred`` the pairs of claims that are kept apart.
    """

    claims: Mapping[ClaimId, Claim]
    groups: tuple[Group, ...]
    sayings: Sequence[Saying]
    alike: Mapping[tuple[int, int], int]
    barred: frozenset[Pair]


def groups(
    claims: Iterable[Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]], decided: Decisions
) -> tuple[Group, ...]:
    """Put the claims that say the same together: the groups of ``grouped``."""
    return grouped(claims, upstream, decided).groups


def grouped(claims: Iterable[Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]], decided: Decisions) -> Grouped:
    """Put the claims that say the same together, those that deny or foresee it included.

    Two groups become one only while most claims of one are like those of the other and the rest may be: likeness does
    not travel over a third claim to one that says another thing. What a human put together, and copies of one sentence
    in which no number, day, place or name was changed, are put together first; what a human took apart never is, and
    what a human put together stays together whatever speaks against it.

    Args:
        claims: All claims, in any order.
        upstream: The derivations of each exhibit that has any.
        decided: What humans decided.

    Returns:
        Groups by their first claim; claims by number. Every claim stands in exactly one.
    """
    held = {claim.id: claim for claim in sorted(claims, key=lambda each: number_of(each.id))}
    said_once = sayings(held.values())
    barred = decided.apart | (nested(held, held) - decided.together)
    alike = dict(alike_pairs(said_once))
    made = joined(held, said_once, alike, (decided.together, copies(held, upstream)), barred)
    return Grouped(claims=held, groups=made, sayings=said_once, alike=alike, barred=barred)


def joined(
    held: Mapping[ClaimId, Claim],
    said_once: Sequence[Saying],
    alike: Mapping[tuple[int, int], int],
    first: Iterable[Collection[Pair]],
    barred: Collection[Pair],
) -> tuple[Group, ...]:
    """Put claims together by what is known of them: ``groups`` when it has looked, and ``gathering`` for a part.

    Args:
        held: The claims, by number.
        said_once: What they say.
        alike: Which two of ``said_once`` are alike, the lower position first, and how much; below 0 which may be, and 0
            of which too much is in doubt to put them together.
        first: Pairs that are put together before all others: first what a human said, which nothing overrules; then
            copies, unless a number, a day, a place or a name was changed in them.
        barred: Pairs that never are.
    """
    made = _Joined(held, barred)
    told = {claim: saying for saying in said_once for claim in saying.claims}
    for rank, certain in enumerate(first):
        for one, other in sorted(certain, key=_pair_number):
            if one in held and other in held and (not rank or _is_copied(told[one], told[other])):
                made.join(one, other)
    for saying in said_once:
        made.join_all(saying.claims)
    said = {claim: at for at, saying in enumerate(said_once) for claim in saying.claims}
    in_order = sorted(
        (pair for pair, score in alike.items() if score > 0),
        key=lambda pair: (-alike[pair], *sorted(said_once[at].order for at in pair)),
    )
    for left, right in in_order:
        for one in made.apart_among(said_once[left].claims):
            for other in made.apart_among(said_once[right].claims):
                if made.may_join(one, other, alike, said):
                    made.join(one, other)
    return made.groups()


def _is_copied(one: Saying, other: Saying) -> bool:
    """Whether one sentence says in both what it said: nothing in it was changed, and either is passed on in both."""
    return one.content.passes_on == other.content.passes_on and not any(altered(one.frame, other.frame))


class _Joined:
    def __init__(self, held: Mapping[ClaimId, Claim], barred: Collection[Pair]) -> None:
        self.member_of = {claim: claim for claim in held}
        self.members = {claim: [claim] for claim in held}
        self.apart: dict[ClaimId, set[ClaimId]] = {}
        for one, other in barred:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def join(self, one: ClaimId, other: ClaimId) -> None:
        """Put two groups together unless something keeps one of their claims apart from another."""
        here, there = self.member_of[one], self.member_of[other]
        if here == there or self._is_barred(here, there):
            return
        low, high = sorted((here, there), key=number_of)
        for claim in self.members.pop(high):
            self.member_of[claim] = low
            self.members[low].append(claim)

    def join_all(self, claims: Sequence[ClaimId]) -> None:
        """Put claims of one content together; where a human parted some of them, the others still."""
        leaders: list[ClaimId] = []
        for claim in claims:
            for leader in leaders:
                self.join(leader, claim)
                if self.member_of[leader] == self.member_of[claim]:
                    break
            else:
                leaders.append(claim)

    def apart_among(self, claims: Sequence[ClaimId]) -> list[ClaimId]:
        """Give one claim of each group that the claims stand in; more than one only where a human parted them."""
        return list({self.member_of[claim]: claim for claim in reversed(claims)}.values())[::-1]

    def may_join(
        self, one: ClaimId, other: ClaimId, alike: Mapping[tuple[int, int], int], said: Mapping[ClaimId, int]
    ) -> bool:
        """Whether most claims of one group are like those of the other, and the rest may be."""
        here, there = self.member_of[one], self.member_of[other]
        if here == there:
            return False
        left = {said[claim] for claim in self.members[here]}
        right = {said[claim] for claim in self.members[there]}
        count = 0
        for first in left:
            for second in right:
                score = 1 if first == second else alike.get((min(first, second), max(first, second)), 0)
                if not score:
                    return False
                count += score > 0
        return 2 * count > len(left) * len(right)

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            sorted(
                (tuple(sorted(members, key=number_of)) for members in self.members.values()),
                key=lambda group: number_of(group[0]),
            )
        )

    def _is_barred(self, here: ClaimId, there: ClaimId) -> bool:
        return bool(self.apart) and any(
            claim in self.apart and not self.apart[claim].isdisjoint(self.members[there])
            for claim in self.members[here]
        )


def alike_pairs(told: Sequence[Saying]) -> Iterator[tuple[tuple[int, int], int]]:
    """Give every two sayings that are alike or may be, with how much (``alike_permille``).

    Only those that hold each other's words, or share enough of them, can be alike in words; of others only the parts
    are looked at.
    """
    alike_in_words = _codes(
        chain(
            pairs_containing(
                [each.content.kinds for each in told], least_permille=LEAST_SHARE_PERMILLE, least_words=LEAST_WORDS
            ),
            pairs_sharing(
                _Asked(told, lambda saying: saying.content.weights),
                _Asked(told, lambda saying: saying.content.marks),
                least_permille=LEAST_WORDS_PERMILLE,
                least_words=LEAST_SHARED,
            ),
        ),
        len(told),
    )
    alike_in_parts = _codes(
        pairs_sharing(
            _Asked(told, lambda saying: saying.frame.tokens),
            _Asked(told, lambda saying: saying.frame.marks),
            least_permille=0,
            least_words=LEAST_ANCHORS,
        ),
        len(told),
    )
    only_in_parts = np.setdiff1d(alike_in_parts, alike_in_words, assume_unique=True)
    for near, permille in ((alike_in_words, alike_permille), (only_in_parts, _parts_permille)):
        for left, right in _pairs(near, len(told)):
            score = permille(told[left], told[right])
            if score is not None:
                yield (left, right), score


class _Asked(Sequence[Told]):
    """Something of each saying, worked out when it is asked for: of all at once it would fill the memory."""

    def __init__(self, told: Sequence[Saying], give: Callable[[Saying], Told]) -> None:
        self._told = told
        self._give = give

    def __len__(self) -> int:
        return len(self._told)

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Told]: ...
    def __getitem__(self, at: int | slice) -> Told | Sequence[Told]:
        return [self._give(each) for each in self._told[at]] if isinstance(at, slice) else self._give(self._told[at])


def _codes(found: Iterable[tuple[int, int]], count: int) -> Codes:
    """Give pairs as one number each, sorted, each once: there are millions of them."""
    return np.unique(np.fromiter((left * count + right for left, right in found), dtype=np.int64))


def _pairs(codes: Codes, count: int) -> Iterator[tuple[int, int]]:
    for start in range(0, len(codes), _AT_ONCE):
        for code in codes[start : start + _AT_ONCE].tolist():
            yield divmod(code, count)


def alike_permille(one: Saying, other: Saying) -> int | None:
    """Give how much two sayings are alike; ``None`` where they are not.

    Below 0 where too little of them is known to say so, and nothing speaks against it: they may stand in one group, but
    bring none together. 0 where something is in doubt besides, or both stand in one text: they may be the same, and
    stand apart (rules P-13 and P-14).
    """
    if one.content.passes_on != other.content.passes_on:
        return None
    in_one = _are_in_one(one, other)
    score = likeness(one.content, other.content, in_one_exhibit=in_one, around=(one.marks, other.marks))
    return score or _parts_permille(one, other)


def _are_in_one(one: Saying, other: Saying) -> bool:
    return len(one.exhibits) == 1 and one.exhibits == other.exhibits


def _parts_permille(one: Saying, other: Saying) -> int | None:
    """Give how much two sayings are alike part by part, whatever their words."""
    if one.content.passes_on != other.content.passes_on or not may_agree(one.frame, other.frame):
        return None
    in_one = _are_in_one(one, other)
    weighed = weigh(one.frame, other.frame)
    if weighed.is_same_in_one if in_one else weighed.is_same:
        return weighed.score
    if not weighed.is_possible:
        return None
    return 0 if weighed.doubts or in_one else -weighed.score


def copies(held: Mapping[ClaimId, Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]]) -> set[Pair]:
    """Give the pairs of claims that are one sentence copied."""
    by_exhibit: dict[ExhibitId, list[Claim]] = {}
    for claim in held.values():
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    return {pair for exhibit in by_exhibit for pair in copies_in(exhibit, by_exhibit, upstream)}


def copies_in(
    exhibit: ExhibitId,
    by_exhibit: Mapping[ExhibitId, Sequence[Claim]],
    upstream: Mapping[ExhibitId, Sequence[Derivation]],
) -> set[Pair]:
    """Give the pairs of claims of which the one in ``exhibit`` is copied from the other."""
    found = set()
    for claim in by_exhibit[exhibit]:
        for derivation in upstream.get(exhibit, ()):
            for here, there in derivation.passages:
                if not here.overlaps(claim.passage):
                    continue
                for other in by_exhibit.get(derivation.upstream, ()):
                    if is_one_sentence(claim, here, other, there):
                        found.add(_ordered(claim.id, other.id))
    return found


def nested(some: Iterable[ClaimId], held: Mapping[ClaimId, Claim]) -> frozenset[Pair]:
    """Give the pairs of which one of ``some`` is held by the other: "A said that B said it" is not what B said.

    What one named source says in words that hold other words of it is no such pair: "A rejected claims that it burned".
    """
    found: set[Pair] = set()
    for each in some:
        parent, seen = held[each].parent, {each}
        while parent is not None and parent in held and parent not in seen:
            teller = held[parent].origin.source
            if teller is None or teller != held[each].origin.source:
                found |= pairs((each, parent))
            seen.add(parent)
            parent = held[parent].parent
    return frozenset(found)


def _ordered(one: ClaimId, other: ClaimId) -> Pair:
    return (one, other) if number_of(one) < number_of(other) else (other, one)


def _pair_number(pair: Pair) -> tuple[int, int]:
    return number_of(pair[0]), number_of(pair[1])
