"""Two persons for one act: the second signs what is recorded, and the entry names their key.

The signature stands in the record, over its other fields, the case, the kind and the place in the ledger from which on
it may be entered: it serves for no other act. The entry itself is signed by the first, as every entry is.

Source: shared/reference/custody.md section 3, T4 (two-person rule on destructive acts); docs/format/consent.md.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import ClassVar, Final

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.errors import KeyRefusedError
from probative.custody.ledger.register import Register
from probative.custody.ledger.signatures import is_signed
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.custody.signers import Signer

SIGNATURE: Final = "second_signature"
AT: Final = "second_at"
SECOND: Final = "second"

_TAG: Final = b"probative/second@1\n"
_FARTHEST: Final = 16
"""So many entries after the place that was signed it may stand: several orders are entered together."""


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


def seconded(
    custody: Custody, kind: str, fields: Mapping[str, str], public: Mapping[str, Json], second: Signer
) -> tuple[dict[str, str], dict[str, Json]]:
    """Give the fields and the public part of an act that a second person signs too.

    Args:
        custody: Where the act will be recorded next.
        kind: What kind of act.
        fields: What is recorded.
        public: What stands in the clear.
        second: Who signs beside whoever acts.

    Raises:
        SecondPersonError: When their key does not count in the case, or is the one that acts.
    """
    signers = custody.signers
    if not signers.register.counts(second.id, custody.size):
        raise SecondPersonError(f"the key {second.id} does not count in this case")
    if second.id in {signers.acting.id, signers.on_behalf_of}:
        raise SecondPersonError("the second person is the first")
    placed = {**fields, AT: str(custody.size)}
    signature = base64.b64encode(second.sign(_signed_part(custody.origin, kind, placed))).decode()
    return {**placed, SIGNATURE: canonical.encode(signature).decode()}, {**public, SECOND: second.id}


def is_seconded(recorded: Recorded, register: Register) -> bool:
    """Whether a second person, whose key counted there and is not the first's, signed what an entry records."""
    fields, entry = recorded.fields, recorded.entry
    second = entry.public.get(SECOND)
    if not fields or not isinstance(second, str) or second in {entry.by, entry.public.get("on_behalf_of")}:
        return False
    key = register.active(recorded.index).get(second)
    at = fields.get(AT, "")
    if key is None or not at.isdigit() or not 0 <= recorded.index - int(at) < _FARTHEST:
        return False
    try:
        signature = base64.b64decode(fields.get(SIGNATURE, "").strip('"'), validate=True)
    except (binascii.Error, ValueError):
        return False
    signed = {name: value for name, value in fields.items() if name != SIGNATURE}
    return is_signed(_signed_part(register.origin, entry.kind, signed), signature, key)


def _signed_part(origin: str, kind: str, fields: Mapping[str, str]) -> bytes:
    return _TAG + origin.encode() + b"\n" + kind.encode() + b"\n" + canonical.encode(dict(fields))
