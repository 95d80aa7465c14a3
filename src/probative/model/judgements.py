"""What a human decided."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import JudgementId


class Verdict(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    ASSIGN = "assign"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A human's decision, with who, when and why. Always reversible: ``UNDO`` names the judgement it takes back.

    ``subjects`` are identifiers, or names where ``MERGE`` and ``SPLIT`` speak of an entity's names. ``value`` holds the
    grade (``A1``..``F6``: source reliability, then information credibility) or whom it was assigned to, else ``None``.
    """

    id: JudgementId
    verdict: Verdict
    subjects: tuple[str, ...]
    why: str
    by: str
    at: str
    value: str | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement on nothing or without a reason."""
        if not self.subjects or not self.why:
            raise ValueError("a judgement has a subject and a reason")
