"""What a check found that does not hold: a value, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    DAMAGE = "damage"
    """Something does not hold; ``probative check`` ends with status 1."""
    NOTE = "note"
    """Nothing is broken, but the reader should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold.

    ``code`` is a fixed word for programs (``pack.hash``). ``where`` names the file inside the case folder, and the
    object or entry where one is meant. ``what`` is a sentence for people.
    """

    code: str
    where: str
    what: str
    severity: Severity = Severity.DAMAGE
