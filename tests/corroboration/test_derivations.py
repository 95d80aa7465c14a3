from datetime import date

import pytest

from probative.corroboration import derivations
from probative.model.propositions import Basis
from probative.model.readings import Genre
from tests.corroboration.making import claim, exhibit, reading

WIRE = (
    "Masked men drove six trucks into Dremin before sunrise, emptied the granary and left towards the old border road."
)


def pairs(*args: object, **more: object) -> list[tuple[str, str, Basis]]:
    return [(each.derived, each.upstream, each.basis) for each in derivations(*args, **more)]  # type: ignore[arg-type]


def test_shared_words_make_a_derivation_with_passages_in_both() -> None:
    copied = "DREMIN: " + WIRE
    exhibits = [exhibit(1, stated=date(2023, 1, 2)), exhibit(2, stated=date(2023, 1, 1))]
    (found,) = derivations([reading(1, copied), reading(2, WIRE)], exhibits)
    assert (found.derived, found.upstream, found.basis) == ("E-0001", "E-0002", Basis.TEXT_REUSE)
    assert found.share_permille > 900
    for here, there in found.passages:
        assert copied[here.start : here.end] == WIRE[there.start : there.end]


@pytest.mark.parametrize(
    "words",
    [
        "The Karsk Courier reported that the granary was empty.",
        "A farmer told the Karsk Courier that the granary was empty.",
        "According to the Karsk Courier, the granary was empty.",
        "A farmer, in an interview with the Karsk Courier, described the granary.",
        "The granary was empty, Karsk Courier’s reported said. Karsk Courier wrote so.",
    ],
)
def test_naming_the_publisher_of_another_exhibit_as_source_is_a_citation(words: str) -> None:
    readings = [reading(1, WIRE, publisher="The Karsk Courier"), reading(2, words, publisher="Tolm Tribune")]
    assert pairs(readings, [exhibit(1), exhibit(2)]) == [("E-0002", "E-0001", Basis.CITATION)]


@pytest.mark.parametrize(
    "words",
    ["The Karsk Courier building burned down.", "Karsk couriers reported nothing.", "He sells the Karsk Courier."],
)
def test_naming_a_publisher_otherwise_is_none(words: str) -> None:
    readings = [reading(1, WIRE, publisher="Karsk Courier"), reading(2, words, publisher="Tolm Tribune")]
    assert pairs(readings, [exhibit(1), exhibit(2)]) == []


def test_nobody_cites_what_was_published_later() -> None:
    readings = [
        reading(1, WIRE, publisher="Karsk Courier", stated=date(2023, 2, 1)),
        reading(2, "The Karsk Courier reported it.", publisher="Tolm Tribune", stated=date(2023, 1, 1)),
    ]
    assert pairs(readings, [exhibit(1), exhibit(2)]) == []


def test_a_hop_that_names_the_publisher_of_another_exhibit_is_a_citation() -> None:
    readings = [reading(1, WIRE, publisher="Karsk Courier"), reading(2, "Nothing to see.", publisher="Tolm Tribune")]
    claims = [claim(1, 2, ["the Karsk Courier", "#Tolm Tribune"])]
    assert pairs(readings, [exhibit(1), exhibit(2)], claims=claims) == [("E-0002", "E-0001", Basis.CITATION)]


def test_tables_share_their_form_and_lean_on_nothing() -> None:
    readings = [reading(1, WIRE, genre=Genre.TABLE), reading(2, WIRE, genre=Genre.TABLE)]
    assert pairs(readings, [exhibit(1), exhibit(2)]) == []


def test_what_the_person_adding_said_of_the_date_goes_before_the_material() -> None:
    readings = [reading(1, WIRE, stated=date(2023, 1, 1)), reading(2, WIRE, stated=date(2023, 1, 5))]
    exhibits = [exhibit(1, stated=date(2023, 1, 9)), exhibit(2)]
    assert pairs(readings, exhibits) == [("E-0001", "E-0002", Basis.TEXT_REUSE)]
