from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration.addresses import address, addresses
from probative.corroboration.citations import citations
from probative.corroboration.publishers import publisher_key
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording

FIRE = "Masked men burned fourteen barns in Dremin on 3 March, said Ilka Tomsa. The barns stood by the old quay."
FLOOD = "The river rose by two metres in Orvane on 9 April. Doru Molnak counted thirty houses under water."


def text(
    number: int,
    raw: str,
    publisher: str | None = None,
    stated: date | None = None,
    standing: str | None = None,
    links: frozenset[str] = frozenset(),
) -> Text:
    return Text(
        key=str(number),
        number=number,
        raw=raw,
        words=wording(raw),
        earliest=stated,
        latest=stated,
        publisher=publisher,
        address=standing,
        links=links | addresses(raw),
    )


def cited(words: str, publisher: str, of: str = FIRE) -> bool:
    return citations([text(0, of, publisher), text(1, words, "Tolm Tribune")]) == ((1, 0),)


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        ("Fourteen barns burned in Dremin, the Karsk Courier first reported.", "Karsk Courier"),
        ("Ilka Tomsa told the newspaper Karsk Courier about fourteen barns in Dremin.", "Karsk Courier"),
        ("Fourteen barns burned in Dremin. Source: Karsk Courier.", "Karsk Courier"),
        ("Fourteen barns burned in Dremin. Reporting by Karsk Courier.", "Karsk Courier"),
        ("Fourteen barns burned in Dremin. This report first appeared in The Karsk Courier.", "Karsk Courier"),
        ("Fourteen barns burned in Dremin. Reprinted from Karsk Courier", "Karsk Courier"),
        ("SELD, 4 March (Northwind Agency) - Fourteen barns burned in Dremin.", "Northwind Agency"),
        ("Fire\nBy Ana Brelko, Northwind Agency\nFourteen barns burned in Dremin.", "Northwind Agency"),
        ("Fourteen barns burned in Dremin.\n— Northwind Agency", "Northwind Agency"),
        ("Fourteen barns burned in Dremin, said the Northwind Agency’s correspondent.", "Northwind Agency"),
        ("RT @karskcourier: fourteen barns in Dremin!", "Karsk Courier"),
        ("Fourteen barns in Dremin. via @Karsk_Courier", "The Karsk Courier"),
        ("Forwarded from Karsk Courier\nFourteen barns burned in Dremin.", "Karsk Courier"),
        ("Fourteen barns in Dremin: https://www.karsk-courier.example/2023/fire?utm=1", "Karsk Courier"),
        ("Fourteen barns in Dremin www.t.me/s/karskcourier/114", "Karsk Courier"),
        (
            "See this.\n---------- Forwarded message ----------\nFrom: Karsk Courier\n\nFourteen barns, Dremin.",
            "Karsk Courier",
        ),
        ("On 4 March 2023 Karsk Courier wrote:\n> fourteen barns burned in Dremin", "Karsk Courier"),
        ("За повідомленням «Karsk Courier», у Дремині спалили чотирнадцять стодол.", "Karsk Courier"),
        ("У Дремині згоріли чотирнадцять стодол. Джерело: «Вільний Кут».", "Вільний Кут"),
        ("В Дремине сгорели четырнадцать амбаров, сообщает «Вільний Кут».", "Вільний Кут"),
        ("Vilnyi Kut reported that fourteen barns burned in Dremin.", "Вільний Кут"),
        ("По данным «Залесского Вестника», в Дремине 3 марта сгорели четырнадцать амбаров.", "Залесский Вестник"),
        ("Илка Томса рассказала изданию «Речная Правда» о четырнадцати амбарах в Дремине.", "Речная Правда"),
        ("Про чотирнадцять стодол у Дремині написала редакція «The Lisora Ledger».", "The Lisora Ledger"),
    ],
)
def test_a_publisher_is_credited_in_many_ways(words: str, publisher: str) -> None:
    assert cited(words, publisher)


@pytest.mark.parametrize(
    "words",
    [
        "The Karsk Courier building in Dremin burned on 3 March with fourteen barns.",
        "Ilka Tomsa sells the Karsk Courier in Dremin. Fourteen barns burned.",
        "Karsk couriers reported fourteen barns in Dremin.",
        "Fourteen barns burned in Dremin. Mail karskcourier@mail.example for more.",
        "Fourteen barns burned in Dremin, near the press (and the Karsk Courier) of old.",
    ],
)
def test_who_is_named_otherwise_is_not_credited(words: str) -> None:
    assert not cited(words, "Karsk Courier")


def test_what_the_cited_publisher_tells_nowhere_here_is_not_looked_for_elsewhere() -> None:
    assert not cited("The Karsk Courier reported that fourteen barns burned in Dremin.", "Karsk Courier", of=FLOOD)


def test_of_several_texts_the_one_is_meant_that_tells_the_same_whatever_the_language() -> None:
    known = [text(0, FLOOD, "Karsk Courier"), text(1, FIRE, "Karsk Courier"), text(2, FLOOD, "Karsk Courier")]
    for words in (
        "The Karsk Courier reported fourteen barns burning in Dremin.",
        "«Karsk Courier» пише, що 3 березня в Дремині згоріли 14 стодол.",
        "Тридцать домов под водой? Нет: 14 амбаров в Дремине. Источник: Karsk Courier",
    ):
        assert citations([*known, text(3, words, "Tolm Tribune")]) == ((3, 1),)


def test_a_link_leads_to_the_very_text_that_stands_there() -> None:
    known = [
        text(0, FLOOD, "Karsk Courier", standing=address("https://www.karsk.example/a/?x=1")),
        text(1, "More in our first report: http://karsk.example/a/#top.", "Karsk Courier"),
        text(2, "See here.", None, links=frozenset((address("karsk.example/a"),))),
        text(3, "See https://karsk.example/b", "Tolm Tribune"),
    ]
    assert citations(known) == ((1, 0), (2, 0))


def test_nobody_cites_the_future_or_their_own_name() -> None:
    early, late = date(2023, 3, 4), date(2023, 3, 5)
    words = "The Karsk Courier reported fourteen barns burning in Dremin."
    assert not citations([text(0, FIRE, "Karsk Courier", late), text(1, words, "Tolm Tribune", early)])
    assert not citations([text(0, FIRE, "Karsk Courier", early), text(1, words, "The Karsk Courier", late)])
    assert not citations(
        [text(0, FIRE, "Вільний Кут"), text(1, "Vilnyi Kut said fourteen barns, Dremin.", "Vilnyi Kut")]
    )


@given(st.permutations(range(5)))
def test_the_order_of_texts_never_changes_who_is_cited(order: list[int]) -> None:
    words = "The Karsk Courier reported fourteen barns burning in Dremin."
    known = [
        text(0, FIRE, "Karsk Courier"),
        text(1, FIRE + " All are safe.", "Karsk Courier"),
        text(2, FLOOD, "Karsk Courier"),
        text(3, words, "Tolm Tribune"),
        text(4, f"{FIRE} Source: Tolm Tribune", "Seld Sentinel"),
    ]
    found = {(order[citing], order[there]) for citing, there in citations([known[at] for at in order])}
    assert found == set(citations(known))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Вільний Кут", "Vilnyi Kut"),
        ("Залесский Вестник", "Залесского Вестника"),
        ("Речная Правда", "Rechnaya Pravda"),
        ("The Karsk Courier", "karsk  courier"),
        ("Медуза", "Медузы"),
    ],
)
def test_spellings_of_one_publisher_have_one_key(left: str, right: str) -> None:
    assert publisher_key(left) == publisher_key(right)


@pytest.mark.parametrize(("left", "right"), [("Pravda", "Provod"), ("BBC", "ABC"), ("Tolm Tribune", "Seld Tribune")])
def test_other_publishers_have_other_keys(left: str, right: str) -> None:
    assert publisher_key(left) != publisher_key(right)
