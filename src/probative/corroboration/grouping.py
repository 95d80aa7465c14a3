"""Which claims say the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.content import Content, content
from probative.corroboration.decisions import Decisions, Pair, pairs
from probative.corroboration.likeness import likeness
from probative.corroboration.wording import plain
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
    of one sentence, and what a human put together, are put together first; what a human took apart never is.

    Args:
        claims: All claims, in any order.
        upstream: The derivations of each exhibit that has any.
        decided: What humans decided.

    Returns:
        Groups by their first claim; claims by number. Every claim stands in exactly one.
    """
    held = {claim.id: claim for claim in sorted(claims, key=lambda each: number_of(each.id))}
    lower = _small_words(held.values())
    contents = {key: content(claim, lower) for key, claim in held.items()}
    barred = decided.apart | _nested(held)
    joined = _Joined(held, barred)
    certain = {pair for pair in decided.together if pair[0] in held and pair[1] in held}
    for one, other in sorted(certain, key=_pair_number):
        joined.join(one, other)
    for one, other in sorted(_copies(held, upstream), key=_pair_number):
        joined.join(one, other)
    alike = dict(_alike(held, contents))
    for one, other in sorted(alike, key=lambda pair: (-alike[pair], _pair_number(pair))):
        if joined.may_join(one, other, alike):
            joined.join(one, other)
    return joined.groups()


class _Joined:
    def __init__(self, held: Mapping[ClaimId, Claim], barred: frozenset[Pair]) -> None:
        self.member_of = {claim: claim for claim in held}
        self.members = {claim: [claim] for claim in held}
        self.barred = barred
        self.apart: dict[ClaimId, set[ClaimId]] = {}
        for one, other in barred:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)
        self.firmly: set[Pair] = set()

    def join(self, one: ClaimId, other: ClaimId) -> None:
        """Put two groups together unless something keeps one of their claims apart from another."""
        here, there = self.member_of[one], self.member_of[other]
        if here == there or self._is_barred(here, there):
            return
        low, high = sorted((here, there), key=number_of)
        for claim in self.members.pop(high):
            self.member_of[claim] = low
            self.members[low].append(claim)

    def may_join(self, one: ClaimId, other: ClaimId, alike: Mapping[Pair, int]) -> bool:
        """Whether every claim of one group is like every claim of the other."""
        here, there = self.member_of[one], self.member_of[other]
        return here != there and all(
            _ordered(left, right) in alike for left in self.members[here] for right in self.members[there]
        )

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            sorted(
                (tuple(sorted(members, key=number_of)) for members in self.members.values()),
                key=lambda group: number_of(group[0]),
            )
        )

    def _is_barred(self, here: ClaimId, there: ClaimId) -> bool:
        return any(not self.apart.get(claim, set()).isdisjoint(self.members[there]) for claim in self.members[here])


def _alike(held: Mapping[ClaimId, Claim], contents: Mapping[ClaimId, Content]) -> Iterator[tuple[Pair, int]]:
    """Give every two claims that are alike, looking only where the rarest word of one stands in the other."""
    using: dict[str, list[ClaimId]] = {}
    for key in held:
        for word in contents[key].kinds:
            using.setdefault(word, []).append(key)
    for key in held:
        here = contents[key]
        if not here.kinds:
            continue
        rarest = min(here.kinds, key=lambda word: (len(using[word]), word))
        for other in using[rarest]:
            there = contents[other]
            if other != key and len(here.kinds) <= len(there.kinds) and here.kinds <= there.kinds:
                score = likeness(here, there, in_one_exhibit=held[key].exhibit == held[other].exhibit)
                if score:
                    yield _ordered(key, other), score


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


def _small_words(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(
        plain(word.strip(".,;:!?\"'“”‘’()")) for claim in claims for word in claim.content.split() if word[:1].islower()
    )


def _ordered(one: ClaimId, other: ClaimId) -> Pair:
    return (one, other) if number_of(one) < number_of(other) else (other, one)


def _pair_number(pair: Pair) -> tuple[int, int]:
    return number_of(pair[0]), number_of(pair[1])
