"""Entries: one spelling, one signer, one log."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.custody.ledger.entries import (
    LARGEST_BYTES,
    Entry,
    EntryError,
    is_entry_signed,
    person_key_id,
    read_entry,
    write_entry,
)

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
ORIGIN = "probative/" + "a" * 32


def entry(kind: str = "exhibit.received", **public: object) -> Entry:
    return write_entry(
        kind=kind,
        at="2031-05-04T12:30:00Z",
        by=person_key_id(PUBLIC),
        sequence=3,
        commitment=bytes(range(32)),
        n_fields=16,
        public=public,  # type: ignore[arg-type]
        origin=ORIGIN,
        sign=PRIVATE.sign,
    )


def test_an_entry_has_the_keys_of_the_format_in_canonical_order() -> None:
    value = canonical.decode(entry().content)
    assert isinstance(value, dict)
    assert list(value) == ["at", "by", "c", "n_fields", "seq_by", "sig", "t", "v", "x"]
    assert value["c"] == bytes(range(32)).hex()


def test_an_entry_reads_back_and_its_signature_holds() -> None:
    written = entry(size=4, packs=["x"])
    assert read_entry(written.content) == written
    assert is_entry_signed(written, origin=ORIGIN, public_key=PUBLIC)


def test_a_public_part_that_looks_like_a_signature_confuses_nobody() -> None:
    written = entry(sig="", t='"sig":""')
    assert read_entry(written.content) == written
    assert is_entry_signed(written, origin=ORIGIN, public_key=PUBLIC)


def test_an_entry_of_another_case_or_person_does_not_hold() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert not is_entry_signed(entry(), origin="probative/" + "b" * 32, public_key=PUBLIC)
    assert not is_entry_signed(entry(), origin=ORIGIN, public_key=other)


def test_a_kind_that_this_version_does_not_know_is_read_and_marked_unknown() -> None:
    strange = entry("moon.landed")
    assert not read_entry(strange.content).is_known
    assert read_entry(entry().content).is_known
    assert is_entry_signed(strange, origin=ORIGIN, public_key=PUBLIC)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":2'),
        (b'"v":1', b'"v":true'),
        (b'"v":1', b'"v": 1'),
        (b'"seq_by":3', b'"seq_by":-3'),
        (b'"seq_by":3', b'"seq_by":"3"'),
        (b'"seq_by":3', b'"seq_by":true'),
        (b'"n_fields":16', b'"n_fields":1.5'),
        (b"exhibit.received", b"Exhibit"),
        (b"12:30:00Z", b"12:30:00"),
        (b'"c":"00', b'"c":"0x'),
        (b'"x":{}', b'"x":[]'),
        (b',"x":{}', b""),
        (b'"sig":"', b'"sig":1,"sih":"'),
        (b'"x":{}', b'"x":{},"y":1'),
    ],
)
def test_what_is_no_entry_is_refused(old: bytes, new: bytes) -> None:
    content = entry().content
    assert old in content
    with pytest.raises(EntryError):
        read_entry(content.replace(old, new))


def test_a_signature_in_another_spelling_does_not_hold() -> None:
    written = entry()
    for wrong in (written.signature[:-1], written.signature + "=", "!" + written.signature[1:], ""):
        content = written.content.replace(written.signature.encode(), wrong.encode())
        assert not is_entry_signed(read_entry(content), origin=ORIGIN, public_key=PUBLIC)


def test_an_entry_longer_than_two_bytes_can_count_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        entry(much="m" * LARGEST_BYTES)
    with pytest.raises(EntryError, match="longer"):
        read_entry(b" " * (LARGEST_BYTES + 1))


def test_a_kind_is_a_dotted_word() -> None:
    for wrong in ("", "exhibit", "Exhibit.received", "exhibit.", "exhibit received"):
        with pytest.raises(ValueError, match="kind"):
            entry(wrong)
