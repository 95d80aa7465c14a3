"""Two persons for one act: the second signs what is recorded, and the entry names their key.

The signature stands in the record, over its other fields, the case, the kind and the place in the ledger from which on
it may be entered: it serves for no other act. The entry itself is signed by the first, as every entry is.

Source: shared/reference/custody.md section 3, T4 (two-person rule on destructive acts); docs/format/consent.md.
"""

import hashlib
from collections.abc import Mapping
from typing import ClassVar, Final

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.errors import KeyRefusedError
from probative.custody.compartments import GENERAL, Within
from probative.custody.ledger.register import Register
from probative.custody.ledger.signatures import is_signed
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.custody.signers import Signer

SIGNATURE: Final = "second_signature"
AT: Final = "second_at"
SALTS: Final = "second_salts"
SAID: Final = "second_said"
SECOND: Final = "second"

_TAG: Final = b"probative/second@2\n"
_FARTHEST: Final = 16
"""So many entries after the place that was signed it may stand: several orders are entered together."""
_SALT_BYTES: Final = 16
_DIGEST_DIGITS: Final = 64
_OURS: Final = (SIGNATURE, SALTS, SAID)
"""Fields that say how it was signed; all others are what was signed."""
_WORDS: Final = ("by", "why", "lacking", "judgements")
"""Fields in which somebody's words stand: they may be said again without a name. What binds is never said again."""


class SecondPersonError(KeyRefusedError):
    """The act takes two persons whose keys count in the case, and there are not two."""

    code: ClassVar[str] = "P219"
    hint: ClassVar[str] = (
        "Have a second person stand by: --second names their file. `probative compartment DIR give CARD` lets somebody "
        "in; `probative root show DIR` says whose keys count."
    )


def has_second(custody: Custody) -> bool:
    """Whether more than one key counts in the case now: then two persons can act together, and must."""
    return len(custody.signers.register.active(custody.size)) > 1


def seconded(  # noqa: PLR0917 - what is recorded, as ``Custody.record`` takes it, and who signs
    custody: Custody,
    kind: str,
    fields: Mapping[str, str],
    public: Mapping[str, Json],
    second: Signer,
    place: Within = GENERAL,
) -> tuple[dict[str, str], dict[str, Json]]:
    """Give the fields and the public part of an act that a second person signs too.

    What is signed is a salted digest of each field, of the words as they will be recorded: where names are sealed,
    without them. So a field can be said again later without a name, and the signature still holds for the others.

    Args:
        custody: Where the act will be recorded next.
        kind: What kind of act.
        fields: What is recorded.
        public: What stands in the clear.
        second: Who signs beside whoever acts.
        place: The compartments in which it is recorded.

    Raises:
        SecondPersonError: When their key does not count in the case, or is the one that acts.
    """
    signers = custody.signers
    if not signers.register.counts(second.id, custody.size):
        raise SecondPersonError(f"the key {second.id} does not count in this case")
    if second.id in {signers.acting.id, signers.on_behalf_of}:
        raise SecondPersonError("the second person is the first")
    said = fields if custody.reword is None else custody.reword(kind, fields, place)
    placed = {**said, AT: str(custody.size)}
    salts = {name: custody.chance(_SALT_BYTES).hex() for name in sorted(placed)}
    digests = {name: field_digest(salts[name], placed[name]) for name in salts}
    signature = second.sign(signed_part(custody.origin, kind, digests)).hex()
    signed = {**placed, SALTS: _text(salts), SIGNATURE: _text(signature)}
    return signed, {**public, SECOND: second.id}


def is_seconded(recorded: Recorded, register: Register) -> bool:
    """Whether a second person, whose key counted there and is not the first's, signed what an entry records.

    Of an entry that was said again without a name, its fields are what is said now.
    """
    fields, entry = recorded.fields, recorded.entry
    second = entry.public.get(SECOND)
    if not fields or not isinstance(second, str) or second in {entry.by, entry.public.get("on_behalf_of")}:
        return False
    key = register.active(recorded.index).get(second)
    at = fields.get(AT, "")
    if key is None or not at.isdigit() or not 0 <= recorded.index - int(at) < _FARTHEST:
        return False
    try:
        signature = bytes.fromhex(fields.get(SIGNATURE, "").strip('"'))
        salts, said = _map(fields.get(SALTS)), _map(fields.get(SAID, "{}"))
    except ValueError:
        return False
    names = {name for name in fields if name not in _OURS}
    if set(salts) | set(said) != names or set(salts) & set(said) or not set(said) <= set(_WORDS):
        return False
    digests = {**said, **{name: field_digest(salt, fields[name]) for name, salt in salts.items()}}
    return is_signed(signed_part(register.origin, entry.kind, digests), signature, key)


def said_again(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of an act as they are said again: where it was seconded, so that the signature still holds.

    Of each field that changes the digest that was signed stays, and its salt goes: nobody can try words against it.

    Args:
        before: The fields as they were recorded.
        after: The same without a name.
    """
    if SALTS not in before:
        return dict(after)
    salts, said = _map(before[SALTS]), _map(before.get(SAID, "{}"))
    for name in [name for name in salts if before[name] != after[name]]:
        said[name] = field_digest(salts.pop(name), before[name])
    return {**after, **{name: before[name] for name in _OURS if name in before}, SALTS: _text(salts), SAID: _text(said)}


def field_digest(salt: str, value: str) -> str:
    """Give the salted digest of a field, in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def _map(field: str | None) -> dict[str, str]:
    """Read a field that maps names to hex digits.

    Raises:
        ValueError: When it does not.
    """
    found = canonical.decode((field or "").encode())
    read = {name: str(each) for name, each in found.items()} if isinstance(found, dict) else {}
    for each in read.values():
        if len(bytes.fromhex(each)) * 2 not in {2 * _SALT_BYTES, _DIGEST_DIGITS}:
            raise ValueError("neither a salt nor a digest")
    return read


def _text(value: Mapping[str, str] | str) -> str:
    return canonical.encode(dict(value) if isinstance(value, Mapping) else value).decode()


def signed_part(origin: str, kind: str, digests: Mapping[str, str]) -> bytes:
    """Give the bytes that the second person signs."""
    return _TAG + origin.encode() + b"\n" + kind.encode() + b"\n" + canonical.encode(dict(digests))
