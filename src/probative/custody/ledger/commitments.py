"""Salted commitments: a record's fields, bound one by one without showing any.

Each field becomes a leaf that nobody can guess without its salt; decoys pad the leaves to 16, 24, 32 and so on; the
leaves are sorted by their bytes, so that neither place nor number tells which fields a record has; the root of their
tree stands in the ledger.

Source: docs/format/ledger.md; docs/decisions/0011-leaves-sorted-by-hash.md.
"""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from probative.custody.ledger.merkle import root_of

TAG = b"probative/field@1"
SALT_BYTES = 16
LONGEST_NAME = 64
"""Field names are short words; their length stands in two bytes."""
_DECOY = b"probative/decoy@1"
_FEWEST_LEAVES = 16
_STEP = 8
_HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A field shown with its salt."""

    name: str
    value: str
    salt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A leaf that stays closed: a field not shown, or a decoy. Nobody can tell which."""

    leaf: bytes


def leaf_count(n_fields: int) -> int:
    """Give the number of leaves, decoys included, of a record with ``n_fields`` fields."""
    return max(_FEWEST_LEAVES, -(-n_fields // _STEP) * _STEP)


def salt_of(record_key: bytes, name: str) -> bytes:
    """Give the salt of the field ``name``."""
    return hmac.digest(record_key, name.encode(), "sha256")[:SALT_BYTES]


def field_leaf(salt: bytes, name: str, value: str) -> bytes:
    """Bind a field: SHA-256 over 0x00, the tag, the salt, the name's length in two bytes, the name and the value."""
    written = name.encode()
    head = b"\x00" + TAG + salt + len(written).to_bytes(2, "big")
    return hashlib.sha256(head + written + value.encode()).digest()


def leaves_of(record_key: bytes, fields: Mapping[str, str]) -> list[bytes]:
    """Give all leaves of a record, decoys included, in the order in which they stand in its tree."""
    leaves = [field_leaf(salt_of(record_key, name), name, value) for name, value in fields.items()]
    n_decoys = leaf_count(len(leaves)) - len(leaves)
    decoys = hashlib.shake_256(_DECOY + record_key).digest(n_decoys * _HASH_BYTES)
    leaves += [decoys[at : at + _HASH_BYTES] for at in range(0, len(decoys), _HASH_BYTES)]
    leaves.sort()
    return leaves


def commitment_of(record_key: bytes, fields: Mapping[str, str]) -> bytes:
    """Give the root that binds every field of a record."""
    return root_of(leaves_of(record_key, fields))


def open_fields(record_key: bytes, fields: Mapping[str, str], shown: Collection[str]) -> tuple[Opened | Hidden, ...]:
    """Show the fields named in ``shown`` and leave all other leaves closed, in the order of the tree.

    Raises:
        ValueError: When a field to be shown is not in the record.
    """
    if missing := set(shown) - set(fields):
        raise ValueError(f"the record has no field {', '.join(sorted(missing))}")
    opened = {}
    for name in shown:
        salt = salt_of(record_key, name)
        opened[field_leaf(salt, name, fields[name])] = Opened(name=name, value=fields[name], salt=salt)
    return tuple(opened.get(leaf, Hidden(leaf=leaf)) for leaf in leaves_of(record_key, fields))
