"""What is withdrawn takes along exactly what has it only from there, adds nobody, and comes back as it was."""

from itertools import pairwise
from random import Random  # noqa: TID251 - seeded by Hypothesis

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId, SourceId
from probative.corroboration import (
    Ancestry,
    Withdrawn,
    ancestry,
    impact,
    independence,
    propositions,
    sources,
    taken_out,
    withdrawals,
)
from probative.corroboration.descent import descent
from probative.corroboration.independence import bounds, weighed
from probative.flow import artefact
from probative.model.judgements import Judgement, JudgementId, Verdict
from probative.model.propositions import Proposition
from tests.world.conflict import World, conflict

few = settings(max_examples=12)
seeds = st.integers(0, 400)


def of(world: World, withdrawn: Withdrawn | None = None, doubted: Withdrawn | None = None) -> Ancestry:
    return ancestry(
        world.claims,
        world.exhibits,
        sources(world.claims, world.exhibits, derivations=world.derivations),
        readings=world.readings,
        derivations=world.derivations,
        withdrawn=withdrawn or Withdrawn(),
        doubted=doubted or Withdrawn(),
    )


def some(known: Ancestry, data: st.DataObject) -> Withdrawn:
    """A few sources, exhibits and claims."""

    def chosen(there: list[str]) -> frozenset[str]:
        return frozenset(data.draw(st.lists(st.sampled_from(there), max_size=3)))

    return Withdrawn(
        sources=frozenset(map(SourceId, chosen([each.id for each in known.sources.sources]))),
        exhibits=frozenset(map(ExhibitId, chosen(list(known.exhibits)))),
        claims=frozenset(map(ClaimId, chosen(list(known.claims)))),
    )


@given(seeds, st.data())
@few
def test_withdrawing_never_adds_an_origin_and_no_claim_stands_up(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed))
    known = of(world)
    gone = some(known, data)
    more = gone | some(known, data)
    for truth in world.truths:
        drawn = [descent(truth.saying, known, without=each) for each in (Withdrawn(), gone, more)]
        found = [weighed(each, known) for each in drawn]
        for one, other in pairwise(found):
            assert other.at_least <= one.at_least
            assert other.at_most <= one.at_most
            assert other.standing <= one.standing
        assert drawn[2].possible <= drawn[1].possible <= drawn[0].possible
        assert drawn[2].firm <= drawn[1].firm <= drawn[0].firm
        assert set(drawn[2].edges) <= set(drawn[1].edges) <= set(drawn[0].edges)
        assert not (more.sources | more.exhibits | more.claims) & set(drawn[2].vertices)


@given(seeds, st.data())
@few
def test_to_withdraw_a_source_is_to_take_its_vertex_out_and_an_exhibit_no_less(seed: int, data: st.DataObject) -> None:
    """Who copied an exhibit has it no more, though the paper that copied it has something else from somebody else."""
    world = conflict(Random(seed))
    known = of(world)
    for truth in world.truths:
        drawn = descent(truth.saying, known)
        vertices = [each for each in drawn.vertices if each[0] in "SE"]
        if not vertices:
            continue
        one = data.draw(st.sampled_from(vertices))
        if one[0] == "S":
            gone = Withdrawn(sources=frozenset((SourceId(one),)))
        else:
            gone = Withdrawn(exhibits=frozenset((ExhibitId(one),)))
        left = bounds(descent(truth.saying, known, without=gone), known)
        taken = bounds(drawn, known, (one,))  # type: ignore[arg-type]
        if one[0] == "S":
            assert (left.at_least, left.at_most, left.standing) == (taken.at_least, taken.at_most, taken.standing)
        assert left.at_least <= taken.at_least
        assert left.at_most <= taken.at_most
        assert left.standing <= taken.standing


@given(seeds, st.data())
@few
def test_impact_foretells_exactly_what_withdrawing_does(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed))
    known = of(world)
    held = propositions(known)
    gone = some(known, data)
    found = {fall.subject: fall for fall in impact(held, known, withdrawn=gone).propositions}
    after = of(world, gone)
    for each in held:
        now = independence(each.claims, after)
        if each.id in found:
            fall = found[each.id]
            assert (fall.at_least_before, fall.at_most_before) == (
                each.independence.at_least,
                each.independence.at_most,
            )
            assert (fall.at_least_after, fall.at_most_after) == (now.at_least, now.at_most)
        else:
            assert (now.at_least, now.at_most) == (each.independence.at_least, each.independence.at_most)


@given(seeds, st.data())
@few
def test_if_some_had_told_each_other_at_least_falls_and_nothing_else(seed: int, data: st.DataObject) -> None:
    known = of(conflict(Random(seed)))
    held = propositions(known)
    everybody = [each.id for each in known.sources.sources]
    group = data.draw(st.lists(st.sampled_from(everybody), min_size=2, max_size=4, unique=True))
    found = impact(held, known, conferred=group)
    assert not found.claims
    for fall in found.propositions:
        assert fall.at_most_after == fall.at_most_before
        assert fall.at_least_after < fall.at_least_before
    falls = {fall.subject: fall.at_least_after for fall in found.propositions}
    supposed = known.supposing(conferred=frozenset(group))
    for each in held:
        assert independence(each.claims, supposed).at_least == falls.get(each.id, each.independence.at_least)


@given(seeds, st.data())
@few
def test_what_may_be_withdrawn_lowers_at_least_to_what_is_left_without_it(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed))
    known = of(world)
    gone = some(known, data)
    doubtful, after = of(world, doubted=gone), of(world, gone)
    for truth in world.truths:
        before, found, left = (independence(truth.saying, each) for each in (known, doubtful, after))
        assert found.at_most == before.at_most
        assert found.at_least == min(before.at_least, left.at_least)
        assert found.bottlenecks == before.bottlenecks


def judged(number: int, verdict: Verdict, subject: str) -> Judgement:
    return Judgement(
        id=JudgementId(f"J-{number:04}"), verdict=verdict, subjects=(subject,), why="w", by="t",
        at="2031-05-20T12:00:00Z", value="withdrawn" if verdict is Verdict.WITHDRAW else None,
    )  # fmt: skip


def as_judged(world: World, judgements: list[Judgement]) -> bytes:
    """The propositions as they are recorded, after these judgements."""
    claims = {claim.id: claim for claim in world.claims}
    withdrawn, doubted = taken_out(withdrawals((), judgements), claims)
    made: tuple[Proposition, ...] = propositions(of(world, withdrawn, doubted))
    return artefact.pack(made)


@given(seeds, st.data())
@few
def test_what_is_withdrawn_and_restored_or_undone_leaves_the_same_bytes(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed), events=3)
    known = of(world)
    there = [*known.exhibits, *known.claims, *(each.id for each in known.sources.sources)]
    subjects = data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=4))
    before = as_judged(world, [])
    made = [judged(at, Verdict.WITHDRAW, each) for at, each in enumerate(subjects, start=1)]
    back = [
        judged(at + len(made), Verdict.RESTORE, each)
        if data.draw(st.booleans())
        else judged(at + len(made), Verdict.UNDO, f"J-{at:04}")
        for at, each in enumerate(subjects, start=1)
    ]
    # A thing that was withdrawn twice and of which one withdrawal is undone is still withdrawn.
    restored = [judged(at + len(made) + len(back), Verdict.RESTORE, each) for at, each in enumerate(subjects, start=1)]
    assert as_judged(world, [*made, *back, *restored]) == before
    if len(set(subjects)) == len(subjects):
        assert as_judged(world, [*made, *back]) == before


@given(seeds, st.data())
@few
def test_what_may_be_taken_over_from_what_is_withdrawn_is_never_sure_wherever_it_stands(
    seed: int, data: st.DataObject
) -> None:
    """Each claim a proposition of its own: the copies are all grouped apart."""
    world = conflict(Random(seed))
    known = of(world)
    gone = Withdrawn(claims=some(known, data).claims)
    after = known.supposing(withdrawn=gone)
    for claim in known.claims:
        one, two = independence([claim], known), independence([claim], after)
        assert two.at_least <= one.at_least
        assert two.at_most <= one.at_most
        if claim in after.taken_over:
            assert two.at_least == 0
            assert after.taken_over[claim] in gone.claims
        elif claim not in gone.claims and not gone.claims & {
            each for each in known.claims if _feeds(each, claim, after)
        }:
            assert two == one
    assert known.supposing().taken_over == {}


def _feeds(one: ClaimId, other: ClaimId, known: Ancestry) -> bool:
    """Whether the exhibit of one claim is one that the exhibit of the other leans on, at any remove."""
    waiting, seen = [known.claims[other].exhibit], set()
    while waiting:
        at = waiting.pop()
        seen.add(at)
        waiting += [each.upstream for each in known.upstream.get(at, ()) if each.upstream not in seen]
    return known.claims[one].exhibit in seen
