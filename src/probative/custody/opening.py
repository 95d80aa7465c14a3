"""Making a case, and opening one."""

from pathlib import Path

from probative.base.chance import Chance
from probative.base.clock import Clock
from probative.base.errors import DiskFullError, StorageError
from probative.base.fs import Disk
from probative.base.identifiers import CaseId
from probative.custody.casefile import CaseFile, CaseFileError, read_case_file, write_case_file
from probative.custody.epochs import fork_at
from probative.custody.errors import CaseExistsError, DamagedCaseError, NotACaseError, NothingRestoredError
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import EntryKind
from probative.custody.ledger.log import Log
from probative.custody.lock import Lock, boot_id, take
from probative.custody.protocol import Custody
from probative.custody.recovery import Recovery, recover
from probative.custody.reserve import Reserve
from probative.custody.shredding import carry_out
from probative.custody.signers import are_of
from probative.custody.vault.vault import Vault


def create_case(folder: Path, *, keys: Keys, disk: Disk, clock: Clock, chance: Chance, guards: Path) -> Custody:
    """Make a case in ``folder`` and open it for writing.

    Args:
        folder: May be there already, with a new keybag in it and nothing else of a case.
        keys: The case's new keybag.
        disk: Where every durable write goes.
        clock: Dates the entries.
        chance: Gives the origin and every key.
        guards: A folder outside the case, in which this machine remembers what it saw signed, one file a case.

    Raises:
        CaseExistsError: When anything of a case is there.
        StorageError: When the disk refuses.
    """
    layout = Layout(folder)
    if layout.case_file.exists() or layout.segments() or layout.closed_packs() or layout.open_packs():
        raise CaseExistsError(f"{folder} holds a case, or what is left of one")
    for needed in (layout.folder, layout.log, layout.checkpoints, layout.packs):
        disk.make_folder(needed)
    lock = take(layout.lock)
    is_made = False
    try:
        case_file = write_case_file(
            origin=CaseId(f"probative/{chance(16).hex()}"),
            log_public_key=keys.log_public_key,
            person_public_key=keys.person_public_key,
        )
        custody = _assemble(layout, case_file, keys, Log(layout), disk, clock, chance, guards, None, lock)
        custody.record(EntryKind.VAULT_CREATED, {}, {"case": case_file.digest})
        custody.acknowledge()
        # The case file comes after the entry that binds it: a folder without one was never a case.
        disk.replace(layout.case_file, case_file.content)
        custody.checkpoint()
        Reserve(layout.reserve, disk).keep()
        is_made = True
    finally:
        if not is_made:
            lock.release()
    return custody


def open_case(
    folder: Path,
    *,
    keys: Keys,
    disk: Disk,
    clock: Clock,
    chance: Chance,
    guards: Path,
    write: bool,
    restored: str | None = None,
) -> Custody:
    """Open the case in ``folder``.

    For writing, the case is locked and brought back to what was acknowledged before a crash. For reading, nothing is
    changed and nothing refused that can still be read.

    Args:
        folder: Where it lies.
        keys: Its keybag.
        disk: Where every durable write goes.
        clock: Dates the entries.
        chance: Gives every key.
        guards: Where this machine remembers what it saw signed.
        write: Whether it will be added to.
        restored: Why the case was put back from a backup. Only then is a history accepted that lacks what this machine
            saw signed; the ledger says so for ever.

    Raises:
        NotACaseError: When there is none.
        CaseBusyError: When another process writes to it.
        NothingRestoredError: When it was said to be put back and lacks nothing.
        DamagedCaseError: When it does not hold; it can still be opened for reading.
        RolledBackError: When this machine saw a later or another history signed.
        StorageError: When the disk refuses.
    """
    layout = Layout(folder)
    if not layout.case_file.exists():
        raise NotACaseError(f"{folder} holds no case")
    case_file = _read_case_file(layout)
    if not write:
        log = _read_log(layout)
        _require_own_keys(case_file, log, keys)
        return _assemble(
            layout, case_file, keys, log, disk, clock, chance, guards, _newest(layout, case_file, log), None
        )
    reserve = Reserve(layout.reserve, disk)
    try:
        custody = _opened_to_write(layout, case_file, keys, disk, clock, chance, guards, restored)
    except DiskFullError:
        # Putting a crash right takes room too: that is what the reserve is for.
        if not reserve.free():
            raise
        custody = _opened_to_write(layout, case_file, keys, disk, clock, chance, guards, restored)
    try:
        reserve.keep()
    except StorageError:
        custody.close()
        raise
    return custody


def _opened_to_write(  # noqa: PLR0917 - as _assemble
    layout: Layout,
    case_file: CaseFile,
    keys: Keys,
    disk: Disk,
    clock: Clock,
    chance: Chance,
    guards: Path,
    restored: str | None,
) -> Custody:
    lock = take(layout.lock)
    custody = None
    is_open = False
    try:
        log = _read_log(layout)
        _require_own_keys(case_file, log, keys)
        fork = fork_at(guards, case_file, log) if restored is not None else None
        if restored is not None and fork is None:
            raise NothingRestoredError("this machine saw nothing signed of this case that it does not hold")
        found = recover(
            layout=layout,
            case_file=case_file,
            keys=keys,
            log=log,
            disk=disk,
            guards=guards,
            is_backup=fork is not None,
        )
        custody = _assemble(layout, case_file, keys, log, disk, clock, chance, guards, found.checkpoint, lock)
        if fork is not None:
            # First of all: any checkpoint that is signed takes the place of what this machine remembers.
            custody.record(EntryKind.VAULT_RESTORED, {"reason": restored or ""}, fork.public(log.epoch(log.size)))
            custody.acknowledge()
        _finish(custody, found)
        if fork is not None:
            custody.checkpoint()
        carry_out(custody, keys=keys, disk=disk, chance=chance)
        is_open = True
    finally:
        if not is_open:
            if custody is not None:
                custody.abandon()
            lock.release()
    return custody


def _finish(custody: Custody, found: Recovery) -> None:
    for size in found.unsigned:
        custody.sign_late(size)
    if found.is_incident:
        counts = {
            "keybag_bytes": found.keybag_bytes,
            "log_bytes": found.log_bytes,
            "pack_bytes": found.pack_bytes,
            "records": found.records,
        }
        custody.record(EntryKind.INCIDENT_RECORDED, {}, {"cut": counts})
        custody.acknowledge()
    if custody.sealed is None:
        custody.checkpoint()


def _assemble(  # noqa: PLR0917 - one caller above each set of values; keywords would only repeat the names
    layout: Layout,
    case_file: CaseFile,
    keys: Keys,
    log: Log,
    disk: Disk,
    clock: Clock,
    chance: Chance,
    guards: Path,
    checkpoint: Checkpoint | None,
    lock: Lock | None,
) -> Custody:
    vault = Vault(layout, keys=keys, disk=disk, chance=chance, boot=boot_id()[:16])
    if lock is not None and vault.broken:
        names = ", ".join(layout.name(path) for path in vault.broken)
        raise DamagedCaseError(f"cannot be read as packs: {names}")
    return Custody(
        layout=layout,
        case_file=case_file,
        keys=keys,
        log=log,
        vault=vault,
        disk=disk,
        clock=clock,
        chance=chance,
        guards=guards,
        checkpoint=checkpoint,
        lock=lock,
    )


def _read_case_file(layout: Layout) -> CaseFile:
    try:
        return read_case_file(layout.case_file.read_bytes())
    except CaseFileError as error:
        raise DamagedCaseError(f"case.json: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read case.json: {error.strerror}") from error


def _require_own_keys(case_file: CaseFile, log: Log, keys: Keys) -> None:
    if not are_of(case_file.register(log.said_of_keys), keys):
        raise DamagedCaseError("case.json and the ledger name other keys than the keybag holds")


def _read_log(layout: Layout) -> Log:
    try:
        return Log(layout)
    except OSError as error:
        raise StorageError(f"cannot read the ledger: {error.strerror}") from error


def _newest(layout: Layout, case_file: CaseFile, log: Log) -> Checkpoint | None:
    """Give the newest checkpoint for a reader, who is refused nothing: ``check`` says what does not hold."""
    try:
        return read_checkpoint(layout.checkpoint.read_bytes(), case_file.register(log.said_of_keys).log_keys)
    except (CheckpointError, OSError):
        return None
