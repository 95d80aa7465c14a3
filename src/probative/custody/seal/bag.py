"""One compartment's bag, opened: the keys of its objects, in a file of frames.

Each frame is sealed under the bag's own random key with a random nonce, bound to its place in this file, so that keys
are added by an append and one fsync. Who lacks the bag's key can still add to it, by a *letter* to its letterbox.

Source: docs/format/keybag.md; docs/decisions/0013-keybag-random-nonces.md.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from probative.base.chance import Chance
from probative.base.errors import StorageError
from probative.base.fs import Appender, Disk
from probative.custody.compartments import Compartment
from probative.custody.errors import DamagedKeybagError
from probative.custody.findings import Finding
from probative.custody.frames import frame
from probative.custody.layout import Layout
from probative.custody.seal.bagfile import BagFile, BagFileError, Head, read_bag_file
from probative.custody.seal.contents import Contents, addition, read_into, written
from probative.custody.seal.person import wrap

KEY_BYTES = 32
_NONCE_BYTES = 12
_SEALED, _LETTER = b"K", b"L"


class Bag:
    """The opened bag of one compartment."""

    def __init__(
        self, layout: Layout, *, head: Head, key: bytes, contents: Contents, disk: Disk, chance: Chance
    ) -> None:
        self.contents = contents
        self.key = key
        self.head = head
        self.head_content = head.encode()
        self._layout = layout
        self._cipher = AESGCM(key)
        self._disk = disk
        self._chance = chance
        self._appender: Appender | None = None

    @property
    def compartment(self) -> Compartment:
        """Which part of the case it opens."""
        return self.head.compartment

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._layout.keybag(self.head.generation, self.compartment)

    @property
    def name(self) -> str:
        """Where it lies, for a reader."""
        return self._layout.name(self.path)

    @property
    def is_general(self) -> bool:
        """Whether this is the bag that everybody opens who opens the case."""
        return self.compartment is Compartment.GENERAL

    def append(self, plains: Sequence[bytes]) -> None:
        """Append frames; when it returns they survive a power cut.

        Raises:
            StorageError: When the disk refuses; the bag takes no more after that.
        """
        if not plains:
            return
        if self._appender is None:
            self._appender = self._disk.append(self.path)
        first = self.contents.n_frames + 1
        sealed = [
            _seal_frame(self._cipher, self.head_content, number, plain, self._chance)
            for number, plain in enumerate(plains, start=first)
        ]
        self._appender.write(b"".join(frame(content) for content in sealed))
        self._appender.sync()
        for plain in plains:
            read_into(self.contents, plain, is_general=self.is_general)

    def take_back(self) -> None:
        """Cut what a failed ``append`` left, so that the bag can be added to again."""
        if self._appender is not None:
            self._appender.take_back(self._appender.synced_bytes)

    def reload(self) -> int:
        """Read the bag again and give how many bytes at its end are no whole frame.

        Raises:
            DamagedKeybagError: When it is no longer the bag that was opened.
        """
        bag = self._read()
        contents = Contents()
        for number, sealed in enumerate(bag.frames, start=1):
            try:
                self._open_into(contents, number, sealed)
            except (InvalidTag, pyrage.DecryptError, BagFileError) as error:
                raise DamagedKeybagError(f"{self.name}: frame {number} does not open under the bag's key") from error
        if contents.roots != self.contents.roots:
            raise DamagedKeybagError(f"{self.name} is not the keybag that was opened")
        self.contents = contents
        return bag.torn_bytes

    def cut_torn(self) -> None:
        """Cut bytes at the end that are no whole frame."""
        bag = self._read()
        if bag.torn_bytes:
            cut(self.path, bag.good_bytes, self._disk)

    def problems(self) -> Iterator[Finding]:
        """Read the bag again and say what in it cannot be opened, or is not what was opened."""
        try:
            bag = self._read()
        except (DamagedKeybagError, StorageError) as error:
            yield Finding(code="keybag.broken", where=self.name, what=f"{error}.")
            return
        contents = Contents()
        for number, sealed in enumerate(bag.frames, start=1):
            try:
                self._open_into(contents, number, sealed)
            except (InvalidTag, pyrage.DecryptError, BagFileError):
                what = f"Frame {number} does not open under the bag's key."
                yield Finding(code="keybag.frame", where=self.name, what=what)
        if contents != self.contents:
            yield Finding(code="keybag.changed", where=self.name, what="It holds other keys than when it was opened.")

    def close(self) -> None:
        """Close the file it appends to."""
        if self._appender is not None:
            self._appender.close()
            self._appender = None

    def _read(self) -> BagFile:
        try:
            bag = read_bag_file(self.path)
        except BagFileError as error:
            raise DamagedKeybagError(f"{self.name}: {error}") from error
        except OSError as error:
            raise StorageError(f"cannot read {self.name}: {error.strerror}") from error
        if bag.head_content != self.head_content:
            raise DamagedKeybagError(f"{self.name} is not the keybag that was opened")
        return bag

    def _open_into(self, contents: Contents, number: int, sealed: bytes) -> None:
        _open_into(contents, self._cipher, self.head_content, number, sealed, is_general=self.is_general)


def open_bag(layout: Layout, compartment: Compartment, generation: int, key: bytes, disk: Disk, chance: Chance) -> Bag:  # noqa: PLR0917
    """Open a bag with its key. A torn or damaged end does not keep the rest from being opened.

    Raises:
        DamagedKeybagError: When its beginning is broken.
        StorageError: When it cannot be read.
    """
    path = layout.keybag(generation, compartment)
    try:
        bag = read_bag_file(path)
    except BagFileError as error:
        raise DamagedKeybagError(f"{layout.name(path)}: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read {layout.name(path)}: {error.strerror}") from error
    cipher, contents, is_general = AESGCM(key), Contents(), compartment is Compartment.GENERAL
    for number, sealed in enumerate(bag.frames, start=1):
        try:
            _open_into(contents, cipher, bag.head_content, number, sealed, is_general=is_general)
        except (InvalidTag, pyrage.DecryptError, BagFileError):
            break
    if not contents.roots:
        raise DamagedKeybagError(f"{layout.name(path)}: its first frame is broken")
    return Bag(layout, head=bag.head, key=key, contents=contents, disk=disk, chance=chance)


def write_bag(layout: Layout, *, head: Head, key: bytes, contents: Contents, disk: Disk, chance: Chance) -> Bag:
    """Write a bag anew under ``key``, durably and in one step."""
    head_content, cipher, is_general = head.encode(), AESGCM(key), head.compartment is Compartment.GENERAL
    plains = written(contents, is_general=is_general)
    sealed = [_seal_frame(cipher, head_content, number, plain, chance) for number, plain in enumerate(plains, start=1)]
    path = layout.keybag(head.generation, head.compartment)
    disk.replace(path, b"".join(frame(content) for content in (head_content, *sealed)))
    held = Contents()
    for plain in plains:
        read_into(held, plain, is_general=is_general)
    return Bag(layout, head=head, key=key, contents=held, disk=disk, chance=chance)


def cut(path: Path, good_bytes: int, disk: Disk) -> None:
    """Cut what a bag's file has beyond its whole frames."""
    appender = disk.append(path)
    try:
        appender.cut(good_bytes)
        appender.sync()
    finally:
        appender.close()


def post(
    layout: Layout, compartment: Compartment, generation: int, added: Sequence[tuple[bytes, bytes]], disk: Disk
) -> None:
    """Add objects' keys to a bag whose key is not here, by a letter to its letterbox; durable when it returns.

    Raises:
        DamagedKeybagError: When the bag cannot be read, or ends in what is no whole frame.
        StorageError: When the disk refuses.
    """
    path = layout.keybag(generation, compartment)
    try:
        bag = read_bag_file(path)
    except (BagFileError, OSError) as error:
        raise DamagedKeybagError(f"{layout.name(path)}: {error}") from error
    if bag.torn_bytes or bag.head.letterbox is None:
        raise DamagedKeybagError(f"{layout.name(path)} cannot take a letter")
    place = _place(bag.head_content, len(bag.frames) + 1)
    letter = _LETTER + wrap(place + addition(added, as_letter=True), bag.head.letterbox)
    appender = disk.append(path)
    try:
        appender.write(frame(letter))
        appender.sync()
    finally:
        appender.close()


def _place(head_content: bytes, number: int) -> bytes:
    return hashlib.sha256(head_content).digest() + number.to_bytes(8, "big")


def _seal_frame(cipher: AESGCM, head_content: bytes, number: int, plain: bytes, chance: Chance) -> bytes:
    nonce = chance(_NONCE_BYTES)
    return _SEALED + nonce + cipher.encrypt(nonce, plain, head_content + number.to_bytes(8, "big"))


def _open_into(
    contents: Contents, cipher: AESGCM, head_content: bytes, number: int, sealed: bytes, *, is_general: bool
) -> None:
    how, body = sealed[:1], sealed[1:]
    if how == _SEALED:
        plain = cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], head_content + number.to_bytes(8, "big"))
        read_into(contents, plain, is_general=is_general)
    elif how == _LETTER and contents.letterbox is not None:
        plain = pyrage.decrypt(body, [pyrage.x25519.Identity.from_str(contents.letterbox)])
        place = _place(head_content, number)
        if not plain.startswith(place):
            raise BagFileError("a letter from another place")
        read_into(contents, plain[len(place) :], is_general=False, as_letter=True)
    else:
        raise BagFileError("a frame that is neither sealed nor a letter")
