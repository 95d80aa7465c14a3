"""Legal holds: what must not be destroyed, whoever asks.

A hold is placed and released by two persons. One that a single person entered does not count, either way. Where a hold
stands against a withdrawn consent, that is told and decided by people.

Source: shared/reference/custody.md section 6.3; docs/how-to/hold.md.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from probative.base.errors import CaseError, UsageError
from probative.base.identifiers import ExhibitId, identifier, is_identifier
from probative.custody.compartments import GENERAL
from probative.custody.recorded import Recorded
from probative.custody.seal.person import Person
from probative.custody.seconding import SecondPersonError, has_second, is_seconded, seconded
from probative.custody.signers import Signer
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.consents import waiting
from probative.flow.projection import HOLDS
from probative.flow.restating import entry_as_said_now
from probative.flow.shapes import Shape
from probative.model.exhibits import Exhibit


class CannotHoldError(UsageError):
    """The hold names something that is not there."""

    code = "P168"
    hint = "Name exhibits by their numbers, or --all; `probative hold DIR list` gives the numbers of holds."


class HeldError(CaseError):
    """A legal hold stands on what was to be destroyed."""

    code = "P237"
    hint = (
        "Two persons release a hold: `probative hold DIR release H-0001 --second FILE --why ...`. Whether the hold or "
        "the withdrawal weighs more is for people to decide, best with counsel."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A legal hold. ``exhibits`` is empty where it is on the whole case; ``released_at`` is ``None`` while it stands.

    ``entries`` are where it was placed and released; ``keys`` are the ids of the two keys that placed it.
    """

    id: str
    exhibits: tuple[ExhibitId, ...]
    why: str
    placed_at: str
    keys: tuple[str, ...]
    entries: tuple[int, ...]
    released_at: str | None = None
    released_why: str | None = None

    def is_on(self, exhibits: Collection[ExhibitId]) -> bool:
        """Whether it stands, and on one of these."""
        return self.released_at is None and (not self.exhibits or not set(exhibits).isdisjoint(self.exhibits))


def place(case: Case, exhibits: Sequence[str], *, second: Person, why: str) -> Hold:
    """Place a hold on exhibits, on the whole case where none is named.

    Raises:
        CannotHoldError: When one is not there, or no reason is given.
        SecondPersonError: When there are not two persons whose keys count.
    """
    about = []
    for each in exhibits:
        number = each.strip().upper()
        if not is_identifier(number, "E") or case.store.get(Exhibit, number) is None:
            raise CannotHoldError(f"there is no exhibit {each}")
        about.append(ExhibitId(number))
    _require_reason(why)
    name = identifier("H", len(_entered(case)) + 1)
    fields = acts.held_back(hold=name, exhibits=about, by=case.settings.person, why=why)
    _record(case, acts.HOLD_PLACED, fields, about, second)
    return next(each for each in holds(case) if each.id == name)


def release(case: Case, hold: str, *, second: Person, why: str) -> Hold:
    """Release a hold.

    Raises:
        CannotHoldError: When there is none of that number that stands, or no reason is given.
        SecondPersonError: When there are not two persons whose keys count.
    """
    standing = {each.id: each for each in holds(case) if each.released_at is None}
    found = standing.get(hold.strip().upper())
    if found is None:
        raise CannotHoldError(f"no hold {hold} stands")
    _require_reason(why)
    fields = acts.let_go(hold=found.id, by=case.settings.person, why=why)
    _record(case, acts.HOLD_RELEASED, fields, found.exhibits, second)
    return next(each for each in holds(case) if each.id == found.id)


def holds(case: Case) -> tuple[Hold, ...]:
    """Give every hold that two persons placed, in the order of placing, with those that two persons released."""
    found: dict[str, Hold] = {}
    register = case.custody.signers.register
    for recorded in _entered(case):
        if recorded.fields is None or not is_seconded(recorded, register):
            continue
        values = {name: acts.value(field) for name, field in recorded.fields.items()}
        name, entry = str(values["id"]), recorded.entry
        if entry.kind == acts.HOLD_PLACED:
            about = values["exhibits"]
            found[name] = Hold(
                id=name,
                exhibits=tuple(ExhibitId(str(each)) for each in about) if isinstance(about, list) else (),
                why=str(values["why"]),
                placed_at=entry.at,
                keys=(entry.by, str(entry.public["second"])),
                entries=(recorded.index,),
            )
        elif name in found:
            released = found[name]
            entries = (*released.entries, recorded.index)
            found[name] = replace(released, released_at=entry.at, released_why=str(values["why"]), entries=entries)
    return tuple(found.values())


def refuse_held(case: Case, exhibits: Collection[ExhibitId]) -> None:
    """Refuse to have exhibits destroyed on which a hold stands.

    Raises:
        HeldError: When one does.
    """
    standing = [each for each in holds(case) if each.is_on(exhibits)]
    if standing:
        names = ", ".join(each.id for each in standing)
        raise HeldError(f"{names} holds {', '.join(sorted(exhibits))}")


def conflicts(case: Case) -> Iterator[str]:
    """Say of each withdrawn consent whose exhibits are held, that the two stand against each other."""
    standing = [each for each in holds(case) if each.released_at is None]
    for consent, here in waiting(case):
        for hold in standing:
            held = [each for each in here if hold.is_on([each])]
            if held:
                yield (
                    f"{consent.id} was withdrawn on {consent.withdrawn_on}, and {hold.id} holds {' '.join(held)}: "
                    "people have to decide"
                )


def standing_shape(case: Case) -> Shape:
    """Say how holds stand, for who asks how a case stands."""
    found = {each.id: " ".join(each.exhibits) or "the whole case" for each in holds(case) if each.released_at is None}
    against = list(conflicts(case))
    return {**found, **({"against a withdrawal": "; ".join(against)} if against else {})}


def shape(hold: Hold) -> Shape:
    """Give a hold for outside tools."""
    return {
        "id": hold.id,
        "exhibits": list(hold.exhibits),
        "state": "stands" if hold.released_at is None else "released",
        "why": hold.why,
        "placed_at": hold.placed_at,
        "released_at": hold.released_at,
        "released_why": hold.released_why,
        "keys": list(hold.keys),
        "entries": list(hold.entries),
    }


def signer_of(person: Person) -> Signer:
    """Give who signs second."""
    return Signer(public_key=person.card.signing_key, sign=person.sign)


def second_for(case: Case, second: Person | None) -> Signer | None:
    """Give who signs second an act that takes two wherever there are two; ``None`` in a case of one person.

    Raises:
        SecondPersonError: When there are two persons in the case and nobody stands by.
    """
    if second is not None:
        return signer_of(second)
    if has_second(case.custody):
        raise SecondPersonError("more than one person's key counts in this case: a second one has to agree")
    return None


def _record(case: Case, kind: str, fields: acts.Fields, exhibits: Sequence[ExhibitId], second: Person) -> None:
    where = GENERAL.union(*(case.place_of(each) for each in exhibits))
    all_fields, public = seconded(case.custody, kind, fields, {}, signer_of(second), where)
    case.custody.record(kind, all_fields, public, place=where)
    case.commit()


def _entered(case: Case) -> list[Recorded]:
    # What was said again without a name is noted twice, also at the entry that says so, until the index is made anew.
    said = (entry_as_said_now(case.custody, int(each)) for each in (case.store.note(HOLDS) or "").split())
    found = {each.index: each for each in said if each.entry.kind in {acts.HOLD_PLACED, acts.HOLD_RELEASED}}
    return [each for _, each in sorted(found.items())]


def _require_reason(why: str) -> None:
    if not why.strip():
        raise CannotHoldError("a hold is placed and released for a reason")
