"""What is done when a case is opened for writing after a crash, and when it is refused instead.

Nothing is changed before everything that must hold was seen to hold. Below the newest checkpoint nothing is ever
repaired: the case is refused (R2). Beyond it, what was never acknowledged is cut, kept in ``quarantine/`` and written
into the ledger as ``incident.recorded`` (R1, R3).

First of all, what a writer that died may have left in memory only is made durable: nothing is concluded from bytes or
names that a power cut could still take away.

Source: custody rules R1 to R8 (docs/format/ledger.md).
"""

from dataclasses import dataclass
from pathlib import Path

from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.anchors.settling import settle_anchors
from probative.custody.casefile import CaseFile
from probative.custody.epochs import require_guard
from probative.custody.errors import DamagedCaseError, DamagedKeybagError
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import EntryKind, read_entry
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.register import Register
from probative.custody.signers import counts_by
from probative.custody.unrecorded import void_unrecorded
from probative.custody.vault.salvage import quarantine, salvage_pack
from probative.custody.vault.vault import record_id

_FEWEST_ENTRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What was found and done.

    ``checkpoint`` is the newest; ``None`` in a case whose making was interrupted. ``unsigned`` lists the sizes that
    entries announce a checkpoint of and that were never signed. The rest counts what was cut or given up.
    """

    checkpoint: Checkpoint | None
    unsigned: tuple[int, ...]
    log_bytes: int
    pack_bytes: int
    keybag_bytes: int
    records: int

    @property
    def is_incident(self) -> bool:
        """Whether anything was cut or given up."""
        return any((self.log_bytes, self.pack_bytes, self.keybag_bytes, self.records))


def recover(
    *, layout: Layout, case_file: CaseFile, keys: Keys, log: Log, disk: Disk, guards: Path, is_backup: bool = False
) -> Recovery:
    """Bring a case that is locked for writing back to what was acknowledged.

    Where ``is_backup``, a person says that it was put back from one: then another history than this machine saw signed
    is no reason to refuse it. The caller writes down which was given up.

    Raises:
        DamagedCaseError: When the ledger does not hold below the newest checkpoint, or beyond it is no torn write.
        RolledBackError: When this machine saw a later or another history signed.
        DamagedKeybagError: When keys of acknowledged records are gone.
        StorageError: When the disk refuses.
    """
    _settle(layout, disk)
    torn_keys = keys.reload()
    register = case_file.register(log.said_of_keys)
    checkpoints = read_checkpoints(layout, register.log_keys)
    newest = max(checkpoints.values(), key=lambda checkpoint: checkpoint.size, default=None)
    _require_history(layout, log, checkpoints)
    if not is_backup:
        require_guard(guards, case_file, log)
    unsigned = _require_tail(register, log, newest.size if newest is not None else 0)
    newest_record = _require_keys(keys, log)

    _remove_leftovers(layout, disk)
    settle_anchors(layout, log, disk)
    log_bytes = _cut_log(layout, log, disk)
    keys.cut_torn()
    records = void_unrecorded(keys, log, newest_record)
    pack_bytes = sum(
        salvage_pack(path, layout=layout, has_key=lambda name: _holds(keys, name), disk=disk)
        for path in layout.open_packs()
    )
    if newest is not None and checkpoints.get(layout.checkpoint) != newest:
        disk.replace(layout.checkpoint, newest.note)
    return Recovery(
        checkpoint=newest,
        unsigned=unsigned,
        log_bytes=log_bytes,
        pack_bytes=pack_bytes,
        keybag_bytes=torn_keys,
        records=records,
    )


def read_checkpoints(layout: Layout, log_keys: LogKeys) -> dict[Path, Checkpoint]:
    """Read every checkpoint in the case.

    Raises:
        DamagedCaseError: When one of them is none.
        StorageError: When one cannot be read.
    """
    paths = [path for path in (*layout.checkpoints.glob("*"), layout.checkpoint) if path.suffix != ".new"]
    found = {}
    for path in sorted(paths):
        if not path.exists():
            continue
        try:
            found[path] = read_checkpoint(_read(path), log_keys)
        except CheckpointError as error:
            raise DamagedCaseError(f"{layout.name(path)} is no checkpoint of this case: {error}") from error
    return found


def _settle(layout: Layout, disk: Disk) -> None:
    for path in (*layout.segments()[-1:], *sorted(layout.keys.glob("keybag.*")), *layout.open_packs()):
        disk.sync_file(path)
    for folder in (layout.folder, layout.log, layout.checkpoints, layout.keys, layout.packs):
        if folder.is_dir():
            disk.sync_folder(folder)


def _require_history(layout: Layout, log: Log, checkpoints: dict[Path, Checkpoint]) -> None:
    if not checkpoints and (log.size > _FEWEST_ENTRIES or layout.closed_packs()):
        raise DamagedCaseError("the case has lost its checkpoints")
    if not log.size:
        raise DamagedCaseError("the ledger is empty")
    for path, checkpoint in checkpoints.items():
        if checkpoint.size > log.size:
            raise DamagedCaseError(
                f"{layout.name(path)} signs {checkpoint.size} entries; the ledger holds {log.size} whole ones"
            )
        if log.tree.root(checkpoint.size) != checkpoint.root or log.epoch(checkpoint.size) != checkpoint.epoch:
            raise DamagedCaseError(f"the ledger is not what {layout.name(path)} signs")
    for torn in log.torn:
        if not torn.is_last:
            raise DamagedCaseError(f"{layout.name(torn.path)} is broken at byte {torn.good_bytes}")


def _require_tail(register: Register, log: Log, start: int) -> tuple[int, ...]:
    """Demand that every entry beyond the checkpoint is whole and signed; give the sizes that lack a checkpoint."""
    unsigned = []
    counts = counts_by(log, register, start)
    for index, content in enumerate(log.contents(start), start):
        try:
            entry = read_entry(content)
        except ValueError as error:
            raise DamagedCaseError(f"entry {index} of the ledger: {error}") from error
        counts[entry.by] += 1
        if register.forgery(index, entry) is not None or entry.sequence != counts[entry.by]:
            raise DamagedCaseError(f"entry {index} of the ledger: its signature or number does not hold")
        if entry.kind == EntryKind.CHECKPOINT_SIGNED:
            unsigned.append(index + 1)
    return tuple(unsigned)


def _require_keys(keys: Keys, log: Log) -> bytes | None:
    """Demand the key of the newest record. Keys and entries are added in one order, so it vouches for the others."""
    for index in range(log.size - 1, -1, -1):
        commitment = read_entry(log.content(index)).commitment
        if commitment is None:
            continue
        name = record_id(keys.vault_id_key, commitment)
        if not _holds(keys, name) and not keys.is_void(name):
            raise DamagedKeybagError(f"the keybag has lost the key of entry {index}, which was acknowledged")
        return name
    return None


def _holds(keys: Keys, object_id: bytes) -> bool:
    """Whether an object has a key, here or in a compartment that is closed."""
    return keys.object_key(object_id) is not None or keys.is_sealed(object_id)


def _remove_leftovers(layout: Layout, disk: Disk) -> None:
    written = (layout.folder, layout.log, layout.checkpoints, layout.cosignatures, layout.anchors, layout.keys)
    for folder in written:
        for path in sorted(folder.glob("*.new")):
            disk.remove(path)


def _cut_log(layout: Layout, log: Log, disk: Disk) -> int:
    cut_bytes = 0
    for torn in log.torn:
        quarantine(torn.path, torn.good_bytes, layout=layout, disk=disk)
        appender = disk.append(torn.path)
        try:
            appender.cut(torn.good_bytes)
            appender.sync()
        finally:
            appender.close()
        cut_bytes += torn.size_bytes - torn.good_bytes
    log.forget_torn()
    return cut_bytes


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
