"""What a person brings to open a case: a passphrase, a key file, or both together.

Source: DESIGN.md section 3; docs/format/keybag.md; argon2id: RFC 9106; HKDF: RFC 5869.
"""

import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from probative.base.chance import Chance
from probative.base.fs import Disk
from probative.custody.errors import KeyFileError, KeyFileExposedError

KEY_FILE_BYTES = 32
SALT_BYTES = 16
_OPENING = b"probative/keyfile@1"
_OPENING_BOTH = b"probative/both@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at a passphrase costs (argon2id)."""

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse what would cost nothing, or a whole machine."""
        if not 8 * self.lanes <= self.memory_kib <= 1024 * 1024 or not 1 <= self.passes <= 16:
            raise ValueError("argon2id takes 8 KiB a lane to 1 GiB, and 1 to 16 passes")
        if not 1 <= self.lanes <= 16:
            raise ValueError("argon2id takes 1 to 16 lanes")


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that a person remembers. Never stored."""

    text: str

    def __post_init__(self) -> None:
        """Refuse an empty one."""
        if not self.text:
            raise ValueError("an empty passphrase protects nothing")

    def __repr__(self) -> str:
        return "Passphrase(...)"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """32 random bytes in a file that only its owner may read."""

    content: bytes

    def __post_init__(self) -> None:
        """Refuse any other length."""
        if len(self.content) != KEY_FILE_BYTES:
            raise ValueError(f"a key file has {KEY_FILE_BYTES} bytes")

    def __repr__(self) -> str:
        return "KeyFile(...)"


@dataclass(frozen=True, slots=True)
class Both:
    """A passphrase and a key file, of which neither opens anything without the other."""

    passphrase: Passphrase
    key_file: KeyFile


Secret = Passphrase | KeyFile | Both


def kind_of(secret: Secret) -> tuple[bool, bool]:
    """Say whether a secret has a passphrase, and whether it has a key file."""
    return not isinstance(secret, KeyFile), not isinstance(secret, Passphrase)


def derive(secret: Secret, salt: bytes, cost: Cost | None) -> bytes:
    """Give the 32-byte key that a secret stands for.

    Args:
        secret: What the person brought.
        salt: 16 random bytes that stand beside what it opens.
        cost: The cost of a guess, where there is a passphrase; a key file has none.
    """
    if isinstance(secret, KeyFile):
        return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_OPENING).derive(secret.content)
    if cost is None:
        raise ValueError("a passphrase has a cost")
    words = secret.passphrase if isinstance(secret, Both) else secret
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    # One keyboard types "й" as one character and another as two.
    stretched = kdf.derive(unicodedata.normalize("NFC", words.text).encode())
    if isinstance(secret, Passphrase):
        return stretched
    # Extraction over both: whoever lacks one of them has 32 unknown bytes in the input.
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_OPENING_BOTH).derive(
        stretched + secret.key_file.content
    )


def read_key_file(path: Path) -> KeyFile:
    """Read a key file.

    Raises:
        KeyFileExposedError: When anybody but its owner may read or change it.
        KeyFileError: When it is not there or not 32 bytes long.
    """
    try:
        with path.open("rb") as file:
            mode = path.stat().st_mode
            content = file.read(KEY_FILE_BYTES + 1)
    except OSError as error:
        raise KeyFileError(f"cannot read the key file {path}: {error.strerror}") from error
    if stat.S_IMODE(mode) & 0o077:
        raise KeyFileExposedError(f"others may read the key file {path} (mode {stat.S_IMODE(mode):04o})")
    if len(content) != KEY_FILE_BYTES:
        raise KeyFileError(f"the key file {path} has not {KEY_FILE_BYTES} bytes")
    return KeyFile(content)


def make_key_file(path: Path, *, disk: Disk, chance: Chance) -> KeyFile:
    """Make a key file, or read the one that is there. An existing file is never changed.

    Raises:
        KeyRefusedError: As ``read_key_file``.
        StorageError: When it cannot be written.
    """
    disk.make_folder(path.parent)
    if path.exists() or not disk.place(path, chance(KEY_FILE_BYTES)):
        # Whoever made it may have died before its name was durable, and a case is about to hang on it.
        disk.sync_folder(path.parent)
    return read_key_file(path)
