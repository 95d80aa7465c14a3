import pytest

from probative.model.claims import Certainty
from probative.model.network import LinkSchema
from probative.network import entities, links, mentions
from tests.network.making import claim, period, reading, table


def tied(text: str, **more: object) -> list[tuple[LinkSchema, str, str, str]]:
    where = reading(text)
    found = entities({where.exhibit: mentions(where)})
    captions = {one.id: one.caption for one in found}
    made = links([claim(where, text, **more)], [where], found)
    return [(one.schema, captions[one.start], captions[one.end], one.role) for one in made]


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "Pavel Drosk, commander of the 7th Brigade, spoke.",
            (LinkSchema.COMMAND, "Pavel Drosk", "7th Brigade", "commander"),
        ),
        (
            "Lena Morau is the chief accountant of Kelm Ltd.",
            (LinkSchema.ROLE, "Lena Morau", "Kelm Ltd", "chief accountant"),
        ),
        ("Kelm Ltd spokeswoman Lena Morau spoke.", (LinkSchema.ROLE, "Lena Morau", "Kelm Ltd", "spokeswoman")),
        (
            "The head of the Main Audit Office, Pavel Drosk, spoke.",
            (LinkSchema.COMMAND, "Pavel Drosk", "Main Audit Office", "head"),
        ),
        ("Lena Morau, an officer of the FSB, fled.", (LinkSchema.MEMBERSHIP, "Lena Morau", "FSB", "officer")),
        (
            "Lena Morau, a former officer of the FSB, fled.",
            (LinkSchema.MEMBERSHIP, "Lena Morau", "FSB", "former officer"),
        ),
        ("FSB Colonel Pavel Drosk fled.", (LinkSchema.MEMBERSHIP, "Pavel Drosk", "FSB", "Colonel")),
        ("Pavel Drosk joined the 7th Brigade.", (LinkSchema.MEMBERSHIP, "Pavel Drosk", "7th Brigade", "joined")),
        (
            "The Varga group is led by the millionaire Pavel Drosk.",
            (LinkSchema.COMMAND, "Pavel Drosk", "Varga group", "led by"),
        ),
        ("Pavel Drosk commanded the 7th Brigade.", (LinkSchema.COMMAND, "Pavel Drosk", "7th Brigade", "commanded")),
        ("Pavel Drosk owns Kelm Ltd.", (LinkSchema.OWNERSHIP, "Pavel Drosk", "Kelm Ltd", "owns")),
        ("Kelm Ltd is a subsidiary of Tarn Bank.", (LinkSchema.OWNERSHIP, "Tarn Bank", "Kelm Ltd", "subsidiary of")),
        (
            "Kelm Ltd paid 40,000 euros to Pavel Drosk.",
            (LinkSchema.PAYMENT, "Kelm Ltd", "Pavel Drosk", "paid 40,000 euros"),
        ),
        ("Kelm Ltd paid Pavel Drosk $3 million.", (LinkSchema.PAYMENT, "Kelm Ltd", "Pavel Drosk", "paid $3 million")),
        (
            "Pavel Drosk received 500 USD from Kelm Ltd.",
            (LinkSchema.PAYMENT, "Kelm Ltd", "Pavel Drosk", "received 500 USD"),
        ),
        ("Kelm Ltd financed the 7th Brigade.", (LinkSchema.PAYMENT, "Kelm Ltd", "7th Brigade", "financed")),
        ("Kelm Ltd has close ties to the FSB.", (LinkSchema.UNKNOWN, "Kelm Ltd", "FSB", "close ties to")),
    ],
)
def test_a_tie_is_read_from_its_words(text, tie):
    assert tie in tied(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Drosk saw the 7th Brigade.",
        "Lena Morau was a resident of Minsk.",
        "Pavel Drosk spoke. The FSB was silent.",
        "Pavel Drosk’s driver was linked to the FSB.",
    ],
)
def test_being_named_together_ties_nobody(text):
    assert tied(text) == []


def test_a_denial_and_a_forecast_tie_nobody():
    text = "Pavel Drosk commanded the 7th Brigade."
    assert tied(text, certainty=Certainty.CERTAINLY_NOT) == []
    assert tied(text, forecast=True) == []


def test_a_noun_stands_for_the_body_named_before_it_in_the_sentence():
    text = "Fighters of the Varga group said that the group, led by Pavel Drosk, would leave."
    assert (LinkSchema.COMMAND, "Pavel Drosk", "Varga group", "led by") in tied(text)


def test_the_words_that_introduce_a_source_tie_it():
    where = reading("The bank was looted, said Lena Morau, spokeswoman of Kelm Ltd.")
    found = entities({where.exhibit: mentions(where)})
    (link,) = links([claim(where, "The bank was looted", speaker="Lena Morau")], [where], found)
    assert (link.schema, link.role, link.claims) == (LinkSchema.ROLE, "spokeswoman", ("C-0001",))


def test_claims_that_state_one_tie_share_a_link_and_periods_keep_them_apart():
    where = reading("Pavel Drosk owns Kelm Ltd. Yes, Pavel Drosk owns Kelm Ltd. In 2019 Pavel Drosk owns Kelm Ltd.")
    found = entities({where.exhibit: mentions(where)})
    year = period("In 2019", "2019", "2019-01-01", "2019-12-31")
    claims = [
        claim(where, "Pavel Drosk owns Kelm Ltd", number=1),
        claim(where, "Yes, Pavel Drosk owns Kelm Ltd", number=2),
        claim(where, "In 2019 Pavel Drosk owns Kelm Ltd", number=3, period=year),
    ]
    made = links(claims, [where], found)
    assert sorted((one.claims, one.period) for one in made if one.period is None) == [(("C-0001", "C-0002"), None)]
    assert [(one.claims, one.period) for one in made if one.period] == [(("C-0003",), year)]
    assert links(claims[::-1], [where], found[::-1]) == made


def test_a_row_of_a_sheet_is_a_payment():
    sheet = table(
        [
            ["Payer", "Payee", "Amount", "Currency"],
            ["Kelm Ltd", "Pavel Drosk", "40000", "EUR"],
            ["", "Lena Morau", "1", "EUR"],
        ]
    )
    found = entities({sheet.exhibit: mentions(sheet)})
    captions = {one.id: one.caption for one in found}
    claims = [claim(sheet, "Kelm Ltd\tPavel Drosk\t40000\tEUR", number=1), claim(sheet, "Lena Morau\t1\tEUR", number=2)]
    (link,) = links(claims, [sheet], found)
    assert (link.schema, captions[link.start], captions[link.end], link.role, link.claims) == (
        LinkSchema.PAYMENT, "Kelm Ltd", "Pavel Drosk", "paid 40000 EUR", ("C-0001",),
    )  # fmt: skip


def test_an_amount_may_stand_in_a_column_named_for_the_money():
    for heading in ("marks", "amount (marks)", "amount in marks"):
        sheet = table([["date", "paid by", "paid to", heading], ["2024-01-19", "Kelm Ltd", "Pavel Drosk", "300"]])
        found = entities({sheet.exhibit: mentions(sheet)})
        (link,) = links([claim(sheet, "2024-01-19\tKelm Ltd\tPavel Drosk\t300")], [sheet], found)
        assert link.role == "paid 300 marks"


def test_an_introduction_speaks_only_of_the_source():
    text = "Lena Morau, spokeswoman of Kelm Ltd, said Pavel Drosk owns Tarn Bank."
    where = reading(text)
    found = entities({where.exhibit: mentions(where)})
    said = claim(where, "Pavel Drosk owns Tarn Bank", number=1, speaker="Lena Morau")
    denied = claim(
        where, "Pavel Drosk owns Tarn Bank", number=2, speaker="Lena Morau", certainty=Certainty.CERTAINLY_NOT
    )
    assert [(one.role, one.claims) for one in links([said], [where], found)] == [
        ("spokeswoman", ("C-0001",)),
        ("owns", ("C-0001",)),
    ]
    assert [(one.role, one.claims) for one in links([denied], [where], found)] == [("spokeswoman", ("C-0002",))]
