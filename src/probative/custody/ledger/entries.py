"""Entries: what happened, when by our clock, signed by a person.

An entry names nothing in the clear: names, paths, hashes of originals and places are fields of a record, and the entry
holds only the root ``c`` that binds them. ``x`` holds small public values: enumerations, counters, ids of keys and
packs.

Source: docs/format/ledger.md.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.custody.ledger.signatures import is_signed

LARGEST_BYTES = 65_535
"""An entry's length fits the two bytes that C2SP tile bundles give it."""

_KEYS = {"at", "by", "c", "n_fields", "seq_by", "sig", "t", "v", "x"}
_KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_BY = re.compile(r"[0-9a-f]{16}")
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_BY_PLACE = slice(len('{"at":"2000-01-01T00:00:00Z","by":"'), len('{"at":"2000-01-01T00:00:00Z","by":"') + 16)
_UNSIGNED = b'"sig":""'


class EntryKind(StrEnum):
    """The kinds of entry that Probative writes today. Any other kind verifies and is shown as unknown."""

    VAULT_CREATED = "vault.created"
    VAULT_RESTORED = "vault.restored"
    DEVICE_ADDED = "device.added"
    DEVICE_ROTATED = "device.rotated"
    DEVICE_REVOKED = "device.revoked"
    POLICY_CHANGED = "policy.changed"
    ROOT_CHANGED = "root.changed"
    KEY_ADDED = "key.added"
    KEY_ROTATED = "key.rotated"
    KEY_REVOKED = "key.revoked"
    RECOVERY_REHEARSED = "recovery.rehearsed"
    BEACON_SEEN = "beacon.seen"
    SOURCE_REGISTERED = "source.registered"
    EXHIBIT_RECEIVED = "exhibit.received"
    EXHIBIT_DUPLICATE_OF = "exhibit.duplicate_of"
    EXHIBIT_DAMAGED = "exhibit.damaged"
    READING_MADE = "reading.made"
    ARTIFACT_DERIVED = "artifact.derived"
    CLAIM_RECORDED = "claim.recorded"
    ENTITY_MERGED = "entity.merged"
    ENTITY_SPLIT = "entity.split"
    JUDGEMENT_MADE = "judgement.made"
    IDENTITY_SEALED = "identity.sealed"
    IDENTITY_SCREENED = "identity.screened"
    IDENTITY_UNSEALED = "identity.unsealed"
    PSEUDONYM_GIVEN = "pseudonym.given"
    RECORD_RESTATED = "record.restated"
    CONSENT_GIVEN = "consent.given"
    CONSENT_SCOPE_CHANGED = "consent.scope_changed"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    COPY_MADE = "copy.made"
    COPY_VERIFIED = "copy.verified"
    COPY_DESTROYED = "copy.destroyed"
    HOLD_PLACED = "hold.placed"
    HOLD_RELEASED = "hold.released"
    SHRED_ORDERED = "shred.ordered"
    OBJECT_SHREDDED = "object.shredded"
    FIXITY_PASSED = "fixity.passed"
    FIXITY_FAILED = "fixity.failed"
    CHECKPOINT_SIGNED = "checkpoint.signed"
    PEER_CHECKPOINT = "peer.checkpoint"
    ANCHOR_REQUESTED = "anchor.requested"
    ANCHOR_OBTAINED = "anchor.obtained"
    INCIDENT_RECORDED = "incident.recorded"


_KNOWN = frozenset(str(kind) for kind in EntryKind)


class EntryError(ValueError):
    """The bytes are no entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it stands in the log.

    ``kind`` may be one that this version does not know. ``at`` is what our clock said. ``by`` names the person's key
    and ``sequence`` counts that key's entries from 1. ``commitment`` binds the record's ``n_fields`` leaves; ``None``
    when the entry has no record. ``signature`` is as written. ``content`` is the entry's bytes, the leaf of the tree.
    """

    kind: str
    at: str
    by: str
    sequence: int
    commitment: bytes | None
    n_fields: int
    public: Mapping[str, Json]
    signature: str
    content: bytes

    @property
    def is_known(self) -> bool:
        """Whether this version of Probative knows what this kind of entry means."""
        return self.kind in _KNOWN


def is_kind(text: str) -> bool:
    """Whether ``text`` can name a kind of entry, known or not."""
    return _KIND.fullmatch(text) is not None


def person_key_id(public_key: bytes) -> str:
    """Name a person's key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def write_entry(
    *,
    kind: str,
    at: str,
    by: str,
    sequence: int,
    commitment: bytes | None,
    n_fields: int,
    public: Mapping[str, Json],
    origin: str,
    sign: Callable[[bytes], bytes],
) -> Entry:
    """Write and sign an entry of the log ``origin``.

    Raises:
        ValueError: When the kind is no dotted word, or the entry is longer than an entry may be.
    """
    if not is_kind(kind):
        raise ValueError(f"not a kind of entry: {kind!r}")
    unsigned = canonical.encode(
        {
            "at": at,
            "by": by,
            "c": None if commitment is None else commitment.hex(),
            "n_fields": n_fields,
            "seq_by": sequence,
            "sig": "",
            "t": kind,
            "v": 1,
            "x": public,
        }
    )
    signature = base64.b64encode(sign(_signed_part(origin, unsigned)))
    # What sorts before "sig" is of our own making and cannot hold these bytes, so the first place is the right one.
    content = unsigned.replace(_UNSIGNED, b'"sig":"' + signature + b'"', 1)
    if len(content) > LARGEST_BYTES:
        raise ValueError(f"an entry has at most {LARGEST_BYTES} bytes, not {len(content)}; put values in fields")
    return Entry(
        kind=kind,
        at=at,
        by=by,
        sequence=sequence,
        commitment=commitment,
        n_fields=n_fields,
        public=public,
        signature=signature.decode(),
        content=content,
    )


def read_entry(content: bytes) -> Entry:
    """Read an entry, refusing every spelling but the one.

    Raises:
        EntryError: When it is not canonical or not of the shape of an entry of version 1.
    """
    if len(content) > LARGEST_BYTES:
        raise EntryError(f"longer than {LARGEST_BYTES} bytes")
    try:
        value = canonical.decode(content)
    except NotCanonicalError as error:
        raise EntryError(str(error)) from error
    if not isinstance(value, dict) or set(value) != _KEYS or value["v"] != 1 or isinstance(value["v"], bool):
        raise EntryError("not an entry of version 1")
    at, by, kind = (_text(value[name], shape) for name, shape in (("at", _AT), ("by", _BY), ("t", _KIND)))
    commitment, public, signature = value["c"], value["x"], value["sig"]
    if not isinstance(public, dict) or not isinstance(signature, str):
        raise EntryError("its public part is no object, or its signature no text")
    return Entry(
        kind=kind,
        at=at,
        by=by,
        sequence=_count(value["seq_by"]),
        commitment=None if commitment is None else bytes.fromhex(_text(commitment, _COMMITMENT)),
        n_fields=_count(value["n_fields"]),
        public=cast("Mapping[str, Json]", public),
        signature=signature,
        content=content,
    )


def is_entry_signed(entry: Entry, *, origin: str, public_key: bytes) -> bool:
    """Whether the person with that key signed this entry for the log ``origin``."""
    if entry.by != person_key_id(public_key):
        return False
    try:
        signature = base64.b64decode(entry.signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    if base64.b64encode(signature).decode() != entry.signature:
        return False
    unsigned = entry.content.replace(b'"sig":"' + entry.signature.encode() + b'"', _UNSIGNED, 1)
    return is_signed(_signed_part(origin, unsigned), signature, public_key)


def signer_of(content: bytes) -> str:
    """Give the id of the key that an entry names, from its bytes: its place follows from the one spelling."""
    return content[_BY_PLACE].decode("ascii", errors="replace")


def listed_packs(entry: Entry) -> set[str]:
    """Give the packs that a ``checkpoint.signed`` entry names; none for any other entry."""
    packs = entry.public.get("packs")
    if entry.kind != EntryKind.CHECKPOINT_SIGNED or not isinstance(packs, list):
        return set()
    return {name for name in packs if isinstance(name, str)}


def _signed_part(origin: str, unsigned: bytes) -> bytes:
    # The origin keeps an entry from being carried over into another case of the same person.
    return b"probative/entry@1\n" + origin.encode() + b"\n" + unsigned


def _text(value: object, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise EntryError(f"a value that is not as it should be: {value!r:.80}")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise EntryError(f"not a count: {value!r:.80}")
    return value
