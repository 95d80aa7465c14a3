"""What waits to be acknowledged: an act as it will be entered in the ledger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.clock import Clock, stamp
from probative.custody.compartments import GENERAL, Within
from probative.custody.ledger.entries import is_kind

LARGEST_PUBLIC_BYTES = 60_000
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Queued:
    """One act. ``body`` is its fields as the record will hold them; empty where there are none.

    ``within`` is where the record lies.
    """

    kind: str
    at: str
    fields: Mapping[str, str]
    body: bytes
    public: Mapping[str, Json]
    within: Within = GENERAL


def queued(
    kind: str, fields: Mapping[str, str], public: Mapping[str, Json], clock: Clock, within: Within = GENERAL
) -> Queued:
    """Give the act, checked, dated now.

    Raises:
        ValueError: When the kind or a field's name has another shape, or ``public`` is too long.
    """
    if not is_kind(kind):
        raise ValueError(f"not a kind of entry: {kind!r}")
    if wrong := [name for name in fields if not _FIELD_NAME.fullmatch(name)]:
        raise ValueError(f"not a field name: {wrong[0]!r}")
    if public and len(canonical.encode(public)) > LARGEST_PUBLIC_BYTES:
        raise ValueError(f"the public part has at most {LARGEST_PUBLIC_BYTES} bytes; put values in fields")
    body = canonical.encode(fields) if fields else b""
    return Queued(kind, stamp(clock()), fields, body, public, within)
