"""Signed notes: a text, a blank line, and one line for each signature.

Source: C2SP signed-note (c2sp.org/signed-note), signature types 0x01 (Ed25519) and 0x04 (a witness's Ed25519).
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from probative.custody.ledger.signatures import is_signed

_DASH = "\u2014 "
ED25519 = 0x01
"""The key signs the text itself: what a log does."""
COSIGNATURE = 0x04
"""The key signs the time and the text: what a witness does; see ``ledger.cosignatures``."""


class NoteError(ValueError):
    """The bytes are no signed note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKey:
    """Who signs notes: a name, an Ed25519 public key, and what it signs (``ED25519`` or ``COSIGNATURE``)."""

    name: str
    public_key: bytes
    algorithm: int = ED25519

    def __post_init__(self) -> None:
        """Refuse a name that the format cannot carry."""
        if not self.name or "+" in self.name or any(character.isspace() for character in self.name):
            raise ValueError(f"not a key name: {self.name!r}")

    @property
    def id(self) -> bytes:
        """The four bytes that name this key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._typed).digest()[:4]

    @property
    def verifier(self) -> str:
        """The text in which this key is handed to a verifier: ``name+id+key``."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self._typed).decode()}"

    @property
    def _typed(self) -> bytes:
        return bytes([self.algorithm]) + self.public_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature line: the key's name and id, and what it wrote."""

    name: str
    key_id: bytes
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text (its last newline included) and its signatures. Nothing here says that they hold."""

    text: str
    signatures: tuple[Signature, ...]


def read_key(text: str) -> NoteKey:
    """Read a key as it is handed to a verifier, demanding its one spelling.

    Raises:
        NoteError: When it is no such text, its id is not the one of its key, or its algorithm is unknown here.
    """
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        typed = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a key that is not base64") from error
    if len(typed) != 33 or typed[0] not in (ED25519, COSIGNATURE):
        raise NoteError("not an Ed25519 key of a log or a witness")
    try:
        key = NoteKey(name=name, public_key=typed[1:], algorithm=typed[0])
    except ValueError as error:
        raise NoteError(str(error)) from error
    if key.verifier != text:
        raise NoteError(f"its id is not that of its key, which is {key.id.hex()}, not {key_id[:20]}")
    return key


def sign_note(text: str, *, key: NoteKey, sign: Callable[[bytes], bytes]) -> bytes:
    """Write ``text`` as a note signed by ``key``.

    Args:
        text: Ends in a newline; holds no other control character.
        key: Whose name and id stand in the signature line.
        sign: Gives the 64-byte Ed25519 signature of that key.
    """
    if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
        raise ValueError("a note's text ends in a newline and has no other control character")
    return f"{text}\n{signature_line(key, sign(text.encode()))}".encode()


def signature_line(key: NoteKey, content: bytes) -> str:
    """Write one signature line, its newline included: what ``key`` wrote is ``content``."""
    return f"{_DASH}{key.name} {base64.b64encode(key.id + content).decode()}\n"


def read_note(content: bytes) -> Note:
    """Take a note apart, demanding the format to the letter.

    Raises:
        NoteError: When it is no note. Whether a signature holds is another question: ``is_signed_by``.
    """
    try:
        whole = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError("not UTF-8") from error
    if any(character < " " and character != "\n" for character in whole):
        raise NoteError("a control character")
    text, blank, tail = whole.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise NoteError("no signature lines")
    return Note(text=text + "\n", signatures=tuple(read_signature(line) for line in tail[:-1].split("\n")))


def is_signed_by(note: Note, key: NoteKey) -> bool:
    """Whether ``key`` signed the note: at least one line of its own, and none of its own that fails."""
    own = [line for line in note.signatures if line.name == key.name and line.key_id == key.id]
    return bool(own) and all(is_signed(note.text.encode(), line.content, key.public_key) for line in own)


def read_signature(line: str) -> Signature:
    """Take one signature line apart, without its newline.

    Raises:
        NoteError: When it is none, or not in its one spelling.
    """
    if not line.startswith(_DASH):
        raise NoteError("a signature line that does not begin with a dash")
    name, space, encoded = line[len(_DASH) :].partition(" ")
    try:
        content = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a signature that is not base64") from error
    if not name or not space or len(content) < 5 or base64.b64encode(content).decode() != encoded:
        raise NoteError("a signature line that is not in its one spelling")
    return Signature(name=name, key_id=content[:4], content=content[4:])
