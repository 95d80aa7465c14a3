from dataclasses import replace

from probative.base.identifiers import ClaimId, EventId, ExhibitId, LinkId, SourceId
from probative.corroboration import Fall, Loss, Withdrawn, ancestry, impact, propositions, sources, unsettled
from probative.model.claims import Certainty, Claim
from probative.model.judgements import Judgement, JudgementId, Verdict
from probative.model.network import Event, Link, LinkSchema
from probative.model.propositions import Basis, Derivation
from tests.corroboration.making import claim, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]
TOOK = "the unit took hostages in the village of Dremin"
BURNED = "the unit burned the archive of the town hall"
CLAIMS = [
    claim(1, 1, ["~two officers", "Vera Tomsa", "#Courier"], content=TOOK),
    claim(2, 2, ["Doru Molnak", "#Tribune"], content=TOOK),
    claim(3, 3, ["Vera Tomsa", "#Ledger"], content=BURNED),
    claim(4, 4, ["Ledger", "#Tribune"], content=BURNED),
]
KNOWN = ancestry(CLAIMS, EXHIBITS, sources(CLAIMS, EXHIBITS))
FOUND = propositions(KNOWN)


def named(name: str) -> SourceId:
    (source,) = KNOWN.sources.called(name)
    return source.id


def without(name: str) -> Withdrawn:
    return Withdrawn(sources=frozenset((named(name),)))


def before_and_after(fall: Fall) -> tuple[int, int, int, int]:
    return fall.at_least_before, fall.at_most_before, fall.at_least_after, fall.at_most_after


def copied(number: int, derived: int, upstream: int, length: int) -> tuple[Claim, Derivation]:
    """A claim that its exhibit copied from another, and the copying."""
    made = claim(number, derived, ["?", "#Copycat"], content=TOOK)
    there = replace(made.passage, exhibit=ExhibitId(f"E-{upstream:04}"))
    return made, Derivation(
        derived=made.exhibit,
        upstream=there.exhibit,
        basis=Basis.TEXT_REUSE,
        share_permille=length,
        passages=((made.passage, there),),
    )


def test_what_hangs_on_a_source_falls_the_greatest_loss_first() -> None:
    falls = impact(FOUND, KNOWN, withdrawn=without("Vera Tomsa")).propositions
    assert [(fall.subject, fall.loss, fall.claims) for fall in falls] == [
        ("P-0002", Loss.NONE_LEFT, ("C-0003", "C-0004")),
        ("P-0001", Loss.ORIGINS, ("C-0001",)),
    ]
    assert [before_and_after(fall) for fall in falls] == [(1, 1, 0, 0), (1, 2, 1, 1)]


def test_a_publisher_falls_like_any_other_source() -> None:
    found = impact(FOUND, KNOWN, withdrawn=without("Ledger"))
    assert [fall.claims for fall in found.propositions] == [("C-0003", "C-0004")]
    assert found.claims == ("C-0003", "C-0004")


def test_who_says_nothing_that_counts_takes_nothing_away() -> None:
    assert not impact(FOUND, KNOWN)


def two_witnesses(*more: Claim, derivations: tuple[Derivation, ...] = ()) -> tuple[list[Claim], tuple[Derivation, ...]]:
    return [
        claim(1, 1, ["Ana Brelko", "#Courier"], content=TOOK),
        claim(2, 2, ["Doru Molnak", "#Tribune"], content=TOOK),
        *more,
    ], derivations


def test_the_loss_of_the_second_origin_is_named() -> None:
    claims, _ = two_witnesses()
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    (fall,) = impact(
        propositions(known), known, withdrawn=Withdrawn(exhibits=frozenset((claims[0].exhibit,)))
    ).propositions
    assert (fall.loss, fall.claims, before_and_after(fall)) == (Loss.SECOND, ("C-0001",), (2, 2, 1, 1))


def test_whoever_copied_an_exhibit_falls_with_it_and_its_own_nobody_does_not_stand_up() -> None:
    copy, leaning = copied(3, 3, 1, 900)
    again, leaning_again = copied(4, 4, 3, 900)
    claims, derived = two_witnesses(copy, again, derivations=(leaning, leaning_again))
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS, derivations=derived), derivations=derived)
    found = impact(propositions(known), known, withdrawn=Withdrawn(exhibits=frozenset((claims[0].exhibit,))))
    assert found.claims == ("C-0001", "C-0003", "C-0004")
    assert [before_and_after(fall) for fall in found.propositions] == [(2, 2, 1, 1)]


def test_a_claim_falls_with_its_copies_and_what_else_its_exhibit_says_does_not() -> None:
    copy, leaning = copied(3, 3, 1, 900)
    claims, derived = two_witnesses(
        copy, claim(4, 1, ["Ana Brelko", "#Courier"], content=BURNED, start=200), derivations=(leaning,)
    )
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS, derivations=derived), derivations=derived)
    found = impact(propositions(known), known, withdrawn=Withdrawn(claims=frozenset((claims[0].id,))))
    assert found.claims == ("C-0001", "C-0003")
    assert [fall.subject for fall in found.propositions] == ["P-0001"]


def test_a_claim_takes_along_what_it_holds() -> None:
    outer = claim(1, 1, ["Vera Tomsa", "#Courier"], content=f"Ana Brelko said that {TOOK}")
    inner = claim(2, 1, ["Ana Brelko", "Vera Tomsa", "#Courier"], content=TOOK, start=21, parent=outer.id)
    known = ancestry([outer, inner], EXHIBITS, sources([outer, inner], EXHIBITS))
    assert impact(propositions(known), known, withdrawn=Withdrawn(claims=frozenset((outer.id,)))).claims == (
        outer.id,
        inner.id,
    )


def test_a_statement_that_is_withdrawn_takes_along_what_was_copied_from_it() -> None:
    copy, leaning = copied(2, 2, 1, 900)
    claims = [claim(1, 1, ["Ana Brelko"], content=TOOK), copy]
    held = [exhibit(1, collected_by="the team"), exhibit(2)]
    known = ancestry(claims, held, sources(claims, held, derivations=[leaning]), derivations=[leaning])
    found = impact(propositions(known), known, withdrawn=Withdrawn(exhibits=frozenset((claims[0].exhibit,))))
    assert [(fall.loss, fall.claims) for fall in found.propositions] == [(Loss.NONE_LEFT, ("C-0001", "C-0002"))]


def test_a_denial_falls_with_who_denies_and_nobody_loses_an_origin() -> None:
    denial = claim(3, 3, ["Ilka Tomsa", "#Ledger"], content=TOOK, certainty=Certainty.CERTAINLY_NOT)
    claims, _ = two_witnesses(denial)
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    (who,) = known.sources.called("Ilka Tomsa")
    (fall,) = impact(propositions(known), known, withdrawn=Withdrawn(sources=frozenset((who.id,)))).propositions
    assert (fall.loss, fall.claims, before_and_after(fall)) == (Loss.CLAIMS, ("C-0003",), (2, 2, 2, 2))


def test_two_who_conferred_are_at_least_one_and_no_claim_falls() -> None:
    claims, _ = two_witnesses()
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    both = [source.id for name in ("Ana Brelko", "Doru Molnak") for source in known.sources.called(name)]
    found = impact(propositions(known), known, conferred=both)
    assert [(fall.loss, before_and_after(fall), fall.claims) for fall in found.propositions] == [
        (Loss.SECOND, (2, 2, 1, 2), ())
    ]
    assert not impact(propositions(known), known, conferred=both[:1])


def test_ties_and_events_lose_origins_like_propositions() -> None:
    link = Link(
        id=LinkId("L-0001"), schema=LinkSchema.COMMAND, start="N-0001", end="N-0002", role="commands",  # type: ignore[arg-type]
        claims=(ClaimId("C-0001"), ClaimId("C-0003")),
    )  # fmt: skip
    event = Event(id=EventId("V-0001"), kind="abduction", words=TOOK, claims=(ClaimId("C-0001"), ClaimId("C-0002")))
    other = Event(id=EventId("V-0002"), kind="abduction", words=TOOK, claims=(ClaimId("C-0002"),))
    found = impact(FOUND, KNOWN, withdrawn=without("Vera Tomsa"), links=[link], events=[event, other])
    assert [(fall.subject, fall.loss, fall.claims) for fall in found.links] == [
        ("L-0001", Loss.NONE_LEFT, ("C-0001", "C-0003"))
    ]
    assert [(fall.subject, fall.loss, fall.claims) for fall in found.events] == [("V-0001", Loss.ORIGINS, ("C-0001",))]


def judged(number: int, verdict: Verdict, subject: str, value: str, grounds: tuple[str, ...] = ()) -> Judgement:
    return Judgement(
        id=JudgementId(f"J-{number:04}"), verdict=verdict, subjects=(subject,), why="w", by="t",
        at="2031-05-20T12:00:00Z", value=value, grounds=tuple(ClaimId(each) for each in grounds),
    )  # fmt: skip


def test_what_a_human_rested_on_what_falls_is_to_be_looked_at_again() -> None:
    claims, _ = two_witnesses()
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    held = {each.id: each for each in propositions(known)}
    found = impact(held.values(), known, withdrawn=Withdrawn(exhibits=frozenset((claims[0].exhibit,))))
    judgements = [
        judged(1, Verdict.GRADE, "P-0001", "1"),
        judged(2, Verdict.GRADE, "C-0002", "B1"),
        judged(3, Verdict.GRADE, "C-0002", "2"),
        judged(4, Verdict.WEIGH, "X-0001", "explained", ("C-0001",)),
        judged(5, Verdict.WEIGH, "X-0002", "explained", ("C-0002",)),
        judged(6, Verdict.WEIGH, "X-0003", "explained", ("C-0001",)),
        replace(judged(7, Verdict.WEIGH, "J-0006", ""), verdict=Verdict.UNDO, value=None),
    ]
    assert [(each.judgement, each.claims) for each in unsettled(judgements, found, held)] == [
        ("J-0001", ()),
        ("J-0002", ()),
        ("J-0004", ("C-0001",)),
    ]
