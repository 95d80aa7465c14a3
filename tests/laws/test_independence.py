"""What independence promises, on made-up worlds with known truth."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from random import Random  # noqa: TID251 - seeded by Hypothesis
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, identifier, number_of
from probative.corroboration import Ancestry, ancestry, derivations, independence, propositions, sources
from probative.corroboration.descent import descent
from probative.corroboration.independence import bounds
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.propositions import Proposition
from probative.model.readings import Reading
from tests.world.conflict import Truth, World, conflict
from tests.world.given import given_truth

seeds = st.integers(0, 10_000)
few = settings(max_examples=15)


class Known(NamedTuple):
    ancestry: Ancestry
    propositions: tuple[Proposition, ...]


def known(
    claims: Iterable[Claim],
    exhibits: Iterable[Exhibit],
    readings: Iterable[Reading],
    conferred: Iterable[Iterable[SourceId]] = (),
) -> Known:
    claims, exhibits, readings = list(claims), list(exhibits), list(readings)
    derived = derivations(readings, exhibits, claims=claims)
    spoken = sources(claims, exhibits, derivations=derived)
    built = ancestry(claims, exhibits, spoken, readings=readings, derivations=derived, conferred=conferred)
    return Known(built, propositions(built))


def of(world: World) -> Known:
    return known(world.claims, world.exhibits, world.readings)


def counts(truths: Sequence[Truth], at: Ancestry) -> list[tuple[int, int]]:
    found = [independence(truth.saying, at) for truth in truths]
    return [(each.at_least, each.at_most) for each in found]


@given(seeds)
@few
def test_at_least_never_exceeds_at_most_and_neither_exceeds_the_claims(seed: int) -> None:
    for each in of(conflict(Random(seed))).propositions:
        assert each.independence.at_least <= each.independence.at_most
        assert (each.independence.at_most == 0) == (not each.claims)


@given(seeds)
@few
def test_every_claim_ends_in_exactly_one_proposition(seed: int) -> None:
    world = conflict(Random(seed))
    held = [key for each in of(world).propositions for key in (*each.claims, *each.denied_by, *each.forecasts)]
    assert sorted(held) == sorted(claim.id for claim in world.claims)


@given(seeds)
@few
def test_repeating_a_claim_never_adds_an_origin(seed: int) -> None:
    world = conflict(Random(seed))
    before = of(world).ancestry
    again = [
        replace(claim, id=ClaimId(identifier("C", len(world.claims) + number_of(claim.id)))) for claim in world.claims
    ]
    after = known([*world.claims, *again], world.exhibits, world.readings).ancestry
    twice = {claim.id: new.id for claim, new in zip(world.claims, again, strict=True)}
    for truth in world.truths:
        assert independence([*truth.saying, *truth.saying], before) == independence(truth.saying, before)
        one, two = (
            independence(truth.saying, before),
            independence(truth.saying | {twice[c] for c in truth.saying}, after),
        )
        assert one.at_least == two.at_least
        if truth.interval.at_least == truth.interval.at_most:
            assert one.at_most == two.at_most


@given(seeds, st.data())
@few
def test_adding_a_copy_of_an_exhibit_never_adds_an_origin(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed))
    published = [reading for reading in world.readings if reading.publisher is not None]
    reading = data.draw(st.sampled_from(published))
    key = ExhibitId(identifier("E", len(world.exhibits) + 1))
    lead = data.draw(st.sampled_from(["", "SELD (own report) - ", "More from the region, as the day went on. "]))
    hides = data.draw(st.booleans())
    original = next(each for each in world.exhibits if each.id == reading.exhibit)
    copied = [
        _copied(claim, ClaimId(identifier("C", len(world.claims) + at)), key, len(lead), hides=hides)
        for at, claim in enumerate((c for c in world.claims if c.exhibit == reading.exhibit), start=1)
    ]
    text = lead + reading.text
    after = known(
        [*world.claims, *copied],
        [*world.exhibits, replace(original, id=key, publisher="Copycat", stated_date=date(2030, 1, 1))],
        [*world.readings, replace(reading, exhibit=key, text=text, parts=(), publisher="Copycat", stated_date=None)],
    )
    before = of(world)
    told = {claim.id: new.id for claim, new in zip(_in(reading.exhibit, world), copied, strict=True)}
    for truth in world.truths:
        more = {told[claim] for claim in truth.saying if claim in told}
        one, two = independence(truth.saying, before.ancestry), independence(truth.saying | more, after.ancestry)
        assert (one.at_least, one.at_most, one.origins) == (two.at_least, two.at_most, two.origins)


def _in(exhibit: ExhibitId, world: World) -> list[Claim]:
    return [claim for claim in world.claims if claim.exhibit == exhibit]


def _copied(claim: Claim, key: ClaimId, exhibit: ExhibitId, by: int, *, hides: bool) -> Claim:
    passage = Passage(exhibit=exhibit, start=claim.passage.start + by, end=claim.passage.end + by)
    copycat = Hop(source="Copycat", kind=SourceKind.PUBLISHER, role=Role.PUBLISHER)
    nobody = Hop(source=None, kind=SourceKind.UNATTRIBUTED, role=Role.ORIGIN, cue="reportedly")
    spoken = tuple(hop for hop in claim.chain if hop.kind is not SourceKind.PUBLISHER)
    chain = (nobody,) if hides or not spoken else spoken
    return replace(claim, id=key, exhibit=exhibit, passage=passage, pieces=(passage,), chain=(*chain, copycat))


@given(seeds)
@few
def test_forecasts_and_denials_never_add(seed: int) -> None:
    world = conflict(Random(seed))
    at = of(world).ancestry
    for truth in world.truths:
        with_all = independence(truth.saying | truth.denying | truth.foreseeing, at)
        assert with_all == independence(truth.saying, at)
        assert independence(truth.denying | truth.foreseeing, at).at_most == 0
    silent = [replace(claim, forecast=True) for claim in world.claims]
    denied = [replace(claim, certainty=Certainty.PROBABLY_NOT) for claim in world.claims]
    for claims in (silent, denied):
        assert set(counts(world.truths, known(claims, world.exhibits, world.readings).ancestry)) == {(0, 0)}


@given(seeds, st.randoms(use_true_random=False))
@few
def test_the_order_in_which_things_are_given_changes_nothing(seed: int, shuffle: Random) -> None:
    world = conflict(Random(seed))
    claims, exhibits, readings = list(world.claims), list(world.exhibits), list(world.readings)
    for each in (claims, exhibits, readings):
        shuffle.shuffle(each)
    assert known(claims, exhibits, readings).propositions == of(world).propositions


@given(seeds, st.randoms(use_true_random=False))
@few
def test_renaming_identifiers_and_the_order_of_arrival_change_no_count(seed: int, shuffle: Random) -> None:
    world = conflict(Random(seed))
    numbers = list(range(1, len(world.claims) + 1))
    shuffle.shuffle(numbers)
    claims = {claim.id: ClaimId(identifier("C", number)) for claim, number in zip(world.claims, numbers, strict=True)}
    order = [3 * number_of(each.id) + 2 for each in world.exhibits]
    shuffle.shuffle(order)
    exhibits = {each.id: ExhibitId(identifier("E", number)) for each, number in zip(world.exhibits, order, strict=True)}
    renamed = known(
        [_renamed(claim, claims[claim.id], exhibits[claim.exhibit]) for claim in world.claims],
        [replace(each, id=exhibits[each.id]) for each in world.exhibits],
        [replace(each, exhibit=exhibits[each.exhibit]) for each in world.readings],
    ).ancestry
    truths = [replace(truth, saying=frozenset(claims[each] for each in truth.saying)) for truth in world.truths]
    assert counts(truths, renamed) == counts(world.truths, of(world).ancestry)


def _renamed(claim: Claim, key: ClaimId, exhibit: ExhibitId) -> Claim:
    passage = replace(claim.passage, exhibit=exhibit)
    return replace(claim, id=key, exhibit=exhibit, passage=passage, pieces=(passage,))


@given(seeds)
@few
def test_without_its_bottleneck_a_proposition_has_no_origin_left(seed: int) -> None:
    found = of(conflict(Random(seed)))
    for each in found.propositions:
        drawn = descent(each.claims, found.ancestry)
        cut = [vertex.key for vertex in each.independence.vertices if vertex.is_bottleneck]
        assert len(cut) == len(each.independence.bottlenecks) <= each.independence.at_most
        left = bounds(drawn, found.ancestry, cut)  # type: ignore[arg-type]
        assert (left.at_most, left.at_least, left.standing) == (0, 0, frozenset())
        for one in cut:
            rest = [vertex for vertex in cut if vertex != one]
            assert bounds(drawn, found.ancestry, rest).standing  # type: ignore[arg-type]


@given(seeds, st.data())
@few
def test_people_who_may_have_conferred_never_add(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed))
    apart = of(world)
    everybody = [source.id for source in apart.ancestry.sources.sources]
    group = data.draw(st.lists(st.sampled_from(everybody), min_size=2, max_size=6, unique=True))
    together = known(world.claims, world.exhibits, world.readings, conferred=[group])
    for one, other in zip(apart.propositions, together.propositions, strict=True):
        assert other.independence.at_least <= one.independence.at_least
        assert other.independence.at_most == one.independence.at_most


@given(seeds)
@few
def test_at_least_never_counts_more_than_an_honest_reader_could(seed: int) -> None:
    """Given who said what and who had it from whom; the true number lies outside where people confer unseen."""
    world = conflict(Random(seed))
    at = given_truth(world)
    for truth in world.truths:
        found = independence(truth.saying, at)
        assert found.at_least <= truth.interval.at_least
        assert found.at_most >= truth.interval.at_most
