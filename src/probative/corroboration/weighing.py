"""A case that is weighed once and then kept: one more exhibit costs what it bears on, and not the whole case."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId, SourceId, identifier, number_of
from probative.corroboration.ancestry import Ancestry, ancestry, in_order, without_rings
from probative.corroboration.contradicting import Contradicting
from probative.corroboration.cuts import OnCut, ignored
from probative.corroboration.decisions import Decisions, decisions
from probative.corroboration.derivations import Leaned, Leaning
from probative.corroboration.gathering import Gathering, Regrouped
from probative.corroboration.grouping import Group
from probative.corroboration.propositions import choices, proposition_of
from probative.corroboration.speakers import Changed, Speakers
from probative.corroboration.texts import bounds, texts
from probative.corroboration.withdrawn import NOTHING, Withdrawn
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from probative.model.numbering import carried_numbers
from probative.model.propositions import Contradiction, Derivation, Proposition
from probative.model.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an exhibit changed: propositions that are new or not what they were, and those that are no more."""

    propositions: tuple[Proposition, ...]
    gone: tuple[PropositionId, ...]


class Weighing:
    """A case weighed: derivations, sources, propositions and contradictions, to which exhibits can be added.

    After each ``add``, and each ``decide`` on what humans judged since, it says what weighing everything anew would
    say, with the numbers that things had before. One thing it leaves to whoever weighs anew: a stretch of words that
    has just come to stand in more than ``candidates.MOST_COMPARED`` texts, where pairs that were compared stay so.

    Source:
        docs/decisions/0065-a-weighed-case-is-kept.md
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        exhibits: Iterable[Exhibit],
        readings: Iterable[Reading],
        *,
        judgements: Iterable[Judgement] = (),
        conferred: Iterable[Iterable[SourceId]] = (),
        withdrawn: Withdrawn = NOTHING,
        doubted: Withdrawn = NOTHING,
        upheld: Iterable[ClaimId] = (),
        on_cut: OnCut = ignored,
    ) -> None:
        held, given, read = list(claims), list(exhibits), list(readings)
        self._leaning = Leaning(texts(read, {each.id: each for each in given}), held, on_cut).keeping()
        found = self._leaning.found
        self._speakers = Speakers(held, given, found)
        self.known = ancestry(
            held,
            given,
            self._speakers.current,
            readings=read,
            derivations=found,
            conferred=conferred,
            withdrawn=withdrawn,
            doubted=doubted,
            upheld=upheld,
        )
        self._claims = dict(self.known.claims)
        self._exhibits = dict(self.known.exhibits)
        self._genres = dict(self.known.genres)
        self._dates = dict(self.known.dates)
        self._upstream = dict(self.known.upstream)
        self._publishers: dict[ExhibitId, SourceId] = {}
        self._claims_of: dict[ExhibitId, list[Claim]] = {}
        for claim in self._claims.values():
            self._claims_of.setdefault(claim.exhibit, []).append(claim)
        self._raw: dict[ExhibitId, set[Derivation]] = {}
        self._downstream: dict[ExhibitId, Counter[ExhibitId]] = {}
        for each in found:
            self._draw(each)
        self._publish(self._claims_of)
        self.known = self._ancestry()
        self._gathering = Gathering(self._claims.values(), self._upstream, decisions(judgements, ()))
        self._number_of: dict[Group, PropositionId] = {}
        self._propositions: dict[PropositionId, Proposition] = {}
        for number, group in enumerate(self._gathering.groups, start=1):
            self._number_of[group] = PropositionId(identifier("P", number))
        for group, key in self._number_of.items():
            self._propositions[key] = self._proposition(group)
        self._next = len(self._propositions) + 1
        self._former: dict[int, Group] = {}
        self._contradicting = Contradicting(self._propositions.values(), self.known)

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """Give what leans on what."""
        return self._leaning.found

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        """Give all propositions by number."""
        return tuple(sorted(self._propositions.values(), key=lambda each: number_of(each.id)))

    @property
    def former(self) -> Mapping[int, Group]:
        """Give what numbers stood for that are no more, for ``propositions``: what comes apart again has them back."""
        return self._former

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Give all contradictions by number."""
        return self._contradicting.found

    def proposition_of(self, claim: ClaimId) -> Proposition:
        """Give the proposition in which a claim stands."""
        return self._propositions[self._number_of[self._gathering.group_of(claim)]]

    def add(self, exhibit: Exhibit, readings: Sequence[Reading], claims: Iterable[Claim]) -> Added:
        """Take up one more exhibit, with its readings and claims; give what it changed."""
        fresh = sorted(claims, key=lambda each: number_of(each.id))
        leaned = Leaned(gained=(), lost=())
        for text in texts(readings, {exhibit.id: exhibit}):
            leaned = self._leaning.add(text, fresh)
        changed = self._speakers.add(fresh, [exhibit], leaned.gained, leaned.lost)
        self._hold(exhibit, readings, fresh)
        leaning = self._lean(leaned)
        places = set(self._places(changed))
        spoken = {self._claims[claim].exhibit for claim, _ in places}
        self._publish({exhibit.id, *spoken})
        taken_over = self.known.taken_over
        self.known = self._ancestry()
        regrouped = self._gathering.add(fresh, self._upstream, leaning)
        touched = {claim for claim, _ in places} | dict(taken_over.items() ^ self.known.taken_over.items()).keys()
        issued = {held.exhibit for each, at in places if self.known.publisher_hop(held := self._claims[each]) == at}
        leaning |= {each for end in issued for each in self._leaning_on(end)}
        touched.update(claim.id for each in leaning for claim in self._claims_of.get(each, ()))
        touched.update(self._gathering.headed_by(self._contradicting.written_small(fresh)))
        groups = {self._gathering.group_of(claim) for claim in touched} | set(regrouped.made)
        return self._count(groups, regrouped)

    def decide(
        self,
        *,
        claims: Iterable[Claim] = (),
        decided: Decisions | None = None,
        conferred: Iterable[Iterable[SourceId]] | None = None,
        withdrawn: Withdrawn | None = None,
        doubted: Withdrawn | None = None,
        upheld: Iterable[ClaimId] | None = None,
    ) -> Added:
        """Take up what humans decided since, or took back, and what texts are found to take back; give what changed.

        What is left out stays as it was. Sources go by the numbers that they have now: where an exhibit changed
        these, say again who conferred and what is withdrawn.

        Args:
            claims: Those of which another status holds now.
            decided: Everything that holds now of which claims belong together.
            conferred: Everybody who may have told each other, as ``ancestry`` takes it.
            withdrawn: Everything that is withdrawn,
            doubted: and that may be.
            upheld: Every claim of which a human said that it stands.
        """
        before, touched = self.known, set[ClaimId]()
        for claim in claims:
            held = self._claims_of[claim.exhibit]
            held[held.index(self._claims[claim.id])] = claim
            self._claims[claim.id] = claim
            touched.add(claim.id)
        self.known = replace(
            before,
            conferred=before.conferred if conferred is None else in_order(conferred),
            withdrawn=before.withdrawn if withdrawn is None else withdrawn,
            doubted=before.doubted if doubted is None else doubted,
            upheld=before.upheld if upheld is None else frozenset(upheld),
        )
        regrouped = self._gathering.decide(decided) if decided is not None else Regrouped(gone=(), made=())
        groups = {self._gathering.group_of(claim) for claim in touched} | set(regrouped.made)
        for was, now in ((before.withdrawn, self.known.withdrawn), (before.in_doubt, self.known.in_doubt)):
            groups |= self._hanging_on(was.without(now) | now.without(was))
        for group in {*before.conferred} ^ {*self.known.conferred}:
            met = Counter(one for source in group for one in self._hanging_on(Withdrawn(sources=frozenset((source,)))))
            groups.update(one for one, people in met.items() if people > 1)
        return self._count(groups, regrouped)

    def _hanging_on(self, taken: Withdrawn) -> set[Group]:
        """Give the groups that could count otherwise without something: what stands in its exhibits, or leans on it."""
        ends = set(taken.exhibits)
        ends.update(self._claims[each].exhibit for each in taken.claims if each in self._claims)
        ends.update(self._claims[place[0]].exhibit for source in taken.sources for place in self._speakers.hops(source))
        around = {each for end in ends for each in _reached(end, self._leaning_on)}
        return {self._gathering.group_of(claim.id) for each in around for claim in self._claims_of.get(each, ())}

    def _hold(self, exhibit: Exhibit, readings: Sequence[Reading], claims: Sequence[Claim]) -> None:
        self._exhibits[exhibit.id] = exhibit
        ordered = sorted(readings, key=lambda each: each.volume)
        if ordered:
            self._genres[exhibit.id] = ordered[0].genre
        latest = bounds(exhibit, ordered)[1]
        if latest is not None:
            self._dates[exhibit.id] = latest
        for claim in claims:
            self._claims[claim.id] = claim
            self._claims_of.setdefault(claim.exhibit, []).append(claim)

    def _places(self, changed: Changed) -> Iterable[tuple[ClaimId, int]]:
        yield from changed.hops
        for source in changed.sources:
            yield from self._speakers.hops(source)

    def _draw(self, each: Derivation, times: int = 1) -> None:
        held = self._raw.setdefault(each.derived, set())
        if times > 0:
            held.add(each)
        else:
            held.discard(each)
        self._downstream.setdefault(each.upstream, Counter())[each.derived] += times

    def _lean(self, leaned: Leaned) -> set[ExhibitId]:
        """Take up what leans on what now; give the exhibits that lean on something else than before."""
        for each in leaned.gained:
            self._draw(each)
        ringed: set[ExhibitId] = set()
        for each in (*leaned.gained, *leaned.lost):
            for end in (each.derived, each.upstream):
                if end not in ringed:
                    ringed |= self._ring(end)
        for each in leaned.lost:
            self._draw(each, -1)
        changed = {each.derived for each in (*leaned.gained, *leaned.lost)} | ringed
        inside = [each for end in ringed for each in self._raw.get(end, ()) if each.upstream in ringed]
        opened = without_rings(inside, self._dates)
        moved = set()
        for end in changed:
            outside = [each for each in self._raw.get(end, ()) if end not in ringed or each.upstream not in ringed]
            now = tuple(
                sorted((*outside, *opened.get(end, ())), key=lambda each: (number_of(each.upstream), each.basis))
            )
            if now != self._upstream.get(end, ()):
                moved.add(end)
            if now:
                self._upstream[end] = now
            else:
                self._upstream.pop(end, None)
        return moved

    def _ring(self, exhibit: ExhibitId) -> set[ExhibitId]:
        """Give the exhibits that one leans on and that lean on it, over others; with it, if there are any."""
        above = _reached(exhibit, lambda end: (each.upstream for each in self._raw.get(end, ())))
        if len(above) == 1 or exhibit not in self._downstream:
            return set()
        below = _reached(exhibit, self._leaning_on)
        both = above & below
        return both if len(both) > 1 else set()

    def _leaning_on(self, exhibit: ExhibitId) -> Iterator[ExhibitId]:
        return (each for each, count in self._downstream.get(exhibit, Counter()).items() if count)

    def _publish(self, exhibits: Iterable[ExhibitId]) -> None:
        for exhibit in exhibits:
            self._publishers.pop(exhibit, None)
            for claim in self._claims_of.get(exhibit, ()):
                at = self.known.publisher_hop(claim)
                if at is not None:
                    self._publishers[exhibit] = self._speakers.current.by_hop[claim.id, at]
                    break

    def _ancestry(self) -> Ancestry:
        return Ancestry(
            claims=self._claims,
            exhibits=self._exhibits,
            sources=self._speakers.current,
            genres=self._genres,
            dates=self._dates,
            upstream=self._upstream,
            conferred=self.known.conferred,
            withdrawn=self.known.withdrawn,
            doubted=self.known.doubted,
            upheld=self.known.upheld,
            _publishers=self._publishers,
        )

    def _count(self, groups: Collection[Group], regrouped: Regrouped) -> Added:
        gone = regrouped.gone
        ordered = sorted(self._near({*groups, *regrouped.stirred}, gone), key=lambda group: number_of(group[0]))
        fresh = [group for group in ordered if group not in self._number_of]
        previous = {number_of(self._number_of[group]): group for group in gone}
        numbers = carried_numbers(fresh, previous, first=self._next, former=self._former)
        self._former.update(previous)
        for number, group in zip(numbers, fresh, strict=True):
            self._number_of[group] = PropositionId(identifier("P", number))
            self._next = max(self._next, number + 1)
            self._former.pop(number, None)
        lost = {self._number_of.pop(group) for group in gone} - {self._number_of[group] for group in fresh}
        for each in lost:
            del self._propositions[each]
        made = [self._proposition(group) for group in ordered]
        self._propositions.update((each.id, each) for each in made)
        self._contradicting.change(lost, made, self.known)
        return Added(propositions=tuple(made), gone=tuple(sorted(lost, key=number_of)))

    def _near(self, groups: Collection[Group], gone: Sequence[Group]) -> set[Group]:
        """Give the groups, those that may be one with any of them, and those that might be before."""
        joints = self._gathering.joints
        near = {*groups, *(joint.group for group in groups for joint in joints.of(group))}
        for number in {self._number_of[group] for group in (*groups, *gone) if group in self._number_of}:
            for other in {each for chosen in self._propositions[number].may_be for each in chosen}:
                held = self._propositions[other]
                near.add(self._gathering.group_of((*held.claims, *held.denied_by, *held.forecasts)[0]))
        return near

    def _proposition(self, group: Group) -> Proposition:
        may_be = choices(group, self._gathering.joints, self._number_of, self.known)
        return proposition_of(self._number_of[group], group, self.known, may_be)


def _reached(start: ExhibitId, after: Callable[[ExhibitId], Iterable[ExhibitId]]) -> set[ExhibitId]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in after(waiting.pop()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen
