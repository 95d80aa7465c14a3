"""Destroying exhibits and all that was ever made of them, on a ground, for a reason, on record.

    1 find everything that belongs to them     2 weigh the whole case anew without them
    3 order their destruction: no way back     4 open the case again, which carries the order out

What is weighed anew is recorded before the order, so that a crash in between leaves a case that has everything; the
order's own record holds what is left of judgements and of lists of gaps, so that both change in one step.

Source: shared/reference/custody.md section 6.3; docs/how-to/withdraw.md.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import UsageError
from probative.base.identifiers import ExhibitId, GapId, is_identifier
from probative.corroboration import Withdrawn, impact
from probative.custody.compartments import Within, mask_of
from probative.custody.seal.person import Person
from probative.custody.shredding import Order, order
from probative.flow import acts
from probative.flow.belongings import Belongings, Whole, belongings, keep_what_came_since, whole
from probative.flow.case import Case, opened, seen_as
from probative.flow.consents import exhibits_of, withdrawn_about
from probative.flow.highest import highest_given
from probative.flow.holds import refuse_held, second_for
from probative.flow.projection import forget
from probative.flow.settings import Settings
from probative.flow.shapes import Shape
from probative.flow.steps.corroboration import corroborate, known
from probative.flow.steps.network import connect
from probative.flow.steps.watching import Watch
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.network import Event, Link
from probative.model.propositions import Derivation, Proposition


class CannotShredError(UsageError):
    """What was named cannot be destroyed like that."""

    code = "P166"
    hint = "`probative shred DIR E-0001 --dry-run` says what belongs to an exhibit; docs/how-to/withdraw.md tells all."


class Ground(StrEnum):
    """Why something may be destroyed."""

    CONSENT_WITHDRAWN = "consent-withdrawn"
    """Whoever gave it took back their consent, and the ledger says so."""
    COURT_ORDER = "court-order"
    """A court or an authority ordered it."""
    MISTAKE = "mistake"
    """It should never have been taken in."""
    PROTECTION = "protection"
    """It puts somebody in danger."""
    RETENTION = "retention"
    """The time for which it could be kept is over."""


GROUND: Final[Mapping[Ground, str]] = {
    Ground.CONSENT_WITHDRAWN: "consent was withdrawn",
    Ground.COURT_ORDER: "a court or an authority ordered it",
    Ground.MISTAKE: "it should never have been taken in",
    Ground.PROTECTION: "it put somebody in danger",
    Ground.RETENTION: "the time for which it could be kept is over",
}
"""Grounds in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shredding:
    """What goes, or would go: exhibits, how many of what, and how many things fall or stand on less without them.

    ``copies`` are other exhibits that repeat words of theirs: they stay.
    """

    whole: Whole
    counts: Mapping[str, int]
    fell: Mapping[str, int]
    copies: tuple[ExhibitId, ...]


class _TakenBack(Exception):
    """The index goes back to what it was: only what was recorded counts."""


def shred(
    folder: Path,
    given: Settings,
    wanted: Sequence[str],
    *,
    ground: Ground,
    why: str,
    watch: Watch,
    with_containers: bool = False,
    second: Person | None = None,
) -> Shredding:
    """Destroy exhibits with everything that was made of them. There is no way back.

    Args:
        folder: The case.
        given: The settings: who does it; they hold every compartment that holds something.
        wanted: Numbers of exhibits; or people, by what consents call them: all about which they withdrew a consent.
        ground: Why it may be done.
        why: The reason, in words that do not identify anybody: it is kept for ever.
        watch: Shows progress.
        with_containers: Whether archives and mails in which they came go too, without what else came in them.
        second: Who agrees; needed wherever more than one person's key counts in the case.

    Raises:
        HeldError: When a legal hold stands on any of it.
        SecondPersonError: When a second person is needed and absent, or is the first.
        CannotShredError: When one is not there, no reason is given, or the ground is a withdrawal that is not recorded.
        InsideAnotherError: When one came inside an exhibit that shall stay.
        CompartmentClosedError: When something that may hold their words is closed here.
        StorageError: When the disk refuses. What was ordered by then is carried out at the next opening.
    """
    if not why.strip():
        raise CannotShredError("something is destroyed for a reason")
    with opened(folder, given, write=True) as case:
        exhibits = _exhibits(case, wanted)
        consents = _consents(case, exhibits) if ground is Ground.CONSENT_WITHDRAWN else ()
        signer = second_for(case, second)
        found, told = _found(case, exhibits, with_containers=with_containers)
        refuse_held(case, found.whole.all)
        size = case.custody.size
        _weigh_anew(case, found.whole.all, watch)
        for view in sorted(found.views - {case.view}, key=mask_of):
            with seen_as(case, view) as other:
                _weigh_anew(other, found.whole.all, watch)
        keep_what_came_since(case, found, size)
        keys = sorted({case.custody.signers.acting.id, *([signer.id] if signer is not None else [])})
        orders = _orders(case, found, told, ground=ground, why=why, consents=consents)
        order(case.custody, *(replace(each, public={"custodians": keys}, second=signer) for each in orders))
    with opened(folder, given, write=True):
        # Opening it carried the order out.
        return told


def foreseen(case: Case, wanted: Sequence[str], *, with_containers: bool = False) -> Shredding:
    """Say what ``shred`` would destroy, and destroy nothing. Raises as ``shred``."""
    return _found(case, _exhibits(case, wanted), with_containers=with_containers)[1]


def _found(case: Case, wanted: Sequence[ExhibitId], *, with_containers: bool) -> tuple[Belongings, Shredding]:
    gone = whole(case, wanted, with_containers=with_containers)
    found = belongings(case, gone)
    copies = {
        each.derived
        for each in case.store.all(Derivation)
        if each.upstream in gone.all and each.derived not in gone.all and not each.basis.is_possible
    }
    fell = _fell(case, gone.all)
    counts = {**found.counts, "claims": len(found.claims)}
    return found, Shredding(whole=gone, counts=counts, fell=fell, copies=tuple(sorted(copies)))


def _exhibits(case: Case, wanted: Sequence[str]) -> tuple[ExhibitId, ...]:
    found: list[ExhibitId] = []
    for each in wanted:
        number = each.strip().upper()
        if theirs := exhibits_of(case, each.strip()):
            found += theirs
        elif is_identifier(number, "E") and case.store.get(Exhibit, number) is not None:
            found.append(ExhibitId(number))
        else:
            gone = " any more: it was shredded" if case.store.note(f"shredded:{number}") is not None else ""
            raise CannotShredError(f"there is no exhibit {each}{gone}, and nothing about which they withdrew a consent")
    return tuple(dict.fromkeys(found))


def _consents(case: Case, exhibits: Sequence[ExhibitId]) -> tuple[str, ...]:
    """Give the consents whose withdrawal is the ground: at least one for each exhibit."""
    today = case.settings.clock().date()
    found: list[str] = []
    for each in exhibits:
        withdrawn = withdrawn_about(case, each, today)
        if not withdrawn:
            raise CannotShredError(
                f"no consent about {each} was withdrawn: record that first (`probative consent DIR withdraw {each}`), "
                "or name another ground"
            )
        found += [one.id for one in withdrawn]
    return tuple(dict.fromkeys(found))


def _fell(case: Case, gone: Collection[ExhibitId]) -> dict[str, int]:
    """Count what nobody vouches for without them, and what stands on fewer origins."""
    found = impact(
        case.store.all(Proposition),
        known(case, tuple(case.store.all(Derivation)))[0],
        withdrawn=Withdrawn(exhibits=frozenset(gone)),
        links=case.store.all(Link),
        events=case.store.all(Event),
    )
    falls = (*found.propositions, *found.links, *found.events)
    lost = sum(1 for each in falls if not each.at_most_after)
    return {"fall": lost, "stand on less": len(falls) - lost}


def _weigh_anew(case: Case, gone: Collection[ExhibitId], watch: Watch) -> None:
    """Record what the whole case comes to without some exhibits, and leave the index as it is.

    The index is put right by the order, or by nothing where a crash comes before it.
    """
    with suppress(_TakenBack), case.store.transaction():
        forget(gone, case.store)
        for stage in ("corroboration", "network"):
            # All of it is recorded: what changed would follow what is about to be destroyed.
            case.store.set_note(f"chain:{stage}", "")
        corroborate(case, watch)
        connect(case, watch)
        raise _TakenBack


def _orders(
    case: Case, found: Belongings, told: Shredding, *, ground: Ground, why: str, consents: Sequence[str]
) -> list[Order]:
    """Give the orders: first those for what is left in other places than the exhibits, then the one that names them."""
    others = {each.place for each in found.gaps} | {each.place for each in found.judgements}
    orders, done = [], set[bytes]()
    for place in (*sorted(others - {found.place}, key=mask_of), found.place):
        is_last = place == found.place
        records = {each.record for each in found.gaps if each.place == place}
        records |= {each.record for each in found.judgements if each.place == place}
        gaps = [gap for each in found.gaps if each.place == place for gap in each.value]
        fields = acts.shred_ordered(
            exhibits=sorted(found.whole.all) if is_last else (),
            ground=ground,
            consents=consents,
            why=why,
            by=case.settings.person,
            numbers=highest_given(case.store) if is_last else {},
            gaps=[*gaps, *_lacking(case, found.whole, told, ground)] if is_last else gaps,
            judgements=[
                acts.judged(*each.value, shredded=found.whole.exhibits)
                for each in found.judgements
                if each.place == place
            ],
            fell=told.fell if is_last else {},
        )
        objects = found.objects - done if is_last else records
        done |= objects
        orders.append(Order(objects=objects, fields=fields, public={}, place=place))
    return orders


def _lacking(case: Case, gone: Whole, told: Shredding, ground: Ground) -> tuple[Gap, ...]:
    when = stamp(case.settings.clock())[:10]
    gaps = []
    place: Within = case.place_of(gone.exhibits[0])
    for each in (*gone.exhibits, *gone.containers):
        why = GROUND[ground] if each in gone.exhibits else f"it held the bytes of {', '.join(gone.exhibits)}"
        detail = (
            f"destroyed on {when}: {why}. What was made of it went too: {told.counts['claims']} claims in all; without "
            f"it {told.fell['fall']} things fall and {told.fell['stand on less']} stand on less"
        )
        gaps.append(
            Gap(id=GapId("G-0000"), kind=GapKind.SHREDDED, stage="custody", what=each, detail=detail, exhibit=each)
        )
    return case.gaps.fresh(gaps, place)


def shape(told: Shredding, *, is_done: bool) -> Shape:
    """Give what went, or would go, for outside tools."""
    return {
        "exhibits": list(told.whole.exhibits),
        "containers": list(told.whole.containers),
        "is_done": is_done,
        **told.counts,
        "falls": told.fell["fall"],
        "stands_on_less": told.fell["stand on less"],
        "repeated_in": list(told.copies),
    }


def told_of(told: Shredding, *, is_done: bool) -> Iterator[str]:
    """Tell what went, or would go, in lines for a reader."""
    went = "destroyed" if is_done else "would be destroyed"
    yield f"{', '.join(told.whole.exhibits)}: {went}"
    if told.whole.containers:
        yield f"  with what held the same bytes: {', '.join(told.whole.containers)}; what else came in it stays"
    counts = told.counts
    yield (
        f"  {counts['records']} records and {counts['objects']} objects, with their keys and salts; "
        f"{counts['claims']} claims; {counts['judgements']} judgements spoke of it"
    )
    yield f"  without it {told.fell['fall']} things fall and {told.fell['stand on less']} stand on less"
    if told.copies:
        yield f"  others repeat its words, and stay: {', '.join(told.copies)}"
