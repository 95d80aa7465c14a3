"""Taking material in: each item to the vault, each receipt to the ledger, then acknowledged."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from probative.base.digest import Digest
from probative.base.identifiers import ExhibitId, GapId, identifier
from probative.custody.compartments import GENERAL, Within
from probative.custody.vault.vault import Kept, ObjectId
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.envelopes import enveloped, receipt_enveloped
from probative.flow.errors import ScreenClosedError
from probative.flow.refusing import shredded_as
from probative.intake import (
    Arrival,
    ArrivalFailed,
    Budget,
    Refusal,
    Spending,
    expand,
    is_container,
    media_type,
    receipt,
    walk,
)
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.gaps import Gap, GapKind

GROUP_ITEMS: Final = 512
"""Acknowledge at the latest after so many items: one fsync serves them all."""

GROUP_BYTES: Final = 64 << 20
"""... or after so many bytes, so that little is lost when the power fails."""

HEAD_BYTES: Final = 1 << 16
"""How much of an item's beginning and end is looked at to tell its media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the person adding material says about it; ``None`` where they say nothing."""

    received_from: str | None = None
    collected_by: str | None = None
    publisher: str | None = None
    stated_date: date | None = None


@dataclass(slots=True, kw_only=True)
class Added:
    """What one ``add`` did: exhibits new, exhibits that came once more, arrivals that changed nothing, gaps found."""

    new: list[Exhibit] = field(default_factory=list)
    again: int = 0
    unchanged: int = 0
    gaps: list[Gap] = field(default_factory=list)

    @property
    def line(self) -> str:
        """Say it in one line of counts."""
        parts = [f"{len(self.new)} exhibits received"]
        if self.again:
            parts.append(f"{self.again} came again by another way")
        if self.unchanged:
            parts.append(f"{self.unchanged} known already, unchanged")
        parts.append(f"{len(self.gaps)} new gaps")
        return ", ".join(parts)


def require(paths: Sequence[Path]) -> None:
    """Demand that every path is there, before a case is made for them.

    Raises:
        MaterialError: When one does not exist.
    """
    walk(paths, budget=Budget())


def add(
    case: Case,
    paths: Sequence[Path],
    provenance: Provenance,
    *,
    budget: Budget | None = None,
    place: Within = GENERAL,
    although_shredded: bool = False,
    on_acknowledged: Callable[[Exhibit], None] = lambda _: None,
) -> Added:
    """Take in files and folders with everything inside them.

    Args:
        case: An open case that may be written to.
        paths: What to take in, in this order; folders are walked sorted by name.
        provenance: How it came, as far as the caller says.
        budget: Limits on archives; the default budget where absent.
        place: The compartments that all of it belongs to, with all that is made of it. They are part of the view.
        although_shredded: Whether bytes that were shredded before are taken in all the same: else they are a gap.
        on_acknowledged: Called for each new exhibit once it is durable, never before.

    Returns:
        What changed. Adding the same again changes nothing.

    Raises:
        MaterialError: When a path does not exist.
        ScreenClosedError: When people are sealed whose names could not be found in what comes.
        StorageError: When the disk fails; what was acknowledged is safe.
    """
    if case.is_blind:
        raise ScreenClosedError("people are sealed in this case, and what finds their names is not open to you")
    delivery = _Delivery(case, provenance, budget or Budget(), place, on_acknowledged)
    delivery.takes_shredded = although_shredded
    for item in walk(paths, budget=delivery.budget):
        delivery.take(item)
    delivery.acknowledge()
    return delivery.added


class _Delivery:
    """One run of ``add``: what is kept but not acknowledged yet, and what was found so far."""

    def __init__(
        self,
        case: Case,
        provenance: Provenance,
        budget: Budget,
        place: Within,
        on_acknowledged: Callable[[Exhibit], None],
    ) -> None:
        self.case = case
        self.place = place
        self.provenance = provenance
        self.budget = budget
        self.added = Added()
        self.takes_shredded = False
        self._on_acknowledged = on_acknowledged
        self._pending: dict[Digest, Exhibit] = {}
        self._with_more_receipts: dict[Digest, Exhibit] = {}
        self._waiting_bytes = 0
        self._found: list[Gap] = []
        self._number = case.next_number(Exhibit, place)

    def take(self, item: Arrival | Refusal) -> None:
        """Take one delivered item, and everything inside it, in the order in which it lies there."""
        spending = Spending(self.budget)
        with ExitStack() as contents:
            levels: list[tuple[Iterator[Arrival | Refusal], ExhibitId | None]] = [(iter((item,)), None)]
            while levels:
                members, container = levels[-1]
                current = next(members, None)
                if current is None:
                    levels.pop()
                elif isinstance(current, Refusal):
                    self._gap(current.kind, current.name, current.detail, container)
                elif (kept := self._keep(current, container)) is not None and is_container(kept[0].media_type):
                    exhibit, stored = kept
                    content = contents.enter_context(self.case.custody.open_object(stored.object_id))
                    levels.append(
                        (
                            expand(
                                content,
                                exhibit.name,
                                exhibit.media_type,
                                budget=self.budget,
                                depth=len(levels) - 1,
                                spending=spending,
                            ),
                            exhibit.id,
                        )
                    )
                waiting = len(self._pending) + len(self._with_more_receipts)
                if waiting >= GROUP_ITEMS or self._waiting_bytes >= GROUP_BYTES:
                    self.acknowledge()

    def acknowledge(self) -> None:
        """Make everything taken so far durable, then say so."""
        self.added.gaps += self.case.record_gaps("intake", self._found, self.place)
        self._found = []
        self.case.commit()
        for exhibit in self._pending.values():
            self.added.new.append(exhibit)
            self._on_acknowledged(exhibit)
        self._pending, self._with_more_receipts = {}, {}
        self._waiting_bytes = 0

    def _keep(self, arrival: Arrival, container: ExhibitId | None) -> tuple[Exhibit, Kept] | None:
        try:
            shredded = None if self.takes_shredded else shredded_as(self.case, arrival.open)
            if shredded is not None:
                detail = f"the very bytes that were shredded with {shredded} came again, and were not taken in"
                self._gap(GapKind.SHREDDED, shredded, detail, container)
                return None
            kept = self.case.custody.keep(arrival.open, self.case.place_of_originals(self.place))
        except ArrivalFailed as failure:
            self._gap(failure.kind, failure.name, failure.detail, container)
            return None
        slip = receipt(
            name=arrival.name,
            received_at=self.case.settings.clock(),
            received_from=None if container else self.provenance.received_from,
            collected_by=None if container else self.provenance.collected_by,
            container=container,
        )
        with self.case.custody.open_object(kept.object_id) as content:
            ends = _ends(content, kept.size_bytes)
        known = self._known(kept)
        if known is not None:
            # Noted again, in case a power cut came between the receipt and its gaps; what is known stays as it is.
            self._note_oddities(known, agrees=media_type(known.name, *ends).agrees_with_name)
            return self._came_again(known, kept.digest, slip), kept
        found = media_type(arrival.name, *ends)
        exhibit = Exhibit(
            id=ExhibitId(identifier("E", self._number)),
            digest=kept.digest,
            size_bytes=kept.size_bytes,
            media_type=found.value,
            name=slip.name,
            receipts=(slip,),
            publisher=self.provenance.publisher,
            stated_date=self.provenance.stated_date,
        )
        self._number += 1
        exhibit, envelope = self._as_shown(exhibit)
        fields = acts.received(exhibit, kept.object_id, envelope=envelope)
        self.case.custody.record(acts.EXHIBIT_RECEIVED, fields, place=self.place)
        self._pending[kept.digest] = exhibit
        self._waiting_bytes += kept.size_bytes
        self._note_oddities(exhibit, agrees=found.agrees_with_name)
        return exhibit, kept

    def _as_shown(self, exhibit: Exhibit) -> tuple[Exhibit, ObjectId | None]:
        """Give an exhibit as everybody may see it; where people are sealed, and where it is kept as it came."""
        screen = self.case.screen
        return (exhibit, None) if screen is None else enveloped(self.case, screen, exhibit, self.place)

    def _known(self, kept: Kept) -> Exhibit | None:
        return (
            self._pending.get(kept.digest)
            or self._with_more_receipts.get(kept.digest)
            or self.case.holding(kept.digest, self.place, kept.object_id)
        )

    def _came_again(self, known: Exhibit, digest: Digest, came: Receipt) -> Exhibit:
        screen, slip, envelope = self.case.screen, came, None
        if screen is not None:
            slip, envelope = receipt_enveloped(self.case, screen, known.id, came, self.place)
        if any(_same_way(slip, earlier) for earlier in known.receipts):
            self.added.unchanged += 1
            return known
        fields = acts.came_again(known.id, slip, envelope=envelope)
        self.case.custody.record(acts.EXHIBIT_CAME_AGAIN, fields, place=self.place)
        self.added.again += 1
        more = replace(known, receipts=(*known.receipts, slip))
        waiting = self._pending if digest in self._pending else self._with_more_receipts
        waiting[digest] = more
        return more

    def _note_oddities(self, exhibit: Exhibit, *, agrees: bool) -> None:
        if not agrees:
            self._gap(
                GapKind.WRONG_EXTENSION,
                exhibit.name,
                f"its name promises something else; by its content it is {exhibit.media_type} and is read as that",
                exhibit.id,
            )
        unknown = exhibit.receipts[0].unknown_because
        if unknown is Provision.NOT_ASKED:
            self._gap(GapKind.UNKNOWN_RECEIPT, exhibit.name, f"who handed it over is not known: {unknown}", exhibit.id)

    def _gap(self, kind: GapKind, what: str, detail: str, exhibit: ExhibitId | None) -> None:
        # Numbered when it is recorded: a gap that is known already gets no number.
        self._found.append(
            Gap(id=GapId("G-0000"), kind=kind, stage="intake", what=what, detail=detail, exhibit=exhibit)
        )


def _ends(content: BinaryIO, size_bytes: int) -> tuple[bytes, bytes]:
    head = content.read(HEAD_BYTES)
    if size_bytes <= HEAD_BYTES:
        return head, b""
    content.seek(max(HEAD_BYTES, size_bytes - HEAD_BYTES))
    return head, content.read()


def _same_way(left: Receipt, right: Receipt) -> bool:
    return (left.name, left.received_from, left.collected_by, left.container) == (
        right.name,
        right.received_from,
        right.collected_by,
        right.container,
    )
