"""What was received, and how it came."""

from dataclasses import replace
from typing import Any

import pytest

from probative.base.digest import digest_of
from probative.model.exhibits import Exhibit, Provision, Receipt

RECEIPT = Receipt(name="letter.txt", received_at="2031-04-05T06:07:08Z", tool="t", unknown_because=Provision.NOT_ASKED)


def exhibit(**changes: Any) -> Exhibit:
    """Give an exhibit, changed."""
    whole = Exhibit(
        id="E-0001",
        digest=digest_of(b""),
        size_bytes=0,
        media_type="text/plain",
        name="letter.txt",
        receipts=(RECEIPT,),
    )
    return replace(whole, **changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"digest": "E-0001"}, "not a digest"),
        ({"digest": digest_of(b"").upper()}, "not a digest"),
        ({"size_bytes": -1}, "not a size: -1"),
        ({"receipts": ()}, "at least one receipt"),
    ],
)
def test_an_exhibit_without_digest_size_or_receipt_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        exhibit(**changes)


def test_a_receipt_is_never_silent_about_who_handed_it_over() -> None:
    with pytest.raises(ValueError, match="names who handed it over or says why"):
        replace(RECEIPT, unknown_because=None)


@pytest.mark.parametrize("named", [{"received_from": "Ana"}, {"collected_by": "Bo"}])
def test_a_person_is_reason_enough(named: dict[str, str]) -> None:
    assert replace(RECEIPT, unknown_because=None, **named)


def test_an_exhibit_is_collected_when_any_receipt_names_who_collected_it() -> None:
    collected = replace(RECEIPT, collected_by="Bo", unknown_because=None)
    assert exhibit(receipts=(RECEIPT, collected)).is_collected
    assert not exhibit().is_collected
    assert not exhibit(receipts=(replace(RECEIPT, received_from="Ana"),)).is_collected


def test_the_container_is_that_of_the_first_receipt() -> None:
    inside = replace(RECEIPT, container="E-0007", unknown_because=Provision.FROM_CONTAINER)
    assert exhibit(receipts=(inside, RECEIPT)).container == "E-0007"
    assert exhibit(receipts=(RECEIPT, inside)).container is None
