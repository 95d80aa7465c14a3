from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from probative.base.identifiers import ExhibitId
from probative.corroboration import ancestry, independence, sources
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Status
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation, Independence, VertexKind
from probative.model.readings import Genre, Reading
from tests.corroboration.making import claim, exhibit, reading

PAPERS = [exhibit(number, stated=date(2023, 1, number)) for number in range(1, 9)]
OURS = [exhibit(number, collected_by="the team") for number in range(1, 9)]


def count(
    *claims: Claim,
    exhibits: Iterable[Exhibit] = PAPERS,
    derivations: Iterable[Derivation] = (),
    readings: Iterable[Reading] = (),
    conferred: Iterable[Iterable[str]] = (),
) -> Independence:
    exhibits = list(exhibits)
    derivations = list(derivations)
    spoken = sources(claims, exhibits, derivations=derivations)
    groups = [[spoken.called(name)[0].id for name in group] for group in conferred]
    known = ancestry(claims, exhibits, spoken, readings=readings, derivations=derivations, conferred=groups)
    return independence([each.id for each in claims], known)


def interval(found: Independence) -> tuple[int, int]:
    return found.at_least, found.at_most


def copied(derived: int, upstream: int, *, start: int = 0, end: int = 500, share: int = 900) -> Derivation:
    here, there = PAPERS[derived - 1].id, PAPERS[upstream - 1].id
    return Derivation(
        derived=here,
        upstream=there,
        basis=Basis.TEXT_REUSE,
        share_permille=share,
        passages=((Passage(exhibit=here, start=start, end=end), Passage(exhibit=there, start=start, end=end)),),
    )


def cites(derived: int, upstream: int) -> Derivation:
    return Derivation(
        derived=PAPERS[derived - 1].id,
        upstream=PAPERS[upstream - 1].id,
        basis=Basis.CITATION,
        share_permille=0,
        passages=(),
    )


def test_one_witness_in_one_paper_is_one_and_named() -> None:
    found = count(claim(1, 1, ["Ana Brelko", "#Courier"]))
    assert interval(found) == (1, 1)
    assert found.bottlenecks == ("Ana Brelko",)
    assert (found.origins, found.channels) == (1, 1)


def test_two_witnesses_in_one_article_are_two_origins_and_one_channel() -> None:
    found = count(claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 1, ["Doru Molnak", "#Courier"]))
    assert interval(found) == (1, 1)
    assert (found.origins, found.channels) == (2, 1)
    assert found.bottlenecks == ("Courier",)


def test_two_statements_that_we_took_are_two() -> None:
    found = count(claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Doru Molnak"]), exhibits=OURS)
    assert interval(found) == (2, 2)
    assert (found.origins, found.channels) == (2, 2)


def test_two_witnesses_in_two_papers_are_two() -> None:
    found = count(claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["Doru Molnak", "#Tribune"]))
    assert interval(found) == (2, 2)
    assert found.bottlenecks == ("Ana Brelko", "Doru Molnak")


def test_one_witness_in_ten_papers_is_one() -> None:
    assert interval(count(*(claim(n, n, ["Ana Brelko", f"#Paper {n}"]) for n in range(1, 9)))) == (1, 1)


def test_an_activist_who_relays_everything_is_the_bottleneck() -> None:
    found = count(
        claim(1, 1, ["~two officers/2", "Vera Tomsa", "#Courier"]),
        claim(2, 2, ["~insiders", "Vera Tomsa", "#Tribune"]),
        claim(3, 3, ["Doru Molnak", "Vera Tomsa", "#Ledger"]),
    )
    assert interval(found) == (1, 1)
    assert found.bottlenecks == ("Vera Tomsa",)
    assert [vertex.label for vertex in found.vertices if vertex.is_bottleneck] == ["Vera Tomsa"]
    assert {vertex.kind for vertex in found.vertices if vertex.label == "Vera Tomsa"} == {VertexKind.RELAY}


def test_reportedly_in_two_outlets_is_one_to_two() -> None:
    assert interval(count(claim(1, 1, ["?", "#Courier"]), claim(2, 2, ["?", "#Tribune"]))) == (1, 2)


def test_a_described_source_beside_a_named_one_may_be_that_one() -> None:
    assert interval(count(claim(1, 1, ["~an officer", "#Courier"]), claim(2, 2, ["Doru Molnak", "#Tribune"]))) == (1, 2)


def test_a_source_of_three_people_counts_up_to_three() -> None:
    claims = [claim(1, 1, ["~three miners/3", "#Courier"]), claim(2, 2, ["~three miners/3", "#Tribune"])]
    assert interval(count(*claims, derivations=[copied(2, 1, start=900, end=901, share=10)])) == (1, 2)
    assert interval(count(claim(1, 1, ["~three miners/3"]), exhibits=OURS)) == (1, 3)


def test_people_who_may_have_conferred_are_at_least_one() -> None:
    claims = [claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Doru Molnak"]), claim(3, 3, ["Ilka Tomsa"])]
    assert interval(count(*claims, exhibits=OURS, conferred=[["Ana Brelko", "Doru Molnak"]])) == (2, 3)
    chained = [["Ana Brelko", "Doru Molnak"], ["Doru Molnak", "Ilka Tomsa"]]
    assert interval(count(*claims, exhibits=OURS, conferred=chained)) == (1, 3)


def test_a_papers_own_sentence_has_the_paper_as_origin() -> None:
    found = count(claim(1, 1, ["#Courier"]), claim(2, 2, ["#Tribune", "#Tribune"]))
    assert (found.origins, found.at_most) == (2, 2)
    assert found.bottlenecks == ("Courier", "Tribune")


def test_what_a_paper_says_without_a_source_after_another_said_it_so_it_may_have_from_there() -> None:
    told = ["#Courier"], ["#Tribune"], ["#Herald"]
    assert interval(count(*(claim(at, at, chain) for at, chain in enumerate(told, start=1)))) == (1, 3)


def test_what_a_paper_said_first_or_names_a_source_for_it_has_from_no_other() -> None:
    first, later = claim(1, 1, ["#Courier"]), claim(2, 2, ["Ana Brelko", "#Tribune"])
    assert interval(count(first, later)) == (2, 2)
    assert interval(count(claim(1, 1, ["Ana Brelko", "#Tribune"]), claim(2, 2, ["#Courier"]))) == (2, 2)


def test_a_paper_that_is_cited_for_an_article_that_the_case_has_says_there_whom_it_has_it_from() -> None:
    article = claim(1, 1, ["Ana Brelko", "#Courier"], content="something else")
    witness, citing = claim(2, 2, ["Doru Molnak", "#Herald"]), claim(3, 3, ["Courier", "#Tribune"])
    claims = [article, witness, citing]
    spoken = sources(claims, PAPERS, derivations=[cites(3, 1)])
    for derivations, expected in (([cites(3, 1)], (1, 2)), ([], (2, 2))):
        known = ancestry(claims, PAPERS, spoken, derivations=derivations)
        assert interval(independence([witness.id, citing.id], known)) == expected


def test_one_paper_s_own_articles_are_one_origin_whichever_was_first() -> None:
    claims = [claim(at, at, ["#Courier"]) for at in (1, 2)]
    assert interval(count(*claims)) == (1, 1)
    assert interval(count(*claims, claim(3, 3, ["Ana Brelko"]), exhibits=[*PAPERS[:2], *OURS[2:]])) == (2, 2)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_of_articles_of_one_day_the_order_of_arrival_decides_nothing(order: tuple[int, int, int]) -> None:
    exhibits = [exhibit(number, stated=date(2023, 1, 1)) for number in (1, 2, 3)]
    chains = (["#Courier"], ["#Tribune"], ["#Herald"])
    claims = [claim(at, order[at - 1], chain) for at, chain in enumerate(chains, start=1)]
    assert interval(count(*claims, exhibits=exhibits)) == (1, 3)
    witness = claim(4, order[2], ["Ana Brelko", "#Herald"], start=200)
    assert interval(count(*claims, witness, exhibits=exhibits)) == (2, 3)


def test_a_headline_adds_nothing_to_the_witness_below_it() -> None:
    found = count(
        claim(1, 1, ["#Courier"]), claim(2, 1, ["Ana Brelko", "#Courier"], start=200), claim(3, 2, ["Ana Brelko"])
    )
    assert interval(found) == (1, 1)


def test_a_copied_article_adds_nothing_even_when_it_hides_its_source() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["?", "#Tribune"])]
    found = count(*claims, derivations=[copied(2, 1)])
    assert interval(found) == (1, 1)
    assert found.origins == 1
    assert ("E-0001", "S-0004") in found.edges


def test_two_witnesses_named_in_a_wire_and_its_copies_are_one_channel() -> None:
    claims = [
        claim(number, paper, [witness, f"#Paper {paper}"], start=start)
        for number, (paper, witness, start) in enumerate(
            ((p, w, s) for p in (1, 2, 3) for w, s in (("Ana Brelko", 0), ("Doru Molnak", 100))), start=1
        )
    ]
    wire = [copied(2, 1), copied(3, 1), copied(3, 2)]
    found = count(*claims, derivations=wire)
    assert interval(found) == (1, 1)
    assert (found.origins, found.channels) == (2, 1)
    assert interval(count(*claims)) == (2, 2)


def test_what_a_copying_paper_found_out_itself_still_counts() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["Doru Molnak", "#Tribune"], start=700)]
    assert interval(count(*claims, derivations=[copied(2, 1)])) == (2, 2)


def test_what_a_copying_paper_says_in_its_own_words_without_a_source_does_not() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["#Tribune"], start=700)]
    assert interval(count(*claims, derivations=[copied(2, 1)])) == (1, 1)
    assert interval(count(*claims, derivations=[cites(2, 1)])) == (1, 1)


def test_a_paper_named_as_source_brings_its_own_sources() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko", "#Courier"]),
        claim(2, 2, ["The Courier", "#Tribune"]),
        claim(3, 3, ["Ana Brelko", "#Ledger"]),
    ]
    assert interval(count(*claims)) == (1, 1)


def test_a_ring_of_citations_is_rooted_in_its_earliest_article() -> None:
    claims = [
        claim(1, 3, ["Tribune", "#Courier"]),
        claim(2, 1, ["Ledger", "#Tribune"]),
        claim(3, 2, ["Courier", "#Ledger"]),
    ]
    found = count(*claims)
    assert interval(found) == (1, 1)
    assert [vertex.label for vertex in found.vertices if vertex.kind is VertexKind.ORIGIN] == ["Tribune"]
    drawn = count(
        claim(1, 3, ["#Courier"]),
        claim(2, 1, ["#Tribune"]),
        claim(3, 2, ["#Ledger"]),
        derivations=[cites(3, 1), cites(1, 2), cites(2, 3)],
    )
    assert interval(drawn) == (1, 1)
    assert [vertex.label for vertex in drawn.vertices if vertex.kind is VertexKind.ORIGIN] == ["Tribune"]


@pytest.mark.parametrize(
    "silent",
    [
        {"forecast": True},
        {"certainty": Certainty.CERTAINLY_NOT},
        {"certainty": Certainty.POSSIBLY_NOT},
        {"certainty": Certainty.UNCOMMITTED},
        {"status": Status.REJECTED},
    ],
)
def test_what_cannot_vouch_adds_nothing(silent: dict[str, object]) -> None:
    one = claim(1, 1, ["Ana Brelko", "#Courier"])
    other = claim(2, 2, ["Doru Molnak", "#Tribune"], **silent)  # type: ignore[arg-type]
    assert interval(count(one, other)) == (1, 1)
    assert interval(count(other)) == (0, 0)


def test_no_claim_is_zero() -> None:
    found = count()
    assert found == Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0)


def test_an_article_stays_a_channel_whoever_saved_it_for_us() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 1, ["Doru Molnak", "#Courier"])]
    assert interval(count(*claims, exhibits=OURS)) == (1, 1)


def test_a_statement_is_no_channel_even_when_nobody_is_named_as_collector() -> None:
    claims = [claim(1, 1, ["Ana Brelko"]), claim(2, 1, ["Doru Molnak"])]
    mail = [reading(1, "x", genre=Genre.MAIL)]
    assert interval(count(*claims, readings=mail)) == (2, 2)
    assert interval(count(*claims)) == (1, 1)


def test_an_unknown_publisher_may_be_the_other_unknown_publisher() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#unknown publisher"]), claim(2, 2, ["Doru Molnak", "#unknown publisher"])]
    assert interval(count(*claims)) == (1, 2)


def test_a_family_name_of_two_people_may_be_either() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko"]),
        claim(2, 2, ["Ilka Brelko"], content="the mill burned down in the night"),
        claim(3, 3, ["Brelko"]),
    ]
    spoken = sources(claims, OURS)
    known = ancestry(claims, OURS, spoken)
    assert interval(independence([claims[0].id, claims[2].id], known)) == (1, 2)


def test_a_witness_who_also_saw_it_is_at_least_whoever_told_her() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko"]),
        claim(2, 2, ["Doru Molnak", "Ana Brelko", "#Courier"]),
        claim(3, 3, ["Doru Molnak"]),
    ]
    exhibits = [OURS[0], PAPERS[1], OURS[2]]
    assert interval(count(*claims, exhibits=exhibits)) == (1, 2)


def test_what_may_be_a_reprint_widens_the_interval_and_decides_nothing() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["#Vestnik"])]
    assert interval(count(*claims)) == (2, 2)
    perhaps = replace(copied(2, 1), basis=Basis.REPRINT, share_permille=0)
    assert interval(count(*claims, derivations=[perhaps])) == (1, 2)
    assert count(*claims, derivations=[perhaps]).bottlenecks == count(*claims).bottlenecks


def test_names_that_may_be_one_persons_are_at_least_one() -> None:
    claims = [claim(1, 1, ["Надія Меглич"]), claim(2, 2, ["Надежда Меглич"])]
    assert interval(count(*claims, exhibits=OURS)) == (1, 2)


def test_who_confers_with_two_makes_one_of_all_three() -> None:
    claims = [claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Ilka Tomsa"]), claim(3, 3, ["Doru Molnak"])]
    found = count(*claims, exhibits=OURS, conferred=[["Ana Brelko", "Ilka Tomsa"], ["Ilka Tomsa", "Doru Molnak"]])
    assert interval(found) == (1, 3)


def test_what_a_forwarded_article_tells_comes_from_the_article_not_from_who_sent_it_on() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko", "#Courier"]),
        claim(2, 2, ["Ana Brelko", "Doru Molnak"]),
        claim(3, 3, ["Ana Brelko", "#Tribune"]),
    ]
    exhibits = [PAPERS[0], OURS[1], PAPERS[2]]
    found = count(*claims, exhibits=exhibits, derivations=[copied(2, 1), copied(3, 2)])
    assert interval(found) == (1, 1)
    assert found.origins == 1


def test_a_copy_of_two_exhibits_is_drawn_from_the_one_that_has_the_proposition() -> None:
    claims = [claim(1, 1, ["?", "#Courier"]), claim(2, 3, ["?", "#Tribune"])]
    assert interval(count(*claims, derivations=[copied(3, 1), copied(3, 2)])) == (1, 1)


@pytest.mark.parametrize(("name", "most"), [("Надежда Левченко", 1), ("Ілка Левченко", 2)])
def test_who_cites_an_article_and_names_its_witness_in_another_language_has_it_from_there(name: str, most: int) -> None:
    claims = [claim(1, 1, ["Надія Левченко", "#Хвиля"]), claim(2, 2, [name, "#Правда"])]
    held = [exhibit(1, publisher="Хвиля"), exhibit(2, publisher="Правда")]
    here, there = ExhibitId("E-0002"), ExhibitId("E-0001")
    cited = Derivation(derived=here, upstream=there, basis=Basis.CITATION, share_permille=0, passages=())
    known = ancestry(claims, held, sources(claims, held, derivations=[cited]), derivations=[cited])
    assert independence([each.id for each in claims], known).at_most == most
