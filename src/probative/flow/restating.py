"""Records that were said again without a name: which entry, and what it says now.

The entry that was first stays in the ledger; its record, which holds the name, loses its key. Whoever goes through the
ledger reads in its place what was said again, under the number of the entry that says it, so that it can be proved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from probative.custody.compartments import Within
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.flow import acts

_MARK: Final = f'"t":"{acts.RECORD_RESTATED}"'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """What an entry records now. ``index`` is the entry that says so, ``entry`` the one that is said again."""

    index: int
    entry: int
    kind: str
    fields: acts.Fields
    within: Within


def restated_in(recorded: Recorded) -> Restated | None:
    """Read an entry that says another again; ``None`` where it cannot be read here, or says nothing again."""
    if recorded.entry.kind != acts.RECORD_RESTATED or recorded.fields is None:
        return None
    fields = dict(recorded.fields)
    entry, kind = acts.value(fields.pop("restates")), acts.value(fields.pop("restated_kind"))
    assert isinstance(entry, int)
    return Restated(index=recorded.index, entry=entry, kind=str(kind), fields=fields, within=recorded.within)


def restatements(custody: Custody, start: int = 0) -> Mapping[int, Restated]:
    """Give what was said again from ``start`` on, by the entry that it says again; of several, the last."""
    found: dict[int, Restated] = {}
    for index, content in enumerate(custody.log.contents(start), start):
        if _MARK in content and (one := restated_in(custody.entry(index))) is not None:
            found[one.entry] = one
    return found


def entry_as_said_now(custody: Custody, index: int) -> Recorded:
    """Give the entry at an index; of one that says another again, that other with what it says now.

    What is said again of an entry of another kind is not taken for it: its record then cannot be read.
    """
    recorded = custody.entry(index)
    one = restated_in(recorded)
    if one is None:
        return recorded
    first = custody.entry(one.entry)
    return replace(first, fields=one.fields if first.entry.kind == one.kind else None, within=one.within)


def is_of_the_past(kind: str, fields: acts.Fields) -> bool:
    """Whether what was said again took something back: all but an exhibit that is shown as it came after all."""
    return kind != acts.EXHIBIT_RECEIVED or acts.value(fields.get("envelope", '""')) != ""


def as_said_now(recorded: Iterable[Recorded], again: Mapping[int, Restated]) -> Iterator[tuple[int, str, Recorded]]:
    """Give entries as they are said now: where each can be proved, of which kind it is, and what it records.

    One that says another again is given in its own place only where the other lies before all that is given.
    """
    first: int | None = None
    for each in recorded:
        first = each.index if first is None else first
        one = again.get(each.index)
        if one is not None:
            yield one.index, one.kind, replace(each, fields=one.fields, within=one.within)
        elif each.entry.kind != acts.RECORD_RESTATED:
            yield each.index, each.entry.kind, each
        elif (late := restated_in(each)) is not None and late.entry < first:
            yield late.index, late.kind, replace(each, fields=late.fields)
        else:
            yield each.index, each.entry.kind, replace(each, fields=None)
