"""What the ledger says, with the record that only the key holder can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from probative.base import canonical
from probative.custody.compartments import GENERAL, Within
from probative.custody.errors import DamagedCaseError
from probative.custody.keys import Keys
from probative.custody.ledger.entries import Entry, read_entry
from probative.custody.vault.vault import record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One entry and its record.

    ``index`` counts the log's entries from 0. ``fields`` is empty where the entry has no record, and ``None`` where
    the record's key was destroyed, or lies in a compartment that is closed here: then ``is_sealed``. ``within`` is
    where the record lies.
    """

    index: int
    entry: Entry
    fields: Mapping[str, str] | None
    is_sealed: bool = False
    within: Within = GENERAL


def recorded(index: int, content: bytes, keys: Keys, read: Callable[[bytes], bytes]) -> Recorded:
    """Read an entry, and its record where it can be opened.

    Raises:
        DamagedCaseError: When the bytes are no entry.
        DamagedObjectError: When the record's bytes are not what was kept.
        MissingObjectError: When the record is not in the vault.
    """
    try:
        entry = read_entry(content)
    except ValueError as error:
        raise DamagedCaseError(f"entry {index} of the ledger: {error}") from error
    if entry.commitment is None:
        return Recorded(index=index, entry=entry, fields={})
    name = record_id(keys.vault_id_key, entry.commitment)
    place, is_sealed = keys.place_of(name), keys.is_sealed(name)
    if is_sealed or keys.is_void(name):
        return Recorded(index=index, entry=entry, fields=None, is_sealed=is_sealed, within=place)
    fields = cast("Mapping[str, str]", canonical.decode(read(name)))
    return Recorded(index=index, entry=entry, fields=fields, within=place)
