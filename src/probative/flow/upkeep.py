"""How an index is kept up with its ledger: every entry that it lacks is applied to it once."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from probative.base.digest import digest_of
from probative.custody.compartments import Within
from probative.custody.ledger.entries import EntryKind
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.flow import acts, projection
from probative.flow.errors import LedgerShortenedError, StrayIndexError
from probative.flow.restating import Restated, as_said_now, is_of_the_past, restatements
from probative.store.ports import Store

OUTDATED: Final = "outdated"
"""The note of an index that holds what was said again since."""

_NOTHING: Final[Mapping[int, Restated]] = MappingProxyType({})


def catch_up(custody: Custody, store: Store, view: Within) -> int:
    """Bring an index up to date with the ledger; give how many entries it lacked.

    Raises:
        LedgerShortenedError: When the index is ahead of the ledger.
        StrayIndexError: When the index was made from another history.
    """
    applied = _applied(store)
    if applied > custody.size:
        raise LedgerShortenedError(f"the index knows {applied} entries, the ledger holds {custody.size}")
    tip = store.note("tip")
    if tip is not None and digest_of(custody.entry(applied - 1).entry.content) != tip:
        raise StrayIndexError(f"entry {applied - 1} of the ledger is not the one that the index was made from")
    if applied == custody.size:
        return 0
    return project(custody.entries(applied), restatements(custody, applied), custody=custody, store=store, view=view)


def project(
    recorded: Iterable[Recorded],
    again: Mapping[int, Restated] = _NOTHING,
    *,
    custody: Custody,
    store: Store,
    view: Within,
) -> int:
    """Apply entries that the index lacks; give how many.

    Args:
        recorded: The entries, in order.
        again: What of them was said again since, by entry.
        custody: Gives what they made.
        store: The index.
        view: The compartments that it shows.
    """
    lacked, last = 0, None
    with store.transaction():
        # A reader may have brought the index up to date in the meantime: no act is applied twice.
        applied = _applied(store)
        for index, kind, each in as_said_now(recorded, again):
            if each.index < applied:
                continue
            # A view shows no more than it is for, also where this process could open more.
            fields = each.fields if each.within <= view else None
            projection.apply(index, kind, fields, store=store, load=custody.read_object, place=each.within)
            if each.entry.kind == acts.RECORD_RESTATED and fields is not None and is_of_the_past(kind, fields):
                # What this index made of the record as it was stays in it: it is made anew when next opened.
                store.set_note(OUTDATED, "yes")
            if each.index == 0:
                store.set_note("first_act", each.entry.at)
            _note_clock(each, store)
            lacked, last = lacked + 1, each
        if last is not None:
            store.set_note("last_act", last.entry.at)
            store.set_note("applied", str(last.index + 1))
            store.set_note("tip", digest_of(last.entry.content))
    return lacked


def _note_clock(each: Recorded, store: Store) -> None:
    """Note the first time that our clock went back. A live run does not project checkpoints: none counts."""
    if each.entry.kind == EntryKind.CHECKPOINT_SIGNED:
        return
    before = store.note("clock") or ""
    if each.entry.at < before and store.note("clock_back") is None:
        store.set_note("clock_back", f"{each.index} {before} {each.entry.at}")
    store.set_note("clock", each.entry.at)


def _applied(store: Store) -> int:
    return int(store.note("applied") or 0)
