"""Proving from afar that an heir could recover a case: a challenge, and the answer to it.

The challenge holds what lies in the case for the heir, wrapped as it is, and a random number. The heir opens each wrap
and answers, for each compartment, with a MAC under the key that it holds; and signs the answer. So the keeper learns
that the heir can open everything, without the heir's keys coming near the case, or the case near the heir. No key is in
either file.

Source: docs/format/keybag.md (A drill).
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.custody.compartments import Compartment
from probative.custody.ledger.signatures import is_signed
from probative.custody.seal.person import Person
from probative.custody.seal.wraps import opened_wrap

_CHALLENGE, _ANSWER = "probative/challenge@1", "probative/answer@1"
_NONCE_BYTES = 32


class DrillError(ValueError):
    """The bytes are no challenge or answer of this drill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What is sent to an heir: by name, the files that were wrapped for them. ``nonce`` is new each time."""

    holder: str
    nonce: bytes
    wraps: Mapping[str, bytes]

    def encode(self) -> bytes:
        """Write it in its one spelling."""
        wraps: dict[str, Json] = {name: base64.b64encode(content).decode() for name, content in self.wraps.items()}
        return canonical.encode(
            {"format": _CHALLENGE, "holder": self.holder, "nonce": _text(self.nonce), "wraps": wraps}
        )


def read_challenge(content: bytes) -> Challenge:
    """Read a challenge.

    Raises:
        DrillError: When it is none.
    """
    value = _value(content, {"format", "holder", "nonce", "wraps"}, _CHALLENGE)
    wraps = value["wraps"]
    if not isinstance(wraps, dict):
        raise DrillError("it holds nothing to open")
    return Challenge(
        holder=str(value["holder"]),
        nonce=_bytes(value["nonce"], _NONCE_BYTES),
        wraps={name: _bytes(wrapped) for name, wrapped in wraps.items()},
    )


def answer(challenge: Challenge, person: Person) -> bytes:
    """Answer a challenge with a person's keys.

    Raises:
        DrillError: When it is for somebody else.
        KeyRefusedError: When a wrap does not open.
        DamagedKeybagError: When one is cut short or changed.
    """
    if challenge.holder != person.id:
        raise DrillError(f"it is for the holder {challenge.holder}, not for {person.id}")
    opened: dict[str, Json] = {}
    for name, content in sorted(challenge.wraps.items()):
        compartment, generation, _ = name.split(".")
        key = opened_wrap(content, Compartment(compartment), int(generation), [person], name)
        opened[compartment] = _text(expected(key, challenge.nonce, Compartment(compartment)))
    told: dict[str, Json] = {"format": _ANSWER, "holder": person.id, "nonce": _text(challenge.nonce), "opened": opened}
    return canonical.encode({**told, "signature": _text(person.sign(_signed(told)))})


def answered(content: bytes, challenge: Challenge, signing_key: bytes, keys: Mapping[Compartment, bytes]) -> None:
    """Demand that an answer is by that holder, to that challenge, and under these keys, one a compartment.

    Raises:
        DrillError: When it is not.
    """
    value = _value(content, {"format", "holder", "nonce", "opened", "signature"}, _ANSWER)
    told = {name: each for name, each in value.items() if name != "signature"}
    if value["holder"] != challenge.holder or value["nonce"] != _text(challenge.nonce):
        raise DrillError("it answers another challenge")
    if not is_signed(_signed(told), _bytes(value["signature"], 64), signing_key):
        raise DrillError("the heir did not sign it")
    opened = value["opened"]
    if not isinstance(opened, dict) or set(opened) != {str(each) for each in keys}:
        raise DrillError("it does not speak of all that the heir must open")
    for compartment, key in keys.items():
        if not hmac.compare_digest(_bytes(opened[str(compartment)]), expected(key, challenge.nonce, compartment)):
            raise DrillError(f"what the heir opened is not the key of {compartment}")


def expected(key: bytes, nonce: bytes, compartment: Compartment) -> bytes:
    """Give what whoever holds a compartment's key answers."""
    return hmac.digest(key, b"probative/drill@1\n" + nonce + str(compartment).encode(), "sha256")


def _signed(told: Mapping[str, Json]) -> bytes:
    return b"probative/drill@1\n" + canonical.encode(told)


def _value(content: bytes, names: set[str], form: str) -> dict[str, Json]:
    try:
        value = canonical.decode(content.strip())
    except NotCanonicalError as error:
        raise DrillError(str(error)) from error
    if not isinstance(value, dict) or set(value) != names or value["format"] != form:
        raise DrillError(f"it is not of the format {form}")
    return value


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: object, length: int | None = None) -> bytes:
    try:
        content = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise DrillError("a value that is not base64") from error
    if length is not None and len(content) != length:
        raise DrillError("a value of another length")
    return content
