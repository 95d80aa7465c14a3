"""Who speaks, kept: when exhibits come to a case, only those sources are looked at anew that they have a bearing on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, identifier, number_of
from probative.corroboration.naming import SameName, block_of, joined_names, same_name
from probative.corroboration.sources import HopPlace, Identity, Sources, identity_of, is_unknown, source_of, sources
from probative.model.claims import Claim, Hop, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation


@dataclass(slots=True)
class _Block:
    """Names that have a bearing on each other, and what followed from them."""

    names: set[str]
    publishers: set[str]
    unclear: frozenset[str] = frozenset()
    doubles: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """At which hops somebody else speaks now, and which sources are told from others in another way than before."""

    hops: frozenset[HopPlace]
    sources: frozenset[SourceId]


class Speakers:
    """The sources of a case, as ``sources`` gives them, to which exhibits can be added.

    A source keeps its number as long as anybody speaks in it; where it becomes another one wholly, that one has it.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        exhibits: Iterable[Exhibit],
        derivations: Iterable[Derivation] = (),
        *,
        same: SameName = same_name,
    ) -> None:
        held, given, leaning = sorted(claims, key=lambda each: number_of(each.id)), list(exhibits), list(derivations)
        made = sources(held, given, derivations=leaning, same=same)
        self._same = same
        self._titles = {exhibit.id: exhibit.name for exhibit in given}
        self._claims: dict[ClaimId, Claim] = {}
        self._by_exhibit: dict[ExhibitId, list[Claim]] = {}
        self._alike: dict[ExhibitId, set[ExhibitId]] = {}
        self._family: dict[ExhibitId, ExhibitId] = {}
        self._blocks: dict[str, _Block] = {}
        self._doubted: set[str] = set()
        self._hops_of: dict[str, list[HopPlace]] = {}
        self._standing: dict[str, str] = {}
        self._by_hop = dict(made.by_hop)
        self._found = {source.id: source for source in made.sources}
        self._members: dict[SourceId, dict[HopPlace, None]] = {}
        self._identity: dict[SourceId, Identity] = {}
        self._ids: dict[Identity, SourceId] = {}
        self._unknown: set[SourceId] = set()
        self._next = len(self._found) + 1
        self._lean(leaning)
        for claim in held:
            self._hold(claim)
        for key in self._blocks:
            self._join(key)
        for place, source in self._by_hop.items():
            if source not in self._members:
                self._call(source, self._identity_at(place))
            self._members.setdefault(source, {})[place] = None
        self.current = made

    def add(
        self,
        claims: Iterable[Claim],
        exhibits: Iterable[Exhibit],
        derivations: Iterable[Derivation],
        lost: Iterable[Derivation] = (),
    ) -> Changed:
        """Take up further exhibits; ``current`` is then what ``sources`` gives for all, numbers aside.

        Args:
            claims: Their claims.
            exhibits: They themselves.
            derivations: What leans on what since they came; what was known before may stand among them.
            lost: What leans no longer, because something that came explains it.
        """
        self._titles.update((exhibit.id, exhibit.name) for exhibit in exhibits)
        fresh = sorted(claims, key=lambda each: number_of(each.id))
        before = self._status()
        touched = self._lean(derivations, lost)
        blocks = {block for claim in fresh for block in self._hold(claim)}
        renamed = {name for key in blocks for name in self._join(key)}
        places = {(claim.id, at) for claim in fresh for at in range(len(claim.chain))}
        places.update(place for name in renamed for place in self._hops_of[name])
        places.update(
            (claim.id, at)
            for exhibit in touched
            for claim in self._by_exhibit.get(exhibit, ())
            for at, hop in enumerate(claim.chain)
            if hop.kind is SourceKind.DESCRIBED
        )
        moved, met = self._move(places)
        renewed = self._renew(met)
        self.current = self._as_sources()
        after = self._status()
        renewed |= {source for pair in before ^ after for source in pair}
        return Changed(hops=frozenset(moved), sources=frozenset(renewed))

    def hops(self, source: SourceId) -> Collection[HopPlace]:
        """Give the hops at which a source speaks."""
        return self._members.get(source, {}).keys()

    def _status(self) -> frozenset[tuple[SourceId, ...]]:
        """Give who cannot be told from others: alone, or in pairs."""
        return frozenset((each,) for each in self.current.unclear) | self.current.doubles

    def _hold(self, claim: Claim) -> set[str]:
        """Hold a claim; give the blocks in which it brought a name that was not there."""
        self._claims[claim.id] = claim
        self._by_exhibit.setdefault(claim.exhibit, []).append(claim)
        blocks = set()
        for at, hop in enumerate(claim.chain):
            name = hop.source
            is_publisher = hop.kind is SourceKind.PUBLISHER and not is_unknown(hop, claim, self._titles)
            if not name or not (is_publisher or hop.kind is SourceKind.NAMED):
                continue
            places = self._hops_of.setdefault(name, [])
            places.append((claim.id, at))
            key = block_of(name)
            block = self._blocks.setdefault(key, _Block(set(), set()))
            group = block.publishers if is_publisher else block.names
            if name not in group:
                group.add(name)
                blocks.add(key)
        return blocks

    def _join(self, key: str) -> set[str]:
        """Work out under which names those of a block stand; give the names for which that is new."""
        block = self._blocks[key]
        joined = joined_names(block.names, block.publishers, self._same)
        block.unclear, block.doubles = joined.unclear, joined.doubles
        if block.unclear or block.doubles:
            self._doubted.add(key)
        else:
            self._doubted.discard(key)
        renamed = {name for name, stands in joined.standing.items() if self._standing.get(name) != stands}
        self._standing.update(joined.standing)
        return renamed

    def _lean(self, derivations: Iterable[Derivation], lost: Iterable[Derivation] = ()) -> set[ExhibitId]:
        """Put together the exhibits that share text; give those that belong to another first one now."""
        ends: set[ExhibitId] = set()
        for each, is_lost in (*((one, False) for one in derivations), *((one, True) for one in lost)):
            if each.basis is Basis.TEXT_REUSE:
                for one, other in ((each.derived, each.upstream), (each.upstream, each.derived)):
                    linked = self._alike.setdefault(one, set())
                    linked.discard(other) if is_lost else linked.add(other)
                    ends.add(one)
        changed: set[ExhibitId] = set()
        seen: set[ExhibitId] = set()
        for end in ends:
            if end in seen:
                continue
            related = self._related(end)
            seen |= related
            first = min(related, key=number_of)
            changed.update(each for each in related if self._family.get(each, each) != first)
            self._family.update(dict.fromkeys(related, first))
        return changed

    def _related(self, exhibit: ExhibitId) -> set[ExhibitId]:
        seen, waiting = {exhibit}, [exhibit]
        while waiting:
            for other in self._alike.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    def _identity_at(self, place: HopPlace) -> Identity:
        claim = self._claims[place[0]]
        return identity_of(claim.chain[place[1]], claim, self._standing, self._family, self._titles)

    def _move(self, places: Collection[HopPlace]) -> tuple[set[HopPlace], set[SourceId]]:
        """Put each hop to who speaks there now; give the hops that were moved, and the sources that it changed."""
        ordered = sorted(places, key=lambda place: (number_of(place[0]), place[1]))
        wanted = {place: self._identity_at(place) for place in ordered}
        met: set[SourceId] = set()
        moved: set[HopPlace] = set()
        left: dict[Identity, SourceId] = {}
        for place, identity in wanted.items():
            old = self._by_hop.get(place)
            if old is not None and self._identity[old] != identity:
                del self._members[old][place]
                met.add(old)
                if not self._members[old]:
                    # Nobody speaks in it any more: its number goes with whoever it has become.
                    left[identity] = min(old, left.get(identity, old), key=number_of)
            if old is None or self._identity[old] != identity:
                moved.add(place)
        self._rename(left)
        for place in sorted(moved, key=lambda place: (number_of(place[0]), place[1])):
            identity = wanted[place]
            if identity not in self._ids:
                self._call(SourceId(identifier("S", self._next)), identity)
                self._next += 1
            source = self._ids[identity]
            self._by_hop[place] = source
            self._members.setdefault(source, {})[place] = None
            met.add(source)
        return moved, met

    def _rename(self, left: dict[Identity, SourceId]) -> None:
        for identity, source in left.items():
            if identity not in self._ids:
                self._forget(source)
                self._call(source, identity)

    def _call(self, source: SourceId, identity: Identity) -> None:
        self._identity[source] = identity
        self._ids[identity] = source
        if identity[0] == "unknown publisher":
            self._unknown.add(source)

    def _forget(self, source: SourceId) -> None:
        identity = self._identity.pop(source)
        if self._ids.get(identity) == source:
            del self._ids[identity]
        self._unknown.discard(source)

    def _renew(self, met: Collection[SourceId]) -> set[SourceId]:
        """Describe sources anew; give those that are known otherwise than before."""
        changed: set[SourceId] = set()
        for source in sorted(met, key=number_of):
            places = self._members.get(source)
            if not places:
                self._members.pop(source, None)
                self._found.pop(source, None)
                if source in self._identity:
                    self._forget(source)
                continue
            heard = sorted(places, key=lambda place: (number_of(place[0]), place[1]))
            made = source_of(source, self._identity[source], [self._hop(place) for place in heard])
            old = self._found.get(source)
            if old is None or (old.kind, old.name, old.number) != (made.kind, made.name, made.number):
                changed.add(source)
            self._found[source] = made
        return changed

    def _hop(self, place: HopPlace) -> tuple[Claim, int, Hop]:
        claim = self._claims[place[0]]
        return claim, place[1], claim.chain[place[1]]

    def _as_sources(self) -> Sources:
        doubted = [self._blocks[key] for key in self._doubted]
        unclear = {self._ids["named", self._standing[name]] for block in doubted for name in block.unclear}
        return Sources(
            sources=tuple(self._found.values()),
            by_hop=self._by_hop,
            unclear=frozenset(unclear | self._unknown),
            doubles=frozenset(
                (self._ids["named", one], self._ids["named", other])
                for block in doubted
                for one, other in block.doubles
            ),
        )
