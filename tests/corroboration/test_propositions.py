from collections.abc import Sequence

from probative.base.identifiers import JudgementId, identifier
from probative.corroboration import ancestry, propositions, sources
from probative.corroboration.content import stance
from probative.corroboration.sayings import passes_on
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Status
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import Basis, Derivation, Proposition
from tests.corroboration.making import claim, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]
TOOK = "the unit took hostages in the village of Dremin"
BURNED = "the unit burned the archive of the town hall"


def grouped(
    *claims: Claim,
    judgements: Sequence[Judgement] = (),
    previous: Sequence[Proposition] = (),
    derivations: Sequence[Derivation] = (),
    first: int = 1,
) -> tuple[Proposition, ...]:
    spoken = sources(claims, EXHIBITS, derivations=derivations)
    known = ancestry(claims, EXHIBITS, spoken, derivations=derivations)
    return propositions(known, judgements=judgements, previous=previous, first=first)


def judgement(number: int, verdict: Verdict, *subjects: str) -> Judgement:
    return Judgement(
        id=JudgementId(identifier("J", number)),
        verdict=verdict,
        subjects=subjects,
        why="it is so",
        by="Ilka Tomsa",
        at="2024-01-01T00:00:00Z",
    )


def members(found: Sequence[Proposition]) -> dict[str, tuple[str, ...]]:
    return {each.id: (*each.claims, *each.denied_by, *each.forecasts) for each in found}


def test_claims_that_say_the_same_are_one_proposition_and_others_stand_alone() -> None:
    found = grouped(
        claim(1, 1, ["Ana Brelko"], content=TOOK),
        claim(2, 2, ["Doru Molnak"], content="the unit has taken hostages in the village of Dremin"),
        claim(3, 3, ["Ilka Tomsa"], content=BURNED),
    )
    assert members(found) == {"P-0001": ("C-0001", "C-0002"), "P-0002": ("C-0003",)}
    assert found[0].words == TOOK


def test_denials_and_forecasts_stand_apart_in_it() -> None:
    (found,) = grouped(
        claim(1, 1, ["Ana Brelko"], content=TOOK),
        claim(2, 2, ["Doru Molnak"], content=TOOK, certainty=Certainty.CERTAINLY_NOT),
        claim(3, 3, ["Ilka Tomsa"], content="the unit did not take hostages in the village of Dremin"),
        claim(4, 4, ["Vera Tomsa"], content="the unit will take hostages in the village of Dremin", forecast=True),
    )
    assert (found.claims, found.denied_by, found.forecasts) == (("C-0001",), ("C-0002", "C-0003"), ("C-0004",))
    assert (found.independence.at_least, found.independence.at_most) == (1, 1)


def test_a_rejected_claim_keeps_its_place_and_does_not_count() -> None:
    (found,) = grouped(claim(1, 1, ["Ana Brelko"], content=TOOK, status=Status.REJECTED))
    assert (found.claims, found.independence.at_most) == (("C-0001",), 0)


def test_what_somebody_said_that_another_said_is_not_what_the_other_said() -> None:
    outer = claim(1, 1, ["Ana Brelko"], content=TOOK)
    assert len(grouped(outer, claim(2, 1, ["Doru Molnak"], content=TOOK, parent=outer.id))) == 2


def test_what_somebody_said_that_another_said_is_not_what_a_third_said() -> None:
    words = "nine villagers of Orvane were shot dead near the mill on 4 May"
    passed_on = claim(1, 1, ["Ana Brelko", "#Daily"], content=f"Ivan Toll told her that {words}")
    told = claim(2, 1, ["Ivan Toll", "Ana Brelko", "#Daily"], content=words, start=24, parent=passed_on.id)
    others = [claim(number, number, [f"Witness{number} Seld"], content=words) for number in (3, 4)]
    alike = members(grouped(passed_on, told, *others))
    assert sorted(alike.values()) == [("C-0001",), ("C-0002", "C-0003", "C-0004")]


def test_what_we_saw_is_what_the_speaker_says() -> None:
    words = "nine villagers of Orvane were shot dead near the mill on 4 May"
    said = claim(1, 1, ["Ana Brelko", "#Daily"], content=f"We saw that {words}")
    seen = claim(2, 1, ["~We", "Ana Brelko", "#Daily"], content=words, start=12, parent=said.id)
    heard = claim(3, 1, ["Osk Seld", "Ana Brelko", "#Daily"], content=words, start=12, parent=said.id)
    assert not passes_on(said, {said.id: [seen]})
    assert passes_on(said, {said.id: [heard]})


def test_likeness_does_not_travel_over_a_third_claim() -> None:
    found = grouped(
        claim(1, 1, ["Ana Brelko"], content="the convoy crossed the river near Tolm at dawn"),
        claim(2, 2, ["Doru Molnak"], content="the convoy crossed the river near Tolm"),
        claim(3, 3, ["Ilka Tomsa"], content="the convoy crossed the river near Tolm with six tanks"),
    )
    assert sorted(map(len, members(found).values())) == [1, 2]


def test_copies_of_one_sentence_are_one_however_little_it_says() -> None:
    one, other = (
        claim(1, 1, ["Ana Brelko"], content="he was arrested", start=40),
        claim(2, 2, ["Ana Brelko"], content="he was arrested", start=60),
    )
    wire = Derivation(
        derived=other.exhibit,
        upstream=one.exhibit,
        basis=Basis.TEXT_REUSE,
        share_permille=800,
        passages=(
            (
                Passage(exhibit=other.exhibit, start=20, end=200),
                Passage(exhibit=one.exhibit, start=0, end=180),
            ),
        ),
    )
    assert len(grouped(one, other)) == 2
    assert len(grouped(one, other, derivations=[wire])) == 1


def test_a_proposition_keeps_the_identifier_of_the_one_it_shares_most_claims_with() -> None:
    took = [claim(number, number, [f"Witness{number} Brelko"], content=TOOK) for number in (2, 3)]
    before = grouped(*took, claim(4, 4, ["Ilka Tomsa"], content=BURNED), first=5)
    assert list(members(before)) == ["P-0005", "P-0006"]
    after = grouped(
        claim(1, 1, ["Vera Tomsa"], content="nobody paid the miners of Seld in March"),
        *took,
        claim(4, 4, ["Ilka Tomsa"], content=BURNED),
        previous=before,
    )
    assert members(after) == {"P-0005": ("C-0002", "C-0003"), "P-0006": ("C-0004",), "P-0007": ("C-0001",)}


def test_a_merge_holds_and_can_be_undone() -> None:
    claims = [claim(1, 1, ["Ana Brelko"], content=TOOK), claim(2, 2, ["Doru Molnak"], content=BURNED)]
    before = grouped(*claims)
    merge = judgement(1, Verdict.MERGE, "P-0001", "P-0002")
    merged = grouped(*claims, judgements=[merge], previous=before)
    assert members(merged) == {"P-0001": ("C-0001", "C-0002")}
    again = grouped(*claims, judgements=[merge], previous=merged)
    assert members(again) == members(merged)
    undone = grouped(*claims, judgements=[merge, judgement(2, Verdict.UNDO, "J-0001")], previous=merged)
    assert members(undone) == {"P-0001": ("C-0001",), "P-0002": ("C-0002",)}


def test_a_split_takes_claims_out_and_a_later_merge_puts_them_back() -> None:
    claims = [claim(number, number, [f"Witness{number} Brelko"], content=TOOK) for number in (1, 2, 3)]
    before = grouped(*claims)
    split = judgement(1, Verdict.SPLIT, "P-0001", "C-0002")
    apart = grouped(*claims, judgements=[split], previous=before)
    assert members(apart) == {"P-0001": ("C-0001", "C-0003"), "P-0002": ("C-0002",)}
    assert members(grouped(*claims, judgements=[split], previous=apart)) == members(apart)
    back = judgement(2, Verdict.MERGE, "C-0001", "C-0002")
    assert members(grouped(*claims, judgements=[split, back], previous=apart))["P-0001"][:2] == ("C-0001", "C-0002")


def test_a_split_of_claims_alone_needs_no_earlier_propositions() -> None:
    claims = [claim(number, number, [f"Witness{number} Brelko"], content=TOOK) for number in (1, 2)]
    assert len(grouped(*claims, judgements=[judgement(1, Verdict.SPLIT, "C-0001", "C-0002")])) == 2
    whole = grouped(*claims)
    assert len(grouped(*claims, judgements=[judgement(1, Verdict.SPLIT, "P-0001")], previous=whole)) == 2


def test_not_far_from_is_no_denial() -> None:
    far = claim(1, 1, ["Ana Brelko"], content="gunmen burned twelve houses not far from the canal in Dremin")
    assert not stance(far)[0]
