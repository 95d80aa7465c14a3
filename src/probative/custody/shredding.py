"""Shredding: the keys of named objects destroyed for good, in an order that no crash can leave half done.

    shred.ordered     its record names the objects; acknowledged and under a checkpoint: from here on no way back
    the keybag        a next generation without their keys; the old one overwritten and unlinked
    object.shredded   which entries lost their records, and which generations count

Where an order was not carried out, opening the case for writing carries it out first. What is derived (indexes, the
report) goes before the keys and once more after them: a reader may have made an index in between.

Source: shared/reference/custody.md section 6.3; docs/format/keybag.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.chance import Chance
from probative.base.fs import Disk
from probative.custody.compartments import GENERAL, Within
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryKind, read_entry
from probative.custody.ledger.log import Log
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.custody.seconding import SECOND, seconded
from probative.custody.signers import Signer
from probative.custody.vault.vault import record_id

OBJECTS = "objects"
"""The field of an order that names what goes: a canonical JSON list of object ids."""

_PLAIN_FOLDERS = ("report",)
_KEYED_FOLDERS = ("index",)
_MOST_RANGES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shredded:
    """An order that was carried out: where both entries stand, how many keys went, and what the medium was asked."""

    order: int
    entry: int
    n_objects: int
    n_entries: int
    is_trimmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be destroyed: the ids of objects, what else is recorded of it, and where the record lies.

    ``fields`` say why, by whom, about what; ``public`` stands in the clear: ids of keys, counts. Whoever cannot open
    the record cannot carry the order out. ``second`` signs beside whoever acts.
    """

    objects: Collection[bytes]
    fields: Mapping[str, str]
    public: Mapping[str, Json]
    place: Within = GENERAL
    second: Signer | None = None


def order(custody: Custody, *orders: Order) -> tuple[int, ...]:
    """Enter orders to destroy keys for good, durable and under a checkpoint when it returns; give where they stand.

    Opening the case for writing carries them out, and so does ``carry_out``.

    Raises:
        ValueError: When one names nothing.
        SecondPersonError: When the second person is the first, or their key does not count.
        StorageError: When the disk refuses.
    """
    if not all(each.objects for each in orders):
        raise ValueError("a shred names what is to be destroyed")
    for each in orders:
        names: list[Json] = [name.hex() for name in sorted(each.objects)]
        fields = {**each.fields, OBJECTS: canonical.encode(names).decode()}
        public = dict(each.public)
        if each.second is not None:
            fields, public = seconded(custody, EntryKind.SHRED_ORDERED, fields, public, each.second, each.place)
        custody.record(EntryKind.SHRED_ORDERED, fields, public, place=each.place)
    entered = custody.acknowledge()
    custody.checkpoint()
    return tuple(one.index for one in entered)


def carry_out(custody: Custody, *, keys: Keys, disk: Disk, chance: Chance) -> tuple[Shredded, ...]:
    """Carry out every order that was entered and not carried out yet; give what was done, oldest first.

    An order whose record, or an object of which, lies where this opening cannot look is left for one that can.

    Raises:
        StorageError: When the disk refuses. The next opening for writing goes on.
    """
    waiting = [(index, ids) for index in unfinished(custody.log) if (ids := _ordered(custody, keys, index)) is not None]
    if not waiting:
        return ()
    layout = Layout(custody.folder)
    left = {name for _, ids in waiting for name in ids if keys.object_key(name) is not None}
    _clear_derived(layout, disk, chance)
    if left:
        keys.destroy(left)
    _clear_derived(layout, disk, chance)
    is_trimmed = disk.trim(custody.folder)
    done = []
    for index, ids in waiting:
        entries = _entries_of(custody.log, keys, ids)
        done.append(_enter(custody, keys, index, ids, entries, is_trimmed=is_trimmed))
    custody.seal()
    return tuple(done)


def unfinished(log: Log) -> tuple[int, ...]:
    """Give where the orders stand that no entry says were carried out."""
    orders = [index for index, entry in log.said_of_shreds if entry.kind == EntryKind.SHRED_ORDERED]
    done = {entry.public.get("order") for _, entry in log.said_of_shreds if entry.kind == EntryKind.OBJECT_SHREDDED}
    return tuple(index for index in orders if index not in done)


def objects_ordered(ordered: Recorded) -> tuple[bytes, ...] | None:
    """Give the ids that an order names; ``None`` where its record cannot be read here."""
    if ordered.fields is None:
        return None
    names = canonical.decode(ordered.fields[OBJECTS].encode())
    return tuple(bytes.fromhex(str(name)) for name in names) if isinstance(names, list) else None


def _ordered(custody: Custody, keys: Keys, index: int) -> tuple[bytes, ...] | None:
    ids = objects_ordered(custody.entry(index))
    return None if ids is None or any(keys.is_sealed(name) for name in ids) else ids


def _enter(
    custody: Custody, keys: Keys, index: int, ids: Sequence[bytes], entries: Sequence[int], *, is_trimmed: bool
) -> Shredded:
    generations: dict[str, Json] = {str(each): generation for each, generation in keys.generations.items()}
    ranges: list[Json] = [[first, last] for first, last in _ranges(entries)]
    said = custody.entry(index).entry.public
    public: dict[str, Json] = {
        **{name: value for name, value in said.items() if name not in {SECOND, "on_behalf_of"}},
        "order": index,
        "n_objects": len(ids),
        "n_entries": len(entries),
        "generations": generations,
        "is_trimmed": is_trimmed,
    }
    if len(ranges) <= _MOST_RANGES:
        public["entries"] = ranges
    fields = {
        "entries": canonical.encode(ranges).decode(),
        "generations": canonical.encode(generations).decode(),
        "order": canonical.encode(index).decode(),
    }
    custody.record(EntryKind.OBJECT_SHREDDED, fields, public)
    (entered,) = custody.acknowledge()
    return Shredded(order=index, entry=entered.index, n_objects=len(ids), n_entries=len(entries), is_trimmed=is_trimmed)


def _entries_of(log: Log, keys: Keys, ids: Iterable[bytes]) -> list[int]:
    """Give the entries whose records are among these objects."""
    gone = set(ids)
    found = []
    for index, content in enumerate(log.contents()):
        commitment = read_entry(content).commitment
        if commitment is not None and record_id(keys.vault_id_key, commitment) in gone:
            found.append(index)
    return found


def _ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Give first and last of every run of numbers that follow each other."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def _clear_derived(layout: Layout, disk: Disk, chance: Chance) -> None:
    """Destroy the report, which anybody can read, and remove the indexes, whose key goes with the others."""
    for name in (*_PLAIN_FOLDERS, *_KEYED_FOLDERS):
        for path in sorted((layout.folder / name).glob("*")):
            if path.is_file() and name in _PLAIN_FOLDERS:
                disk.destroy(path, chance)
            elif path.is_file():
                disk.remove(path)
