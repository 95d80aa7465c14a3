from probative.base.identifiers import ClaimId, JudgementId, SourceId, identifier
from probative.corroboration import Ancestry, ancestry, impact, propositions, sources
from probative.corroboration.paragraph import paragraph
from probative.corroboration.withdrawn import Withdrawn
from probative.model.claims import Certainty, Claim
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import DoubtKind, Proposition
from tests.corroboration.making import claim, exhibit

BURNED = "gunmen burned 12 houses near the mill in Dremin"
AND_HELD = "gunmen burned 12 houses and held 30 farmers in Dremin"
OTHERS = "gunmen burned 30 houses near the mill in Dremin"


def weighed(claims: list[Claim], *judgements: Judgement) -> tuple[Proposition, ...]:
    return propositions(known_of(claims), judgements=judgements)


def known_of(claims: list[Claim]) -> Ancestry:
    held = [exhibit(int(number[2:]), collected_by="the team") for number in {each.exhibit for each in claims}]
    return ancestry(claims, held, sources(claims, held))


def said(number: int, who: str, words: str, *, where: int | None = None, **more: object) -> Claim:
    return claim(number, where or number, [who], content=words, places=("Dremin",), **more)  # type: ignore[arg-type]


def interval(each: Proposition) -> tuple[int, int]:
    return each.independence.at_least, each.independence.at_most


def judged(verdict: Verdict, *subjects: str) -> Judgement:
    return Judgement(
        id=JudgementId(identifier("J", 1)),
        at="2024-01-01T00:00:00Z",
        by="reviewer",
        verdict=verdict,
        subjects=subjects,
        why="read both",
    )


def test_what_may_say_the_same_is_counted_at_the_most_and_named() -> None:
    claims = [said(1, "Ana Brelko", BURNED), said(2, "Ilka Tomsa", AND_HELD), said(3, "Doru Molnak", OTHERS)]
    one, two, three = weighed(claims)
    assert [interval(each) for each in (one, two, three)] == [(1, 2), (1, 2), (1, 1)]
    assert (one.may_be, two.may_be, three.may_be) == ((("P-0002",),), (("P-0001",),), ())
    (doubt,) = one.independence.doubts
    assert (doubt.kind, doubt.about) == (DoubtKind.SAME, ("P-0002",))
    assert [each.exhibit for each in doubt.rests_on] == ["E-0001", "E-0002"]
    words = paragraph(one, {each.id: each for each in claims}, {}, {})
    assert (
        "P-0002 (in E-0002) may say the same in other words, and nobody can tell: the count allows for both." in words
    )
    assert words[-1] == "That is at least 1, at most 2 independent origins."


def test_what_may_say_the_same_and_has_no_further_origin_raises_nothing() -> None:
    one, two = weighed([said(1, "Ana Brelko", BURNED), said(2, "Ana Brelko", AND_HELD)])
    assert one.may_be
    assert [interval(each) for each in (one, two)] == [(1, 1), (1, 1)]
    assert not one.independence.doubts


def test_what_only_denies_or_foresees_raises_nothing() -> None:
    for more in ({"forecast": True}, {"certainty": Certainty.CERTAINLY_NOT}):
        one, two = weighed([said(1, "Ana Brelko", BURNED), said(2, "Ilka Tomsa", AND_HELD, **more)])
        assert one.may_be
        assert (interval(one), interval(two)) == ((1, 1), (0, 0))


def test_a_human_who_parts_or_joins_them_ends_the_doubt() -> None:
    claims = [said(1, "Ana Brelko", BURNED), said(2, "Ilka Tomsa", AND_HELD)]
    parted = weighed(claims, judged(Verdict.SPLIT, "C-0001", "C-0002"))
    assert [(interval(each), each.may_be) for each in parted] == [((1, 1), ()), ((1, 1), ())]
    again = propositions(
        known_of(claims), judgements=[judged(Verdict.SPLIT, "P-0001", "P-0002")], previous=weighed(claims)
    )
    assert [each.may_be for each in again] == [(), ()]
    (joined,) = weighed(claims, judged(Verdict.MERGE, "C-0001", "C-0002"))
    assert (interval(joined), joined.may_be) == ((2, 2), ())


def test_two_that_exclude_each_other_are_never_counted_together() -> None:
    """The shorter one may be either: twelve houses, or thirty."""
    short = said(1, "Ana Brelko", "gunmen burned houses near the mill in Dremin on the road to Tolm")
    found = weighed([short, said(2, "Ilka Tomsa", BURNED), said(3, "Doru Molnak", OTHERS)])
    for each in found:
        for chosen in each.may_be:
            assert not {"P-0002", "P-0003"} <= set(chosen)
        assert each.independence.at_most <= 2


def test_a_sentence_and_the_quotation_in_it_are_never_counted_together() -> None:
    claims = [said(1, "Ana Brelko", BURNED, where=1), said(2, "Ilka Tomsa", AND_HELD, where=1)]
    assert [each.may_be for each in weighed(claims)] == [(), ()]


def test_impact_counts_with_what_may_be_the_same() -> None:
    claims = [said(1, "Ana Brelko", BURNED), said(2, "Ilka Tomsa", AND_HELD)]
    known = known_of(claims)
    found = propositions(known)
    ilka = next(source.id for source in known.sources.sources if source.name == "Ilka Tomsa")
    lost = {each.subject: each for each in impact(found, known, withdrawn=withdrawing(ilka)).propositions}
    assert (lost[found[0].id].at_most_before, lost[found[0].id].at_most_after) == (2, 1)
    assert (lost[found[1].id].at_most_before, lost[found[1].id].at_most_after) == (2, 0)
    assert lost[found[1].id].claims == (ClaimId("C-0002"),)


def withdrawing(source: SourceId) -> Withdrawn:
    return Withdrawn(sources=frozenset((source,)))


def test_what_one_source_says_in_words_that_hold_other_words_of_it_parts_no_groups() -> None:
    """ "Ana rejected claims that gunmen burned ..." is both the claims and what they claim."""
    outer = said(1, "Ana Brelko", f"claims that {BURNED}", cue="rejected")
    inner = said(2, "Ana Brelko", BURNED, where=1, cue="rejected", start=12, parent=outer.id)
    told = [outer, inner, *(said(at, f"Witness{at} Tomsa", BURNED) for at in (3, 4, 5))]
    (found,) = weighed(told)
    assert {"C-0001", "C-0002", "C-0005"} <= {*found.claims, *found.denied_by}


def test_words_by_which_a_witness_was_there_are_no_part_of_what_happened() -> None:
    endings = (
        "; I watched it",
        ", and I was there",
        ", and I saw it with my own eyes",
        ", і я це бачила",
        ", и я видел это своими глазами",
    )
    for ending in endings:
        (found,) = weighed([said(1, "Ana Brelko", BURNED), said(2, "Ilka Tomsa", BURNED + ending)])
        assert interval(found) == (2, 2)
