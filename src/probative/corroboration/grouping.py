"""Which claims say the same."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.agreement import LEAST_SHARED, LEAST_WORDS_PERMILLE
from probative.corroboration.decisions import Decisions, Pair, pairs
from probative.corroboration.joins import pairs_containing, pairs_sharing
from probative.corroboration.likeness import LEAST_SHARE_PERMILLE, LEAST_WORDS, likeness
from probative.corroboration.sayings import Saying, sayings
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Derivation

_COPIED_PERMILLE = 800
"""Two claims are one sentence copied when this much of each stands in the stretch that their exhibits share."""

Group = tuple[ClaimId, ...]


def groups(
    claims: Iterable[Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]], decided: Decisions
) -> tuple[Group, ...]:
    """Put the claims that say the same together, those that deny or foresee it included.

    A group grows only while every claim in it is like every other: likeness does not travel over a third claim. Copies
    of one sentence, and what a human put together, are put together first; what a human took apart never is, and what
    a human put together stays together whatever else speaks against it.

    Args:
        claims: All claims, in any order.
        upstream: The derivations of each exhibit that has any.
        decided: What humans decided.

    Returns:
        Groups by their first claim; claims by number. Every claim stands in exactly one.
    """
    held = {claim.id: claim for claim in sorted(claims, key=lambda each: number_of(each.id))}
    said_once = sayings(held.values())
    joined = _Joined(held, decided.apart | (_nested(held) - decided.together))
    certain = {pair for pair in decided.together if pair[0] in held and pair[1] in held}
    for one, other in sorted(certain, key=_pair_number):
        joined.join(one, other)
    for one, other in sorted(_copies(held, upstream), key=_pair_number):
        joined.join(one, other)
    for saying in said_once:
        for claim in saying.claims[1:]:
            joined.join(saying.claims[0], claim)
    alike = dict(_alike(said_once))
    said = {claim: at for at, saying in enumerate(said_once) for claim in saying.claims}
    in_order = sorted(alike, key=lambda pair: (-alike[pair], *sorted(said_once[at].order for at in pair)))
    for left, right in in_order:
        for one in joined.apart_among(said_once[left].claims):
            for other in joined.apart_among(said_once[right].claims):
                if joined.may_join(one, other, alike, said):
                    joined.join(one, other)
    return joined.groups()


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

    def apart_among(self, claims: Sequence[ClaimId]) -> list[ClaimId]:
        """Give one claim of each group that the claims stand in; more than one only where a human parted them."""
        return list({self.member_of[claim]: claim for claim in reversed(claims)}.values())[::-1]

    def may_join(
        self, one: ClaimId, other: ClaimId, alike: Mapping[tuple[int, int], int], said: Mapping[ClaimId, int]
    ) -> bool:
        """Whether every claim of one group is like every claim of the other."""
        here, there = self.member_of[one], self.member_of[other]
        if here == there:
            return False
        left = {said[claim] for claim in self.members[here]}
        right = {said[claim] for claim in self.members[there]}
        return all(
            first == second or ((first, second) if first < second else (second, first)) in alike
            for first in left
            for second in right
        )

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


def _alike(told: Sequence[Saying]) -> Iterator[tuple[tuple[int, int], int]]:
    """Give every two sayings that are alike, with how much."""
    contents = [saying.content for saying in told]
    near = set(
        pairs_containing(
            [each.kinds for each in contents], least_permille=LEAST_SHARE_PERMILLE, least_words=LEAST_WORDS
        )
    )
    near.update(
        pairs_sharing(
            [each.weights for each in contents],
            [each.marks for each in contents],
            least_permille=LEAST_WORDS_PERMILLE,
            least_words=LEAST_SHARED,
        )
    )
    for left, right in near:
        one, other = told[left], told[right]
        in_one = len(one.exhibits) == 1 and one.exhibits == other.exhibits
        score = likeness(one.content, other.content, in_one_exhibit=in_one, around=(one.marks, other.marks))
        if score:
            yield (left, right), score


def _copies(held: Mapping[ClaimId, Claim], upstream: Mapping[ExhibitId, Sequence[Derivation]]) -> set[Pair]:
    by_exhibit: dict[ExhibitId, list[Claim]] = {}
    for claim in held.values():
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    found = set()
    for claim in held.values():
        for derivation in upstream.get(claim.exhibit, ()):
            for here, there in derivation.passages:
                if not here.overlaps(claim.passage):
                    continue
                for other in by_exhibit.get(derivation.upstream, ()):
                    if _is_one_sentence(claim, here, other, there):
                        found.add(_ordered(claim.id, other.id))
    return found


def _is_one_sentence(claim: Claim, here: Passage, other: Claim, there: Passage) -> bool:
    """Whether the shared stretch holds most of both claims, at the same place in it."""
    one = _inside(claim.passage, here)
    two = _inside(other.passage, there)
    if one is None or two is None:
        return False
    scale = (there.end - there.start) / (here.end - here.start)
    start, end = one[0] * scale, one[1] * scale
    common = max(0.0, min(end, two[1]) - max(start, two[0]))
    return 1000 * common >= _COPIED_PERMILLE * max(
        (claim.passage.end - claim.passage.start) * scale, other.passage.end - other.passage.start
    )


def _inside(passage: Passage, stretch: Passage) -> tuple[int, int] | None:
    start, end = max(passage.start, stretch.start) - stretch.start, min(passage.end, stretch.end) - stretch.start
    return (start, end) if start < end else None


def _nested(held: Mapping[ClaimId, Claim]) -> frozenset[Pair]:
    """Give the pairs of which one holds the other: "A said that B said it" is not what B said."""
    found: set[Pair] = set()
    for claim in held.values():
        parent, seen = claim.parent, {claim.id}
        while parent is not None and parent in held and parent not in seen:
            found |= pairs((claim.id, parent))
            seen.add(parent)
            parent = held[parent].parent
    return frozenset(found)


def _ordered(one: ClaimId, other: ClaimId) -> Pair:
    return (one, other) if number_of(one) < number_of(other) else (other, one)


def _pair_number(pair: Pair) -> tuple[int, int]:
    return number_of(pair[0]), number_of(pair[1])
