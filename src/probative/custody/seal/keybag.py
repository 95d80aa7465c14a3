"""The keybag: one key for each object, the case's own keys, and the note of what was given up.

Only ``flow`` imports this module; everything else is handed the ``Keys`` it opens.

It is made of bags, one a compartment. That of ``general`` is open to everybody who opens the case; it notes what lies
in the others, which may be closed. What lies in several has a share of its key in each: all are needed to open it.

Source: docs/format/keybag.md; docs/decisions/0130-compartments-are-bags.md.
"""

import base64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from probative.base.chance import Chance
from probative.base.errors import CaseError, KeyRefusedError, StorageError
from probative.base.fs import Disk
from probative.custody.compartments import Compartment, in_order
from probative.custody.errors import (
    CaseExistsError,
    CompartmentClosedError,
    DamagedKeybagError,
    NotACaseError,
    PersonFileError,
)
from probative.custody.layout import Layout
from probative.custody.seal.bag import KEY_BYTES, open_bag, write_bag
from probative.custody.seal.bagfile import Head, generations
from probative.custody.seal.bags import FOUNDER, RECOVERY, require_holders
from probative.custody.seal.contents import (
    ROOTS,
    Contents,
    Holder,
    bags,
    holding,
    succeeding,
)
from probative.custody.seal.drill import Challenge, DrillError, answered
from probative.custody.seal.person import Card, Person, PersonFile, founder, read_person
from probative.custody.seal.ring import Ring
from probative.custody.seal.secret import Cost, Secret
from probative.custody.seal.wraps import unwrap, write_wraps

_GENERAL = Compartment.GENERAL


class Keybag(Ring):
    """An opened keybag: the keys of a case, and who holds them. Made by ``create_keybag`` and ``open_keybag``."""

    def found(self, compartment: Compartment, holders: Sequence[Holder]) -> None:
        """Make a compartment that there is not yet, for these holders, and open it here.

        Raises:
            CaseExistsError: When there is one.
            ValueError: When nobody would hold it, or the identities other than three custodians.
        """
        if compartment is _GENERAL or compartment in self._bags.held.bags:
            raise CaseExistsError(f"there is a compartment {compartment} already")
        require_holders(compartment, holders)
        contents = Contents(roots={name: self._chance(KEY_BYTES) for name in ROOTS[False]}, holders=tuple(holders))
        bag = self._bags.write(compartment, contents)
        fresh = {compartment: bag.head.generation}
        self._bags.general.append([bags({**self._bags.held.bags, **fresh}), self._bags.durable_at(fresh)])
        self._bags.opened[compartment] = bag
        self._bags.sweep()

    def give(self, compartment: Compartment, holder: Holder) -> None:
        """Let one more hold an open compartment. Nothing is written anew: they get the key that is.

        Raises:
            CompartmentClosedError: When it is not open here.
            ValueError: For the identities, whose custodians change only all together (``renew``).
        """
        if compartment is Compartment.IDENTITIES:
            raise ValueError("custodians change only all together")
        bag = self._bags.bag(compartment)
        holders = (*(one for one in bag.contents.holders if one.id != holder.id), holder)
        digests = write_wraps(self._layout, compartment, bag.head.generation, bag.key, [holder], self._disk)
        bag.append([holding(holders, {**bag.contents.wraps, **digests})])
        self._bags.general.append(self._bags.durable([compartment]))

    def take(self, compartment: Compartment, holder_id: str) -> tuple[Compartment, ...]:
        """Take a compartment away from one holder; ``general`` means all they have. Give what was written anew.

        The bag is written anew under a fresh key that is wrapped for all others.

        Raises:
            CompartmentClosedError: When it, or another that they hold and must lose, is not open here.
            KeyError: When they do not hold it.
            ValueError: When nobody would hold it any more.
        """
        if holder_id not in {one.id for one in self.holders(compartment)}:
            raise KeyError(holder_id)
        taken = [compartment]
        if compartment is _GENERAL:
            taken = [each for each in Compartment if self._bags.has_holder(each, holder_id)]
        left = {each: tuple(one for one in self.holders(each) if one.id != holder_id) for each in taken}
        self._bags.renew(taken, holders=left)
        return tuple(taken)

    def renew(
        self,
        *,
        secret: Secret | None = None,
        without: Collection[bytes] = (),
        cost: Cost | None = None,
        custodians: Sequence[Holder] = (),
    ) -> None:
        """Write every open compartment anew under fresh keys, and destroy what was: all or nothing.

        What the old files' blocks still hold on the medium is beyond any program; docs/explanation/threat-model.md
        grades it.

        Args:
            secret: What opens the case from now on, and the old one no more; as before when ``None``.
            without: Ids of the objects whose keys are to be gone.
            cost: The cost of a guess at a new passphrase.
            custodians: Three new custodians of the identities, which must be open here; as before when empty.

        Raises:
            CompartmentClosedError: When a new secret is wanted by who did not open the case with the one it has: only
                through the door is all of it open.
            ValueError: When there are not three custodians.
            StorageError: When the disk refuses; then the case opens as before, or as after.
        """
        holders: dict[Compartment, list[Holder]] = {}
        person = self.person
        if secret is not None:
            if not self.is_founder and not self.is_heir:
                raise CompartmentClosedError("the secret of a case is changed by who opened it with the secret it has")
            door = founder(self._bags.held.roots["person"])
            self._disk.replace(self._layout.door(door.id), door.sealed(secret, chance=self._chance, cost=cost))
            person = door if self.is_founder else self.person
            for each in self.open_compartments:
                mine = holder_of(door.card, FOUNDER)
                holders[each] = [mine if one.role == FOUNDER else one for one in self.holders(each)]
        if custodians:
            holders[Compartment.IDENTITIES] = list(custodians)
        self._bags.renew(self.open_compartments, holders=holders, without=without)
        self.person = person

    def next_generation(
        self, *, secret: Secret | None, without: Collection[bytes], cost: Cost | None = None
    ) -> "Keybag":
        """As ``renew``; gives this keybag."""
        self.renew(secret=secret, without=without, cost=cost)
        return self

    def prepare(self, name: str) -> bytes:
        """Draw what is to take the place of the key ``log`` or ``person``, durably; give its public half.

        Until the ledger says that it does, the old one counts: a crash in between changes nothing. A second call gives
        the same key.
        """
        if name not in self._bags.held.next:
            self._bags.general.append([succeeding(name, self._chance(KEY_BYTES))])
        return (self.log_public_keys if name == "log" else self.person_public_keys)[-1]

    def settle(self, name: str, *, secret: Secret | None = None, cost: Cost | None = None) -> None:
        """Destroy the key ``log`` or ``person`` that handed over: the one that was prepared takes its place.

        Args:
            name: Which one.
            secret: What opens the case: for ``person``, whose key the door is made of, a new door is made.
            cost: The cost of a guess at a passphrase.

        Raises:
            CompartmentClosedError: For ``person``, when the case was not opened with its own secret.
            StorageError: When the disk refuses; then the case opens as before, or as after.
        """
        seed = self._bags.held.next[name]
        holders: dict[Compartment, list[Holder]] = {}
        person = self.person
        if name == "person":
            if secret is None or not self.is_founder:
                raise CompartmentClosedError("the founder's key is changed by who opened the case with its own secret")
            person = founder(seed)
            self._disk.replace(self._layout.door(person.id), person.sealed(secret, chance=self._chance, cost=cost))
            mine = holder_of(person.card, FOUNDER)
            for each in self.open_compartments:
                holders[each] = [mine if one.role == FOUNDER else one for one in self.holders(each)]
        compartments = [*holders] or [_GENERAL]
        self._bags.renew(compartments, holders=holders, roots={name: seed})
        self.person = person

    def replace_holder(self, old_id: str, holder: Holder) -> tuple[Compartment, ...]:
        """Put a person's new keys in the place of their old ones, in every open compartment; give which were theirs.

        Raises:
            KeyError: When the old keys hold nothing here.
        """
        held = [each for each in self.open_compartments if old_id in {one.id for one in self.holders(each)}]
        held = [each for each in held if each is not Compartment.IDENTITIES]
        if not held:
            raise KeyError(old_id)
        fresh = {
            each: [replace(holder, role=one.role) if one.id == old_id else one for one in self.holders(each)]
            for each in held
        }
        self._bags.renew(held, holders=fresh)
        return in_order(held)

    @property
    def is_founder(self) -> bool:
        """Whether it was opened with the case's own secret."""
        return any(one.id == self.person.id and one.role == FOUNDER for one in self._bags.held.holders)

    @property
    def is_heir(self) -> bool:
        """Whether it was opened by somebody who was given all of it to recover it, but the identities."""
        closed = set(self.closed_compartments) - {Compartment.IDENTITIES}
        held = self._bags.held.holders
        return not closed and any(one.id == self.person.id and one.role == RECOVERY for one in held)

    def open_identities(self, custodians: Sequence[Person]) -> None:
        """Open the identities with two of their custodians.

        Raises:
            KeyRefusedError: When these are not two of them, or there are no identities.
        """
        generation = self._bags.held.bags.get(Compartment.IDENTITIES)
        if generation is None:
            raise KeyRefusedError("this case has no identities")
        if len({one.id for one in custodians}) != 2:
            raise KeyRefusedError("identities open with two different custodians")
        key = unwrap(self._layout, Compartment.IDENTITIES, generation, custodians)
        self._bags.opened[Compartment.IDENTITIES] = open_bag(
            self._layout, Compartment.IDENTITIES, generation, key, self._disk, self._chance
        )

    def rehearse(self, person: Person) -> Mapping[Compartment, int]:
        """Prove that a holder could open each compartment that is open here, and give how many keys each showed.

        Nothing is given to anybody, and nothing stays open: each bag is opened once with what was wrapped for that
        holder, and must hold the very keys that are open here.

        Raises:
            KeyRefusedError: When a wrap is missing, or does not open.
            DamagedKeybagError: When what it opens is not what is open here.
        """
        found: dict[Compartment, int] = {}
        for compartment in self.open_compartments:
            if compartment is Compartment.IDENTITIES:
                continue
            generation = self._bags.opened[compartment].head.generation
            key = unwrap(self._layout, compartment, generation, [person])
            bag = open_bag(self._layout, compartment, generation, key, self._disk, self._chance)
            if bag.contents != self._bags.opened[compartment].contents:
                raise DamagedKeybagError(f"{bag.name} opens for {person.id}, but to other keys than are open here")
            found[compartment] = len(bag.contents.keys)
        return found

    def challenge(self, holder_id: str) -> Challenge:
        """Give what an heir is asked from afar: what lies here for them in each compartment that is open here.

        Raises:
            KeyError: When they hold nothing here.
        """
        wraps = {}
        for compartment in self._asked(holder_id):
            generation = self._bags.opened[compartment].head.generation
            name = f"{compartment}.{generation}.{holder_id}"
            wraps[name] = (self._layout.recipients / name).read_bytes()
        return Challenge(holder=holder_id, nonce=self._chance(KEY_BYTES), wraps=wraps)

    def hear(self, challenge: Challenge, content: bytes) -> tuple[Compartment, ...]:
        """Take the answer to a challenge; give what the heir could open.

        Raises:
            DrillError: When the answer is wrong, or something was written anew since the challenge.
            KeyError: When they hold nothing here any more.
        """
        asked = self._asked(challenge.holder)
        names = {f"{each}.{self._bags.opened[each].head.generation}.{challenge.holder}" for each in asked}
        if names != set(challenge.wraps):
            raise DrillError("keys were written anew since it was asked: ask again")
        holder = next(one for one in self.holders(_GENERAL) if one.id == challenge.holder)
        keys = {each: self._bags.opened[each].key for each in asked}
        answered(content, challenge, base64.b64decode(holder.signing_key), keys)
        return asked

    def _asked(self, holder_id: str) -> tuple[Compartment, ...]:
        opened = [each for each in self.open_compartments if each is not Compartment.IDENTITIES]
        if not any(one.id == holder_id for one in self.holders(_GENERAL)):
            raise KeyError(holder_id)
        return tuple(opened)


def create_keybag(folder: Path, *, secret: Secret, disk: Disk, chance: Chance, cost: Cost | None = None) -> Keybag:
    """Make the keybag of a new case in ``folder``, with fresh keys.

    Raises:
        CaseExistsError: When a keybag or a case is there already.
        StorageError: When the disk refuses.
    """
    layout = Layout(folder)
    if layout.case_file.exists() or generations(layout):
        raise CaseExistsError(f"{folder} holds a keybag already")
    disk.make_folder(layout.recipients)
    roots = {name: chance(KEY_BYTES) for name in ROOTS[True]}
    person = founder(roots["person"])
    disk.replace(layout.door(person.id), person.sealed(secret, chance=chance, cost=cost))
    holders, key = (holder_of(person.card, FOUNDER),), chance(KEY_BYTES)
    wraps = write_wraps(layout, _GENERAL, 1, key, holders, disk)
    contents = Contents(roots=roots, holders=holders, wraps=wraps)
    head = Head(compartment=_GENERAL, generation=1, letterbox=None)
    bag = write_bag(layout, head=head, key=key, contents=contents, disk=disk, chance=chance)
    return Keybag(layout, opened={_GENERAL: bag}, person=person, disk=disk, chance=chance)


def open_keybag(
    folder: Path, *, secret: Secret | None = None, person: Person | None = None, disk: Disk, chance: Chance
) -> Keybag:
    """Open the keybag of the case in ``folder``: all that its holder holds of it, but never the identities.

    A torn or damaged end does not keep the rest from being opened: ``problems`` names it, and custody decides.

    Args:
        folder: The case.
        secret: The case's own secret; or
        person: one who was given keys to it.
        disk: Where to write.
        chance: Gives every key.

    Raises:
        KeyRefusedError: When the secret or person does not open it.
        NotACaseError: When there is none.
        DamagedKeybagError: When its beginning is broken, so that nothing opens it.
        StorageError: When it cannot be read.
    """
    layout = Layout(folder)
    there = generations(layout)
    if not there:
        raise NotACaseError(f"{folder} holds no keybag")
    if person is None:
        if secret is None:
            raise ValueError("a secret or a person opens a case")
        try:
            door = _founder_of(layout, there[-1])
        except PersonFileError as error:
            raise DamagedKeybagError(f"the case's door is broken: {error}") from error
        person = door.open(secret)
    key = unwrap(layout, _GENERAL, there[-1], [person])
    opened = {_GENERAL: open_bag(layout, _GENERAL, there[-1], key, disk, chance)}
    for compartment, generation in opened[_GENERAL].contents.bags.items():
        if compartment is not Compartment.IDENTITIES:
            try:
                key = unwrap(layout, compartment, generation, [person])
                opened[compartment] = open_bag(layout, compartment, generation, key, disk, chance)
            except (CaseError, StorageError, DamagedKeybagError):
                # Closed to this holder, or damaged: the case opens without it, and `check` says what is broken.
                continue
    return Keybag(layout, opened=opened, person=person, disk=disk, chance=chance)


def door_of(folder: Path) -> PersonFile:
    """Give the door of the case in ``folder``, which says what secret it wants.

    Raises:
        NotACaseError: When there is no keybag.
        KeyRefusedError: When no door leads in: only persons open the case.
        PersonFileError: When the door is broken.
    """
    layout = Layout(folder)
    there = generations(layout)
    if not there:
        raise NotACaseError(f"{folder} holds no keybag")
    return _founder_of(layout, there[-1])


def _founder_of(layout: Layout, generation: int) -> PersonFile:
    for path in layout.doors():
        if (layout.recipients / f"{_GENERAL}.{generation}.{path.name.removeprefix('door.')}").exists():
            return read_person(path)
    raise KeyRefusedError("no secret opens this case, only the persons who were given keys to it")


def holder_of(card: Card, role: str) -> Holder:
    """Give the holder that a card makes, for a purpose: ``person``, ``custodian`` or ``recovery``."""
    signing_key = base64.b64encode(card.signing_key).decode()
    return Holder(id=card.id, recipient=card.recipient, signing_key=signing_key, role=role)
