"""The paragraph in its own words: made cases, each with what it must say."""

from collections.abc import Iterable, Sequence

import pytest

from probative.base.identifiers import ClaimId, ExhibitId, identifier
from probative.corroboration import ancestry, propositions, sources
from probative.corroboration.paragraph import count_in_words, listed, paragraph
from probative.corroboration.withdrawn import NOTHING, Withdrawn
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Status
from probative.model.conferring import Conferring
from probative.model.propositions import Basis, Derivation, DoubtKind, Proposition
from probative.model.readings import Genre
from probative.model.withdrawals import Manner, Retraction
from tests.corroboration.making import claim, exhibit, reading

Case = tuple[Proposition, tuple[str, ...]]
SENTENCE = Passage(exhibit=ExhibitId(identifier("E", 7)), start=10, end=40)


def told(
    claims: Sequence[Claim],
    *,
    statements: Iterable[int] = (),
    copies: Iterable[tuple[int, int, Basis]] = (),
    conferred: Iterable[tuple[str, ...]] = (),
    doubted: Withdrawn = NOTHING,
    told: Sequence[tuple[str, ...]] = (),
    taken_back: Sequence[Retraction] = (),
) -> Case:
    """Weigh a made case of one proposition, and tell it."""
    apart = set(statements)
    readings = [
        reading(
            int(each.exhibit[2:]),
            "words",
            genre=Genre.TESTIMONY if int(each.exhibit[2:]) in apart else Genre.PUBLICATION,
        )
        for each in claims
    ]
    exhibits = [exhibit(int(each.exhibit[2:])) for each in claims]
    leaning = [derivation(*each) for each in copies]
    spoken = sources(claims, exhibits, derivations=leaning)
    groups = [{source.id for name in group for source in spoken.called(name)} for group in conferred]
    known = ancestry(
        claims,
        exhibits,
        spoken,
        readings=readings,
        derivations=leaning,
        conferred=groups,
        doubted=doubted,
        told=[
            Conferring(
                people=frozenset(source.id for name in names for source in spoken.called(name)),
                passage=SENTENCE,
                words="we talked it through",
            )
            for names in told
        ],
        taken_back=taken_back,
    )
    (found,) = propositions(known)
    genres = {each.exhibit: each.genre for each in readings}
    return found, paragraph(found, known.claims, {source.id: source for source in spoken.sources}, genres)


def derivation(derived: int, upstream: int, basis: Basis = Basis.TEXT_REUSE) -> Derivation:
    here, there = (ExhibitId(identifier("E", each)) for each in (derived, upstream))
    whole = (Passage(exhibit=here, start=0, end=60), Passage(exhibit=there, start=0, end=60))
    return Derivation(derived=here, upstream=there, basis=basis, share_permille=900, passages=(whole,))


def test_five_outlets_one_activist_and_a_statement_of_ours() -> None:
    claims = [claim(1, 1, ["Ilka Tomsa", "Osk Varen", "#Meridian Wire"])]
    claims += [claim(at, at, ["Ilka Tomsa", "Osk Varen", f"#Paper {at}"]) for at in (2, 3, 4, 5)]
    claims += [claim(6, 6, ["Ana Brelko", "Osk Varen", "#Dozor Okrayny"]), claim(7, 7, ["Ana Brelko"])]
    copies = [(at, 1, Basis.TEXT_REUSE) for at in (2, 3, 4, 5)]
    found, words = told(claims, statements=[7], copies=copies, conferred=[("Ilka Tomsa", "Ana Brelko")])
    assert words == (
        "6 articles and 1 statement carry this.",
        "4 of them have it only from E-0001 (Meridian Wire).",
        "It hangs on Osk Varen and Ana Brelko: without these 2 nobody vouches for it.",
        "6 articles pass through Osk Varen alone, who speaks for Ana Brelko and Ilka Tomsa.",
        "1 statement goes back to Ana Brelko alone.",
        "Ilka Tomsa and Ana Brelko may have told each other before they told anybody else.",
        "That is at least 1, at most 2 independent origins.",
    )
    assert [each.kind for each in found.independence.doubts] == [DoubtKind.CONFERRED]


def test_one_source_of_one_claim() -> None:
    assert told([claim(1, 1, ["Ana Brelko", "#Courier"])])[1] == (
        "1 article carries this.",
        "All of it goes back to Ana Brelko.",
        "That is 1 independent origin.",
    )


def test_an_article_of_which_nobody_knows_who_published_it() -> None:
    words = told([claim(1, 1, ["#unknown publisher"])])[1]
    assert words[1] == "All of it goes back to E-0001, whose publisher is not known."


def test_two_witnesses_in_one_article_are_heard_through_it() -> None:
    words = told([claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 1, ["Ilka Tomsa", "#Courier"])])[1]
    assert words[1] == "All of it passes through Courier, behind which stand Ana Brelko and Ilka Tomsa."


@pytest.mark.parametrize(
    ("chains", "sentence"),
    [
        (
            [["~an officer", "#Courier"], ["~a medic", "#Tribune"]],
            (
                "Nobody can tell who “an officer” and “a medic” are: each of them may be somebody counted already, or "
                "have it from them."
            ),
        ),
        (
            [["Ana Brelko", "#Courier"], ["?", "#Tribune"]],
            "1 speaker is not described at all: whoever it is may be somebody counted already, or have it from them.",
        ),
        (
            [["Nadiia Kovalenko"], ["Nadezhda Kovalenko"]],
            "Nadiia Kovalenko and Nadezhda Kovalenko may be one person whose name is written in two ways.",
        ),
    ],
)
def test_why_the_count_is_an_interval_is_said(chains: list[list[str]], sentence: str) -> None:
    claims = [claim(at, at, chain) for at, chain in enumerate(chains, start=1)]
    found, words = told(claims, statements=[1, 2] if len(chains[0]) == 1 else [])
    assert found.independence.at_least < found.independence.at_most
    assert sentence in words


def test_a_possible_reprint_and_a_possible_withdrawal_are_said() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["#Tribune"])]
    reprint = told(claims, copies=[(2, 1, Basis.REPRINT)])[1]
    assert "E-0002 (Tribune) may be a reprint of E-0001 (Courier), in another language or in other words." in reprint
    doubted = Withdrawn(claims=frozenset([ClaimId("C-0002")]))
    assert "1 claim may be withdrawn: a text says so, and no human has judged it." in told(claims, doubted=doubted)[1]


def test_a_doubt_names_the_sentence_that_it_rests_on_and_where_it_stands() -> None:
    claims = [claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Ilka Tomsa"])]
    both = ("Ana Brelko", "Ilka Tomsa")
    found, words = told(claims, statements=[1, 2], conferred=[both], told=[both])
    assert [each.rests_on for each in found.independence.doubts] == [(SENTENCE,)]
    assert any(each.endswith("before they told anybody else (E-0007 says so).") for each in words)
    declared, plain = told(claims, statements=[1, 2], conferred=[both])
    assert [each.rests_on for each in declared.independence.doubts] == [()]
    assert not any("says so" in each for each in plain)


def test_a_doubted_withdrawal_names_the_sentence_that_takes_it_back() -> None:
    claims = [claim(1, 1, ["Ana Brelko", "#Courier"]), claim(2, 2, ["#Tribune"])]
    taken_back = Retraction(
        manner=Manner.WITHDRAWN,
        passage=SENTENCE,
        words="we withdraw it",
        exhibit=claims[1].exhibit,
        claims=(claims[1].id,),
    )
    found, words = told(claims, doubted=Withdrawn(claims=frozenset([claims[1].id])), taken_back=[taken_back])
    assert [each.rests_on for each in found.independence.doubts if each.kind is DoubtKind.WITHDRAWN] == [(SENTENCE,)]
    assert "1 claim may be withdrawn: E-0007 says so, and no human has judged it." in words


def test_a_doubt_that_changes_nothing_is_not_told() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko"]),
        claim(2, 2, ["Ilka Tomsa"]),
        claim(3, 3, ["Doru Molnak", "Ana Brelko", "#Courier"]),
    ]
    found, _ = told(claims, statements=[1, 2], conferred=[("Doru Molnak", "Ana Brelko"), ("Ana Brelko", "Ilka Tomsa")])
    kinds = {each.kind: each.about for each in found.independence.doubts}
    assert kinds == {DoubtKind.CONFERRED: ("S-0001", "S-0002")}


def test_what_is_denied_foretold_or_not_counted_stands_beside_the_count() -> None:
    claims = [
        claim(1, 1, ["Ana Brelko", "#Courier"]),
        claim(2, 2, ["Ilka Tomsa", "#Tribune"], forecast=True),
        claim(3, 3, ["Doru Molnak", "#Ledger"], status=Status.REJECTED),
        claim(4, 4, ["Vira Poltchuk", "#Herald"], certainty=Certainty.CERTAINLY_NOT),
    ]
    words = told(claims)[1]
    assert words[-2:] == (
        "1 claim denies it and 1 claim foretells it: that counts neither for it nor against it here.",
        "1 claim of it is not counted: rejected, withdrawn, had only from what was, or left open by who speaks.",
    )


def test_what_is_only_foreseen_has_nobody_who_vouches() -> None:
    words = told([claim(1, 1, ["Ana Brelko", "#Courier"], forecast=True)])[1]
    assert words == ("Nobody vouches for this: it is only foreseen.",)


def test_names_beyond_a_few_are_counted() -> None:
    assert listed(["A"]) == "A"
    assert listed([*"ABCDE"]) == "A, B, C, D and E"
    assert listed([*"ABCDEF"]) == "A, B, C, D and 2 more"
    assert count_in_words(0, 0) == "no independent origin"
