"""How an item came to us, or why nobody knows."""

from datetime import UTC, datetime

import pytest

from probative.base.identifiers import ExhibitId
from probative.intake import receipt
from probative.intake.receipts import TOOL

AT = datetime(2022, 10, 17, 9, 30, tzinfo=UTC)


def test_a_receipt_names_who_handed_it_over():
    found = receipt(name="a.pdf", received_at=AT, received_from=" Ada Renn ", collected_by="Ben Holt")
    assert (found.received_from, found.collected_by, found.unknown_because) == ("Ada Renn", "Ben Holt", None)
    assert (found.received_at, found.tool) == ("2022-10-17T09:30:00Z", TOOL)


def test_a_receipt_without_a_name_says_why():
    assert receipt(name="a", received_at=AT, received_from="  ").unknown_because == "nobody was named when it was added"
    inside = receipt(name="a", received_at=AT, container=ExhibitId("E-0001"))
    assert inside.unknown_because == "it came inside another exhibit"
    assert inside.container == "E-0001"


def test_the_name_on_a_receipt_is_safe_to_show():
    assert receipt(name="a\n\udcff", received_at=AT).name == "a\\n\\xff"


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        receipt(name="a", received_at=AT.replace(tzinfo=None))
