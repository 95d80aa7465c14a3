"""Who told each other before they told anybody else: what a text says of it, and what a human declares."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import SourceId
from probative.model.anchors import Passage


class Contact(StrEnum):
    """What a human says of people who may have told each other."""

    CONFERRED = "conferred"
    DID_NOT = "did_not"


class Talk(StrEnum):
    """Where it stands that people told each other: a text says so, a human declares it, or a human does not hold it."""

    PROPOSED = "proposed"
    DECLARED = "declared"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferring:
    """A sentence that says of ``people`` that they spoke about it, or were together: at the least, they are one."""

    people: frozenset[SourceId]
    passage: Passage
    words: str
