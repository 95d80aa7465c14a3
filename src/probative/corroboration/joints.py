"""Which groups of claims may be one: what grouping left apart, and what nothing keeps apart."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, number_of
from probative.corroboration.decisions import Pair
from probative.corroboration.grouping import Group, Grouped
from probative.corroboration.parts import may_agree, weigh
from probative.corroboration.sayings import Saying
from probative.model.anchors import Passage
from probative.model.claims import Claim

MOST_TRIED: Final = 4
"""Up to so many groups that may be one with a group, every choice of them is looked at; of more each alone, and those
that can all be one with it."""

_MOST_LOOKED_AT: Final = 32
"""Of more sayings in one group only the first are asked whether they exclude those of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Another group that a group may be one with, and the two claims that agree most, the group's own first."""

    group: Group
    claim: ClaimId
    other: ClaimId


class Joints:
    """Tells of groups which others they may be one with.

    Two groups may be one if half of what one says may be what the other says (650 of 1000 of rule P-11, with doubts or
    without), nothing that either says excludes what the other says, and no human took them apart.

    Args:
        place: What each claim says, by number.
        said: What is said, by these numbers.
        near: For each of these numbers the others that may say the same, doubted or not.
        group_of: In which group each claim stands.
        are_apart: Whether two groups are kept apart (``are_parted``).

    Source:
        docs/explanation/corroboration.md, rule P-14.
    """

    def __init__(
        self,
        place: Mapping[ClaimId, int],
        said: Mapping[int, Saying],
        near: Mapping[int, Collection[int]],
        group_of: Mapping[ClaimId, Group],
        are_apart: Callable[[Group, Group], bool],
    ) -> None:
        self._place = place
        self._said = said
        self._near = near
        self._group_of = group_of
        self._are_apart = are_apart

    def of(self, group: Group) -> tuple[Joint, ...]:
        """Give the groups that a group may be one with, by their first claim."""
        mine = self._told(group)
        found: dict[Group, list[tuple[int, int]]] = {}
        for number in mine:
            for other in self._near.get(number, ()):
                for there in {self._group_of[claim] for claim in self._said[other].claims} - {group}:
                    found.setdefault(there, []).append((number, other))
        joints = [
            self._joint(group, there, pairs)
            for there, pairs in found.items()
            if 2 * len(pairs) >= len(mine) * len(self._told(there))
            and not self._exclude(group, there)
            and not self._are_apart(group, there)
        ]
        return tuple(sorted(joints, key=lambda joint: number_of(joint.group[0])))

    def ways(self, joints: Sequence[Joint]) -> tuple[tuple[Joint, ...], ...]:
        """Give the choices of them that may all be one with the group: none of a choice excludes another."""
        excluded = {
            pair for pair in combinations(range(len(joints)), 2) if self._exclude(*(joints[at].group for at in pair))
        }
        if len(joints) <= MOST_TRIED:
            sizes = range(1, len(joints) + 1)
            chosen = [each for size in sizes for each in combinations(range(len(joints)), size)]
            return tuple(
                tuple(joints[at] for at in each) for each in chosen if excluded.isdisjoint(combinations(each, 2))
            )
        alone = [(joint,) for joint in joints]
        most: list[int] = []
        for at in range(len(joints)):
            if excluded.isdisjoint((before, at) for before in most):
                most.append(at)
        return (*alone, *([tuple(joints[at] for at in most)] if len(most) > 1 else []))

    def _joint(self, group: Group, there: Group, pairs: Iterable[tuple[int, int]]) -> Joint:
        def points(pair: tuple[int, int]) -> tuple[int, int, int]:
            here, other = (self._first(number, held) for number, held in zip(pair, (group, there), strict=True))
            score = weigh(*(self._said[number].frame for number in pair)).score
            return -score, number_of(here), number_of(other)

        best = min(pairs, key=points)
        return Joint(group=there, claim=self._first(best[0], group), other=self._first(best[1], there))

    def _first(self, number: int, group: Group) -> ClaimId:
        return next(claim for claim in self._said[number].claims if self._group_of[claim] == group)

    def _told(self, group: Group) -> set[int]:
        return {self._place[claim] for claim in group}

    def _exclude(self, one: Group, other: Group) -> bool:
        """Whether anything that one group says cannot be what the other says."""
        left, right = (
            list(islice(dict.fromkeys(self._place[claim] for claim in group), _MOST_LOOKED_AT))
            for group in (one, other)
        )
        return any(
            there not in self._near.get(here, ()) and are_excluded(self._said[here], self._said[there])
            for here, there in product(left, right)
        )


def joints_of(made: Grouped) -> Joints:
    """Give what tells which groups may be one, of a whole grouping."""
    group_of = {claim: group for group in made.groups for claim in group}
    near: dict[int, set[int]] = {}
    for one, other in made.alike:
        ends = [{group_of[claim] for claim in made.sayings[at].claims} for at in (one, other)]
        if len(ends[0] | ends[1]) > 1:
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    barred: dict[ClaimId, list[Pair]] = {}
    for pair in made.barred:
        for end in pair:
            barred.setdefault(end, []).append(pair)

    def are_apart(one: Group, other: Group) -> bool:
        return are_parted(one, other, {pair for claim in one for pair in barred.get(claim, ())}, made.claims)

    place = {claim: at for at, saying in enumerate(made.sayings) for claim in saying.claims}
    return Joints(place, dict(enumerate(made.sayings)), near, group_of, are_apart)


def are_parted(one: Group, other: Group, barred: Collection[Pair], claims: Mapping[ClaimId, Claim]) -> bool:
    """Whether one of the barred pairs parts two groups, or words of one text stand in both: there they share too much.

    A sentence that holds a quotation is like it, and says more.
    """
    left, right = frozenset(one), frozenset(other)
    if any((here in left and there in right) or (here in right and there in left) for here, there in barred):
        return True
    spoken: dict[ExhibitId, list[Passage]] = {}
    for claim in other:
        spoken.setdefault(claims[claim].exhibit, []).append(claims[claim].passage)
    return any(
        passage.overlaps(claims[claim].passage) for claim in one for passage in spoken.get(claims[claim].exhibit, ())
    )


def are_excluded(one: Saying, other: Saying) -> bool:
    """Whether two sayings cannot be one: other deeds, numbers, days, places, names; or only one passes on another's."""
    if one.content.passes_on != other.content.passes_on or not may_agree(one.frame, other.frame):
        return True
    return bool(weigh(one.frame, other.frame).against)
