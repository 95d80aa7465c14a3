"""The write protocols, run on a disk that writes everything down."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from probative.base.canonical import Json
from probative.base.chance import seeded_chance
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody import shredding as order
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import handover
from probative.custody.ledger.register import rotated
from probative.custody.mirror.mirroring import mirror
from probative.custody.protocol import Custody
from probative.custody.seal import secret
from probative.custody.seal.keybag import Keybag
from probative.custody.signers import Signer
from probative.custody.vault.vault import Vault, record_id
from tests.custody.making import SECRET, exhibit, new_case, reopened
from tests.faults.dice import Dice
from tests.faults.evidenced import with_evidence
from tests.faults.explorer import Journey
from tests.faults.medium import Killed, Medium, Recorder

RESERVE_BYTES = 256
Acknowledged = list[bytes]


@contextmanager
def small_files(*, segment_bytes: int = 1400, pack_bytes: int = 2600) -> Iterator[None]:
    """Have segments and packs of few bytes, so that new ones are begun often."""
    log, vault = Log.__init__.__kwdefaults__, Vault.__init__.__kwdefaults__
    assert log is not None
    assert vault is not None
    before = log["segment_bytes"], vault["pack_bytes"]
    log["segment_bytes"], vault["pack_bytes"] = segment_bytes, pack_bytes
    try:
        yield
    finally:
        log["segment_bytes"], vault["pack_bytes"] = before


def begun(root: Path, seed: str) -> tuple[Journey, Custody]:
    """Make a case on a disk that writes everything down."""
    root.mkdir(parents=True)
    journey = Journey(Recorder(root))
    disk = Disk(journey.recorder, reserve_bytes=RESERVE_BYTES)
    custody, _ = new_case(root, disk=disk, chance=seeded_chance(seed.encode()))
    journey.promise(())
    return journey, custody


def work(journey: Journey, custody: Custody, acknowledged: Acknowledged, dice: Dice, *, n_groups: int = 3) -> None:
    """Take things in, some of them twice, judge, and sign now and then."""
    for number in range(n_groups):
        for _ in range(1 + dice.below(2)):
            exhibit(custody, dice.content(30 + dice.below(dice.one_of((500, 9000)))), f"note {number}.txt")
        if dice.below(2):
            custody.record("judgement.made", {"why": f"two letters agree, {dice.below(1000)}"})
        acknowledged.extend(one.entry.content for one in custody.acknowledge())
        journey.promise(tuple(acknowledged))
        if dice.below(3) == 0:
            custody.checkpoint()


def appending(root: Path, seed: str) -> Journey:
    """Make a case, add to it, close it, open it and add again."""
    journey, custody = begun(root, seed)
    dice, acknowledged = Dice(seed), []
    work(journey, custody, acknowledged, dice)
    custody.close()
    custody, _ = _again(journey, seed)
    work(journey, custody, acknowledged, dice, n_groups=2)
    custody.close()
    return journey


def rotating(root: Path, seed: str) -> Journey:
    """The same with segments and packs that are full again and again. Explore it within ``small_files``."""
    return appending(root, seed)


def changing_keys(root: Path, seed: str) -> Journey:
    """Write a new generation of the keybag, and go on."""
    journey, custody = begun(root, seed)
    dice, acknowledged = Dice(seed), []
    work(journey, custody, acknowledged, dice, n_groups=2)
    custody.close()
    custody, keys = _again(journey, seed)
    custody.close()
    keys.next_generation(secret=SECRET, without=()).close()
    custody, _ = _again(journey, seed + " more")
    work(journey, custody, acknowledged, dice, n_groups=1)
    custody.close()
    return journey


def succeeding(root: Path, seed: str) -> Journey:
    """Put new keys in the place of the log's and the founder's, and go on after each."""
    journey, custody = begun(root, seed)
    dice, acknowledged = Dice(seed), []
    work(journey, custody, acknowledged, dice, n_groups=1)
    custody.close()
    for turn, name in enumerate(("log", "person")):
        custody, keys = _again(journey, f"{seed} {turn}")
        new = keys.prepare(name)
        if name == "log":
            said = handed_over(custody, keys, new)
        else:
            heir = Signer(public_key=new, sign=partial(keys.sign_as_person, public_key=new))
            custody.signers.heir = heir
            said = rotated(custody.origin, custody.signers.acting.id, new, heir.sign)
        custody.record("key.rotated", {}, said)
        acknowledged.extend(one.entry.content for one in custody.acknowledge())
        journey.promise(tuple(acknowledged))
        custody.seal()
        keys.settle(name, secret=SECRET if name == "person" else None)
        work(journey, custody, acknowledged, dice, n_groups=1)
        custody.close()
    return journey


def handed_over(custody: Custody, keys: Keybag, new: bytes) -> dict[str, Json]:
    """Give what the log's old key and the new one sign, for the next entry."""
    log_keys = custody.signers.register.log_keys
    old = log_keys.newest.public_key
    return handover(
        log_keys,
        since=custody.size + 1,
        key=new,
        sign_old=partial(keys.sign_as_log, public_key=old),
        sign_new=partial(keys.sign_as_log, public_key=new),
    )


def anchoring(root: Path, seed: str) -> Journey:
    """Take in a witness's line and a time stamp, and go on."""
    journey, custody = begun(root, seed)
    dice, acknowledged = Dice(seed), []
    work(journey, custody, acknowledged, dice, n_groups=1)
    with_evidence(
        custody, root, disk=Disk(journey.recorder, reserve_bytes=RESERVE_BYTES), chance=seeded_chance(seed.encode())
    )
    acknowledged[:] = [one.entry.content for one in custody.entries() if one.entry.kind != "checkpoint.signed"]
    journey.promise(tuple(acknowledged))
    work(journey, custody, acknowledged, dice, n_groups=1)
    custody.close()
    return journey


class AndGone(tuple[bytes, ...]):  # noqa: SLOT001 - a tuple takes no slots
    """Acknowledged entries, after which these objects are gone for good."""

    gone: tuple[bytes, ...] = ()


def shredding(root: Path, seed: str) -> Journey:
    """Shred an exhibit among others, go on, and shred another."""
    journey, custody = begun(root, seed)
    dice, acknowledged = Dice(seed), []
    work(journey, custody, acknowledged, dice, n_groups=1)
    custody.close()
    custody, keys = _again(journey, seed)
    gone: tuple[bytes, ...] = ()
    for _ in range(2):
        gone += shredded(custody, keys, dice)
        work(journey, custody, acknowledged, dice, n_groups=1)
        acknowledged[:] = [one.entry.content for one in custody.entries() if one.entry.kind != "checkpoint.signed"]
        promised = AndGone(acknowledged)
        promised.gone = gone
        journey.promise(promised)
    custody.close()
    return journey


def shredded(custody: Custody, keys: Keybag, dice: Dice) -> tuple[bytes, ...]:
    """Shred one exhibit with its record; give the ids of what is gone, none where there was nothing to shred."""
    left = [one for one in custody.entries() if one.entry.kind == "exhibit.received" and one.fields]
    if not left:
        return ()
    chosen = dice.one_of(left)
    assert chosen.fields is not None
    assert chosen.entry.commitment is not None
    ids = (bytes.fromhex(chosen.fields["object"]), record_id(keys.vault_id_key, chosen.entry.commitment))
    # Through the module, so that a bug can be planted there.
    order.order(custody, order.Order(objects=ids, fields={"why": "as they asked"}, public={"custodians": []}))
    order.carry_out(custody, keys=keys, disk=custody._disk, chance=custody._chance)
    return ids


def killed(root: Path, seed: str, *, at: int) -> Journey:
    """Be killed after so many acts of the work; be opened again, where memory shows all, and go on."""
    return _stopped(root, seed, kill_at=at)


def refused(root: Path, seed: str, *, at: int) -> Journey:
    """Have a sync fail, go on in the same process as far as it lets, then be opened again and go on."""
    return _stopped(root, seed, fail_sync_at=at)


def _stopped(root: Path, seed: str, *, kill_at: int | None = None, fail_sync_at: int | None = None) -> Journey:
    journey, custody = begun(root, seed)
    recorder = journey.recorder
    dice, acknowledged = Dice(seed), []
    recorder.kill_at = None if kill_at is None else len(recorder.acts) + kill_at
    recorder.fail_sync_at = None if fail_sync_at is None else recorder.n_syncs + fail_sync_at
    with suppress(Killed, StorageError):
        work(journey, custody, acknowledged, dice)
        custody.close()
    recorder.kill_at = None
    custody.abandon()
    again = Dice(seed + " again")
    custody, _ = _again(journey, seed)
    work(journey, custody, acknowledged, again, n_groups=2)
    custody.close()
    return journey


def mirroring(root: Path, seed: str) -> Journey:
    """Make a mirror, add to the case, and bring the mirror up to date; the case is on another disk that holds."""
    elsewhere = root.with_name(root.name + " case")
    shutil.rmtree(elsewhere, ignore_errors=True)
    root.mkdir(parents=True)
    journey = Journey(Recorder(root))
    disk = Disk(journey.recorder)
    custody, _ = new_case(elsewhere, chance=seeded_chance(seed.encode()))
    dice = Dice(seed)
    for turn in range(2):
        for number in range(2):
            exhibit(custody, dice.content(30 + dice.below(500)), f"{turn}-{number}.txt")
            custody.acknowledge()
        custody.close()
        list(mirror(elsewhere / "case", root / "mirror", disk=disk, chance=seeded_chance(b"mirror")))
        journey.promise(custody.size)
        custody, _ = reopened(elsewhere, chance=seeded_chance(seed.encode() + b"%d" % turn))
    custody.close()
    return journey


def making_keys(root: Path, seed: str, *, at: int) -> Journey:
    """Make a key file, be killed after so many acts, and make it again, as the next run does."""
    root.mkdir(parents=True)
    journey = Journey(Recorder(root))
    recorder = journey.recorder
    recorder.kill_at = at
    path = root / "config" / "key"
    for turn in range(2):
        with suppress(Killed):
            made = secret.make_key_file(path, disk=Disk(recorder), chance=seeded_chance(f"{seed} {turn}".encode()))
            journey.promise(made.content)
        recorder.kill_at = None
    return journey


def recovering(root: Path, seed: str, *, at: int) -> Journey:
    """Put right what a power cut left, torn in the ``at``-th way, on a disk whose power is cut in turn."""
    before = root.with_name(root.name + " before")
    left = root.with_name(root.name + " left")
    for folder in (before, left):
        shutil.rmtree(folder, ignore_errors=True)
    first = appending(before, seed)
    dice = Dice(f"{seed} {at}")
    acts = first.recorder.acts
    # A write is the moment at which most is in the air.
    writes = [
        number
        for number, act in enumerate(acts, start=1)
        if act.kind == "write" and first.promised_by(number) is not None
    ]
    moment = dice.one_of(writes)
    medium = Medium(before)
    for act in acts[:moment]:
        medium.take(act)
    names = dice.one_of(list(medium.name_sets(16, dice)))
    left.mkdir()
    for name, inode in names.items():
        if inode < 0:
            (left / name).mkdir(mode=0o700)
        else:
            (left / name).write_bytes(dice.one_of(medium.variants(inode, 40, dice)))
            (left / name).chmod(0o600)
    journey = Journey(Recorder(root))
    journey.recorder.adopt(left)
    journey.promise(first.promised_by(moment))
    custody, _ = _again(journey, seed)
    custody.close()
    return journey


def _again(journey: Journey, seed: str) -> tuple[Custody, Keybag]:
    disk = Disk(journey.recorder, reserve_bytes=RESERVE_BYTES)
    return reopened(journey.recorder.root, disk=disk, chance=seeded_chance(b"again" + seed.encode()))
