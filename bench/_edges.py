"""What leans on what in one made-up world: derivations found, given true claims, against the true ones."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from probative.base.identifiers import ExhibitId
from probative.corroboration import derivations
from probative.model.propositions import Basis
from tests.world.conflict import Derived, World
from tests.world.texts import Kind

WORDS = frozenset((Kind.VERBATIM, Kind.TRIMMED, Kind.SPLICED, Kind.FORWARDED))
"""How a text is made from another with its words."""

Pair = tuple[ExhibitId, ExhibitId]


def edges(world: World) -> dict[str, int]:
    """Count what is found and right, by how a text was made from another and by how it was found.

    A true pair is **found** if the two are. It is found *alike* if what was found nobody could tell from it: where one
    of two texts has no date, the same pair the wrong way round; for words taken, another text that holds every word of
    them; for a citation, another text of the cited publisher that tells of the same event. A pair found is *right* if
    one was made from the other, over however many others; a citation also if the text found is alike in this sense.
    """
    counted = _Counted(world)
    for true in world.derived:
        counted.recall(true)
    for basis in Basis:
        for pair in sorted(counted.found[basis]):
            counted.precision(basis, pair)
    return counted.counts


@dataclass(slots=True)
class _Counted:
    world: World
    counts: dict[str, int] = field(default_factory=dict)
    found: dict[Basis, set[Pair]] = field(init=False)
    texts: Mapping[ExhibitId, str] = field(init=False)
    publishers: Mapping[ExhibitId, str | None] = field(init=False)
    undated: AbstractSet[ExhibitId] = field(init=False)
    events: Mapping[ExhibitId, set[int]] = field(init=False)
    worded: Mapping[ExhibitId, set[ExhibitId]] = field(init=False)
    anyhow: Mapping[ExhibitId, set[ExhibitId]] = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        self.found = {basis: set() for basis in Basis}
        for each in derivations(world.readings, world.exhibits, claims=world.claims):
            self.found[each.basis].add((each.derived, each.upstream))
        self.texts = {reading.exhibit: reading.text for reading in world.readings}
        self.publishers = {reading.exhibit: reading.publisher for reading in world.readings}
        self.undated = {reading.exhibit for reading in world.readings if reading.stated_date is None}
        self.events = _events(world)
        self.worded = ancestors(world, WORDS)
        self.anyhow = ancestors(world, frozenset(Kind))

    def recall(self, true: Derived) -> None:
        pair = true.derived, true.upstream
        every = {each for held in self.found.values() for each in held}
        there = self.found[Basis.TEXT_REUSE] if true.kind in WORDS else every
        self._count(f"{true.kind} true")
        if pair in there:
            self._count(f"{true.kind} found")
        elif self._is_alike(true, there):
            self._count(f"{true.kind} found")
            self._count(f"{true.kind} alike")

    def precision(self, basis: Basis, pair: Pair) -> None:
        derived, upstream = pair
        above = (self.worded if basis is Basis.TEXT_REUSE else self.anyhow).get(derived, set())
        self._count(f"{basis} found")
        if upstream in above or (basis is Basis.CITATION and self._is_same_story(derived, upstream, above)):
            self._count(f"{basis} right")
        elif derived in self.anyhow.get(upstream, ()):
            self._count(f"{basis} undated" if self.undated.intersection(pair) else f"{basis} reversed")
        elif self.anyhow.get(derived, set()) & {upstream, *self.anyhow.get(upstream, set())}:
            self._count(f"{basis} sibling")

    def _is_alike(self, true: Derived, there: set[Pair]) -> bool:
        pair = true.derived, true.upstream
        if true.kind is Kind.CITED:
            others = [other for derived, other in there if derived == true.derived]
            return any(self._is_same_story(true.derived, other, {true.upstream}) for other in others)
        is_free = bool(self.undated.intersection(pair)) and pair not in self._told
        if is_free and pair[::-1] in there:
            return True
        return true.kind in WORDS and any(
            derived == true.derived and all(words in self.texts[other] for words in self._carried(pair))
            for derived, other in there
        )

    @property
    def _told(self) -> set[Pair]:
        return {(each.derived, each.upstream) for each in self.world.derived if each.kind is Kind.CITED}

    def _carried(self, pair: Pair) -> list[str]:
        """Give the sentences that one text truly took from another."""
        return [
            self.texts[here.exhibit][here.start : here.end]
            for each in self.world.derivations
            if (each.derived, each.upstream) == pair and each.basis is Basis.TEXT_REUSE
            for here, _ in each.passages
        ]

    def _is_same_story(self, derived: ExhibitId, upstream: ExhibitId, above: AbstractSet[ExhibitId]) -> bool:
        """Whether a text comes from the publisher of one of ``above`` and tells of an event that ``derived`` tells."""
        return self.publishers[upstream] in {self.publishers[each] for each in above} - {None} and bool(
            self.events[derived] & self.events[upstream]
        )

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def ancestors(world: World, kinds: frozenset[Kind]) -> dict[ExhibitId, set[ExhibitId]]:
    """Give for each text all that it was made from in these ways, over however many others."""
    direct: dict[ExhibitId, set[ExhibitId]] = {}
    for each in world.derived:
        if each.kind in kinds:
            direct.setdefault(each.derived, set()).add(each.upstream)
    found: dict[ExhibitId, set[ExhibitId]] = {}
    for start in direct:
        waiting, seen = [start], set[ExhibitId]()
        while waiting:
            for upstream in direct.get(waiting.pop(), ()):
                if upstream not in seen:
                    seen.add(upstream)
                    waiting.append(upstream)
        found[start] = seen
    return found


def _events(world: World) -> dict[ExhibitId, set[int]]:
    events: dict[ExhibitId, set[int]] = {exhibit.id: set() for exhibit in world.exhibits}
    exhibits = {claim.id: claim.exhibit for claim in world.claims}
    for number, truth in enumerate(world.truths):
        for claim in truth.claims:
            events[exhibits[claim]].add(number)
    return events
