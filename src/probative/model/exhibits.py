"""What was received, and how it came."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probative.base.digest import Digest, is_digest
from probative.base.identifiers import ExhibitId


class Provision(StrEnum):
    """Why it is not known who handed an exhibit over, where it is not."""

    NOT_ASKED = "nobody was named when it was added"
    FROM_CONTAINER = "it came inside another exhibit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One time that an exhibit's bytes reached us.

    ``received_from`` and ``collected_by`` are names as typed. Where neither is known, ``unknown_because`` says why: a
    receipt is never silent about it. ``received_at`` is ``YYYY-MM-DDTHH:MM:SSZ``. ``name`` is the path or member name
    as it came, with bytes that are no UTF-8 shown as surrogate-free escapes.
    """

    name: str
    received_at: str
    tool: str
    received_from: str | None = None
    collected_by: str | None = None
    unknown_because: Provision | None = None
    container: ExhibitId | None = None

    def __post_init__(self) -> None:
        """Demand a person or a stated reason for having none."""
        if self.received_from is None and self.collected_by is None and self.unknown_because is None:
            raise ValueError("a receipt names who handed it over or says why nobody is named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One item as received: its bytes (by SHA-256) and how it came.

    ``publisher`` and ``stated_date`` are what the person adding it said about it, not what it says itself; ``None``
    means they said nothing. ``receipts`` holds every time the same bytes came, first one first, never empty.
    """

    id: ExhibitId
    digest: Digest
    size_bytes: int
    media_type: str
    name: str
    receipts: tuple[Receipt, ...]
    publisher: str | None = None
    stated_date: date | None = None

    def __post_init__(self) -> None:
        """Refuse a digest that is none, a negative size and an exhibit that never came."""
        if not is_digest(self.digest):
            raise ValueError(f"not a digest: {self.digest!r}")
        if self.size_bytes < 0:
            raise ValueError(f"not a size: {self.size_bytes}")
        if not self.receipts:
            raise ValueError("an exhibit has at least one receipt")

    @property
    def container(self) -> ExhibitId | None:
        """The exhibit it came inside (archive, mail), or ``None``."""
        return self.receipts[0].container

    @property
    def is_collected(self) -> bool:
        """Whether our side took or was handed it by a named person, so that we are no channel between it and us."""
        return any(receipt.collected_by is not None for receipt in self.receipts)
