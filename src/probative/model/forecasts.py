"""What was foretold, by whom, until when, and what humans say became of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probative.base.identifiers import ClaimId, PropositionId, SourceId
from probative.model.judgements import Decided, current
from probative.model.periods import Period


class Outcome(StrEnum):
    """What became of a forecast, as a human says, on the grounds of claims."""

    CAME_TRUE = "came_true"
    DID_NOT = "did_not"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What one source foretold, however many claims carry it.

    ``claims`` are those in which it is said, sorted: copies of one forecast are one. ``source`` is ``None`` where it
    cannot be told which source of the case it is; ``name`` is how the claim calls it. ``period`` is when it is to
    happen, as said; ``until`` its last possible day, ``None`` where nobody gave one. ``decided`` is everything that
    humans said of its outcome, oldest first.
    """

    claims: tuple[ClaimId, ...]
    words: str
    source: SourceId | None
    name: str
    proposition: PropositionId | None = None
    period: Period | None = None
    until: date | None = None
    decided: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a forecast that nobody utters."""
        if not self.claims:
            raise ValueError("a forecast is said in at least one claim")

    @property
    def claim(self) -> ClaimId:
        """The first claim that says it: what it is called by."""
        return self.claims[0]

    @property
    def outcome(self) -> Outcome | None:
        """What became of it, as a human said last; ``None`` while nobody did."""
        last = current(self.decided)
        return None if last is None else Outcome(last.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """What became of what one source foretold, in counts. There is no one figure of it, and there never is a share.

    ``unresolved`` are those that no human resolved; ``overdue`` are those of them whose last possible day had passed.
    """

    source: SourceId | None
    name: str
    forecasts: tuple[ClaimId, ...]
    came_true: int
    did_not: int
    cannot_tell: int
    unresolved: int
    overdue: int
