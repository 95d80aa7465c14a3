"""From whom a source has it: the one who told is the origin, whoever heard or quoted it the relay."""

import pytest

from probative.model.claims import Role
from probative.model.readings import Genre
from tests.claims.material import claims_of, holding


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("The Delta Wire quoted Mira Toll as saying that the mill was burned.", ["Mira Toll", "Delta Wire"]),
        ("Joran Pell quoted a senior officer as saying that the mill was burned.", ["senior officer", "Joran Pell"]),
        ("Joran Pell heard from Mira Toll that the mill was burned.", ["Mira Toll", "Joran Pell"]),
        ("Joran Pell said that the mill was burned.", ["Joran Pell"]),
    ],
)
def test_who_told_is_the_origin_and_who_quotes_or_heard_it_the_relay(text: str, hops: list[str]) -> None:
    chain = holding(claims_of(text), "the mill was burned").chain
    assert [hop.source for hop in chain[:-1]] == hops
    assert chain[0].role is Role.ORIGIN


def test_a_witness_who_heard_it_from_another_is_the_relay() -> None:
    text = "I live in Sarn. I heard from Mira Toll that the mill was burned."
    found = claims_of(text, genre=Genre.TESTIMONY, author="Osk Varen", publisher=None)
    assert [hop.source for hop in holding(found, "the mill was burned").chain] == ["Mira Toll", "Osk Varen"]


def test_whom_only_a_pronoun_names_is_no_origin() -> None:
    found = claims_of("Joran Pell heard from her that the mill was burned.")
    assert [hop.source for hop in holding(found, "the mill was burned").chain[:-1]] == ["Joran Pell"]


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("In an interview with the Delta Wire, Mira Toll said that the mill was burned.", ["Mira Toll", "Delta Wire"]),
        ("Speaking to the Lisora Ledger, Mira Toll said that the mill was burned.", ["Mira Toll", "Lisora Ledger"]),
        ("In an interview with reporters, Mira Toll said that the mill was burned.", ["Mira Toll"]),
    ],
)
def test_whom_a_source_spoke_to_passes_it_on_if_it_has_a_name(text: str, hops: list[str]) -> None:
    chain = holding(claims_of(text), "the mill was burned").chain
    assert [hop.source for hop in chain[:-1]] == hops
