"""Keys that take another's place, and keys that count no more.

A new key of the log or of the founder is drawn and kept first, then entered, and only then is the old one destroyed: a
crash leaves the case with a key that counts, and doing it again finishes what was begun.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from probative.base.canonical import Json
from probative.base.errors import UsageError
from probative.custody.compartments import Compartment
from probative.custody.ledger.entries import EntryKind, person_key_id
from probative.custody.ledger.logkeys import handover, handover_file
from probative.custody.ledger.register import Register, revoked, rotated
from probative.custody.peers import devices_of
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag, holder_of
from probative.custody.seal.person import Person
from probative.custody.signers import Signer
from probative.flow import acts
from probative.flow.rekeying import record_change, rekeying
from probative.flow.rooting import log_in
from probative.flow.secret import secret_of
from probative.flow.settings import Settings
from probative.flow.shapes import Shape


class SuccessionWrongError(UsageError):
    """A key cannot take that one's place, or cannot be revoked like that."""

    code: ClassVar[str] = "P146"
    hint: ClassVar[str] = "`probative key DIR list` says which keys count, and who may change them."


def change_log_key(folder: Path, given: Settings, *, why: str) -> bytes:
    """Have another key sign the log's checkpoints from now on, and destroy the old one.

    Returns:
        The handover, signed by both keys, as a file: a witness and another device follow it.

    Raises:
        SuccessionWrongError: When whoever opened the case may not change it.
        CompartmentClosedError, KeyRefusedError, StorageError: As ``open_case``.
    """
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        register = custody.signers.register
        _require_founder(register, custody, "the log's key")
        old, new = register.log_keys.newest.public_key, keybag.prepare("log")
        if old != new:
            said = handover(
                register.log_keys,
                since=custody.size + 1,
                key=new,
                sign_old=lambda content: keybag.sign_as_log(content, old),
                sign_new=lambda content: keybag.sign_as_log(content, new),
            )
            fields = {"why": acts.text(why)}
            record_change(custody, keybag, EntryKind.KEY_ROTATED, fields, said, renewing=[Compartment.GENERAL])
        keybag.settle("log")
        newest = custody.signers.register.log_keys.handovers[-1]
        return handover_file(custody.origin, newest.said)


def change_founder_key(folder: Path, given: Settings, *, why: str) -> str:
    """Have another key sign for the founder from now on, and make a new door of it; give the new key's id.

    Raises:
        SuccessionWrongError: When the case was not opened with its own secret, or a root file says who counts.
    """
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        register = custody.signers.register
        if not keybag.is_founder:
            raise SuccessionWrongError("the founder's key is changed by who opened the case with its own secret")
        if register.root is not None:
            raise SuccessionWrongError("a root file says whose keys count: draft the next one without the founder's")
        new = keybag.prepare("person")
        heir = Signer(public_key=new, sign=lambda content: keybag.sign_as_person(content, new))
        if register.founder != heir.id:
            _require_founder(register, custody, "the founder's key")
            custody.signers.heir = heir
            said = rotated(custody.origin, register.founder, new, heir.sign)
            opened = [each for each in keybag.open_compartments if each is not Compartment.IDENTITIES]
            record_change(custody, keybag, EntryKind.KEY_ROTATED, {"why": acts.text(why)}, said, renewing=opened)
        keybag.settle("person", secret=secret_of(folder, given))
        return heir.id


def change_person_key(folder: Path, given: Settings, new: Person, *, why: str) -> tuple[Compartment, ...]:
    """Put a person's new keys in the place of those with which the case was opened; give what they open.

    From now on the new key signs, and only the new file opens what was theirs.

    Raises:
        SuccessionWrongError: When the case was opened with its own secret, the old key does not count, or a root file
            does not list the new one.
    """
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        register, old = custody.signers.register, keybag.person
        heir = Signer(public_key=new.card.signing_key, sign=new.sign)
        if keybag.is_founder:
            raise SuccessionWrongError("the case was opened with its own secret: name the person's old file")
        if register.root is not None and heir.id not in register.root.holders("person"):
            raise SuccessionWrongError("the root file in force does not list the new key: draft the next one first")
        held = [each for each in keybag.open_compartments if old.id in {one.id for one in keybag.holders(each)}]
        if not register.counts(heir.id, custody.size):
            if register.spoke_of(heir.public_key):
                raise SuccessionWrongError("that key counted here before, and counts no more: make a new one")
            if custody.signers.acting.public_key != old.card.signing_key:
                raise SuccessionWrongError("the old key does not count in this case, so it can hand nothing over")
            custody.signers.heir = heir
            said = rotated(custody.origin, custody.signers.acting.id, heir.public_key, new.sign)
            fields = acts.held_by(compartments=held, holder=new.id, name=new.card.name, role="", why=why)
            public = {**said, "key": old.id, "holder": new.id}
            record_change(custody, keybag, EntryKind.KEY_ROTATED, fields, public, renewing=held)
        try:
            return keybag.replace_holder(old.id, holder_of(new.card, ""))
        except KeyError as error:
            raise SuccessionWrongError("the old keys hold nothing of this case any more") from error


def revoke_key(folder: Path, given: Settings, name: str, *, good: int | None, why: str) -> int:
    """Enter that a key counts no more, and from which size of the log on it never did; give that size.

    Args:
        folder: The case.
        given: The settings: who says so.
        name: The id of a person's key; or the name of another device's log.
        good: The last good size: of this log for a person's key, of that one for a device. What stands there now where
            absent: then all that was signed so far counts.
        why: The reason.

    Raises:
        SuccessionWrongError: When there is no such key, it founds the case now, whoever says so may not, or
            the log never had that size.
    """
    with rekeying(folder, given) as (keybag, custody):
        if name.startswith("probative/"):
            return _revoke_device(custody, keybag, name, good, why)
        register = custody.signers.register
        if name not in register.names:
            raise SuccessionWrongError(f"no key with the id {name} ever counted in this case")
        if register.root is not None:
            raise SuccessionWrongError("a root file says whose keys count: `probative root draft DIR --revoke`")
        if name == register.founder:
            raise SuccessionWrongError("this key founds the case: have another take its place, then revoke it")
        if custody.signers.acting.id not in {register.founder, name} or custody.signers.on_behalf_of:
            raise SuccessionWrongError("only the founder, or the key itself, revokes it")
        size = custody.size if good is None else good
        if not 0 <= size <= custody.size:
            raise SuccessionWrongError(f"the log has {custody.size} entries, and never had {size}")
        if name == custody.signers.acting.id:
            # What follows, the next checkpoint first of all, cannot be signed by it any more.
            custody.signers.heir = custody.signers.founder()
        record_change(custody, keybag, EntryKind.KEY_REVOKED, {"why": acts.text(why)}, revoked(name, size))
        return size


def keys_in(folder: Path) -> Iterator[Shape]:
    """Give every key of a case, and of the devices that it met; needs no key. Raises as ``log_in``."""
    case_file, log = log_in(folder)
    register, log_keys = case_file.register(log.said_of_keys), case_file.register(log.said_of_keys).log_keys
    sinces = [0, *(one.since for one in log_keys.handovers)]
    for number, (since, key) in enumerate(zip(sinces, log_keys.all, strict=True)):
        until = sinces[number + 1] - 1 if number + 1 < len(sinces) else None
        yield _shape("log", person_key_id(key), since, until, None, base64.b64encode(key).decode())
    for name in register.names:
        good = register.revoked.get(name)
        for start, end in register.spans(name):
            role = "founder" if name == register.founder else "person"
            yield _shape(role, name, start, end if end is None else end - 1, good, None)
    for name, device in devices_of(log.said_of_devices).known.items():
        newest = device.newest.size if device.newest is not None else 0
        newest_key = base64.b64encode(device.keys.newest.public_key).decode()
        yield _shape("device", name, 0, None, device.good, newest_key, seen=newest)


def _shape(  # noqa: PLR0917 - the columns of one table
    kind: str, name: str, since: int, until: int | None, good: int | None, key: str | None, *, seen: int | None = None
) -> Shape:
    return {"kind": kind, "id": name, "since": since, "until": until, "good": good, "key": key, "seen": seen}


def _revoke_device(custody: Custody, keybag: Keybag, name: str, good: int | None, why: str) -> int:
    device = devices_of(custody.log.said_of_devices).known.get(name)
    if device is None:
        raise SuccessionWrongError(f"this case never met the log {name}")
    seen = max((one.size for one in device.seen), default=0)
    size = seen if good is None else good
    if size < 0 or size > seen:
        raise SuccessionWrongError(f"of that log {seen} entries were seen here: name no larger size")
    public: dict[str, Json] = {"log": name, "good": size}
    record_change(custody, keybag, EntryKind.DEVICE_REVOKED, {"why": acts.text(why)}, public)
    return size


def _require_founder(register: Register, custody: Custody, what: str) -> None:
    if register.root is None and custody.signers.acting.id != register.founder:
        raise SuccessionWrongError(f"only the founder changes {what} where there is no root file")
    if custody.signers.on_behalf_of:
        raise SuccessionWrongError(f"who changes {what} signs for it with a key of their own that counts")
