from datetime import date

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId, identifier
from probative.corroboration import Ancestry, Withdrawn, ancestry, impact, independence, sources
from probative.corroboration.paragraph import paragraph
from probative.corroboration.propositions import proposition_of
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation, DoubtKind
from probative.model.withdrawals import Manner, Retraction
from tests.corroboration.making import claim, exhibit

HELD = "nine men were held in the mill at Sarn"
CHANGED = "five men were held in the mill at Sarn"
SENTENCE = Passage(exhibit=ExhibitId("E-0009"), start=0, end=60)


def case(
    *claims: Claim,
    leaning: list[tuple[int, int, Basis]],
    withdrawn: str = "",
    doubted: str = "",
    upheld: str = "",
    whole: bool = True,
) -> Ancestry:
    held = [
        exhibit(int(number[2:]), publisher=f"Paper {number[2:]}", stated=date(2031, 5, int(number[2:])))
        for number in sorted({each.exhibit for each in claims})
    ]
    derived = []
    for one, other, basis in leaning:
        here, there = (Passage(exhibit=ExhibitId(identifier("E", at)), start=0, end=200) for at in (one, other))
        shared = ((here, there),) if whole else ()
        derived.append(
            Derivation(derived=here.exhibit, upstream=there.exhibit, basis=basis, share_permille=900, passages=shared)
        )
    found = Retraction(
        passage=SENTENCE, words="", manner=Manner.WITHDRAWN, exhibit=ExhibitId("E-0001"), claims=(ClaimId("C-0001"),)
    )
    return ancestry(
        claims,
        held,
        sources(claims, held, derivations=derived),
        derivations=derived,
        withdrawn=Withdrawn(claims=frozenset(map(ClaimId, withdrawn.split()))),
        doubted=Withdrawn(claims=frozenset(map(ClaimId, doubted.split()))),
        upheld=map(ClaimId, upheld.split()),
        taken_back=[found] if doubted else [],
    )


def paper(number: int, words: str, *who: str, start: int = 0) -> Claim:
    chain = [*who, f"#Paper {number:04}"]
    return claim(number, number, chain, content=words, places=("Sarn",), start=start)


def interval(known: Ancestry, number: int) -> tuple[int, int]:
    found = independence([ClaimId(identifier("C", number))], known)
    return found.at_least, found.at_most


def test_a_copy_in_another_proposition_is_counted_at_the_most_once_the_claim_is_taken_back() -> None:
    one, two = paper(1, HELD), paper(2, CHANGED)
    copied = [(2, 1, Basis.TEXT_REUSE)]
    assert interval(case(one, two, leaning=copied), 2) == (1, 1)
    for known in (
        case(one, two, leaning=copied, withdrawn="C-0001"),
        case(one, two, leaning=copied, doubted="C-0001"),
    ):
        assert known.taken_over == {"C-0002": "C-0001"}
        assert interval(known, 2) == (0, 1)
    assert interval(case(one, two, leaning=copied, withdrawn="C-0001", upheld="C-0002"), 2) == (1, 1)


def test_it_is_named_with_the_sentences() -> None:
    one, two = paper(1, HELD), paper(2, CHANGED)
    known = case(one, two, leaning=[(2, 1, Basis.TEXT_REUSE)], doubted="C-0001")
    found = proposition_of(PropositionId("P-0001"), (two.id,), known)
    (doubt,) = found.independence.doubts
    assert (doubt.kind, doubt.about) == (DoubtKind.TAKEN_OVER, ("C-0002", "C-0001"))
    assert doubt.rests_on == (two.passage, one.passage, SENTENCE)
    words = paragraph(found, known.claims, {each.id: each for each in known.sources.sources}, {})
    assert (
        "C-0002 in E-0002 (Paper 0002) may be taken over from C-0001 in E-0001 (Paper 0001), which E-0009 takes back: "
        "no human has judged whether it stands without it."
    ) in words
    by_hand = case(one, two, leaning=[(2, 1, Basis.TEXT_REUSE)], withdrawn="C-0001")
    found = proposition_of(PropositionId("P-0001"), (two.id,), by_hand)
    assert any("which was withdrawn" in each for each in paragraph(found, by_hand.claims, {}, {}))


def test_a_copy_of_a_copy_and_a_possible_reprint_are_reached_too() -> None:
    claims = [paper(1, HELD), paper(2, CHANGED), paper(3, CHANGED)]
    known = case(*claims, leaning=[(2, 1, Basis.TEXT_REUSE), (3, 2, Basis.REPRINT)], withdrawn="C-0001")
    assert known.taken_over == {"C-0002": "C-0001", "C-0003": "C-0001"}


def test_who_cites_and_says_as_much_in_other_words_is_reached_and_who_has_a_witness_is_not() -> None:
    told, other = "gunmen burned 12 houses in Sarn", "in Sarn 12 homes were torched by gunmen"
    cited = [(2, 1, Basis.CITATION)]
    known = case(paper(1, told), paper(2, other), leaning=cited, withdrawn="C-0001", whole=False)
    assert known.taken_over == {"C-0002": "C-0001"}
    for who in ("Ana Brelko", "Ilka Tomsa"):
        known = case(paper(1, told, "Ana Brelko"), paper(2, other, who), leaning=cited, withdrawn="C-0001", whole=False)
        assert bool(known.taken_over) == (who == "Ana Brelko")


def test_what_else_the_copy_says_is_not_reached() -> None:
    claims = [paper(1, HELD), paper(2, "bakers sold honey in Tolm", start=90)]
    assert not case(*claims, leaning=[(2, 1, Basis.TEXT_REUSE)], withdrawn="C-0001").taken_over


def test_impact_supposes_as_much() -> None:
    one, two = paper(1, HELD), paper(2, CHANGED)
    known = case(one, two, leaning=[(2, 1, Basis.TEXT_REUSE)])
    found = [
        proposition_of(PropositionId(identifier("P", at)), (each.id,), known) for at, each in enumerate((one, two), 1)
    ]
    lost = {
        each.subject: each
        for each in impact(found, known, withdrawn=Withdrawn(claims=frozenset((one.id,)))).propositions
    }
    assert [(each.at_least_after, each.at_most_after) for each in lost.values()] == [(0, 0), (0, 1)]
