"""What the dossier knows it lacks."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ExhibitId, GapId


class GapKind(StrEnum):
    """Why something is missing."""

    EMPTY = "empty"
    """The item has no bytes or no text at all."""
    UNREADABLE = "unreadable"
    """No reader could make anything of it."""
    DAMAGED = "damaged"
    """Some of it was read; the rest is broken."""
    ENCRYPTED = "encrypted"
    """It needs a password."""
    NO_TEXT_LAYER = "no_text_layer"
    """A page or image whose words are only pixels."""
    UNSUPPORTED = "unsupported"
    """A format without a reader here."""
    OVER_BUDGET = "over_budget"
    """An archive or item larger, deeper or denser than the budget allows."""
    UNSAFE_NAME = "unsafe_name"
    """An archive member whose name points outside the archive."""
    NOT_ACCESSIBLE = "not_accessible"
    """A file that may not be opened, or is no regular file."""
    WRONG_EXTENSION = "wrong_extension"
    """The content is another format than its name says; it was read as what it is."""
    HIDDEN = "hidden"
    """A hidden sheet, row or layer that a reader of the original would not see."""
    UNKNOWN_RECEIPT = "unknown_receipt"
    """Nobody said who handed it over."""
    UNKNOWN_LANGUAGE = "unknown_language"
    """A language that no attributor here covers; its claims were not looked for."""
    NO_ANCHOR = "no_anchor"
    """A relative date with nothing to count from."""
    SHREDDED = "shredded"
    """It was here, and was destroyed on purpose: consent was withdrawn, or on another ground that the ledger names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something missing, said plainly.

    ``exhibit`` is ``None`` where the item never became an exhibit (a file that could not be opened). ``what`` names the
    item or part for a reader; ``detail`` says what happened; ``start`` is where in the reading it stands, if it does.
    """

    id: GapId
    kind: GapKind
    stage: str
    what: str
    detail: str
    exhibit: ExhibitId | None = None
    start: int | None = None
