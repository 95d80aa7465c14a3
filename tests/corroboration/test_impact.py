import pytest

from probative.corroboration import ancestry, impact, propositions, sources
from tests.corroboration.making import claim, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]
TOOK = "the unit took hostages in the village of Dremin"
BURNED = "the unit burned the archive of the town hall"
CLAIMS = [
    claim(1, 1, ["~two officers", "Vera Tomsa", "#Courier"], content=TOOK),
    claim(2, 2, ["Doru Molnak", "#Tribune"], content=TOOK),
    claim(3, 3, ["Vera Tomsa", "#Ledger"], content=BURNED),
    claim(4, 4, ["Ledger", "#Tribune"], content=BURNED),
]
KNOWN = ancestry(CLAIMS, EXHIBITS, sources(CLAIMS, EXHIBITS))
FOUND = propositions(KNOWN)


def test_what_hangs_on_a_source_falls_the_greatest_loss_first() -> None:
    falls = impact("Vera Tomsa", FOUND, KNOWN)
    assert [(fall.proposition, fall.claims) for fall in falls] == [
        ("P-0002", ("C-0003", "C-0004")),
        ("P-0001", ("C-0001",)),
    ]
    worst, lesser = falls
    assert (worst.at_least_before, worst.at_most_before, worst.at_least_after, worst.at_most_after) == (1, 1, 0, 0)
    assert (lesser.at_least_before, lesser.at_most_before, lesser.at_least_after, lesser.at_most_after) == (1, 2, 1, 1)


def test_a_publisher_falls_like_any_other_source() -> None:
    assert [fall.claims for fall in impact("Ledger", FOUND, KNOWN)] == [("C-0003", "C-0004")]


def test_a_source_is_called_by_name_or_by_identifier() -> None:
    (source,) = KNOWN.sources.called("Vera Tomsa")
    assert impact(source.id, FOUND, KNOWN) == impact("vera tomsa", FOUND, KNOWN)


def test_a_name_that_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no source"):
        impact("Nobody", FOUND, KNOWN)
