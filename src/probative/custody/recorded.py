"""What the ledger says, with the record that only the key holder can read."""

from collections.abc import Mapping
from dataclasses import dataclass

from probative.custody.ledger.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One entry and its record.

    ``index`` counts the log's entries from 0. ``fields`` is empty where the entry has no record, and ``None`` where
    the record's key was destroyed.
    """

    index: int
    entry: Entry
    fields: Mapping[str, str] | None
