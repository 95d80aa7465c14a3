"""Whether a case, a mirror or a key file kept its promises after a crash."""

import shutil
from pathlib import Path

from probative.base.chance import system_chance
from probative.base.errors import CaseError, IntegrityError
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.mirror.mirroring import mirror
from probative.custody.seal.secret import KeyFile, make_key_file
from probative.custody.shredding import objects_ordered, unfinished
from probative.custody.vault.vault import record_id
from tests.custody.making import QUICK, SECRET, damage, exhibit, files_of, reopened
from tests.faults.explorer import BrokenPromise


def demand(root: Path, promised: object, secret: KeyFile = SECRET) -> None:
    """The case opens for writing, holds what was promised, takes more, checks clean, and stays as it is.

    Args:
        root: What the power cut left.
        promised: The bytes of the acknowledged entries, in order; ``None`` while the case was still being made.
        secret: What opens it.

    Raises:
        BrokenPromise: When something is not so.
    """
    try:
        custody, keys = reopened(root, secret=secret)
    except (CaseError, IntegrityError):
        if promised is None:
            return
        raise
    acknowledged = list(promised) if isinstance(promised, tuple) else []
    held = [one.entry.content for one in custody.entries()]
    wanted = set(acknowledged)
    if [content for content in held if content in wanted] != acknowledged:
        raise BrokenPromise(f"of {len(acknowledged)} acknowledged entries some are lost or out of order")
    for one in custody.entries():
        if one.fields and "object" in one.fields:
            # Flow writes its fields as JSON.
            custody.read_object(one.fields["object"].strip('"'))
    exhibit(custody, b"After the lights came back.", "later.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    if found := damage(root, secret):
        raise BrokenPromise(f"check: {found[0].where}: {found[0].what}")
    if list((root / "case").rglob("*.new")):
        raise BrokenPromise("leavings lie about")


def demand_shredded(root: Path, promised: object) -> None:
    """As ``demand``; and what was shredded is gone, what was ordered is done, and what nobody ordered is there.

    Args:
        root: What the power cut left.
        promised: As for ``demand``; of ``AndGone``, what must be gone.
    """
    demand(root, promised)
    if promised is None:
        return
    custody, keys = reopened(root, write=False)
    entries = list(custody.entries())
    if unfinished(custody.log):
        raise BrokenPromise("an order was not carried out")
    ordered = {name for one in entries if one.entry.kind == "shred.ordered" for name in objects_ordered(one) or ()}
    kept = [name for name in ordered | set(getattr(promised, "gone", ())) if keys.object_key(name) is not None]
    if kept:
        raise BrokenPromise(f"{len(kept)} keys of what was shredded are there")
    for one in entries:
        if one.fields is None and record_id(keys.vault_id_key, one.entry.commitment or b"") not in ordered:
            raise BrokenPromise(f"entry {one.index} lost its record, and nobody ordered it")
    if len(list((root / "case" / "keys").glob("keybag.*"))) != 1:
        raise BrokenPromise("an old generation of keys lies about")
    custody.close()
    keys.close()


def demand_mirror(root: Path, promised: object) -> None:
    """What was mirrored once holds, and the next run makes it the same as the case.

    Args:
        root: What the power cut left of the mirror's disk. The case lies beside the live one.
        promised: How many entries the mirror held when mirroring had ended; ``None`` before it had once.
    """
    case = root.parent.parent / "live case" / "case"
    to = root / "mirror"
    if (to / "case.json").exists():
        keyless = [one for one in check(to, keys=None, full=False, guards=root) if one.severity is Severity.DAMAGE]
        lost = [one.code for one in keyless if one.code in {"checkpoint.root", "pack.hash", "pack.layout", "log.empty"}]
        # Half of an addition may show; a checkpoint over what is not there, or a pack under a false name, may not.
        if lost:
            raise BrokenPromise(f"the mirror shows {lost[0]}")
    elif promised is not None:
        raise BrokenPromise("a mirror that was whole is none any more")
    list(mirror(case, to, disk=QUICK, chance=system_chance))
    if _contents(case) != _contents(to):
        raise BrokenPromise("the next run does not make the mirror the same as the case")
    shutil.rmtree(to)


def _contents(folder: Path) -> dict[str, bytes]:
    aside = ("quarantine", "incoming", "reserve")
    found = ((path.relative_to(folder).as_posix(), path) for path in files_of(folder))
    return {name: path.read_bytes() for name, path in found if not name.startswith(aside)}


def demand_key_file(root: Path, promised: object) -> None:
    """A key file that a case may hang on is there as it was; before, none is there or one that was drawn."""
    path = root / "config" / "key"
    if promised is None and not path.exists():
        return
    if not path.exists():
        raise BrokenPromise("the key file is gone")
    content = path.read_bytes()
    if promised is not None and content != promised:
        raise BrokenPromise("the key file is another")
    if bytes(8) in content or len(content) != 32:
        raise BrokenPromise("half a key file")
    make_key_file(path, disk=QUICK, chance=system_chance)
