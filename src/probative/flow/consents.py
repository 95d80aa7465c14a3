"""Consents: given, changed, withdrawn, and asked.

Nothing that identifies who consented is recorded in the clear, and a name that a text gives to a person is refused as
a way to tell them apart. A withdrawal takes nothing away by itself: it is told until somebody acted on it.

Source: shared/reference/standards.md section 3; docs/how-to/ask-and-keep-consent.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId, is_identifier
from probative.custody.compartments import GENERAL, Within
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.consent_notes import consents_in, entries_of, next_consent
from probative.flow.shapes import Shape
from probative.model.consents import Consent, Given, Permission, Purpose, Refusal, Use, permission
from probative.model.exhibits import Exhibit
from probative.model.network import Entity, Schema

SOON: Final = timedelta(days=30)
"""A consent that ends within this time is told as ending soon."""

REFUSED: Final = {
    Refusal.ABSENT: "nobody consented; that is no consent",
    Refusal.NOT_YET: "given only later",
    Refusal.WITHDRAWN: "withdrawn",
    Refusal.EXPIRED: "expired",
    Refusal.OTHER_PURPOSE: "for other purposes",
    Refusal.OTHER_RECIPIENT: "for other recipients",
}
"""Why something is not allowed, in words."""


class CannotConsentError(UsageError):
    """The consent names something that is not there, or somebody by what identifies them."""

    code = "P167"
    hint = (
        "Name exhibits by their numbers (`probative exhibits DIR`), consents by theirs (`probative consent DIR list`), "
        "and people by a pseudonym, an N- number or a code of your own."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What somebody allows: for which purposes, to which recipients, until when; ``None`` is for good."""

    purposes: Sequence[Purpose]
    recipients: Sequence[str]
    expires: date | None = None


def consents(case: Case) -> tuple[Consent, ...]:
    """Give every consent as it stands now, by number."""
    return tuple(consents_in(case.store))


def give(
    case: Case,
    exhibits: Sequence[str],
    scope: Scope,
    *,
    manner: Given,
    given_on: date,
    person: str | None = None,
    note: str = "",
) -> Consent:
    """Record that somebody consented.

    Args:
        case: Open for writing.
        exhibits: What it is about, by number.
        scope: What is allowed.
        manner: How it was given.
        given_on: The day.
        person: Who gave it, by something that does not identify them.
        note: Anything else that should be kept; where the form lies, who was present.

    Raises:
        CannotConsentError: When an exhibit is not there, or the person is named by a name.
    """
    about = _exhibits(case, exhibits)
    _refuse_names(case, person)
    place = _place(case, about)
    try:
        consent = Consent(
            id=next_consent(case.store, place),
            exhibits=about,
            purposes=tuple(dict.fromkeys(scope.purposes)),
            recipients=tuple(dict.fromkeys(" ".join(each.split()) for each in scope.recipients)),
            given_on=given_on,
            manner=manner,
            by=case.settings.person,
            person=person,
            expires=scope.expires,
        )
    except ValueError as error:
        raise CannotConsentError(str(error)) from error
    case.custody.record(acts.CONSENT_GIVEN, acts.consented(consent, why=note), place=place)
    case.commit()
    return _recorded(case, consent)


def change(case: Case, consent: str, scope: Scope, *, why: str) -> Consent:
    """Record that somebody changed what they consent to; what was before stays in the ledger.

    Raises:
        CannotConsentError: When there is no such consent, it was withdrawn, or no reason is given.
    """
    (earlier,) = _meant(case, consent, by_number=True)
    if earlier.is_withdrawn:
        raise CannotConsentError(f"{earlier.id} was withdrawn; what is allowed now is a new consent")
    _require_reason(why)
    try:
        changed = replace(
            earlier,
            purposes=tuple(dict.fromkeys(scope.purposes)),
            recipients=tuple(dict.fromkeys(" ".join(each.split()) for each in scope.recipients)),
            expires=scope.expires,
            by=case.settings.person,
        )
    except ValueError as error:
        raise CannotConsentError(str(error)) from error
    place = _place(case, changed.exhibits)
    case.custody.record(acts.CONSENT_SCOPE_CHANGED, acts.consented(changed, why=why), place=place)
    case.commit()
    return _recorded(case, changed)


def withdraw(case: Case, what: str, *, day: date, why: str) -> tuple[Consent, ...]:
    """Record that consents were withdrawn; give them.

    Args:
        case: Open for writing.
        what: The number of a consent; or an exhibit or person: then every consent about or by them that was not
            withdrawn yet.
        day: From which day on.
        why: The reason, or that none was given. A withdrawal needs none.

    Raises:
        CannotConsentError: When nothing of it is there, or all was withdrawn before.
    """
    meant = [each for each in _meant(case, what) if not each.is_withdrawn]
    if not meant:
        raise CannotConsentError(f"every consent of {what} was withdrawn before")
    for each in meant:
        fields = acts.consent_withdrawn(each, day=day.isoformat(), by=case.settings.person, why=why)
        case.custody.record(acts.CONSENT_WITHDRAWN, fields, place=_place(case, each.exhibits))
    case.commit()
    ids = {each.id for each in meant}
    return tuple(each for each in consents(case) if each.id in ids)


def may(case: Case, exhibit: str, use: Use) -> Permission:
    """Say whether an exhibit may be used like that, and why; what it came inside counts too.

    Raises:
        CannotConsentError: When there is no such exhibit.
    """
    (wanted,) = _exhibits(case, [exhibit])
    return permission(consents(case), with_containers(case, wanted), use)


def with_containers(case: Case, exhibit: ExhibitId) -> tuple[ExhibitId, ...]:
    """Give an exhibit and everything that it came inside."""
    found: list[ExhibitId] = [exhibit]
    for each in found:
        value = case.store.get(Exhibit, each)
        for receipt in value.receipts if value is not None else ():
            if receipt.container is not None and receipt.container not in found:
                found.append(receipt.container)
    return tuple(found)


def withdrawn_about(case: Case, exhibit: ExhibitId, day: date) -> tuple[Consent, ...]:
    """Give the withdrawn consents that were about an exhibit, or what it came inside."""
    about = set(with_containers(case, exhibit))
    return tuple(
        each
        for each in consents(case)
        if each.withdrawn_on is not None and each.withdrawn_on <= day and about & set(each.exhibits)
    )


def exhibits_of(case: Case, person: str) -> tuple[ExhibitId, ...]:
    """Give the exhibits, still here, about which somebody withdrew a consent."""
    theirs = [each for each in consents(case) if each.person == person and each.is_withdrawn]
    named = {exhibit for each in theirs for exhibit in each.exhibits}
    return tuple(sorted(each for each in named if case.store.get(Exhibit, each) is not None))


def waiting(case: Case) -> Iterator[tuple[Consent, tuple[ExhibitId, ...]]]:
    """Yield each withdrawn consent with those of its exhibits that are still here: somebody has to decide on them."""
    for each in consents(case):
        if each.is_withdrawn:
            here = tuple(one for one in each.exhibits if case.store.get(Exhibit, one) is not None)
            if here:
                yield each, here


def standing(case: Case, day: date) -> Shape:
    """Count consents for who asks how a case stands, and name those that end soon, ended, or were withdrawn."""
    every = [each for each in consents(case) if not each.is_withdrawn]
    running = [each for each in every if not each.has_expired(day)]
    found: dict[str, int | str] = {"given": len(running)}
    soon = [each for each in running if each.expires is not None and each.expires - day <= SOON]
    if soon:
        found["ending soon"] = ", ".join(f"{each.id} on {each.expires}" for each in soon)
    if expired := [each for each in every if each.has_expired(day)]:
        found["expired"] = ", ".join(f"{each.id} on {each.expires}" for each in expired)
    if left := list(waiting(case)):
        found["withdrawn, still here"] = ", ".join(f"{each.id}: {' '.join(here)}" for each, here in left)
    return found


def shape(case: Case, consent: Consent, day: date) -> Shape:
    """Give a consent for outside tools."""
    return {
        "id": consent.id,
        "exhibits": list(consent.exhibits),
        "person": consent.person,
        "purposes": list(consent.purposes),
        "recipients": list(consent.recipients),
        "given_on": consent.given_on.isoformat(),
        "expires": consent.expires.isoformat() if consent.expires else None,
        "manner": consent.manner,
        "by": consent.by,
        "withdrawn_on": consent.withdrawn_on.isoformat() if consent.withdrawn_on else None,
        "state": state(consent, day),
        "still_here": [each for each in consent.exhibits if case.store.get(Exhibit, each) is not None],
        "entries": list(entries_of(consent.id, case.store)),
    }


def state(consent: Consent, day: date) -> str:
    """Say how a consent stands on a day: ``given``, ``not_yet``, ``expired`` or ``withdrawn``."""
    if consent.withdrawn_on is not None and consent.withdrawn_on <= day:
        return "withdrawn"
    if consent.has_expired(day):
        return "expired"
    return "given" if consent.given_on <= day else "not_yet"


def _recorded(case: Case, consent: Consent) -> Consent:
    """Give a consent as it was recorded: where names are sealed, without them."""
    return next(each for each in consents(case) if each.id == consent.id)


def _exhibits(case: Case, wanted: Sequence[str]) -> tuple[ExhibitId, ...]:
    found = []
    for each in wanted:
        number = each.strip().upper()
        if not is_identifier(number, "E") or case.store.get(Exhibit, number) is None:
            raise CannotConsentError(f"there is no exhibit {each}")
        found.append(ExhibitId(number))
    return tuple(sorted(set(found)))


def _meant(case: Case, what: str, *, by_number: bool = False) -> list[Consent]:
    number = what.strip().upper()
    every = consents(case)
    found = [each for each in every if each.id == number]
    if not found and not by_number:
        found = [each for each in every if number in each.exhibits or each.person == what.strip()]
    if not found:
        raise CannotConsentError(f"there is no consent {what}")
    return found


def _require_reason(why: str) -> None:
    if not why.strip():
        raise CannotConsentError("a change has a reason")


def _refuse_names(case: Case, person: str | None) -> None:
    if person is None:
        return
    folded = " ".join(person.casefold().split())
    if not folded:
        raise CannotConsentError("who consented is told apart by a word, or not at all")
    for entity in case.store.all(Entity):
        if entity.schema is Schema.PERSON and folded in {" ".join(each.casefold().split()) for each in entity.names}:
            raise CannotConsentError(f"that is a name which {entity.id} bears; say {entity.id}, a pseudonym or a code")


def _place(case: Case, exhibits: Sequence[ExhibitId]) -> Within:
    return GENERAL.union(*(case.place_of(each) for each in exhibits))
