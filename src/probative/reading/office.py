"""Office files as packages: what can be known before a library opens them."""

import zipfile
import zlib
from typing import BinaryIO, Final

from probative.reading.port import ITEM_LIMIT_BYTES

UNPACKED_LIMIT_BYTES: Final = 1 << 30
"""What the members of one office file may unpack to: 1 GiB."""

RATIO_LIMIT: Final = 500
"""How many times larger than packed a member may be; sheets of zeros reach about 100."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")

PACKAGE_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    zlib.error,
)
"""What ``zipfile`` raises on packages that are broken, encrypted or packed in an unknown way."""


def is_encrypted_office(content: BinaryIO) -> bool:
    """Whether the bytes are an encrypted office file: its package stands in an old-style compound file.

    Source: [MS-OFFCRYPTO] section 2.3.4.
    """
    content.seek(0)
    begin = content.read(1 << 20)
    content.seek(0)
    return begin.startswith(_OLD_OFFICE) and _ENCRYPTED_PACKAGE in begin


def is_old_office(content: BinaryIO) -> bool:
    """Whether the bytes are a compound file, as office programs wrote until 2007."""
    content.seek(0)
    begin = content.read(8)
    content.seek(0)
    return begin == _OLD_OFFICE


def over_budget(package: zipfile.ZipFile) -> str | None:
    """Say why a package is too large or dense to be opened; ``None`` where it is not."""
    total = 0
    for member in package.infolist():
        total += member.file_size
        if member.file_size > ITEM_LIMIT_BYTES and member.file_size > RATIO_LIMIT * max(1, member.compress_size):
            return f"its part {member.filename!r} unpacks to {member.file_size} bytes from {member.compress_size}"
    return f"it unpacks to {total} bytes" if total > UNPACKED_LIMIT_BYTES else None
