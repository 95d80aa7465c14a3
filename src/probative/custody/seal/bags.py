"""The bags of a case that are open, as one: what lies where, and how they are written anew together.

The bag of ``general`` is always open. It notes what lies in the others and names the generation of each that counts:
it is changed last, so that a change of several is all or nothing.

Source: docs/format/keybag.md; docs/decisions/0130-compartments-are-bags.md.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyrage

from probative.base.chance import Chance
from probative.base.fs import Disk
from probative.custody.compartments import Compartment, Within, in_order, place_of
from probative.custody.errors import CompartmentClosedError
from probative.custody.findings import Finding, Severity
from probative.custody.layout import Layout
from probative.custody.seal.bag import KEY_BYTES, Bag, write_bag
from probative.custody.seal.bagfile import BagFileError, Head, generations, read_bag_file
from probative.custody.seal.contents import Contents, Holder, bags, is_note, is_record, sizes, voiding
from probative.custody.seal.wraps import CUSTODIANS, wrap_problem, write_wraps

FOUNDER = "founder"
PERSON = "person"
CUSTODIAN = "custodian"
RECOVERY = "recovery"

_GENERAL = Compartment.GENERAL


class Bags:
    """The open bags of one case."""

    def __init__(self, layout: Layout, opened: dict[Compartment, Bag], disk: Disk, chance: Chance) -> None:
        self.opened = opened
        self._layout = layout
        self._disk = disk
        self._chance = chance

    @property
    def general(self) -> Bag:
        """The bag that everybody opens who opens the case."""
        return self.opened[_GENERAL]

    @property
    def held(self) -> Contents:
        """What the bag of ``general`` holds."""
        return self.opened[_GENERAL].contents

    @property
    def generations(self) -> Mapping[Compartment, int]:
        """Give the generation of every compartment's bag that there is."""
        return {_GENERAL: self.general.head.generation, **self.held.bags}

    def bag(self, compartment: Compartment) -> Bag:
        """Give an open bag.

        Raises:
            CompartmentClosedError: When it is not open here.
        """
        try:
            return self.opened[compartment]
        except KeyError as error:
            raise CompartmentClosedError(f"{compartment} is not open here") from error

    def holders(self, compartment: Compartment) -> tuple[Holder, ...]:
        """Give who holds an open compartment. Raises as ``bag``."""
        return self.bag(compartment).contents.holders

    def place_of(self, object_id: bytes) -> Within:
        """Give where an object lies; ``general`` also for what is not known."""
        both = self.held.keys.get(object_id)
        return place_of(both[0]) if both is not None and is_note(both) else frozenset()

    def both(self, object_id: bytes) -> bytes | None:
        """Give an object's key and record key; ``None`` where there are none, or where its place is closed."""
        both = self.held.keys.get(object_id)
        if both is None or not is_note(both):
            return both
        found = bytes(KEY_BYTES * (2 if is_record(both) else 1))
        for compartment in in_order(place_of(both[0])):
            bag = self.opened.get(compartment)
            share = bag.contents.keys.get(object_id) if bag is not None else None
            if share is None or len(share) != len(found):
                return None
            found = _mixed(found, share)
        return found

    def split(self, both: bytes, place: Within) -> Iterator[tuple[Compartment, bytes]]:
        """Share keys out among the compartments of a place, so that all of them are needed."""
        members = in_order(place)
        rest = both
        for compartment in members[1:]:
            share = self._chance(len(both))
            rest = _mixed(rest, share)
            yield compartment, share
        yield members[0], rest

    def sealed_counts(self) -> Mapping[Within, int]:
        """Count the records that cannot be opened here, by where they lie."""
        counts: dict[Within, int] = {}
        for both in self.held.keys.values():
            if is_note(both) and both[1] and not (place := place_of(both[0])) <= set(self.opened):
                counts[place] = counts.get(place, 0) + 1
        return counts

    @property
    def holds_aside(self) -> bool:
        """Whether anything lies in another compartment than ``general``, open here or not."""
        return any(is_note(both) for both in self.held.keys.values())

    def occupied(self) -> frozenset[Compartment]:
        """Give the open compartments in which something lies."""
        places = {both[0] for both in self.held.keys.values() if is_note(both)}
        return frozenset(each for mask in places for each in place_of(mask) if each in self.opened)

    def has_holder(self, compartment: Compartment, holder_id: str) -> bool:
        """Whether somebody holds a compartment, also one that is closed here: then their wrap lies there."""
        if compartment in self.opened:
            return any(one.id == holder_id for one in self.holders(compartment))
        generation = self.held.bags.get(compartment)
        return any(
            name.startswith(f"{compartment}.{generation}.") and holder_id in name
            for name in (path.name for path in self._layout.wraps())
        )

    def problems(self) -> Iterator[Finding]:
        """Read the open bags again and say what in them cannot be opened, or is not what was opened."""
        for compartment in in_order(self.opened):
            yield from self.opened[compartment].problems()
            yield from self._share_problems(compartment)
            for name, digest in sorted(self.opened[compartment].contents.wraps.items()):
                if what := wrap_problem(self._layout, name, digest):
                    path = self._layout.recipients / name
                    severity = self._absent if not path.exists() else Severity.DAMAGE
                    where = self._layout.name(path)
                    yield Finding(code="wrap.changed", where=where, what=what, severity=severity)
        for compartment, generation in sorted(self.held.bags.items()):
            path = self._layout.keybag(generation, compartment)
            if not path.exists():
                what = "The bag of general names it; it is not here."
                where = self._layout.name(path)
                yield Finding(code="keybag.missing", where=where, what=what, severity=self._absent)

    @property
    def _absent(self) -> Severity:
        """How much it weighs that keys are not here: a copy to be carried has no door, and they stayed behind."""
        return Severity.DAMAGE if self._layout.doors() else Severity.NOTE

    def renew(
        self,
        compartments: Collection[Compartment],
        *,
        holders: Mapping[Compartment, Sequence[Holder]] | None = None,
        without: Collection[bytes] = (),
        roots: Mapping[str, bytes] | None = None,
    ) -> None:
        """Write open compartments anew under fresh keys, and destroy what was.

        All or nothing: the bag of ``general`` names the generations that count, and is changed last.

        Args:
            compartments: Which ones.
            holders: Who holds each from now on; as before where one is not named.
            without: Ids of objects whose keys are to be gone.
            roots: Keys of ``general`` itself that take the place of those it has.

        Raises:
            CompartmentClosedError: When one is not open here.
            ValueError: When nobody would hold one.
            StorageError: When the disk refuses; then the case opens as before, or as after.
        """
        changed = holders or {}
        for compartment in compartments:
            require_holders(compartment, changed.get(compartment, self.holders(compartment)))
        fresh: dict[Compartment, Bag] = {}
        named = dict(self.held.bags)
        for compartment in in_order(compartments):
            if compartment is not _GENERAL:
                old = self.bag(compartment)
                contents = _without(old.contents, without, changed.get(compartment))
                contents.roots["index"] = self._chance(KEY_BYTES)
                fresh[compartment] = self.write(compartment, contents)
                named[compartment] = fresh[compartment].head.generation
        if _GENERAL in compartments:
            contents = _without(self.held, without, changed.get(_GENERAL))
            contents.void |= set(without)
            contents.roots |= {"index": self._chance(KEY_BYTES), **(roots or {})}
            contents.next = {name: seed for name, seed in self.held.next.items() if name not in (roots or {})}
            contents.bags = named
            contents.sizes = self._sizes(named, fresh)
            fresh[_GENERAL] = self.write(_GENERAL, contents)
        else:
            said = sizes(self._sizes(named, fresh))
            self.general.append([bags(named), said, *([voiding(sorted(without))] if without else [])])
        for compartment, bag in fresh.items():
            self.opened[compartment].close()
            self.opened[compartment] = bag
        self.sweep()

    def sweep(self) -> None:
        """Destroy every file under ``keys/`` that an earlier or interrupted generation left."""
        for path in self._leavings():
            self._disk.destroy(path, self._chance)

    def durable(self, compartments: Iterable[Compartment]) -> list[bytes]:
        """Write the note, for ``general``, of how long bags of other compartments are, once they are durable."""
        others = {each: self.held.bags[each] for each in compartments if each in self.held.bags}
        return [self.durable_at(others)] if others else []

    def durable_at(self, named: Mapping[Compartment, int]) -> bytes:
        """Write the same of the bags of these generations."""
        return sizes(self._sizes(named))

    def torn_elsewhere(self) -> Iterator[tuple[Path, int, int]]:
        """Give each closed bag that ends in what was never acknowledged: where, how many bytes hold, how many do not.

        One that is broken below what ``general`` notes of it was not torn by a crash, and is left for ``check``.
        """
        for compartment, generation in self.held.bags.items():
            path = self._layout.keybag(generation, compartment)
            noted, size_bytes = self.held.sizes.get(compartment, (0, 0))
            if compartment in self.opened or noted != generation:
                continue
            try:
                bag = read_bag_file(path)
            except (BagFileError, OSError):
                continue
            if bag.torn_bytes and bag.good_bytes >= size_bytes:
                yield path, bag.good_bytes, bag.torn_bytes

    def _sizes(
        self, named: Mapping[Compartment, int], fresh: Collection[Compartment] | None = None
    ) -> dict[Compartment, tuple[int, int]]:
        """Give how long bags of these generations are; of those that are not fresh, what was noted of them."""
        found = {}
        for each, generation in named.items():
            if fresh is None or each in fresh:
                found[each] = (generation, self._layout.keybag(generation, each).stat().st_size)
            elif each in self.held.sizes:
                found[each] = self.held.sizes[each]
        return found

    def write(self, compartment: Compartment, contents: Contents) -> Bag:
        """Write a bag and its wraps under a fresh key. It counts only when ``general`` names it."""
        there = generations(self._layout, compartment)
        generation = there[-1] + 1 if there else 1
        key, letterbox = self._chance(KEY_BYTES), None
        if compartment is not _GENERAL:
            identity = pyrage.x25519.Identity.generate()
            contents.letterbox, letterbox = str(identity), str(identity.to_public())
        contents.wraps = write_wraps(self._layout, compartment, generation, key, contents.holders, self._disk)
        head = Head(compartment=compartment, generation=generation, letterbox=letterbox)
        return write_bag(self._layout, head=head, key=key, contents=contents, disk=self._disk, chance=self._chance)

    def _share_problems(self, compartment: Compartment) -> Iterator[Finding]:
        if compartment is _GENERAL:
            return
        bag = self.opened[compartment]
        for object_id, both in self.held.keys.items():
            if is_note(both) and compartment in place_of(both[0]) and object_id not in bag.contents.keys:
                what = f"It has no key of object {object_id.hex()[:16]}, which lies in {compartment}."
                yield Finding(code="keybag.share", where=bag.name, what=what)

    def _leavings(self) -> list[Path]:
        counted = {self._layout.keybag(generation, each) for each, generation in self.generations.items()}
        found = [
            self._layout.keybag(generation, each)
            for each in Compartment
            for generation in generations(self._layout, each)
        ]
        leavings = [path for path in found if path not in counted]
        named = {name for bag in self.opened.values() for name in bag.contents.wraps}
        closed = tuple(f"{each}.{self.held.bags[each]}." for each in set(self.held.bags) - set(self.opened))
        leavings += [
            path for path in self._layout.wraps() if path.name not in named and not path.name.startswith(closed)
        ]
        doors = {one.id for one in self.held.holders if one.role == FOUNDER}
        leavings += [path for path in self._layout.doors() if path.name.removeprefix("door.") not in doors]
        for folder in (self._layout.keys, self._layout.recipients):
            leavings += sorted(folder.glob("*.new"))
        return leavings


def require_holders(compartment: Compartment, holders: Sequence[Holder]) -> None:
    """Refuse a compartment that nobody would hold, and identities without exactly three custodians."""
    if compartment is Compartment.IDENTITIES:
        if len({one.id for one in holders}) != CUSTODIANS or any(one.role != CUSTODIAN for one in holders):
            raise ValueError(f"identities have {CUSTODIANS} custodians")
    elif not holders:
        raise ValueError(f"nobody would hold {compartment} any more")


def _without(old: Contents, without: Collection[bytes], holders: Sequence[Holder] | None) -> Contents:
    gone = old.void | set(without)
    return Contents(
        roots=dict(old.roots),
        keys={name: both for name, both in old.keys.items() if name not in gone},
        void=old.void | (set(without) & set(old.keys)),
        letters=old.letters - gone,
        holders=old.holders if holders is None else tuple(holders),
        bags=dict(old.bags),
    )


def _mixed(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")
