"""The keys of an opened case, as custody uses them: one for each object, and the case's own.

What lies in a compartment that is closed here is known by its id and place alone. What lies in several has a share of
its key in each: all are needed to open it.

Source: docs/format/keybag.md; docs/decisions/0130-compartments-are-bags.md.
"""

import hmac
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base.chance import Chance
from probative.base.fs import Disk
from probative.custody.compartments import Compartment, Within, in_order, mask_of
from probative.custody.findings import Finding
from probative.custody.keys import Added
from probative.custody.layout import Layout
from probative.custody.seal.bag import KEY_BYTES, Bag, cut, post
from probative.custody.seal.bags import Bags
from probative.custody.seal.contents import (
    Holder,
    additions,
    is_record,
    voiding,
)
from probative.custody.seal.person import Person

_GENERAL = Compartment.GENERAL


class Ring:
    """The keys of an opened case; is a ``custody.keys.Keys``.

    ``person`` is who opened it.
    """

    def __init__(
        self, layout: Layout, *, opened: dict[Compartment, Bag], person: Person, disk: Disk, chance: Chance
    ) -> None:
        self.person = person
        self._layout = layout
        self._bags = Bags(layout, opened, disk, chance)
        self._disk = disk
        self._chance = chance
        self._signing: dict[tuple[bytes, ...], dict[bytes, Ed25519PrivateKey]] = {}
        """Keys by the seeds that they come from: to work one out takes as long as a signature."""

    @property
    def generation(self) -> int:
        """How often the bag of ``general`` was written anew, counted from 1."""
        return self._bags.general.head.generation

    @property
    def generations(self) -> Mapping[Compartment, int]:
        """Give the generation of every compartment's bag that there is."""
        return self._bags.generations

    @property
    def open_compartments(self) -> tuple[Compartment, ...]:
        """The compartments that are open here, in their order."""
        return in_order(self._bags.opened)

    @property
    def closed_compartments(self) -> tuple[Compartment, ...]:
        """The compartments that there are and that are not open here, in their order."""
        return in_order(set(self._bags.held.bags) - set(self._bags.opened))

    @property
    def vault_id_key(self) -> bytes:
        """Turns the hash of a content into its object id, in ``general``."""
        return self._bags.held.roots["vault_id"]

    @property
    def index_key(self) -> bytes:
        """32 bytes for the rebuildable index of ``general`` alone (SQLCipher)."""
        return self._bags.held.roots["index"]

    @property
    def log_public_key(self) -> bytes:
        """The key that signs checkpoints, 32 bytes, Ed25519."""
        return self.log_public_keys[0]

    @property
    def log_public_keys(self) -> tuple[bytes, ...]:
        """That key, and where it is to hand over, the one that takes its place."""
        return tuple(self._seeds("log"))

    @property
    def person_public_key(self) -> bytes:
        """The founder's key that signs entries, 32 bytes, Ed25519."""
        return self.person_public_keys[0]

    @property
    def person_public_keys(self) -> tuple[bytes, ...]:
        """That key, and where it is to hand over, the one that takes its place."""
        return tuple(self._seeds("person"))

    def sign_as_log(self, content: bytes, public_key: bytes | None = None) -> bytes:
        """Sign with the log's key; 64 bytes.

        Raises:
            KeyError: When ``public_key`` names another key than those that are here.
        """
        seeds = self._seeds("log")
        return seeds[public_key or next(iter(seeds))].sign(content)

    def sign_as_person(self, content: bytes, public_key: bytes | None = None) -> bytes:
        """Sign with the founder's key; 64 bytes. Raises as ``sign_as_log``."""
        seeds = self._seeds("person")
        return seeds[public_key or next(iter(seeds))].sign(content)

    def holders(self, compartment: Compartment) -> tuple[Holder, ...]:
        """Give who holds an open compartment.

        Raises:
            CompartmentClosedError: When it is not open here.
        """
        return self._bags.holders(compartment)

    def id_key(self, place: Within) -> bytes | None:
        """Give what turns the hash of a content into its id in that place; ``None`` where the place is not open."""
        if not place:
            return self.vault_id_key
        if not place <= set(self._bags.opened):
            return None
        members = [self._bags.opened[each].contents.roots["vault_id"] for each in in_order(place)]
        return members[0] if len(members) == 1 else hmac.digest(members[0], b"".join(members[1:]), "sha256")

    def view_key(self, place: Within) -> bytes:
        """Give the key of the index that shows ``general`` and these open compartments."""
        if not place:
            return self.index_key
        members = [self._bags.bag(each).contents.roots["index"] for each in in_order(place)]
        return hmac.digest(self.index_key, b"probative/view@1" + b"".join(members), "sha256")

    def object_key(self, object_id: bytes) -> bytes | None:
        """Give an object's key; ``None`` when there is none, it was destroyed, or it is in a closed compartment."""
        both = self._bags.both(object_id)
        return None if both is None else both[:KEY_BYTES]

    def record_key(self, object_id: bytes) -> bytes | None:
        """Give the key that salts a record's commitment; ``None`` as for ``object_key``."""
        both = self._bags.both(object_id)
        return both[KEY_BYTES:] if both is not None and len(both) == 2 * KEY_BYTES else None

    def place_of(self, object_id: bytes) -> Within:
        """Give where an object lies; ``general`` also for what is not known."""
        return self._bags.place_of(object_id)

    def is_sealed(self, object_id: bytes) -> bool:
        """Whether an object lies where it cannot be opened here: a compartment of its place is closed."""
        return not self.place_of(object_id) <= set(self._bags.opened)

    def is_letter(self, object_id: bytes) -> bool:
        """Whether an object was added by somebody who could not open its place: its id says nothing of its content."""
        return any(object_id in bag.contents.letters for bag in self._bags.opened.values())

    def is_void(self, object_id: bytes) -> bool:
        """Whether this object was given up: shredded, or never acknowledged."""
        return object_id in self._bags.held.void

    def object_ids(self) -> Iterable[bytes]:
        """Give the ids of all objects that have a key, here or in a closed compartment, oldest first."""
        return tuple(self._bags.held.keys)

    def record_ids(self) -> Iterable[bytes]:
        """Give the ids of all records that have a key, here or in a closed compartment, oldest first."""
        return tuple(object_id for object_id, both in self._bags.held.keys.items() if is_record(both))

    def newest_record(self) -> bytes | None:
        """Give the id of the record whose key was added last and is not void."""
        newest_first = reversed(self._bags.held.keys.items())
        return next((object_id for object_id, both in newest_first if is_record(both)), None)

    def add(self, added: Sequence[Added]) -> None:
        """Append keys; when it returns they survive a power cut.

        Raises:
            StorageError: When the disk refuses; the bag takes no more after that.
        """
        shares: dict[Compartment, list[tuple[bytes, bytes]]] = {}
        ours: list[tuple[bytes, bytes]] = []
        for one in added:
            both = one.key + (one.record_key or b"")
            if not one.within:
                ours.append((one.object_id, both))
                continue
            for compartment, share in self._bags.split(both, one.within):
                shares.setdefault(compartment, []).append((one.object_id, share))
            ours.append((one.object_id, bytes((mask_of(one.within), one.record_key is not None))))
        # The notes in general come last: what they name has its shares, and what they do not name was never added. So
        # what a closed bag has beyond its noted length is what a crash left.
        for compartment in in_order(shares):
            if compartment in self._bags.opened:
                self._bags.opened[compartment].append(list(additions(shares[compartment])))
            else:
                generation = self._bags.held.bags[compartment]
                post(self._layout, compartment, generation, shares[compartment], self._disk)
        self._bags.general.append([*additions(ours), *self._bags.durable(shares)])

    def take_back(self) -> None:
        """Cut what a failed ``add`` left, so that the bag can be added to again."""
        for bag in self._bags.opened.values():
            bag.take_back()

    def void(self, object_ids: Sequence[bytes]) -> None:
        """Give objects up: note durably that nothing is missing where they are missing."""
        if not object_ids:
            return
        for compartment, bag in self._bags.opened.items():
            if compartment is not _GENERAL and (held := [one for one in object_ids if one in bag.contents.keys]):
                bag.append([voiding(held)])
        self._bags.general.append([voiding(object_ids), *self._bags.durable(self._bags.opened)])

    def destroy(self, object_ids: Collection[bytes]) -> None:
        """Write every open bag anew without the keys of these objects, and destroy what was: all or nothing.

        Raises:
            StorageError: When the disk refuses; then the keys are all there, or all gone.
        """
        self._bags.renew(self.open_compartments, without=object_ids)

    def reload(self) -> int:
        """Read the open bags again and give how many bytes at the ends of bags are no whole frame.

        Raises:
            DamagedKeybagError: When one is no longer the bag that was opened.
        """
        torn = sum(self._bags.opened[each].reload() for each in self.open_compartments)
        return torn + sum(n_bytes for _, _, n_bytes in self._bags.torn_elsewhere())

    def cut_torn(self) -> None:
        """Cut bytes at the end that are no whole frame, and finish what was interrupted.

        An interrupted change of generation is finished or undone: what the bag of ``general`` does not name is
        destroyed. Shares that ``general`` never noted are given up.
        """
        for bag in self._bags.opened.values():
            bag.cut_torn()
        for path, good_bytes, _ in list(self._bags.torn_elsewhere()):
            cut(path, good_bytes, self._disk)
        for compartment, bag in self._bags.opened.items():
            if compartment is not _GENERAL and (
                stray := [one for one in bag.contents.keys if one not in self._bags.held.keys]
            ):
                bag.append([voiding(stray)])
        self._bags.sweep()

    def problems(self) -> Iterator[Finding]:
        """Read the open bags again and say what in them cannot be opened, or is not what was opened."""
        return self._bags.problems()

    @property
    def holds_aside(self) -> bool:
        """Whether anything lies in another compartment than ``general``, open here or not."""
        return self._bags.holds_aside

    def sealed_counts(self) -> Mapping[Within, int]:
        """Count the records that cannot be opened here, by where they lie."""
        return self._bags.sealed_counts()

    def occupied(self) -> frozenset[Compartment]:
        """Give the open compartments in which something lies."""
        return self._bags.occupied()

    def close(self) -> None:
        """Close the files it appends to."""
        for bag in self._bags.opened.values():
            bag.close()

    def _seeds(self, name: str) -> dict[bytes, Ed25519PrivateKey]:
        """Give what signs as ``log`` or ``person`` by its public key: the one that is, and the one that is to come."""
        held = self._bags.held
        seeds = (held.roots[name], *((held.next[name],) if name in held.next else ()))
        if seeds not in self._signing:
            found = [Ed25519PrivateKey.from_private_bytes(seed) for seed in seeds]
            self._signing[seeds] = {one.public_key().public_bytes_raw(): one for one in found}
        return self._signing[seeds]
