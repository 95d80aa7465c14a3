"""One investigation."""

import re
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import CaseId

_ORIGIN: Final = re.compile(r"probative/[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One investigation: its random name in its own log, and what people call it.

    ``title`` is kept encrypted; nothing public is derived from it.
    """

    id: CaseId
    title: str

    def __post_init__(self) -> None:
        """Refuse a name that is not random hex, and an empty title."""
        if not _ORIGIN.fullmatch(self.id):
            raise ValueError(f"not a case's name: {self.id!r}")
        if not self.title.strip():
            raise ValueError("a case has a title")
