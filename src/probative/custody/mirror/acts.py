"""What mirroring did or found: values, so that a caller can print them as they come."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Which of the two copies something is about."""

    CASE = "case"
    MIRROR = "mirror"


class Deed(StrEnum):
    """What was done, or could not be."""

    COPIED = "copied"
    """The other side had it and this one did not."""
    REPAIRED = "repaired"
    """It did not verify here and did there; what stood here lies in ``quarantine/`` now."""
    REMOVED = "removed"
    """It was superseded: an older keybag, or a pack that is closed under its own name now."""
    DAMAGED = "damaged"
    """It verifies on neither side, and was left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One deed. ``where`` names the file inside its folder, ``n_bytes`` how many were written."""

    deed: Deed
    side: Side
    where: str
    what: str
    n_bytes: int = 0
