"""What a claim tells of: standing alone, its event, its parts and its numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.claims.attributor import rules_of
from probative.claims.claiming import claims
from probative.model.claims import Certainty, Claim, Proposer, SourceKind
from probative.model.meaning import EventKind
from probative.model.readings import Genre, Reading
from tests.claims.material import chain, exhibit, holding, reading

SAID_ON = date(2031, 5, 6)
TEXTS = [
    "Tomas Brek, a driver, was held in Keld last Saturday. Brek said he was beaten there by two guards with cables.",
    "“I was beaten,” said Marta Velik, a nurse. She refused to name the men. They were soldiers, she said.",
    "The ministry denied that at least 12 people, or some 4,000 crowns, had been taken from the mill.",
    "The colonel ordered the men to leave. Two officers told her that the unit shelled the town yesterday.",
    "My brother went to the gate. He was shot by them. I was told to leave by dozens of soldiers.",
]


def told(text: str, *, genre: Genre = Genre.PUBLICATION, author: str | None = None) -> tuple[Claim, ...]:
    return claims(
        reading(text, genre=genre, author=author), exhibit=exhibit(stated_date=SAID_ON), attributor=rules_of("en")
    )


def alone(claim: Claim) -> str:
    return " ".join(f"[{each.words}]" if each.is_filled else each.words for each in claim.standalone)


def parts(claim: Claim) -> dict[str, str]:
    return {each.role.value: each.means or each.words for each in claim.participants}


@pytest.mark.parametrize(
    ("text", "held", "expected"),
    [
        ("Velik left. Marta Velik is a nurse. She said she was held last Saturday.", "was held", "[Marta Velik] was held last Saturday [2031-05-03]"),  # noqa: E501
        ("Marta Velik refused to testify.", "testify", "[Marta Velik] to testify"),
        ("The eleven men were held in Keld. Marta Velik said they were beaten there.", "beaten", "[eleven men] were beaten [in Keld]"),  # noqa: E501
        ("“I was beaten by two guards,” said Tomas Brek.", "beaten", "“ [Tomas Brek] was beaten by two guards,”"),
        ("Tomas Brek said his brother was shot.", "shot", "[Tomas Brek’s] brother was shot"),
    ],
)  # fmt: skip
def test_what_has_one_reading_is_filled_in_and_marked(text: str, held: str, expected: str) -> None:
    assert alone(holding(told(text), held)) == expected


def test_the_witness_is_who_says_i_and_is_known_from_outside_the_text() -> None:
    claim = holding(told("I saw the trucks.", genre=Genre.TESTIMONY, author="Petra Lund"), "trucks")
    assert alone(claim) == "[Petra Lund] saw the trucks"
    assert claim.standalone[0].passage is None


@pytest.mark.parametrize(
    "text",
    [
        "Two guards and eleven men were there. Marta Velik said they were taken to Keld.",
        "Tomas Brek met Pavel Orsen. Marta Velik said he was shot.",
        "The trucks reached the soldiers. Marta Velik said they burned.",
        "Marta Velik heard children. A guard said they fed forty people.",
        "The governor saw Tomas Brek. Pavel Orsen urged him to wait.",
        "The company lost a clerk, Sela Morn, and a cook, Karsten Ilve. They were tired, Osk Varen said.",
    ],
)
def test_where_two_could_be_meant_nothing_is_filled_in(text: str) -> None:
    pronouns = [each for claim in told(text) for each in claim.standalone if each.stands_for.lower() in ("they", "he")]
    assert pronouns == []


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.sampled_from(list(Genre)))
def test_own_words_and_what_they_were_filled_in_for_are_the_content_word_for_word(
    texts: list[str], genre: Genre
) -> None:
    for claim in told(" ".join(texts), genre=genre, author="Petra Lund"):
        if claim.standalone:
            said = " ".join(each.stands_for if each.is_filled else each.words for each in claim.standalone)
            assert "".join(said.split()) == "".join(claim.content.split())


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.integers(0, 3))
def test_every_part_number_and_own_word_stands_where_it_is_said_to(texts: list[str], offset: int) -> None:
    text = " ".join(texts)
    held = reading(text, offset=offset)
    for claim in claims(held, exhibit=exhibit(), attributor=rules_of("en")):
        own = [each for each in claim.standalone if not each.is_filled]
        for each in (*claim.participants, *claim.quantities, *own):
            assert each.passage is not None
            assert text[each.passage.start - offset : each.passage.end - offset] == each.words


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The eleven men were killed by soldiers with rifles.", "killing", {"patient": "The eleven men", "agent": "soldiers", "instrument": "rifles"}),  # noqa: E501
        ("The army shelled the hospital in Keld.", "attack", {"agent": "The army", "patient": "the hospital", "place": "Keld"}),  # noqa: E501
        ("Soldiers opened fire on the crowd.", "attack", {"agent": "Soldiers", "patient": "the crowd"}),
        ("The unit took the villagers hostage.", "detention", {"agent": "The unit", "patient": "the villagers"}),
        ("The bank paid 4,000 crowns to Colonel Brek.", "handover", {"agent": "The bank", "patient": "4,000 crowns", "recipient": "Colonel Brek"}),  # noqa: E501
        ("The court sentenced Brek to nine years.", "court act", {"agent": "The court", "patient": "Brek"}),
        ("Families fled the town.", "displacement", {"agent": "Families", "patient": "the town"}),
        ("The bridge was destroyed.", "destruction", {"patient": "The bridge"}),
    ],
)  # fmt: skip
def test_the_main_clause_gives_the_event_and_its_parts(text: str, kind: str, expected: dict[str, str]) -> None:
    (claim,) = told(text)
    assert claim.event is EventKind(kind)
    assert parts(claim) == expected


def test_a_clause_that_tells_of_no_event_has_no_kind() -> None:
    (claim,) = told("The river was high.")
    assert claim.event is None
    assert claim.participants == ()


def test_a_noun_names_the_event_where_there_is_no_verb() -> None:
    claim = holding(told("The ministry denied the killing of three men by soldiers."), "killing")
    assert claim.event is EventKind.KILLING
    assert parts(claim) == {"patient": "three men", "agent": "soldiers"}
    assert claim.certainty is Certainty.CERTAINLY_NOT


@pytest.mark.parametrize("text", ["The police told me to leave.", "The police ordered me to leave."])
def test_an_order_is_an_attributed_order_and_no_claim_that_it_was_done(text: str) -> None:
    (claim,) = told(text, genre=Genre.TESTIMONY, author="Petra Lund")
    assert claim.event is EventKind.ORDER
    assert claim.certainty is Certainty.UNCOMMITTED
    assert claim.forecast
    assert parts(claim) == {"agent": "The police", "recipient": "Petra Lund"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at least 12 people", (12, 12, None, False, "people")),
        ("two or three men", (None, 2, 3, False, "men")),
        ("dozens of houses", (None, 24, None, False, "houses")),
        ("some 4,000 crowns", (4000, None, None, True, "crowns")),
        ("between 30 and 40 families", (None, 30, 40, False, "families")),
        ("more than twenty-five soldiers", (25, 26, None, False, "soldiers")),
        ("fewer than six men", (6, None, 5, False, "men")),
        ("three hundred and forty soldiers", (340, 340, 340, False, "soldiers")),
        ("up to 200 thousand refugees", (200_000, None, 200_000, False, "refugees")),
    ],
)
def test_a_number_keeps_its_bounds_and_its_unit(words: str, expected: tuple[object, ...]) -> None:
    (claim,) = told(f"Officials found {words}.")
    (one,) = claim.quantities
    assert (one.number, one.least, one.most, one.is_rough, one.unit) == expected
    assert one.words == words


@pytest.mark.parametrize(
    "text", ["Lorry 12 crossed.", "The 7th Brigade left.", "Tomas Brek, 41, left.", "They left on 3 May 2031 at 06:40."]
)
def test_a_number_that_names_or_dates_counts_nothing(text: str) -> None:
    assert [each.words for claim in told(text) for each in claim.quantities] == []


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    claim = holding(told("Marta Velik said on Tuesday that the men were moved at night."), "moved")
    assert claim.period is None


def test_what_may_happen_is_a_forecast_where_its_time_lies_ahead() -> None:
    (claim,) = told("Tomas Brek may testify next month.")
    assert (claim.forecast, claim.certainty) == (True, Certainty.POSSIBLE)


def test_what_is_so_now_is_claimed_by_the_texts_own_voice() -> None:
    (claim,) = told("The river divides the town.")
    assert chain(claim) == [("Harrow Post", "origin")]
    assert claim.proposer is Proposer.VOICE


@pytest.mark.parametrize(
    "text", ["Please book the drivers.", "You can read more here.", "If it rains, the road closes."]
)
def test_requests_and_conditions_are_nobodys_claim(text: str) -> None:
    assert told(text) == ()


def test_a_time_before_the_source_is_no_part_of_it() -> None:
    claim = holding(told("On that evening two men told me that the cells were full."), "cells")
    assert claim.chain[0].source == "two men"
    assert claim.chain[0].kind is SourceKind.DESCRIBED


def test_a_language_that_nobody_reads_gives_no_claims() -> None:
    held: Reading = reading("Le pont fut détruit hier.", language="fr")
    assert claims(held, exhibit=exhibit(), attributor=rules_of("en")) == ()
