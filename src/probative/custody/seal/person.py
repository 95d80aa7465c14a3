"""A person's keys: one that signs, one that opens what others wrapped for them. Kept in a file under a secret.

The file lies outside every case, in the user's configuration folder or on a medium. A case has one such file inside,
its *door*: whoever brings the case's own secret opens it, and is the case's founder. What others need of a person is
the *card*: two public keys and a name.

Source: docs/format/keybag.md; age: age-encryption.org/v1.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.base.chance import Chance
from probative.base.errors import KeyRefusedError, StorageError
from probative.base.fs import Disk
from probative.custody.errors import PersonFileError
from probative.custody.frames import frame, scan
from probative.custody.seal.secret import SALT_BYTES, Cost, KeyFile, Secret, derive, kind_of

ID_CHARS = 16
LONGEST_NAME = 200
_FORMAT = "probative/person@1"
_CARD = "probative/card@1"
_NONCE_BYTES = 12
_SEED_BYTES = 32
_KEYS = {"age", "argon2id", "format", "key_file", "name", "salt", "sealed", "signing_key"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What others may know of a person: a name, the key that signs, and the age recipient to wrap for."""

    name: str
    signing_key: bytes
    recipient: str

    @property
    def id(self) -> str:
        """Name this person's keys: the first 16 hex digits of the SHA-256 of the age recipient."""
        return hashlib.sha256(self.recipient.encode()).hexdigest()[:ID_CHARS]

    def encode(self) -> bytes:
        """Write the card in its one spelling."""
        return canonical.encode(
            {
                "age": self.recipient,
                "format": _CARD,
                "name": self.name,
                "signing_key": base64.b64encode(self.signing_key).decode(),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person's opened keys. Shows none of them."""

    card: Card
    _seed: bytes = field(repr=False)
    _identity: str = field(repr=False)
    _key: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work the key out once: it takes as long as a signature."""
        object.__setattr__(self, "_key", Ed25519PrivateKey.from_private_bytes(self._seed))

    @property
    def id(self) -> str:
        """The id of the card."""
        return self.card.id

    def sign(self, content: bytes) -> bytes:
        """Sign with this person's key; 64 bytes."""
        return self._key.sign(content)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Open what somebody wrapped for this person.

        Raises:
            KeyRefusedError: When it was not wrapped for this person, or was changed.
        """
        try:
            return bytes(pyrage.decrypt(wrapped, [pyrage.x25519.Identity.from_str(self._identity)]))
        except pyrage.DecryptError as error:
            raise KeyRefusedError("this was not wrapped for that person, or was changed") from error

    def sealed(self, secret: Secret, *, chance: Chance, cost: Cost | None = None) -> bytes:
        """Write the file that ``secret`` opens."""
        paid = None if isinstance(secret, KeyFile) else cost or Cost()
        salt, nonce = chance(SALT_BYTES), chance(_NONCE_BYTES)
        head = _head(self.card, secret, salt, paid)
        cipher = AESGCM(derive(secret, salt, paid))
        body = nonce + cipher.encrypt(nonce, self._seed + self._identity.encode(), canonical.encode(head))
        return frame(canonical.encode({**head, "sealed": base64.b64encode(body).decode()}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """A person's file, not opened: what opens it, and the card."""

    card: Card
    wants_words: bool
    wants_key_file: bool
    salt: bytes
    cost: Cost | None
    sealed: bytes
    head: bytes

    def open(self, secret: Secret) -> Person:
        """Open it.

        Raises:
            KeyRefusedError: When the secret is of another kind or does not open it.
        """
        if kind_of(secret) != (self.wants_words, self.wants_key_file):
            raise KeyRefusedError(f"this opens with {self.wanted}")
        cipher = AESGCM(derive(secret, self.salt, self.cost))
        try:
            plain = cipher.decrypt(self.sealed[:_NONCE_BYTES], self.sealed[_NONCE_BYTES:], self.head)
        except InvalidTag as error:
            raise KeyRefusedError(f"this {self.brought} does not open it") from error
        return Person(card=self.card, _seed=plain[:_SEED_BYTES], _identity=plain[_SEED_BYTES:].decode())

    @property
    def wanted(self) -> str:
        """Say what opens it."""
        if self.wants_words and self.wants_key_file:
            return "a passphrase and a key file together"
        return "a passphrase" if self.wants_words else "a key file"

    @property
    def brought(self) -> str:
        """Say in short what was brought to open it."""
        if self.wants_words and self.wants_key_file:
            return "passphrase, or this key file,"
        return "passphrase" if self.wants_words else "key"


def new_person(name: str, *, chance: Chance) -> Person:
    """Make the keys of a person.

    Raises:
        ValueError: When the name is empty or longer than 200 characters.
    """
    return _person(name, chance(_SEED_BYTES))


def founder(seed: bytes) -> Person:
    """Give the person of a case's door, who signs with ``seed``."""
    return _person("founder", seed)


def write_person(path: Path, person: Person, secret: Secret, *, disk: Disk, chance: Chance) -> None:
    """Put a person's file at ``path``, replacing what is there.

    Raises:
        StorageError: When the disk refuses.
    """
    disk.make_folder(path.parent)
    disk.replace(path, person.sealed(secret, chance=chance))


def read_person(path: Path) -> PersonFile:
    """Read a person's file without opening it.

    Raises:
        PersonFileError: When it is not there or is none.
        StorageError: When it cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise PersonFileError(f"there is no person's file at {path}") from error
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
    return person_file(content, path.name)


def person_file(content: bytes, name: str) -> PersonFile:
    """Read the bytes of a person's file.

    Raises:
        PersonFileError: When they are none.
    """
    found = scan(content)
    try:
        if len(found.starts) != 1 or found.torn_bytes:
            raise PersonFileError(f"{name} is cut short or changed")
        value = canonical.decode(content[found.starts[0] : found.ends[0]])
    except NotCanonicalError as error:
        raise PersonFileError(f"{name} is no person's file: {error}") from error
    if not isinstance(value, dict) or set(value) != _KEYS or value["format"] != _FORMAT:
        raise PersonFileError(f"{name} is no person's file that this version reads")
    sealed = _bytes(value.pop("sealed"), name)
    cost = _cost(value["argon2id"], name)
    return PersonFile(
        card=_card(value, name),
        wants_words=cost is not None,
        wants_key_file=value["key_file"] is True,
        salt=_bytes(value["salt"], name),
        cost=cost,
        sealed=sealed,
        head=canonical.encode(value),
    )


def read_card(content: bytes) -> Card:
    """Read a card, refusing every spelling but the one; one newline at the end is allowed.

    Raises:
        PersonFileError: When it is none.
    """
    try:
        value = canonical.decode(content.removesuffix(b"\n"))
    except NotCanonicalError as error:
        raise PersonFileError(f"this is no card: {error}") from error
    if not isinstance(value, dict) or set(value) != {"age", "format", "name", "signing_key"}:
        raise PersonFileError("this is no card")
    if value["format"] != _CARD:
        raise PersonFileError("this is no card that this version reads")
    return _card(value, "the card")


def wrap(content: bytes, recipient: str) -> bytes:
    """Wrap for one recipient, so that nobody else opens it.

    Raises:
        PersonFileError: When the recipient is none.
    """
    return bytes(pyrage.encrypt(content, [_recipient(recipient)]))


def _person(name: str, seed: bytes) -> Person:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters")
    identity = pyrage.x25519.Identity.generate()
    signing_key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    card = Card(name=name, signing_key=signing_key, recipient=str(identity.to_public()))
    return Person(card=card, _seed=seed, _identity=str(identity))


def _head(card: Card, secret: Secret, salt: bytes, cost: Cost | None) -> dict[str, Json]:
    return {
        "age": card.recipient,
        "argon2id": None
        if cost is None
        else {"lanes": cost.lanes, "memory_kib": cost.memory_kib, "passes": cost.passes},
        "format": _FORMAT,
        "key_file": kind_of(secret)[1],
        "name": card.name,
        "salt": base64.b64encode(salt).decode(),
        "signing_key": base64.b64encode(card.signing_key).decode(),
    }


def _card(value: dict[str, Json], name: str) -> Card:
    who, signing_key, recipient = value["name"], _bytes(value["signing_key"], name), value["age"]
    if not isinstance(who, str) or not 0 < len(who.strip()) <= LONGEST_NAME or len(signing_key) != _SEED_BYTES:
        raise PersonFileError(f"{name} has no name, or no key that signs")
    if not isinstance(recipient, str):
        raise PersonFileError(f"{name} names no age recipient")
    _recipient(recipient)
    return Card(name=who, signing_key=signing_key, recipient=recipient)


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        recipient = pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise PersonFileError(f"not an age recipient: {text[:80]!r}") from error
    if str(recipient) != text:
        raise PersonFileError(f"an age recipient in another spelling: {text[:80]!r}")
    return recipient


def _cost(value: Json, name: str) -> Cost | None:
    if value is None:
        return None
    numbers = [value.get(key) for key in ("memory_kib", "passes", "lanes")] if isinstance(value, dict) else []
    whole = [number for number in numbers if isinstance(number, int) and not isinstance(number, bool)]
    if len(whole) != 3 or not isinstance(value, dict) or len(value) != 3:
        raise PersonFileError(f"{name} names no cost of a guess")
    try:
        return Cost(memory_kib=whole[0], passes=whole[1], lanes=whole[2])
    except ValueError as error:
        raise PersonFileError(f"{name} names a cost out of bounds: {error}") from error


def _bytes(value: object, name: str) -> bytes:
    try:
        content = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise PersonFileError(f"a value in {name} is not base64") from error
    if not content or base64.b64encode(content).decode() != value:
        raise PersonFileError(f"a value in {name} is not base64 in its one spelling")
    return content
