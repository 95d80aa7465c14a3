"""What somebody allowed us to do with what they gave, and whether that allows what is asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from probative.base.identifiers import ExhibitId

ConsentId = NewType("ConsentId", str)
"""``K-0001``: one consent, through all its changes."""


class Purpose(StrEnum):
    """What something may be used for."""

    RESEARCH = "research"
    """To understand what happened; nothing is handed on."""
    ADVOCACY = "advocacy"
    """To speak for those concerned, without publishing the material."""
    PUBLICATION = "publication"
    """To be published."""
    NATIONAL_COURT = "national-court"
    """Proceedings before a court of the country concerned."""
    UNIVERSAL_JURISDICTION = "universal-jurisdiction"
    """Proceedings before a court of another country."""
    INTERNATIONAL_COURT = "international-court"
    """Proceedings before an international court."""
    INQUIRY = "inquiry"
    """A commission of inquiry or an investigative mechanism."""
    ASYLUM = "asylum"
    """Somebody's claim to protection."""


class Recipient(StrEnum):
    """Kinds of recipients, for who does not name them one by one.

    Source: shared/reference/standards.md section 3, Murad Code.
    """

    OURSELVES = "ourselves"
    PARTNER = "partner"
    MECHANISM = "mechanism"
    COMMISSION = "commission"
    INTERNATIONAL_COURT = "international-court"
    FOREIGN_COURT = "foreign-court"
    NATIONAL_AUTHORITY = "national-authority"
    MEDIA = "media"
    PUBLIC = "public"


class Given(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    ORAL = "oral"
    RECORDED = "recorded"
    """Spoken, and kept as sound or picture."""
    GUARDIAN = "guardian"
    """By whoever may decide for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody allowed.

    ``exhibits`` are those it is about, sorted; ``person`` who allowed it, by something that does not identify them: a
    pseudonym, the number of an entity, a code of one's own; ``None`` where nobody is told apart. ``recipients`` are
    kinds (values of ``Recipient``) and names. ``given_on`` and ``expires`` are days, both included; ``None`` never
    expires. ``by`` recorded it. ``withdrawn_on`` is the day from which it holds no more.
    """

    id: ConsentId
    exhibits: tuple[ExhibitId, ...]
    purposes: tuple[Purpose, ...]
    recipients: tuple[str, ...]
    given_on: date
    manner: Given
    by: str
    person: str | None = None
    expires: date | None = None
    withdrawn_on: date | None = None
    entry: int = -1

    def __post_init__(self) -> None:
        """Refuse a consent to nothing, for nobody, about nothing, or one that ends before it begins."""
        if not (self.exhibits and self.purposes and self.recipients):
            raise ValueError("a consent names exhibits, purposes and recipients")
        if self.expires is not None and self.expires < self.given_on:
            raise ValueError("a consent does not expire before it was given")

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn, from whatever day on."""
        return self.withdrawn_on is not None

    def has_expired(self, day: date) -> bool:
        """Whether its time is over on that day."""
        return self.expires is not None and day > self.expires


class Refusal(StrEnum):
    """Why a consent does not allow what is asked."""

    ABSENT = "absent"
    """Nobody consented: that is no consent."""
    NOT_YET = "not_yet"
    """It was given later."""
    WITHDRAWN = "withdrawn"
    """It was withdrawn."""
    EXPIRED = "expired"
    """Its time is over."""
    OTHER_PURPOSE = "other_purpose"
    """It is for other purposes."""
    OTHER_RECIPIENT = "other_recipient"
    """It is for other recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason of a permission: a consent that allows it (``refusal`` is ``None``), or why one does not.

    ``consent`` is ``None`` only where nobody consented.
    """

    consent: ConsentId | None
    person: str | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether something is allowed, and why. Truthy where it is; ``reasons`` stand by person, then by consent."""

    is_allowed: bool
    reasons: tuple[Reason, ...]

    def __bool__(self) -> bool:
        """Whether it is allowed."""
        return self.is_allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What is asked: may this be used for ``purpose`` by ``recipient`` on ``day``?

    ``recipient`` is a name; ``kinds`` say what kinds of recipient it is.
    """

    purpose: Purpose
    recipient: str
    day: date
    kinds: tuple[Recipient, ...] = ()


def permission(consents: Iterable[Consent], exhibits: Collection[ExhibitId], use: Use) -> Permission:
    """Say whether consents allow a use of what lies in exhibits.

    Everybody who ever consented about one of the exhibits must allow it, each by at least one consent that holds on
    that day: one who withdrew is not outvoted by others, and of those whom nobody told apart, whoever withdrew is taken
    for somebody else than the rest. Where nobody consented, it is not allowed.

    Args:
        consents: All there are.
        exhibits: An exhibit, and what it came inside: a consent about an archive is one about what came in it.
        use: What is asked.

    Returns:
        The answer, with a reason for each consent about these exhibits; a single one where there is none.
    """
    about = [each for each in consents if not set(exhibits).isdisjoint(each.exhibits)]
    if not about:
        return Permission(is_allowed=False, reasons=(Reason(consent=None, refusal=Refusal.ABSENT),))
    by_person: dict[str, list[Reason]] = {}
    for each in sorted(about, key=lambda one: (one.person or "", one.id)):
        reason = Reason(consent=each.id, person=each.person, refusal=_refusal(each, use))
        is_alone = each.person is None and reason.refusal is Refusal.WITHDRAWN
        by_person.setdefault(each.person or (each.id if is_alone else ""), []).append(reason)
    is_allowed = all(any(reason.refusal is None for reason in reasons) for reasons in by_person.values())
    return Permission(is_allowed=is_allowed, reasons=tuple(one for reasons in by_person.values() for one in reasons))


def _refusal(consent: Consent, use: Use) -> Refusal | None:
    if consent.withdrawn_on is not None and use.day >= consent.withdrawn_on:
        return Refusal.WITHDRAWN
    if use.day < consent.given_on:
        return Refusal.NOT_YET
    if consent.has_expired(use.day):
        return Refusal.EXPIRED
    if use.purpose not in consent.purposes:
        return Refusal.OTHER_PURPOSE
    meant = {_folded(use.recipient), *use.kinds}
    allowed = {_folded(each) for each in consent.recipients}
    return None if Recipient.PUBLIC in allowed or not meant.isdisjoint(allowed) else Refusal.OTHER_RECIPIENT


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
