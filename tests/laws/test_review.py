"""The review order: doubt times weight, whatever the claims and in whatever order they come."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ContradictionId, ExhibitId, identifier
from probative.corroboration import Reason, review_order
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Proposer, Role, SourceKind, Status
from probative.model.meaning import EventKind
from probative.model.propositions import Conflict, Contradiction

HERE = ExhibitId("E-0001")


def claim_of(number: int, confidence: int | None, event: EventKind | None, suggesters: tuple[str, ...]) -> Claim:
    passage = Passage(exhibit=HERE, start=0, end=4)
    return Claim(
        id=ClaimId(identifier("C", number)),
        exhibit=HERE,
        passage=passage,
        words="left",
        content="left",
        pieces=(passage,),
        chain=(Hop(source="Velik", kind=SourceKind.NAMED, role=Role.ORIGIN),),
        certainty=Certainty.CERTAIN,
        suggester="model+rules-en/1",
        confidence_permille=confidence,
        event=event,
        suggesters=suggesters,
    )


kinds = st.sampled_from([("rules-en",), ("model",), ("model", "rules-en"), ("voice",), ("lines",), ()])
made = st.tuples(st.none() | st.integers(0, 1000), st.none() | st.sampled_from(list(EventKind)), kinds)
several = st.lists(made, min_size=1, max_size=8).map(
    lambda rows: tuple(claim_of(number, *row) for number, row in enumerate(rows, start=1))
)


@given(several, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_come_does_not_change_the_review_order(claims, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert review_order(shuffled, (), ()) == review_order(claims, (), ())


@given(several)
def test_every_claim_that_nobody_judged_stands_in_it_once_and_no_other(claims):
    judged = (replace(claims[0], status=Status.ACCEPTED), *claims[1:])
    assert sorted(each.claim for each in review_order(judged, (), ())) == sorted(claim.id for claim in claims[1:])


@given(several)
def test_doubt_times_weight_never_rises_along_it(claims):
    ranks = [each.rank for each in review_order(claims, (), ())]
    assert ranks == sorted(ranks, reverse=True)


def place(claim, claims, contradictions=()):
    return [each.claim for each in review_order(claims, (), contradictions)].index(claim.id)


@given(several, st.integers(0, 1000))
def test_being_surer_never_brings_a_claim_forward(claims, more):
    first = replace(claims[0], confidence_permille=claims[0].confidence_permille or 0)
    surer = replace(first, confidence_permille=max(first.confidence_permille, more))
    assert place(surer, (surer, *claims[1:])) >= place(first, (first, *claims[1:]))


@given(several)
def test_a_contradiction_never_sends_a_claim_back(claims):
    if len(claims) > 1:
        against = Contradiction(
            id=ContradictionId("X-0001"), conflict=Conflict.DENIED, left=claims[0].id, right=claims[1].id, detail="x"
        )
        assert place(claims[0], claims[:1] + claims[2:], (against,)) <= place(claims[0], claims[:1] + claims[2:])


@given(several)
def test_grave_harm_weighs_more_than_what_is_none(claims):
    grave = {each.claim: Reason.GRAVE in each.reasons for each in review_order(claims, (), ())}
    assert grave == {claim.id: claim.event is not None and claim.event.is_grave for claim in claims}


def test_only_one_of_two_who_were_asked_is_a_disagreement():
    said = {suggesters: claim_of(1, None, None, suggesters).proposer for suggesters in
            (("rules-en",), ("model",), ("model", "rules-en"), ("voice",), ("lines",), ())}  # fmt: skip
    assert said == {
        ("rules-en",): Proposer.ONLY_RULES,
        ("model",): Proposer.ONLY_MODEL,
        ("model", "rules-en"): Proposer.BOTH,
        ("voice",): Proposer.VOICE,
        ("lines",): Proposer.LINES,
        (): Proposer.UNKNOWN,
    }
    assert [each for each in said.values() if each.is_disagreement] == [Proposer.ONLY_RULES, Proposer.ONLY_MODEL]


def test_rules_that_were_asked_alone_disagree_with_nobody():
    alone = replace(claim_of(1, None, None, ("rules-en",)), suggester="rules-en/2")
    assert alone.proposer is Proposer.RULES
    assert not alone.proposer.is_disagreement
