"""Which key signs a log's checkpoints: its first one, and each to which the one before handed over.

A *handover* is signed by the old key and the new: who knows one key of a log can walk to the next, and nobody takes
over who has not both. It says from which size on the new key signs. It stands in the log as an entry, and what it says
holds by itself: other devices and witnesses follow it without the log.

Source: docs/format/ledger.md (Keys).
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.custody.ledger.entries import person_key_id
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.signatures import is_signed

_FORMAT = "probative/handover@1"
_TAG = b"probative/key@1\n"
_SAID = {"agreed", "log_key", "old", "since"}
_MOST = 2**53


class HandoverError(ValueError):
    """This is no handover from the key that signs a log to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """From checkpoints of ``since`` entries on, ``key`` signs. ``said`` is what both keys agreed to, as it stands."""

    since: int
    key: bytes
    said: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKeys:
    """The keys of the log ``name``: the first, then one for each handover, oldest first."""

    name: str
    first: bytes
    handovers: tuple[Handover, ...] = ()

    @property
    def newest(self) -> NoteKey:
        """The key that signs now."""
        return NoteKey(name=self.name, public_key=self.handovers[-1].key if self.handovers else self.first)

    @property
    def all(self) -> tuple[bytes, ...]:
        """Every key that ever signed, oldest first."""
        return (self.first, *(one.key for one in self.handovers))

    def at(self, size: int) -> NoteKey:
        """Give the key that signs a checkpoint of ``size`` entries."""
        keys = [one.key for one in self.handovers if one.since <= size]
        return NoteKey(name=self.name, public_key=keys[-1] if keys else self.first)

    def followed(self, said: Mapping[str, Json]) -> "LogKeys":
        """Give the keys after one more handover.

        Raises:
            HandoverError: When it is not from the newest key, not signed by both, or goes back before the last one.
        """
        since, key = said.get("since"), _bytes(said.get("log_key"), 32)
        old, agreed = self.newest.public_key, said.get("agreed")
        if not set(said) >= _SAID or not isinstance(since, int) or isinstance(since, bool) or not 0 < since < _MOST:
            raise HandoverError("it does not say which key signs from where on")
        if said["old"] != person_key_id(old) or key in self.all:
            raise HandoverError("it does not lead from the key that signs now to a new one")
        if self.handovers and since <= self.handovers[-1].since:
            raise HandoverError("it begins before the handover that it follows")
        message = _message(self.name, since, old, key)
        if not isinstance(agreed, list) or len(agreed) != 2:
            raise HandoverError("it is not signed by the old key and the new")
        for signature, signer in zip(agreed, (old, key), strict=True):
            if not is_signed(message, _bytes(signature, 64), signer):
                raise HandoverError("it is not signed by the old key and the new")
        told = {name: said[name] for name in sorted(_SAID)}
        one = Handover(since=since, key=key, said=told)
        return LogKeys(name=self.name, first=self.first, handovers=(*self.handovers, one))

    def goes_on_from(self, other: "LogKeys") -> bool:
        """Whether these are the keys of ``other`` and, maybe, more handovers."""
        return (self.name, self.first) == (other.name, other.first) and self.handovers[
            : len(other.handovers)
        ] == other.handovers


def handover(
    keys: LogKeys, *, since: int, key: bytes, sign_old: Callable[[bytes], bytes], sign_new: Callable[[bytes], bytes]
) -> dict[str, Json]:
    """Write what the old key and the new sign: that ``key`` signs checkpoints of ``since`` entries and more."""
    old = keys.newest.public_key
    message = _message(keys.name, since, old, key)
    return {
        "agreed": [base64.b64encode(sign(message)).decode() for sign in (sign_old, sign_new)],
        "log_key": base64.b64encode(key).decode(),
        "old": person_key_id(old),
        "since": since,
    }


def handover_file(name: str, said: Mapping[str, Json]) -> bytes:
    """Write a handover as a file: for witnesses, who have not the log."""
    return canonical.encode({"format": _FORMAT, "origin": name, **{key: said[key] for key in _SAID}})


def read_handover(content: bytes) -> tuple[str, dict[str, Json]]:
    """Read such a file: the log's name, and what was said. Whether it holds, ``LogKeys.followed`` says.

    Raises:
        HandoverError: When it is none.
    """
    try:
        value = canonical.decode(content.strip())
    except NotCanonicalError as error:
        raise HandoverError(str(error)) from error
    if not isinstance(value, dict) or set(value) != _SAID | {"format", "origin"} or value["format"] != _FORMAT:
        raise HandoverError(f"it is not of the format {_FORMAT}")
    return str(value["origin"]), {name: value[name] for name in sorted(_SAID)}


def _message(name: str, since: int, old: bytes, new: bytes) -> bytes:
    # A log in a later epoch bears a number behind its name; its key is the log's in every epoch.
    origin = "/".join(name.split("/")[:2])
    return _TAG + f"{origin}\nlog\n{since}\n{person_key_id(old)}\n{person_key_id(new)}\n".encode()


def _bytes(text: object, length: int) -> bytes:
    try:
        content = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise HandoverError("a value that is not base64") from error
    if len(content) != length or base64.b64encode(content).decode() != text:
        raise HandoverError(f"a value that is not {length} bytes in base64")
    return content
