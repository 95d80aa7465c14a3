"""The keybag: one key for each object, the case's own keys, and the note of what was given up.

Only ``flow`` imports this module; everything else is handed the ``Keys`` it opens.

A bag is a file of frames. Each is sealed under the bag's own random key with a random nonce, bound to its place in this
file, so that keys are added by an append and one fsync. The bag's key is wrapped under a key made from the person's
secret. A new generation is a new file under a new key that leaves out what is to be destroyed.

Source: docs/format/keybag.md; docs/decisions/0013-keybag-random-nonces.md.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from probative.base.chance import Chance
from probative.base.errors import KeyRefusedError, StorageError
from probative.base.fs import Appender, Disk
from probative.custody.errors import CaseExistsError, DamagedKeybagError, NotACaseError
from probative.custody.findings import Finding
from probative.custody.frames import frame
from probative.custody.keys import Added
from probative.custody.layout import Layout
from probative.custody.seal.bagfile import BagFile, BagFileError, Head, generations, read_bag_file
from probative.custody.seal.contents import Contents, addition, read_into, root_keys, voiding
from probative.custody.seal.secret import SALT_BYTES, Cost, KeyFile, Passphrase, Secret, derive

_NONCE_BYTES = 12
_WRAPPING = b"probative/keybag@1"


class Keybag:
    """An opened keybag. Made by ``create_keybag`` and ``open_keybag``; is a ``custody.keys.Keys``."""

    def __init__(
        self, layout: Layout, *, head: Head, bag_key: bytes, contents: Contents, disk: Disk, chance: Chance
    ) -> None:
        self._layout = layout
        self._head = head
        self._head_content = head.encode()
        self._cipher = AESGCM(bag_key)
        self._contents = contents
        self._disk = disk
        self._chance = chance
        self._appender: Appender | None = None
        self._log = Ed25519PrivateKey.from_private_bytes(contents.roots["log"])
        self._person = Ed25519PrivateKey.from_private_bytes(contents.roots["person"])

    @property
    def generation(self) -> int:
        """How often the bag was written anew, counted from 1."""
        return self._head.generation

    @property
    def vault_id_key(self) -> bytes:
        """Turns the hash of a content into its object id."""
        return self._contents.roots["vault_id"]

    @property
    def index_key(self) -> bytes:
        """32 bytes for the rebuildable index (SQLCipher)."""
        return self._contents.roots["index"]

    @property
    def log_public_key(self) -> bytes:
        """The key that signs checkpoints, 32 bytes, Ed25519."""
        return self._log.public_key().public_bytes_raw()

    @property
    def person_public_key(self) -> bytes:
        """The key that signs entries, 32 bytes, Ed25519."""
        return self._person.public_key().public_bytes_raw()

    def sign_as_log(self, content: bytes) -> bytes:
        """Sign with the log's key; 64 bytes."""
        return self._log.sign(content)

    def sign_as_person(self, content: bytes) -> bytes:
        """Sign with the person's key; 64 bytes."""
        return self._person.sign(content)

    def object_key(self, object_id: bytes) -> bytes | None:
        """Give an object's key; ``None`` when there is none, or it was destroyed."""
        both = self._contents.keys.get(object_id)
        return None if both is None else both[:32]

    def record_key(self, object_id: bytes) -> bytes | None:
        """Give the key that salts a record's commitment; ``None`` when there is none, or it was destroyed."""
        both = self._contents.keys.get(object_id)
        return both[32:] if both is not None and len(both) == 64 else None

    def is_void(self, object_id: bytes) -> bool:
        """Whether this object was given up: shredded, or never acknowledged."""
        return object_id in self._contents.void

    def object_ids(self) -> Iterable[bytes]:
        """Give the ids of all objects that have a key, oldest first."""
        return tuple(self._contents.keys)

    def record_ids(self) -> Iterable[bytes]:
        """Give the ids of all records that have a key, oldest first."""
        return tuple(object_id for object_id, both in self._contents.keys.items() if len(both) == 64)

    def newest_record(self) -> bytes | None:
        """Give the id of the record whose key was added last and is not void."""
        newest_first = reversed(self._contents.keys.items())
        return next((object_id for object_id, both in newest_first if len(both) == 64), None)

    def add(self, added: Sequence[Added]) -> None:
        """Append keys; when it returns they survive a power cut.

        Raises:
            StorageError: When the disk refuses; the bag takes no more after that.
        """
        if added:
            self._append(addition(added))

    def take_back(self) -> None:
        """Cut what a failed ``add`` left, so that the bag can be added to again."""
        if self._appender is not None:
            self._appender.take_back(self._appender.synced_bytes)

    def void(self, object_ids: Sequence[bytes]) -> None:
        """Give objects up: note durably that nothing is missing where they are missing."""
        if object_ids:
            self._append(voiding(object_ids))

    def reload(self) -> int:
        """Read the bag again and give how many bytes at its end are no whole frame.

        Raises:
            DamagedKeybagError: When it is no longer the bag that was opened.
        """
        self.close()
        bag = self._read()
        contents = Contents()
        for number, sealed in enumerate(bag.frames, start=1):
            try:
                read_into(contents, self._open_frame(number, sealed))
            except (InvalidTag, BagFileError) as error:
                raise DamagedKeybagError(f"{self._name}: frame {number} does not open under the bag's key") from error
        if contents.roots != self._contents.roots:
            raise DamagedKeybagError(f"{self._name} is not the keybag that was opened")
        self._contents = contents
        return bag.torn_bytes

    def cut_torn(self) -> None:
        """Cut bytes at the end that are no whole frame, and destroy older generations that still lie there."""
        bag = self._read()
        if bag.torn_bytes:
            appender = self._disk.append(self._path)
            try:
                appender.cut(bag.good_bytes)
                appender.sync()
            finally:
                appender.close()
        for generation in generations(self._layout):
            if generation < self.generation:
                self._disk.destroy(self._layout.keybag(generation), self._chance)

    def problems(self) -> Iterator[Finding]:
        """Read the bag again and say what in it cannot be opened, or is not what was opened."""
        try:
            bag = self._read()
        except (DamagedKeybagError, StorageError) as error:
            yield Finding(code="keybag.broken", where=self._name, what=f"{error}.")
            return
        contents = Contents()
        for number, sealed in enumerate(bag.frames, start=1):
            try:
                read_into(contents, self._open_frame(number, sealed))
            except (InvalidTag, BagFileError):
                yield Finding(
                    code="keybag.frame", where=self._name, what=f"Frame {number} does not open under the bag's key."
                )
        if contents != self._contents:
            yield Finding(code="keybag.changed", where=self._name, what="It holds other keys than when it was opened.")

    def next_generation(self, *, secret: Secret, without: Collection[bytes], cost: Cost | None = None) -> "Keybag":
        """Write the bag anew under a new key, without the keys of some objects, and destroy this file.

        The new file is durable before the old one is touched. What the old file's blocks still hold on the medium is
        beyond any program; docs/explanation/threat-model.md grades it.

        Args:
            secret: What opens the new bag; may be another one than before.
            without: Ids of the objects whose keys are to be gone.
            cost: The cost of a guess at a new passphrase; as before when ``None``.
        """
        kept = Contents(roots=dict(self._contents.roots), void=self._contents.void | set(without))
        kept.keys = {name: both for name, both in self._contents.keys.items() if name not in kept.void}
        self.close()
        bag = _write_bag(
            self._layout,
            generation=self.generation + 1,
            secret=secret,
            cost=cost or self._head.cost or Cost(),
            contents=kept,
            disk=self._disk,
            chance=self._chance,
        )
        self._disk.destroy(self._path, self._chance)
        return bag

    def close(self) -> None:
        """Close the file it appends to."""
        if self._appender is not None:
            self._appender.close()
            self._appender = None

    @property
    def _path(self) -> Path:
        return self._layout.keybag(self.generation)

    @property
    def _name(self) -> str:
        return self._layout.name(self._path)

    def _append(self, plain: bytes) -> None:
        if self._appender is None:
            self._appender = self._disk.append(self._path)
        number = self._contents.n_frames + 1
        self._appender.write(frame(_seal_frame(self._cipher, self._head_content, number, plain, self._chance)))
        self._appender.sync()
        read_into(self._contents, plain)

    def _read(self) -> BagFile:
        try:
            bag = read_bag_file(self._path)
        except BagFileError as error:
            raise DamagedKeybagError(f"{self._name}: {error}") from error
        except OSError as error:
            raise StorageError(f"cannot read {self._name}: {error.strerror}") from error
        if bag.head_content != self._head_content:
            raise DamagedKeybagError(f"{self._name} is not the keybag that was opened")
        return bag

    def _open_frame(self, number: int, sealed: bytes) -> bytes:
        return _open_frame(self._cipher, self._head_content, number, sealed)


def create_keybag(folder: Path, *, secret: Secret, disk: Disk, chance: Chance, cost: Cost | None = None) -> Keybag:
    """Make the keybag of a new case in ``folder``, with fresh keys.

    Raises:
        CaseExistsError: When a keybag or a case is there already.
        StorageError: When the disk refuses.
    """
    layout = Layout(folder)
    if layout.case_file.exists() or generations(layout):
        raise CaseExistsError(f"{folder} holds a keybag already")
    disk.make_folder(layout.keys)
    roots = {name: chance(32) for name in ("index", "log", "person", "vault_id")}
    return _write_bag(
        layout,
        generation=1,
        secret=secret,
        cost=cost or Cost(),
        contents=Contents(roots=roots),
        disk=disk,
        chance=chance,
    )


def open_keybag(folder: Path, *, secret: Secret, disk: Disk, chance: Chance) -> Keybag:
    """Open the newest keybag of the case in ``folder``.

    A torn or damaged end does not keep the rest from being opened: ``problems`` names it, and custody decides.

    Raises:
        KeyRefusedError: When the secret does not open it.
        NotACaseError: When there is none.
        DamagedKeybagError: When its beginning is broken, so that no secret opens it.
        StorageError: When it cannot be read.
    """
    layout = Layout(folder)
    found = generations(layout)
    if not found:
        raise NotACaseError(f"{folder} holds no keybag")
    path = layout.keybag(found[-1])
    try:
        bag = read_bag_file(path)
    except BagFileError as error:
        raise DamagedKeybagError(f"{layout.name(path)}: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read {layout.name(path)}: {error.strerror}") from error
    if isinstance(secret, Passphrase) != (bag.head.cost is not None):
        wanted = "a key file" if bag.head.cost is None else "a passphrase"
        raise KeyRefusedError(f"this case opens with {wanted}")
    bag_key = _unwrap(bag.head, secret)
    cipher, contents = AESGCM(bag_key), Contents()
    for number, sealed in enumerate(bag.frames, start=1):
        try:
            read_into(contents, _open_frame(cipher, bag.head_content, number, sealed))
        except (InvalidTag, BagFileError):
            break
    if not contents.roots:
        raise DamagedKeybagError(f"{layout.name(path)}: its first frame is broken")
    return Keybag(layout, head=bag.head, bag_key=bag_key, contents=contents, disk=disk, chance=chance)


def _write_bag(
    layout: Layout, *, generation: int, secret: Secret, cost: Cost, contents: Contents, disk: Disk, chance: Chance
) -> Keybag:
    salt, bag_key, nonce = chance(SALT_BYTES), chance(32), chance(_NONCE_BYTES)
    paid = None if isinstance(secret, KeyFile) else cost
    wrapping = AESGCM(derive(secret, salt, paid))
    wrapped = nonce + wrapping.encrypt(nonce, bag_key, _WRAPPING + generation.to_bytes(4, "big"))
    head = Head(generation=generation, salt=salt, cost=paid, wrapped=wrapped)
    head_content, cipher = head.encode(), AESGCM(bag_key)
    plains = [root_keys(contents.roots)]
    if contents.keys:
        plains.append(addition([Added(name, both[:32], both[32:] or None) for name, both in contents.keys.items()]))
    if contents.void:
        plains.append(voiding(sorted(contents.void)))
    sealed = [_seal_frame(cipher, head_content, number, plain, chance) for number, plain in enumerate(plains, start=1)]
    disk.replace(layout.keybag(generation), b"".join(frame(content) for content in (head_content, *sealed)))
    written = Contents()
    for plain in plains:
        read_into(written, plain)
    return Keybag(layout, head=head, bag_key=bag_key, contents=written, disk=disk, chance=chance)


def _unwrap(head: Head, secret: Secret) -> bytes:
    wrapping = AESGCM(derive(secret, head.salt, head.cost))
    nonce, sealed = head.wrapped[:_NONCE_BYTES], head.wrapped[_NONCE_BYTES:]
    try:
        return wrapping.decrypt(nonce, sealed, _WRAPPING + head.generation.to_bytes(4, "big"))
    except InvalidTag as error:
        raise KeyRefusedError("this key or passphrase does not open the case") from error


def _seal_frame(cipher: AESGCM, head_content: bytes, number: int, plain: bytes, chance: Chance) -> bytes:
    nonce = chance(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, head_content + number.to_bytes(8, "big"))


def _open_frame(cipher: AESGCM, head_content: bytes, number: int, sealed: bytes) -> bytes:
    associated = head_content + number.to_bytes(8, "big")
    return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], associated)
