"""Whether the vault holds: each pack is what its name says, each object opens and is what was kept."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.custody.findings import Finding
from probative.custody.fixity.draw import Draw
from probative.custody.fixity.history import History
from probative.custody.keys import Keys
from probative.custody.ledger.commitments import LONGEST_NAME, commitment_of, leaf_count
from probative.custody.vault.packs import PackBrokenError, Place, end_of, read_table, table_of, walk
from probative.custody.vault.sealed import (
    HEAD_BYTES,
    SEGMENT_BYTES,
    TAG_BYTES,
    SealBrokenError,
    read_head,
    segment_count,
    total_of,
    unseal_into,
)
from probative.custody.vault.vault import content_id, record_id

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class PackFindings:
    """What one look at a pack gave: what does not hold, and which objects it holds."""

    findings: tuple[Finding, ...]
    object_ids: tuple[bytes, ...] = ()


def hash_pack(path: Path, where: str) -> PackFindings:
    """Compare a closed pack's SHA-256 with its name."""
    state, buffer = hashlib.sha256(), memoryview(bytearray(_BLOCK_BYTES))
    try:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(buffer):
                state.update(buffer[:count])
    except OSError as error:
        return PackFindings((_unreadable(where, error),))
    if state.hexdigest() == path.name:
        return PackFindings(())
    return PackFindings((Finding(code="pack.hash", where=where, what="Its SHA-256 is not its name."),))


def lay_out(path: Path, where: str, *, is_closed: bool) -> PackFindings:
    """Check how a pack is laid out, and say which objects it holds. Needs no key."""
    try:
        places = list(walk(path))
        size_bytes = path.stat().st_size
        if is_closed:
            table = table_of(places, end_of(places))
            is_whole = read_table(path) == places and size_bytes == end_of(places) + len(table)
        else:
            is_whole = size_bytes == end_of(places)
    except PackBrokenError as error:
        return PackFindings((Finding(code="pack.layout", where=where, what=f"This is no closed pack: {error}."),))
    except OSError as error:
        return PackFindings((_unreadable(where, error),))
    object_ids = tuple(place.object_id for place in places)
    if is_whole:
        return PackFindings((), object_ids)
    what = f"After object {len(places)} there is what is no whole object and no fitting table of contents."
    return PackFindings((Finding(code="pack.layout", where=where, what=what),), object_ids)


class Buffers:
    """Room for one segment before and after decryption, used again for the next."""

    def __init__(self) -> None:
        self.sealed = memoryview(bytearray(SEGMENT_BYTES + TAG_BYTES))
        self.plain = memoryview(bytearray(SEGMENT_BYTES))


class ObjectCheck:
    """Opens every object of a pack. Holds what all packs need: keys, and which commitment each record belongs to."""

    def __init__(self, keys: Keys, history: History, draw: Draw | None = None) -> None:
        self._keys = keys
        self._draw = draw
        self._n_opened: list[int] = []
        self._records = {record_id(keys.vault_id_key, one): (one, *at) for one, at in history.commitments.items()}

    @property
    def record_ids(self) -> frozenset[bytes]:
        """The ids of the records that the ledger's entries bind."""
        return frozenset(self._records)

    @property
    def n_opened(self) -> int:
        """How many objects were opened."""
        return sum(self._n_opened)

    def open_pack(self, path: Path, where: str) -> PackFindings:
        """Decrypt every object of a pack, or those that are drawn, and compare it with its id."""
        findings: list[Finding] = []
        n_opened = 0
        buffers = Buffers()
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            return PackFindings((_unreadable(where, error),))
        try:
            for place in walk(path):
                if self._draw is not None and not self._draw.has(place.object_id):
                    continue
                n_opened += 1
                problem = self._problem(place, descriptor, buffers)
                if problem is not None:
                    code, what = problem
                    spot = f"{where} object {place.object_id.hex()[:16]} at byte {place.offset}"
                    findings.append(Finding(code=code, where=spot, what=what))
        except OSError as error:
            findings.append(_unreadable(where, error))
        finally:
            os.close(descriptor)
            # Packs are opened on several threads; an append is one step, a sum is not.
            self._n_opened.append(n_opened)
        return PackFindings(tuple(findings))

    def _problem(self, place: Place, descriptor: int, buffers: Buffers) -> tuple[str, str] | None:
        key = self._keys.object_key(place.object_id)
        if key is None:
            if self._keys.is_void(place.object_id) or self._keys.is_sealed(place.object_id):
                return None
            return "object.keyless", "The keybag has no key for it: it was never acknowledged, or its key was lost."
        is_record = self._keys.record_key(place.object_id) is not None
        try:
            digest, body = _open(AESGCM(key), place, descriptor, buffers, is_held=is_record)
        except SealBrokenError as error:
            return "object.damaged", f"It cannot be opened: {error}."
        if is_record:
            return self._record_problem(place.object_id, body)
        if not self._is_content_id(place.object_id, digest):
            return "object.id", "It opens, but its id is not that of its content."
        return None

    def _is_content_id(self, object_id: bytes, digest: bytes) -> bool:
        # A content that was given up and kept again stands under a later id; one more is tried for each revival.
        id_key = self._keys.id_key(self._keys.place_of(object_id))
        if id_key is None or self._keys.is_letter(object_id):
            return True
        revival, candidate = 0, content_id(id_key, digest)
        while candidate != object_id and self._keys.is_void(candidate):
            revival += 1
            candidate = content_id(id_key, digest, revival)
        return candidate == object_id

    def _record_problem(self, object_id: bytes, body: bytes) -> tuple[str, str] | None:
        bound = self._records.get(object_id)
        record_key = self._keys.record_key(object_id)
        if bound is None or record_key is None:
            return "record.unbound", "No entry of the ledger binds this record: an entry is missing."
        commitment, index, n_fields = bound
        try:
            fields = canonical.decode(body)
        except NotCanonicalError as error:
            return "record.broken", f"The record of entry {index} cannot be read: {error}."
        if not isinstance(fields, dict) or not all(
            isinstance(value, str) and len(name) <= LONGEST_NAME for name, value in fields.items()
        ):
            return "record.broken", f"The record of entry {index} is no set of fields."
        shown = {name: str(value) for name, value in fields.items()}
        if commitment_of(record_key, shown) != commitment or leaf_count(len(shown)) != n_fields:
            return "record.commitment", f"Entry {index} binds another record than this."
        return None


def _open(cipher: AESGCM, place: Place, descriptor: int, buffers: Buffers, *, is_held: bool) -> tuple[bytes, bytes]:
    """Decrypt an object and compare its content with the SHA-256 it names; give that, and the content if held."""
    total = total_of(place.length)
    last = segment_count(total) - 1
    state, held = hashlib.sha256(), bytearray()
    digest, left = b"", 0
    for number in range(last + 1):
        start = number * (SEGMENT_BYTES + TAG_BYTES)
        length = min(SEGMENT_BYTES + TAG_BYTES, place.length - start)
        sealed, plain = buffers.sealed[:length], buffers.plain[: length - TAG_BYTES]
        if os.preadv(descriptor, [sealed], place.offset + start) != length:
            raise SealBrokenError("the pack is cut short")
        unseal_into(cipher, number, sealed, plain, is_last=number == last)
        skip = 0
        if number == 0:
            digest, left = read_head(bytes(plain[:HEAD_BYTES]), total)
            skip = HEAD_BYTES
        content = plain[skip : skip + left]
        left -= len(content)
        state.update(content)
        if is_held:
            held += content
    if state.digest() != digest:
        raise SealBrokenError("its content is not what its SHA-256 says")
    return digest, bytes(held)


def key_problems(keys: Keys, found: list[bytes], record_ids: frozenset[bytes]) -> list[Finding]:
    """Compare the keybag with the objects that the packs hold and the records that the ledger binds."""
    findings = []
    seen: set[bytes] = set()
    for object_id in found:
        if object_id in seen:
            what = f"Object {object_id.hex()[:16]} stands in the packs twice."
            findings.append(Finding(code="object.twice", where="packs", what=what))
        seen.add(object_id)
    for object_id in keys.object_ids():
        if object_id not in seen:
            what = f"Object {object_id.hex()[:16]} has a key, but no pack holds it."
            findings.append(Finding(code="object.missing", where="packs", what=what))
    for object_id in sorted(record_ids):
        if keys.record_key(object_id) is None and not keys.is_void(object_id) and not keys.is_sealed(object_id):
            what = f"The keybag has no key for the record {object_id.hex()[:16]}, which the ledger binds."
            findings.append(Finding(code="key.missing", where="keys", what=what))
    for object_id in keys.record_ids():
        if object_id not in record_ids:
            what = f"The keybag has a key for the record {object_id.hex()[:16]}, which no entry binds."
            findings.append(Finding(code="entry.missing", where="log", what=what))
    return findings


def _unreadable(where: str, error: OSError) -> Finding:
    return Finding(code="file.unreadable", where=where, what=f"Cannot be read: {error.strerror}.")
