"""Each stage of corroboration on one made-up world: counting, the chain from raw text, reuse, grouping, claims."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from probative.base.identifiers import ClaimId, ExhibitId, SourceId
from probative.claims.attributor import attributor_for
from probative.claims.claiming import claims
from probative.corroboration import (
    NOTHING,
    Ancestry,
    Sources,
    Withdrawn,
    ancestry,
    conferrings,
    derivations,
    independence,
    propositions,
    retractions,
    sources,
    taken_out,
    withdrawals,
)
from probative.corroboration.citations import plain_publisher
from probative.corroboration.naming import same_name
from probative.model.claims import Claim, Hop, SourceKind
from probative.model.propositions import Derivation, Proposition
from tests.world.conflict import Derived, Truth, World

Pair = tuple[int, int]
"""``at_least`` and ``at_most``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account: what an honest reader could bound, what was found, what is true, and what went wrong on the way."""

    seed: int
    words: str
    true: Pair
    found: Pair
    number: int
    why: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether the interval is the one that an honest reader would give."""
        return self.found == self.true

    @property
    def is_over(self) -> bool:
        """Whether ``at_least`` is above what an honest reader would say."""
        return self.found[0] > self.true[0]

    @property
    def distance(self) -> tuple[int, int]:
        """How bad it is: too many first, then how far off both ends are."""
        (low, high), (least, most) = self.true, self.found
        return max(0, least - low), abs(least - low) + abs(most - high)


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts that add up over worlds."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, part: str, whole: str) -> float:
        """Give a share; 1 where there was nothing to find."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def counted(world: World, seed: int) -> list[Row]:
    """Count with true claims and true derivations given."""
    spoken = sources(world.claims, world.exhibits, derivations=world.derivations)
    taken_back = Withdrawn(claims=world.taken_back)
    known = _known(world, world.claims, spoken, world.derivations, world.conferred, doubted=taken_back)
    return [
        _row(seed, truth, (found.at_least, found.at_most))
        for truth in world.truths
        if truth.saying
        for found in (independence(truth.saying, known),)
    ]


def from_text(world: World, seed: int, claimed: Tally) -> list[Row]:
    """Count from raw text: the attribution in use, reuse, sources, grouping, counting.

    Who conferred is given where a human declared it, and found where a text says so, and so is what was taken back. An
    account is looked for in the proposition that holds most of it.
    """
    found = claims_of(world)
    derived = derivations(world.readings, world.exhibits, claims=found)
    spoken = sources(found, world.exhibits, derivations=derived)
    told = [each.people for each in conferrings(world.readings, spoken)]
    retracted = retractions(world.readings, world.exhibits, found)
    withdrawn, doubted = taken_out(withdrawals(retracted, ()), {claim.id: claim for claim in found})
    known = _known(world, found, spoken, derived, world.declared, told, withdrawn=withdrawn, doubted=doubted)
    grouped = propositions(known)
    holding = {claim: each for each in grouped for claim in (*each.claims, *each.denied_by, *each.forecasts)}
    matched = _matched(world.claims, found)
    _tally_claims(world, matched, known.claims, claimed)
    missing = _missing(world.derived, derived)
    return [_row_from_text(seed, truth, matched, holding, missing, world) for truth in world.truths if truth.saying]


def claims_of(world: World) -> list[Claim]:
    """Find the claims of every text with the attributor of its language."""
    found: list[Claim] = []
    for reading, exhibit in zip(world.readings, world.exhibits, strict=True):
        tool = attributor_for(reading.language)
        found += claims(reading, exhibit=exhibit, attributor=tool, first=len(found) + 1)
    return found


def retracted(world: World, tally: Tally) -> None:
    """Compare the claims that are found taken back by a text, given true claims, with those that a reader would."""
    made = retractions(world.readings, world.exhibits, world.claims)
    found = {each.subject for each in withdrawals(made, ()) if each.subject is not None}
    tally.counts["taken back true"] += len(world.taken_back)
    tally.counts["taken back found"] += len(found)
    tally.counts["taken back right"] += len(found & world.taken_back)


def grouped(world: World, tally: Tally) -> None:
    """Compare the grouping of true claims, given true derivations, with the true one, pair by pair and by B cubed."""
    spoken = sources(world.claims, world.exhibits, derivations=world.derivations)
    known = _known(world, world.claims, spoken, world.derivations, ())
    found = {
        claim: number
        for number, each in enumerate(propositions(known))
        for claim in (*each.claims, *each.denied_by, *each.forecasts)
    }
    true = {claim: number for number, truth in enumerate(world.truths) for claim in truth.claims}
    for one, other in combinations(sorted(true), 2):
        is_true, is_found = true[one] == true[other], found[one] == found[other]
        tally.counts["pairs true"] += is_true
        tally.counts["pairs found"] += is_found
        tally.counts["pairs right"] += is_true and is_found
    sizes_true, sizes_found = Counter(true.values()), Counter(found[claim] for claim in true)
    both = Counter((true[claim], found[claim]) for claim in true)
    for claim, group in true.items():
        shared = 1000 * both[group, found[claim]]
        tally.counts["cubed precision"] += shared // sizes_found[found[claim]]
        tally.counts["cubed recall"] += shared // sizes_true[group]
        tally.counts["cubed"] += 1000


def _row(seed: int, truth: Truth, found: Pair, why: str = "") -> Row:
    event = truth.event
    words = f"{event.deed.key} of {event.number} {event.deed.things[0][0]} in {event.place[0]}"
    true = truth.interval.at_least, truth.interval.at_most
    return Row(seed=seed, words=words, true=true, found=found, number=truth.number, why=why)


def _row_from_text(
    seed: int,
    truth: Truth,
    matched: Mapping[ClaimId, ClaimId],
    holding: Mapping[ClaimId, Proposition],
    missing: frozenset[ExhibitId],
    world: World,
) -> Row:
    met = [matched[claim] for claim in truth.saying if claim in matched]
    votes = Counter(holding[claim].id for claim in met if claim in holding[claim].claims)
    by_id = {holding[claim].id: holding[claim] for claim in met}
    lost = sum(1 for claim in world.claims if claim.id in truth.saying and claim.exhibit in missing)
    why = (
        [f"{len(truth.saying) - len(met)} of {len(truth.saying)} claims not found"]
        if len(met) < len(truth.saying)
        else []
    )
    why += [f"in {len(votes)} propositions"] if len(votes) > 1 else []
    why += [f"{lost} claims in texts with a derivation missed"] if lost else []
    if not votes:
        return _row(seed, truth, (0, 0), "; ".join([*why, "no proposition"]))
    best = by_id[min(votes, key=lambda key: (-votes[key], key))].independence
    return _row(seed, truth, (best.at_least, best.at_most), "; ".join(why) or "chains or counting")


def _known(
    world: World,
    found: Iterable[Claim],
    spoken: Sources,
    derived: Iterable[Derivation],
    conferred: Iterable[tuple[str, ...]],
    told: Iterable[frozenset[SourceId]] = (),
    *,
    withdrawn: Withdrawn = NOTHING,
    doubted: Withdrawn = NOTHING,
) -> Ancestry:
    groups: list[Collection[SourceId]] = [*told]
    groups += [{source.id for name in names for source in spoken.called(name)} for names in conferred]
    return ancestry(
        found,
        world.exhibits,
        spoken,
        readings=world.readings,
        derivations=derived,
        conferred=[group for group in groups if group],
        withdrawn=withdrawn,
        doubted=doubted,
    )


def _matched(true: Iterable[Claim], found: Iterable[Claim]) -> dict[ClaimId, ClaimId]:
    """Give for each true claim the found one that holds most of it, at least half; of equals the shortest."""
    there: dict[ExhibitId, list[Claim]] = {}
    for claim in found:
        there.setdefault(claim.exhibit, []).append(claim)
    matched = {}
    for claim in true:
        best: tuple[int, int, ClaimId] | None = None
        for other in there.get(claim.exhibit, ()):
            shared = min(claim.passage.end, other.passage.end) - max(claim.passage.start, other.passage.start)
            if 2 * shared >= claim.passage.end - claim.passage.start:
                fits = (shared, claim.passage.start - other.passage.start - len(other.words), other.id)
                best = max(best, fits) if best is not None else fits
        if best is not None:
            matched[claim.id] = best[2]
    return matched


def _tally_claims(
    world: World, matched: Mapping[ClaimId, ClaimId], found: Mapping[ClaimId, Claim], tally: Tally
) -> None:
    languages = {reading.exhibit: reading.language for reading in world.readings}
    for claim in world.claims:
        language = languages[claim.exhibit]
        tally.counts[f"claims {language}"] += 1
        other = matched.get(claim.id)
        if other is not None:
            tally.counts[f"claims {language} found"] += 1
            tally.counts[f"claims {language} right"] += _is_one_chain(claim, found[other])


def _is_one_chain(true: Claim, found: Claim) -> bool:
    return len(true.chain) == len(found.chain) and all(
        one.kind is other.kind
        and (one.source == other.source or one.kind is SourceKind.DESCRIBED or same_name(_plain(one), _plain(other)))
        for one, other in zip(true.chain, found.chain, strict=True)
    )


def _plain(hop: Hop) -> str:
    """Give a source's name as ``sources`` compares it: "The Lisora Ledger" is the Lisora Ledger."""
    return plain_publisher(hop.source or "")


def _missing(true: Iterable[Derived], found: Iterable[Derivation]) -> frozenset[ExhibitId]:
    pairs = {(each.derived, each.upstream) for each in found}
    return frozenset(each.derived for each in true if (each.derived, each.upstream) not in pairs)
