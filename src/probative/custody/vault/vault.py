"""The vault: every byte that was taken in, sealed, once.

Source: docs/format/vault.md.
"""

import hashlib
import hmac
import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NewType, cast

from probative.base.chance import Chance
from probative.base.digest import BLOCK_BYTES, Digest
from probative.base.fs import Disk
from probative.custody.compartments import GENERAL, Within, place_named
from probative.custody.errors import CompartmentClosedError, ContentChangedError, DamagedObjectError, MissingObjectError
from probative.custody.keys import Added, Keys
from probative.custody.layout import Layout
from probative.custody.vault.packs import PackBrokenError, Place, read_table, walk
from probative.custody.vault.reader import ObjectReader
from probative.custody.vault.sealed import KEY_BYTES, Buffer, seal, sealed_size
from probative.custody.vault.writer import NOTHING, Mark, PackWriter

ObjectId = NewType("ObjectId", str)
"""64 lower-case hex digits: HMAC-SHA-256 of the content's SHA-256 under the case's id key. Says nothing without it."""

PACK_BYTES = 1 << 28
"""A pack is closed before it grows beyond 256 MiB; a larger object has a pack of its own."""

MEMORY_BYTES = 1 << 26
"""Content up to 64 MiB is read once and held; anything larger is read twice and never held."""

_NAME_CHARS = 64
_OFFSET_BITS = 52
_OFFSET_MASK = (1 << _OFFSET_BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a content: its id in the vault, its SHA-256 and size, and whether it is new here."""

    object_id: ObjectId
    digest: Digest
    size_bytes: int
    is_new: bool


def content_id(vault_id_key: bytes, digest: bytes, revival: int = 0) -> bytes:
    """Give the id of a content from its SHA-256.

    Args:
        vault_id_key: The case's id key.
        digest: The SHA-256 of the content, 32 bytes.
        revival: How often this content was given up and kept again before.
    """
    suffix = b"revival" + revival.to_bytes(4, "big") if revival else b""
    return hmac.digest(vault_id_key, digest + suffix, "sha256")


def record_id(vault_id_key: bytes, commitment: bytes) -> bytes:
    """Give the id of the record that an entry's commitment binds."""
    return hmac.digest(vault_id_key, b"record" + commitment, "sha256")


class Vault:
    """The objects of one case. Takes keys as an argument and never opens the bag itself."""

    def __init__(
        self,
        layout: Layout,
        *,
        keys: Keys,
        disk: Disk,
        chance: Chance,
        boot: str,
        pack_bytes: int = PACK_BYTES,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._layout = layout
        self._keys = keys
        self._disk = disk
        self._chance = chance
        self._boot = boot
        self._pack_bytes = pack_bytes
        self._memory_bytes = memory_bytes
        self._packs: list[Path] = []
        self._where: dict[bytes, int] = {}
        self._pending: dict[bytes, Added] = {}
        self._writer: PackWriter | None = None
        self._settled: Mark | None = None
        self.broken: tuple[Path, ...] = ()
        self._load()

    def keep(self, open_content: Callable[[], BinaryIO], place: Within = GENERAL) -> Kept:
        """Keep a content of any size, in bounded memory. Durable only after ``settle``.

        Args:
            open_content: Opens the content at its start. Called once, or twice for more than 64 MiB.
            place: The compartments it belongs to; a content is kept once in each place.

        Raises:
            ContentChangedError: When the second reading differs from the first; nothing was kept.
            StorageError: When the disk refuses.
        """
        with closing(open_content()) as stream:
            head = _read(stream, self._memory_bytes + 1)
            if len(head) <= self._memory_bytes:
                return self.keep_bytes(head, place)
            state, size_bytes = hashlib.sha256(head), len(head)
            del head
            while block := stream.read(BLOCK_BYTES):
                state.update(block)
                size_bytes += len(block)
        digest = state.digest()
        object_id, is_new = self._identify(digest, place)
        if is_new:
            self._keep_long(object_id, digest, size_bytes, open_content, place)
        return _kept(object_id, digest, size_bytes, is_new=is_new)

    def keep_bytes(self, content: bytes, place: Within = GENERAL) -> Kept:
        """Keep a content that is in memory already. Durable only after ``settle``."""
        digest = hashlib.sha256(content).digest()
        object_id, is_new = self._identify(digest, place)
        if is_new:
            self._write(object_id, digest, len(content), _slices(content), None, place)
        return _kept(object_id, digest, len(content), is_new=is_new)

    def keep_record(self, commitment: bytes, record_key: bytes, body: bytes, place: Within = GENERAL) -> None:
        """Keep the body of a ledger record, to be found again through its commitment."""
        object_id = record_id(self._keys.vault_id_key, commitment)
        digest = hashlib.sha256(body).digest()
        self._write(object_id, digest, len(body), _slices(body), record_key, place)

    def settle(self) -> None:
        """Make every object so far durable, and then every key.

        Raises:
            StorageError: When the disk refuses.
        """
        if self._pending:
            if self._writer is not None:
                self._writer.sync()
            self._keys.add(tuple(self._pending.values()))
            self._pending.clear()
            self._settled = self._writer.settled() if self._writer is not None else None

    def take_back(self) -> None:
        """Let go, after a failure, of every object that has no durable key, and give the disk its room again.

        Raises:
            StorageError: When the disk refuses; the objects are let go of all the same.
        """
        for object_id in self._pending:
            self._where.pop(object_id, None)
        self._pending.clear()
        if self._writer is not None:
            self._writer.take_back(self._settled or NOTHING)

    def close_pack(self) -> None:
        """Settle, and give the pack being written its name."""
        self.settle()
        if self._writer is not None:
            path = self._writer.close(self._layout)
            self._packs[-1] = path
            self._writer = None

    def abandon(self) -> None:
        """Let go of the pack being written as it is."""
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None

    def open(self, object_id: bytes) -> BinaryIO:
        """Open an object as a seekable stream.

        Raises:
            CompartmentClosedError: When it lies in a compartment that is closed here.
            MissingObjectError: When it is not here, or its key was destroyed.
            DamagedObjectError: When its bytes are not what was kept; also from later reads.
        """
        return cast("BinaryIO", io.BufferedReader(self._reader(object_id), 1 << 16))

    def read(self, object_id: bytes) -> bytes:
        """Give the whole content of an object. Raises as ``open`` does."""
        with self._reader(object_id) as reader:
            return reader.read()

    def has(self, object_id: bytes) -> bool:
        """Whether the object is here and can be opened."""
        return object_id in self._where and self._key(object_id) is not None

    @property
    def closed_packs(self) -> tuple[str, ...]:
        """The names of the packs that are closed, sorted."""
        writer_path = self._writer.path if self._writer is not None else None
        return tuple(sorted(path.name for path in self._packs if path != writer_path and len(path.name) == _NAME_CHARS))

    def _reader(self, object_id: bytes) -> ObjectReader:
        key, place = self._key(object_id), self._where.get(object_id)
        if key is None and self._keys.is_sealed(object_id):
            closed = place_named(self._keys.place_of(object_id))
            raise CompartmentClosedError(f"object {object_id.hex()[:12]} is sealed: it lies in {closed}")
        if key is None or place is None:
            lacking = "its key was destroyed or never was" if key is None else "its pack is not here"
            raise MissingObjectError(f"object {object_id.hex()[:12]}: {lacking}")
        number = place >> (2 * _OFFSET_BITS)
        if self._writer is not None and number == len(self._packs) - 1:
            self._writer.flush()
        offset = place >> _OFFSET_BITS & _OFFSET_MASK
        path = self._packs[number]
        try:
            return ObjectReader(path, Place(object_id, offset, place & _OFFSET_MASK), key)
        except OSError as error:
            raise MissingObjectError(f"cannot open pack {path.name[:12]}: {error.strerror}") from error

    def _key(self, object_id: bytes) -> bytes | None:
        pending = self._pending.get(object_id)
        return pending.key if pending is not None else self._keys.object_key(object_id)

    def _identify(self, digest: bytes, place: Within) -> tuple[bytes, bool]:
        id_key = self._keys.id_key(place)
        if id_key is None:
            # Who cannot open the place cannot tell whether the content is there: it is kept under an id of its own.
            return self._chance(KEY_BYTES), True
        revival = 0
        object_id = content_id(id_key, digest)
        while self._keys.is_void(object_id):
            revival += 1
            object_id = content_id(id_key, digest, revival)
        has_key, has_place = self._key(object_id) is not None, object_id in self._where
        if has_key != has_place:
            # Keeping it again would put a second key or a second copy beside the first: damage is not repaired here.
            lacking = "its key" if has_place else "its bytes"
            raise DamagedObjectError(f"the vault lost {lacking} of object {object_id.hex()[:12]}")
        return object_id, not has_key

    def _keep_long(
        self, object_id: bytes, digest: bytes, size_bytes: int, open_content: Callable[[], BinaryIO], place: Within
    ) -> None:
        self._make_room(sealed_size(size_bytes))
        writer = self._open_writer()
        mark = writer.mark()
        is_whole = False
        try:
            with closing(open_content()) as stream:
                state = hashlib.sha256()

                def read(count: int) -> bytes:
                    block = _read(stream, count)
                    state.update(block)
                    return block

                self._write(object_id, digest, size_bytes, read, None, place)
                if stream.read(1) or state.digest() != digest:
                    raise ContentChangedError("its second reading differs from its first")
            is_whole = True
        finally:
            if not is_whole:
                self._where.pop(object_id, None)
                self._pending.pop(object_id, None)
                writer.cut(mark)
        if writer.size_bytes > self._pack_bytes:
            self.close_pack()

    def _write(  # noqa: PLR0917 - three callers, each with exactly these
        self,
        object_id: bytes,
        digest: bytes,
        size_bytes: int,
        read: Callable[[int], Buffer],
        record_key: bytes | None,
        place: Within,
    ) -> None:
        length = sealed_size(size_bytes)
        self._make_room(length)
        writer = self._open_writer()
        key = self._chance(KEY_BYTES)
        spot = writer.begin(object_id, length)
        for segment in seal(key, digest, size_bytes, read):
            writer.put(segment)
        writer.finish(spot)
        self._note(spot, len(self._packs) - 1)
        self._pending[object_id] = Added(object_id, key, record_key, place)

    def _make_room(self, length: int) -> None:
        writer = self._writer
        if writer is not None and not writer.is_empty and writer.size_bytes + length > self._pack_bytes:
            self.close_pack()

    def _open_writer(self) -> PackWriter:
        if self._writer is None:
            self._disk.make_folder(self._layout.packs)
            path = self._layout.open_pack(self._boot)
            self._writer, self._settled = PackWriter(path, self._disk), None
            self._packs.append(path)
        return self._writer

    def _note(self, place: Place, number: int) -> None:
        packed = number << (2 * _OFFSET_BITS) | place.offset << _OFFSET_BITS | place.length
        self._where[place.object_id] = packed

    def _load(self) -> None:
        broken = []
        for path in self._layout.closed_packs():
            try:
                places = read_table(path)
            except (PackBrokenError, OSError):
                broken.append(path)
                continue
            self._packs.append(path)
            for place in places:
                self._note(place, len(self._packs) - 1)
        for path in self._layout.open_packs():
            self._packs.append(path)
            for place in walk(path):
                self._note(place, len(self._packs) - 1)
        self.broken = tuple(broken)


def _kept(object_id: bytes, digest: bytes, size_bytes: int, *, is_new: bool) -> Kept:
    return Kept(object_id=ObjectId(object_id.hex()), digest=Digest(digest.hex()), size_bytes=size_bytes, is_new=is_new)


def _slices(content: bytes) -> Callable[[int], Buffer]:
    """Give a content in memory piece by piece, without copying it."""
    view, at = memoryview(content), 0

    def read(count: int) -> Buffer:
        nonlocal at
        at += count
        return view[at - count : at]

    return read


def _read(stream: BinaryIO, count: int) -> bytes:
    """Read exactly ``count`` bytes, or what there is."""
    first = stream.read(count)
    if len(first) == count or not first:
        return first
    blocks, left = [first], count - len(first)
    while left and (block := stream.read(left)):
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks)
