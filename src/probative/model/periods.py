"""Time as it was said."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A date as said, what it was counted from, its EDTF form and its bounds.

    Absence means that no source gave it: ``edtf``, ``earliest`` and ``latest`` are ``None`` for "last week" without an
    anchor, and stay ``None``; an open interval has one bound only.

    Source: DESIGN.md section 6; EDTF = ISO 8601-2.
    """

    verbatim: str
    anchor: date | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        """Refuse empty words, bounds in the wrong order, and bounds that no EDTF form carries."""
        if not self.verbatim:
            raise ValueError("a period keeps the words that state it")
        if self.edtf is None and (self.earliest is not None or self.latest is not None):
            raise ValueError("bounds without an EDTF form")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"{self.earliest} is after {self.latest}")
