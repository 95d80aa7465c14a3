"""Who and what, how they are tied, and what happened."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, EntityId, EventId, LinkId
from probative.model.anchors import Passage
from probative.model.claims import Status
from probative.model.periods import Period


class Schema(StrEnum):
    """What an entity is. Names are FollowTheMoney's where it has one."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    PUBLIC_BODY = "PublicBody"
    MILITARY_UNIT = "MilitaryUnit"
    PLACE = "Address"
    UNKNOWN = "LegalEntity"


class LinkSchema(StrEnum):
    """How two entities are tied. Names are FollowTheMoney's where it has one."""

    MEMBERSHIP = "Membership"
    COMMAND = "Command"
    ROLE = "Employment"
    OWNERSHIP = "Ownership"
    PAYMENT = "Payment"
    UNKNOWN = "UnknownLink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a text names somebody or something."""

    passage: Passage
    words: str
    schema: Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names are taken for one entity: a machine's proposal, until a human judges it."""

    left: str
    right: str
    why: str
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation or place, with every mention that was taken for it.

    ``caption`` is its fullest name, ``names`` every form met, sorted; ``merges`` says why each form was joined, so that
    a human can take any of them apart again.
    """

    id: EntityId
    schema: Schema
    caption: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A typed tie from one entity to another, as claimed: it is no surer than its claims."""

    id: LinkId
    schema: LinkSchema
    start: EntityId
    end: EntityId
    role: str
    claims: tuple[ClaimId, ...]
    period: Period | None = None

    def __post_init__(self) -> None:
        """Refuse a tie that no claim carries."""
        if not self.claims:
            raise ValueError("a link cites its claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An entity's part in an event: ``agent``, ``patient``, ``place`` or another word for it."""

    entity: EntityId
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is said to have happened. ``period`` is ``None`` where no source gave one; it never gains an instant."""

    id: EventId
    kind: str
    words: str
    claims: tuple[ClaimId, ...]
    period: Period | None = None
    places: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an event that no claim carries."""
        if not self.claims:
            raise ValueError("an event cites its claims")
