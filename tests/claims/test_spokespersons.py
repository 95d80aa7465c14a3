"""Whose spokesman somebody is: the body is the origin of what he says, and he the relay."""

import pytest

from probative.model.claims import Role, SourceKind
from tests.claims.material import claims_of

MINED = "the bridge was mined"


def hops(text: str, content: str = MINED) -> list[str | None]:
    claim = next(one for one in claims_of(text) if content in one.content.lower())
    return [hop.source for hop in claim.chain[:-1]]


@pytest.mark.parametrize(
    ("said_by", "origin", "relay"),
    [
        ("A spokesman for the defence ministry", "defence ministry", "spokesman for the defence ministry"),
        ("Two spokesmen for the army", "army", "Two spokesmen for the army"),
        ("Defence Ministry spokesman Osk Varen", "Defence Ministry", "Osk Varen"),
        ("The ministry's chief spokesman, Osk Varen,", "ministry", "Osk Varen"),
        ("Osk Varen, a spokesman for the ministry of defence in Sarn,", "ministry of defence in Sarn", "Osk Varen"),
        ("Police spokeswoman Ina Toll", "Police", "Ina Toll"),
        ("UNHCR spokesperson Mira Doss", "UNHCR", "Mira Doss"),
        ("Osk Varen, the governor's press secretary,", "governor", "Osk Varen"),
    ],
)
def test_the_body_is_the_origin_and_its_spokesman_the_relay(said_by: str, origin: str, relay: str) -> None:
    assert hops(f"{said_by} said {MINED}.") == [origin, relay]


def test_a_spokesman_of_a_person_passes_on_what_that_person_says() -> None:
    claim = claims_of(f"A spokesman for Governor Ina Toll said {MINED}.")[0]
    assert (claim.chain[0].source, claim.chain[0].kind, claim.chain[0].role) == (
        "Ina Toll",
        SourceKind.NAMED,
        Role.ORIGIN,
    )


@pytest.mark.parametrize(
    ("said_by", "source"),
    [
        ("Its spokesman", "Its spokesman"),
        ("A former ministry spokesman", "former ministry spokesman"),
        ("A tired spokesman", "tired spokesman"),
    ],
)
def test_nobody_is_put_before_him_where_the_words_do_not_say_whom_he_speaks_for_now(said_by: str, source: str) -> None:
    assert hops(f"{said_by} said {MINED}.") == [source]


def test_two_spokesmen_of_one_ministry_are_one_origin() -> None:
    first, second = "Ministry spokesman Osk Varen", "Ina Toll, a spokeswoman for the ministry,"
    text = f"{first} said {MINED}. {second} said that ten men died."
    assert [hops(text, words)[0] for words in (MINED, "ten men died")] == ["Ministry", "ministry"]


def test_the_ministry_is_the_one_that_the_text_named_before() -> None:
    text = f"The defence ministry said a tower fell. A spokesman for the ministry said {MINED}."
    assert hops(text)[0] == "defence ministry"


def test_who_was_told_still_passes_it_on() -> None:
    text = f"Lena Vask said the road was closed. Army spokesman Osk Varen told Vask that {MINED}."
    assert hops(text) == ["Army", "Osk Varen", "Lena Vask"]
