"""``case.json``: what a stranger needs to check a case without any secret.

Source: docs/format/ledger.md.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.digest import Digest, digest_of
from probative.base.identifiers import CaseId
from probative.custody.ledger.entries import Entry
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.register import Register, register_of

_ORIGIN = re.compile(r"probative/[0-9a-f]{32}")


class CaseFileError(ValueError):
    """The bytes are no case file that this version can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The case's origin and public keys. ``content`` is the file's bytes."""

    origin: CaseId
    log_public_key: bytes
    person_public_key: bytes
    content: bytes

    @property
    def digest(self) -> Digest:
        """The SHA-256 that the first entry binds."""
        return digest_of(self.content)

    @property
    def log_key(self) -> NoteKey:
        """The key that signs the first checkpoints, under the log's own name."""
        return NoteKey(name=self.origin, public_key=self.log_public_key)

    def register(self, said: Iterable[tuple[int, Entry]]) -> Register:
        """Work out which key counts where, from the entries that say so; see ``register_of``."""
        return register_of(self.log_key, self.person_public_key, said)


def write_case_file(*, origin: CaseId, log_public_key: bytes, person_public_key: bytes) -> CaseFile:
    """Write the case file of a new case."""
    content = canonical.encode(
        {
            "format": "probative/case@1",
            "log_key": base64.b64encode(log_public_key).decode(),
            "origin": origin,
            "person_key": base64.b64encode(person_public_key).decode(),
        }
    )
    return read_case_file(content)


def read_case_file(content: bytes) -> CaseFile:
    """Read a case file, refusing every spelling but the one, and versions that it does not know.

    Raises:
        CaseFileError: When it is no such file.
    """
    try:
        value = canonical.decode(content)
    except NotCanonicalError as error:
        raise CaseFileError(str(error)) from error
    if not isinstance(value, dict) or value.get("format") != "probative/case@1":
        raise CaseFileError("not of the format probative/case@1")
    if set(value) != {"format", "log_key", "origin", "person_key"}:
        raise CaseFileError("more or fewer values than a case file has")
    origin = value["origin"]
    if not isinstance(origin, str) or not _ORIGIN.fullmatch(origin):
        raise CaseFileError("its origin is not probative/ and 32 hex digits")
    return CaseFile(
        origin=CaseId(origin),
        log_public_key=_key(value["log_key"]),
        person_public_key=_key(value["person_key"]),
        content=content,
    )


def _key(value: object) -> bytes:
    try:
        key = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise CaseFileError("a key that is not base64") from error
    if len(key) != 32 or base64.b64encode(key).decode() != value:
        raise CaseFileError("a key that is not 32 bytes in base64")
    return key
