"""Checking a case: everything that does not hold is listed, nothing is repaired, and nothing found is an exception.

Three depths. Without keys: the case file, every frame, entry, signature and checkpoint of the ledger, the tree's roots,
the packs' names and hashes, which packs there must be, the keybag's checksums, and what this machine saw signed before.
With keys and a share: some of the objects too, drawn anew each time. With keys and ``full``: the keybag itself, every
object's bytes, every record against its commitment, and that no key, object or entry lacks its other half.

Source: docs/format/ledger.md; docs/format/vault.md.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from probative.custody.findings import Finding, Severity
from probative.custody.fixity.draw import Draw
from probative.custody.fixity.evidence import evidence_problems
from probative.custody.fixity.history import History, device_problems, epoch_problems, guard_problems, history_problems
from probative.custody.fixity.names import name_problems
from probative.custody.fixity.objects import ObjectCheck, PackFindings, hash_pack, key_problems, lay_out
from probative.custody.fixity.splits import split_problems
from probative.custody.fixity.tiles import tiles_problems
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.lock import is_held
from probative.custody.seal.bagfile import bag_file_problems
from probative.custody.signers import are_of


def check(
    folder: Path,
    *,
    keys: Keys | None,
    full: bool,
    guards: Path,
    draw: Draw | None = None,
    openssl: Path | None = None,
) -> Iterator[Finding]:
    """List everything in a case that does not hold.

    Args:
        folder: The case.
        keys: The opened keybag; ``None`` where it cannot be opened, or a stranger checks a mirror.
        full: Whether to open every object too, which needs ``keys``.
        guards: Where this machine remembers what it saw signed.
        draw: Which objects to open where not all are; needs ``keys``. ``None`` opens none.
        openssl: The second verifier of time stamps; ``None`` where this machine has none.

    Yields:
        Findings, in the order of the files they are in; the same ones for the same bytes. None when all holds.
    """
    layout = Layout(folder)
    history = History()
    # Two threads, both outside the interpreter's lock most of the time. Without keys, packs are hashed while the ledger
    # is read; with keys, each pack is hashed and opened at the same time, so that a disk gives it once, not twice.
    with ThreadPoolExecutor(max_workers=2) as pool:
        opened = keys if full or draw is not None else None
        looks = [] if opened is not None else _look_at_packs(pool, layout, None)
        yield from name_problems(layout)
        yield from history_problems(layout, history)
        yield from _said_problems(layout, guards, history)
        yield from evidence_problems(layout, history, openssl=openssl)
        is_writing = is_held(layout.lock)
        if is_writing:
            what = "A process is writing to this case; what it has not acknowledged yet may show as damage."
            yield Finding(code="case.busy", where="lock", what=what, severity=Severity.NOTE)
        yield from bag_file_problems(layout)
        object_check = ObjectCheck(opened, history, None if full else draw) if opened is not None else None
        if object_check is not None:
            looks = _look_at_packs(pool, layout, object_check)
        if (full or draw is not None) and keys is None:
            what = "The objects were not opened: no key. Only what needs no key was checked."
            yield Finding(code="keys.absent", where="keys", what=what, severity=Severity.NOTE)
        if opened is not None:
            yield from opened.problems()
            yield from _identity_problems(opened, history)
        yield from _presence_problems(layout, history, is_writing=is_writing)
        found: list[bytes] = []
        for look in looks:
            result = look.result()
            found.extend(result.object_ids)
            yield from result.findings
    if opened is not None and object_check is not None:
        yield from key_problems(opened, found, object_check.record_ids)
        if draw is not None and not full:
            what = f"{object_check.n_opened} of {len(found)} objects were drawn and opened; the others were not."
            yield Finding(code="objects.drawn", where="packs", what=what, severity=Severity.NOTE)


def structure_problems(folder: Path) -> Iterator[Finding]:
    """List what does not hold in names, ledger, checkpoints and keys of a case whose packs were hashed just now."""
    layout, history = Layout(folder), History()
    yield from name_problems(layout)
    yield from history_problems(layout, history)
    yield from bag_file_problems(layout)
    yield from _presence_problems(layout, history, is_writing=False)


def _said_problems(layout: Layout, guards: Path, history: History) -> Iterator[Finding]:
    """Hold the ledger against what others saw of it, and what it says of others and of itself."""
    yield from guard_problems(guards, history)
    yield from epoch_problems(layout, history)
    yield from device_problems(layout, history)
    yield from split_problems(layout, guards, history)
    yield from tiles_problems(layout, history)


def _look_at_packs(
    pool: ThreadPoolExecutor, layout: Layout, objects: ObjectCheck | None
) -> "list[Future[PackFindings]]":
    """Begin to hash, lay out and, where ``objects`` are to be opened, open every pack; hashes come first."""
    looks, opened = [], []
    for path in layout.closed_packs():
        looks.append(pool.submit(hash_pack, path, layout.name(path)))
        if objects is not None:
            opened.append(pool.submit(objects.open_pack, path, layout.name(path)))
        looks.append(pool.submit(lay_out, path, layout.name(path), is_closed=True))
    for path in layout.open_packs():
        looks.append(pool.submit(lay_out, path, layout.name(path), is_closed=False))
        if objects is not None:
            opened.append(pool.submit(objects.open_pack, path, layout.name(path)))
    return looks + opened


def _identity_problems(keys: Keys, history: History) -> Iterator[Finding]:
    register = history.register
    if register is None and history.case_file is not None:
        register = history.case_file.register(())
    if register is not None and not are_of(register, keys):
        what = "It and the ledger name other keys than the keybag holds."
        yield Finding(code="case.keys", where="case.json", what=what)


def _presence_problems(layout: Layout, history: History, *, is_writing: bool) -> Iterator[Finding]:
    present = {path.name for path in layout.closed_packs()}
    for name in sorted(history.packs - present):
        where = layout.name(layout.pack(name))
        yield Finding(code="pack.missing", where=where, what="A checkpoint names this pack; it is not here.")
    if is_writing:
        return
    for name in sorted(present - history.packs):
        what = "No checkpoint names this pack. After a crash, opening the case for writing settles it."
        yield Finding(code="pack.unlisted", where=layout.name(layout.pack(name)), what=what)
