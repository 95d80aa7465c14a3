"""Whether what the further protocols promised holds after a crash."""

from pathlib import Path

from probative.base.chance import system_chance
from probative.base.errors import CaseError, IntegrityError, KeyRefusedError, StorageError
from probative.custody.check import check
from probative.custody.errors import NotACaseError, RolledBackError
from probative.custody.findings import Severity
from probative.custody.mirror.mirroring import mirror
from probative.custody.seal.keybag import open_keybag
from probative.custody.witness import opened_witness
from tests.custody.making import CLOCK, QUICK, SECRET, reopened
from tests.faults.explorer import BrokenPromise
from tests.faults.protocols import Promised, asked, put_back
from tests.faults.whole import demand


def demand_kept(root: Path, promised: object) -> None:
    """As ``demand``; and every record that was promised opens, for whom and with what it shall, and for nobody else.

    Args:
        root: What the power cut left.
        promised: A ``Promised``.
    """
    assert isinstance(promised, Promised)
    secret = promised.secrets[0]
    for each in promised.secrets:
        try:
            open_keybag(root / "case", secret=each, disk=QUICK, chance=system_chance).close()
        except KeyRefusedError:
            continue
        secret = each
    demand(root, tuple(promised), secret)
    custody, keys = reopened(root, write=False, secret=secret)
    is_done = bool(promised.unnamed)
    for one in custody.entries():
        lost = one.entry.commitment is not None and one.fields is None and not one.is_sealed
        if lost and one.entry.content in promised and not custody.log.said_of_shreds:
            raise BrokenPromise(f"entry {one.index} lost its record, and nobody ordered it")
    for name in keys.object_ids() if is_done else ():
        if not keys.place_of(name) and not keys.is_void(name) and promised.unnamed in custody.read_object(name.hex()):
            raise BrokenPromise("a sealed name opens to everybody")
    custody.close()
    keys.close()
    if promised.shut_out is not None:
        try:
            open_keybag(root / "case", person=promised.shut_out, disk=QUICK, chance=system_chance)
        except (KeyRefusedError, CaseError, StorageError, IntegrityError):
            pass
        else:
            raise BrokenPromise("who was shut out opens the case")
    if len(promised.secrets) == 1 and secret is not SECRET:
        try:
            open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
        except KeyRefusedError:
            return
        raise BrokenPromise("the old secret opens the case")


def demand_restored(root: Path, promised: object) -> None:
    """As ``demand``; where it was not said yet, the case may be refused, and is opened as put back."""
    assert isinstance(promised, Promised)
    try:
        custody, keys = reopened(root)
    except RolledBackError:
        if not promised.is_backup:
            raise
        put_back(root, QUICK, "again").close()
    else:
        custody.close()
        keys.close()
    demand(root, tuple(promised))


def demand_repaired(root: Path, promised: object) -> None:
    """Bringing back goes on where it stopped, from a mirror that stays as it was; done, all verifies without one."""
    case, to = root / "case", root.parent.parent / "live mirror"
    if promised is None:
        list(mirror(case, to, disk=QUICK, chance=system_chance))
    if list(mirror(case, to, disk=QUICK, chance=system_chance)):
        raise BrokenPromise("case and mirror do not become the same")
    found = [one for one in check(case, keys=None, full=False, guards=root) if one.severity is Severity.DAMAGE]
    if found:
        raise BrokenPromise(f"what was brought back does not verify: {found[0].code} {found[0].where} {found[0].what}")
    demand(root, ())


def demand_witness(root: Path, promised: object) -> None:
    """A witness remembers what it signed, signs no other history of it, and goes on."""
    folder = root / "witness"
    try:
        with opened_witness(folder, disk=QUICK, clock=CLOCK) as witness:
            (known,) = witness.known() if promised is not None else (None,)
            size = known.last.checkpoint.size if known is not None and known.last is not None else 0
            if not isinstance(promised, int):
                return
            if size < promised:
                raise BrokenPromise(f"it signed {promised} entries and remembers {size}")
            if isinstance(witness.answer(asked(0, promised, fork=b"another ")), bytes):
                raise BrokenPromise("it signs a second history")
            if not isinstance(witness.answer(asked(size, size + 2)), bytes):
                raise BrokenPromise("it does not go on")
    except (NotACaseError, CaseError, StorageError, KeyRefusedError, IntegrityError):
        if promised is not None:
            raise
