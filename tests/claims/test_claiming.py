"""From attributions to claims: chains, anchors, dates, and whose voice speaks where nobody is named."""

from datetime import date

import pytest

from probative.claims.attributor import english_attributor
from probative.claims.claiming import claims
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Role, SourceKind
from probative.model.periods import Period
from probative.model.readings import Genre, Part, PartKind
from tests.claims.material import HERE, chain, claims_of, exhibit, holding, reading


def test_a_nested_saying_has_the_inner_source_as_origin_and_the_outer_as_relay() -> None:
    found = claims_of("Lund said two officers told her that the unit took hostages.")
    inner = holding(found, "the unit took hostages")
    assert chain(inner) == [("two officers", "origin"), ("Lund", "relay"), ("Harrow Post", "publisher")]
    assert inner.chain[0].number == 2
    assert inner.parent == holding(found, "two officers told her").id


def test_reportedly_has_nobody_as_origin_and_never_the_paper() -> None:
    claim = holding(claims_of("The unit has reportedly left the valley."), "left the valley")
    assert claim.chain[0].source is None
    assert claim.chain[0].kind is SourceKind.UNATTRIBUTED
    assert claim.chain[-1].role is Role.PUBLISHER


def test_an_unattributed_sentence_about_what_happened_is_the_publishers() -> None:
    (claim,) = claims_of("The bridge at Dorn collapsed on Friday.")
    assert chain(claim) == [("Harrow Post", "origin")]
    assert claim.chain[0].kind is SourceKind.PUBLISHER
    assert claim.places == ("Dorn",)


@pytest.mark.parametrize(
    "text",
    [
        "Floods in the north",
        "Did the bridge collapse?",
        "Sign up to our newsletter, which was praised last year.",
        "“The bridge collapsed.”",
        "Home | News | Sport",
        "Run to the bridge and hide.",
    ],
)
def test_headings_questions_notices_and_loose_quotations_are_nobodys_claim(text: str) -> None:
    assert claims_of(text) == ()


def test_the_rest_of_a_half_attributed_sentence_is_the_publishers() -> None:
    found = claims_of("Police closed the road with claims that the bridge was mined.")
    assert chain(holding(found, "Police closed the road")) == [("Harrow Post", "origin")]
    assert holding(found, "the bridge was mined").chain[0].source is None


def test_the_publisher_named_by_who_added_it_comes_before_what_the_material_says() -> None:
    found = claims(
        reading("The bridge collapsed at noon."),
        exhibit=exhibit(publisher="Meridian Wire"),
        attributor=english_attributor(),
    )
    assert found[0].chain[0].source == "Meridian Wire"


def test_a_publisher_that_nobody_names_is_called_unknown() -> None:
    (claim,) = claims_of("The bridge collapsed at noon.", publisher=None)
    assert claim.chain[0].source == "unknown publisher"


def test_a_witness_is_the_origin_of_what_she_saw_and_a_relay_for_what_she_was_told() -> None:
    found = claims_of(
        "I saw the trucks. A guard told me that the cells were full.", genre=Genre.TESTIMONY, author="Petra Lund"
    )
    assert chain(holding(found, "saw the trucks")) == [("Petra Lund", "origin")]
    assert chain(holding(found, "the cells were full")) == [("guard", "origin"), ("Petra Lund", "relay")]


def test_what_a_witness_thinks_is_hers_and_names_her_once() -> None:
    found = claims_of("I believe that the list was forged.", genre=Genre.TESTIMONY, author="Petra Lund")
    assert chain(found[0]) == [("Petra Lund", "origin")]
    assert found[0].certainty is Certainty.PROBABLE


def test_each_mail_is_its_own_senders_and_headers_and_quoted_lines_are_not() -> None:
    first = "From: Anna Kes\nThe lorry arrived on Monday.\n> He said that it was late.\n"
    second = "From: Oren Vask\nThe lorry was empty.\n"
    text = first + second
    head = len("From: Anna Kes")
    other = len(first) + len("From: Oren Vask")
    parts = (
        Part(kind=PartKind.MESSAGE, number=1, label="1", start=0, end=len(first), speaker="Anna Kes"),
        Part(kind=PartKind.HEADER, number=1, label="h", start=0, end=head),
        Part(kind=PartKind.MESSAGE, number=2, label="2", start=len(first), end=len(text), speaker="Oren Vask"),
        Part(kind=PartKind.HEADER, number=2, label="h", start=len(first), end=other),
    )
    found = claims_of(text, genre=Genre.MAIL, parts=parts)
    assert [chain(claim) for claim in found] == [[("Anna Kes", "origin")], [("Oren Vask", "origin")]]


def test_every_row_with_a_number_is_claimed_by_the_issuer_of_the_sheet() -> None:
    text = "Date\tPayee\tSum\n2031-04-02\tKes\t100"
    parts = (
        Part(kind=PartKind.ROW, number=1, label="row 1", start=0, end=14),
        Part(kind=PartKind.ROW, number=2, label="row 2", start=15, end=len(text)),
    )
    (claim,) = claims_of(text, genre=Genre.TABLE, parts=parts, publisher="Norland Bank", language=None)
    assert claim.words == "2031-04-02\tKes\t100"
    assert chain(claim) == [("Norland Bank", "origin")]
    assert claim.period is not None
    assert claim.period.edtf == "2031-04-02"


def test_a_device_claims_when_and_where_and_nothing_else() -> None:
    text = "Make: Optica\nDateTimeOriginal: 2024:03:16 10:02:11\nGPSLatitude: 46.52"
    found = claims_of(text, genre=Genre.DEVICE, author="Optica K3", language=None)
    assert [claim.words.split(":")[0] for claim in found] == ["DateTimeOriginal", "GPSLatitude"]
    assert chain(found[0]) == [("Optica K3", "origin")]


def test_a_document_that_orders_is_claimed_by_its_author_as_a_forecast() -> None:
    (claim,) = claims_of("The third company shall hold the bridge.", genre=Genre.DOCUMENT, author="Colonel Brek")
    assert chain(claim) == [("Colonel Brek", "origin")]
    assert claim.forecast


def test_a_container_and_another_language_claim_nothing() -> None:
    assert claims_of("a.txt\nb.txt", genre=Genre.CONTAINER) == ()
    assert claims_of("Il a dit que le pont était tombé.", language="fr") == ()


def test_relative_dates_count_from_the_anchor_and_stay_open_without_one() -> None:
    text = "The mayor said that the bridge collapsed last month."
    how = {"exhibit": exhibit(), "attributor": english_attributor()}
    (open_claim,) = claims(reading(text), **how)
    (dated,) = claims(reading(text), anchor=date(2024, 3, 21), **how)
    assert open_claim.period == Period(verbatim="last month")
    assert dated.period is not None
    assert dated.period.earliest == date(2024, 2, 1)


def test_the_day_given_with_the_exhibit_is_the_anchor_where_the_material_states_none() -> None:
    found = claims(
        reading("The bridge collapsed yesterday."),
        exhibit=exhibit(stated_date=date(2024, 3, 21)),
        attributor=english_attributor(),
    )
    assert found[0].period is not None
    assert found[0].period.edtf == "2024-03-20"


def test_a_split_content_is_joined_and_each_piece_anchored() -> None:
    text = "The unit, he said, had left\nthe town."
    claim = holding(claims_of(text), "The unit had left the town")
    assert claim.words == "The unit, he said, had left\nthe town"
    assert [text[piece.start : piece.end] for piece in claim.pieces] == ["The unit", "had left\nthe town"]


def test_a_later_volume_counts_in_the_whole_and_numbers_go_on() -> None:
    text = "The mayor said that the bridge fell."
    found = claims(reading(text, offset=100), exhibit=exhibit(), attributor=english_attributor(), first=7)
    assert found[0].id == "C-0007"
    assert found[0].passage == Passage(exhibit=HERE, start=115, end=135)
    assert found[0].chain[0].mention == Passage(exhibit=HERE, start=100, end=109)


def test_what_is_only_a_pronoun_is_no_claim() -> None:
    assert claims_of("The mayor denied it.") == ()


def test_another_exhibits_reading_is_refused() -> None:
    other = reading("x")
    with pytest.raises(ValueError, match="was read"):
        claims(
            other,
            exhibit=type(exhibit())(
                id="E-0002",  # type: ignore[arg-type]
                digest=exhibit().digest,
                size_bytes=1,
                media_type="text/plain",
                name="b",
                receipts=exhibit().receipts,
            ),
            attributor=english_attributor(),
        )


def test_who_proposed_a_claim_is_named_with_version() -> None:
    (claim,) = claims_of("The bridge collapsed at noon.")
    rules = english_attributor()
    assert claim.suggester == f"{rules.name}/{rules.version}"
