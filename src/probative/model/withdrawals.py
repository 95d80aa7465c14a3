"""What was taken back: what a text says of it, and what a human decides."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, ExhibitId
from probative.model.anchors import Passage


class Manner(StrEnum):
    """How something was taken back."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class Standing(StrEnum):
    """Where a withdrawal stands: a text says so and no human judged it yet, a human holds it, or a human does not."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A text takes back or corrects what its publisher, or whoever makes the statement, told before.

    ``exhibit`` is where that was told, ``None`` where the case does not hold it. ``claims`` are those of it that are
    taken back; where there are none, ``is_whole`` says that all of it is, and otherwise nobody can tell which.
    ``own`` are the claims that stand in the words of the retraction itself: they repeat what they take back.
    """

    manner: Manner
    passage: Passage
    words: str
    exhibit: ExhibitId | None = None
    claims: tuple[ClaimId, ...] = ()
    is_whole: bool = False
    own: tuple[ClaimId, ...] = ()

    @property
    def subjects(self) -> tuple[str, ...]:
        """What is taken back, by number; nothing where nobody can tell."""
        if self.is_whole and self.exhibit is not None:
            return (self.exhibit,)
        return self.claims
