"""Making and keeping a mirror: two copies of a case that verify without a key, each repaired from the other.

The order on the mirror is the order of the write protocol: packs, keys, ledger, checkpoints, and the case file last. A
mirror that was interrupted is an older case or none, never half of one.

A pack verifies by its name. The ledger verifies by its checkpoints, up to the newest; what lies beyond is the case's
alone. Keys verify by their checksums; where both sides do and differ, the case speaks: its ledger is no shorter.

Source: shared/reference/custody.md section 5, Mirrors; docs/decisions/0122-what-a-mirror-may-change.md.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path

from probative.base.chance import Chance
from probative.base.digest import digest_of
from probative.base.fs import Disk
from probative.custody.frames import scan
from probative.custody.layout import AUTHORITY, BESIDE, Layout
from probative.custody.lock import take
from probative.custody.mirror.acts import Act, Deed, Side
from probative.custody.mirror.copying import copy_pack, copy_whole, put_aside, same, verifies
from probative.custody.mirror.errors import MirrorPlaceError
from probative.custody.mirror.history import Together, bytes_of, read_together
from probative.custody.mirror.keyfiles import key_files, supersedes
from probative.custody.mirror.merging import merge
from probative.custody.vault.packs import PackBrokenError, read_table, walk

_BOTH = ((Side.CASE, Side.MIRROR), (Side.MIRROR, Side.CASE))


def mirror(
    case: Path, to: Path, *, disk: Disk, chance: Chance, carried: Collection[Path] | None = None
) -> Iterator[Act]:
    """Bring the mirror in ``to`` up to date with the case, and repair either from the other. Needs no key.

    Args:
        case: The case. It is locked while this runs.
        to: An empty folder, one that is not there yet, or this case's mirror.
        disk: Where every durable write goes.
        chance: Overwrites keys that were superseded, or stay behind.
        carried: The only files under ``keys/`` that go along, where the mirror is for somebody to carry; all of them
            when ``None``.

    Yields:
        What was done, when it is durable. Nothing when both sides were the same and verified.

    Raises:
        MirrorPlaceError: When something else lies in ``to``.
        CaseBusyError: When somebody writes to either.
        OtherHistoryError: When the mirror holds another history; nothing was touched then.
        DamagedCaseError: When neither side has a case file.
        StorageError: When a disk refuses. Run it again: it goes on where it stopped.
    """
    ours, theirs = Layout(case), Layout(to)
    _require_place(case, to)
    with ExitStack() as closing:
        closing.callback(take(ours.lock).release)
        disk.make_folder(to.absolute())
        closing.callback(take(theirs.lock).release)
        together = read_together(ours, theirs)
        for folder in (theirs.log, theirs.checkpoints, theirs.packs, theirs.keys):
            disk.make_folder(folder)
        names = None if carried is None else {path.relative_to(ours.keys).as_posix() for path in carried}
        yield from _Mirroring(together, disk, chance, names).run()


class _Mirroring:
    def __init__(self, together: Together, disk: Disk, chance: Chance, carried: set[str] | None) -> None:
        self._carried = carried
        self._together = together
        self._disk = disk
        self._chance = chance
        self._at = {Side.CASE: together.ours, Side.MIRROR: together.theirs}

    def run(self) -> Iterator[Act]:
        yield from self._packs()
        if not self._together.holds:
            what = "Neither side, nor both together, hold what the checkpoints sign. The ledger was not copied."
            yield Act(deed=Deed.DAMAGED, side=Side.CASE, where="log", what=what)
            return
        yield from self._open_packs()
        yield from self._keys() if self._carried is None else self._carried_keys(self._carried)
        yield from self._segments()
        yield from self._checkpoints()
        yield from self._others()
        content = self._together.case_file.content
        for side in Side:
            yield from self._put(side, self._at[side].case_file, content, "the ledger binds it")
            self._sweep(self._at[side])

    def _sweep(self, layout: Layout) -> None:
        """Take away what a run that was interrupted had not given its name yet: all of it was written again by now."""
        for folder in (layout.keys, layout.recipients):
            for path in sorted(folder.glob("*.new")):
                self._disk.destroy(path, self._chance)
        for path in sorted((*layout.folder.glob("*.new"), *layout.log.rglob("*.new"))):
            self._disk.remove(path)

    def _packs(self) -> Iterator[Act]:
        there = {side: {path.name for path in layout.closed_packs()} for side, layout in self._at.items()}
        wanted = self._together.packs | there[Side.CASE]
        for name in sorted(wanted | there[Side.MIRROR]):
            paths = {side: layout.pack(name) for side, layout in self._at.items()}
            whole = {side: verifies(path) for side, path in paths.items()}
            for side, other in _BOTH:
                if whole[side] or not whole[other] or name not in wanted:
                    continue
                was_there = paths[side].exists()
                n_bytes = copy_pack(paths[other], paths[side], into=self._at[side], disk=self._disk)
                whole[side] = n_bytes > 0
                if whole[side]:
                    yield self._done(side, paths[side], "its SHA-256 is its name", n_bytes, was_there=was_there)
            if name in wanted and not all(whole.values()):
                what = "It verifies on neither side." if not any(whole.values()) else "It could not be copied."
                yield Act(deed=Deed.DAMAGED, side=Side.CASE, where=f"packs/{name[:2]}/{name}", what=what)

    def _open_packs(self) -> Iterator[Act]:
        ours, theirs = self._at[Side.CASE], self._at[Side.MIRROR]
        for path in ours.open_packs():
            target = theirs.packs / path.name
            if not same(path, target):
                n_bytes = copy_whole(path, target, into=theirs, disk=self._disk)
                yield Act(
                    deed=Deed.COPIED,
                    side=Side.MIRROR,
                    where=theirs.name(target),
                    what="The pack that was being written when a crash came.",
                    n_bytes=n_bytes,
                )
        for path in theirs.open_packs():
            if (ours.packs / path.name).exists():
                continue
            if self._is_elsewhere(path):
                self._disk.remove(path)
                what = "All that it held stands in closed packs now."
                yield Act(deed=Deed.REMOVED, side=Side.MIRROR, where=theirs.name(path), what=what)
            else:
                n_bytes = copy_whole(path, ours.packs / path.name, into=ours, disk=self._disk)
                yield self._done(Side.CASE, ours.packs / path.name, "the mirror still had it", n_bytes)

    def _is_elsewhere(self, path: Path) -> bool:
        missing = {place.object_id for place in walk(path)}
        for closed in self._at[Side.MIRROR].closed_packs():
            if not missing:
                break
            try:
                missing -= {place.object_id for place in read_table(closed)}
            except PackBrokenError:
                continue
        return not missing

    def _keys(self) -> Iterator[Act]:
        names = {side: key_files(layout) for side, layout in self._at.items()}
        for name in sorted(names[Side.CASE] | names[Side.MIRROR]):
            paths = {side: layout.keys / name for side, layout in self._at.items()}
            ours, theirs = bytes_of(paths[Side.CASE]), bytes_of(paths[Side.MIRROR])
            if ours is None and supersedes(names[Side.CASE], name):
                self._disk.destroy(paths[Side.MIRROR], self._chance)
                what = "The case has a newer one; this was overwritten first."
                yield Act(deed=Deed.REMOVED, side=Side.MIRROR, where=f"keys/{name}", what=what)
                continue
            whole = _best(ours or b"", theirs or b"")
            if whole is None:
                what = "It is whole on neither side."
                yield Act(deed=Deed.DAMAGED, side=Side.CASE, where=f"keys/{name}", what=what)
                continue
            for side, content in ((Side.CASE, ours), (Side.MIRROR, theirs)):
                # What the case has beyond its last whole frame is for its own recovery to judge.
                if content != whole and not (side is Side.CASE and (content or b"").startswith(whole)):
                    self._disk.make_folder(paths[side].parent)
                    # Nothing of a keybag is put aside: keys must not lie about.
                    self._disk.replace(paths[side], whole)
                    yield self._done(side, paths[side], "it is whole", len(whole), was_there=content is not None)

    def _carried_keys(self, carried: set[str]) -> Iterator[Act]:
        """Copy the keys that go along, one way, and leave no other in the mirror."""
        ours, theirs = self._at[Side.CASE], self._at[Side.MIRROR]
        for name in sorted(key_files(theirs) - carried):
            self._disk.destroy(theirs.keys / name, self._chance)
            what = "It stays behind; this copy was overwritten first."
            yield Act(deed=Deed.REMOVED, side=Side.MIRROR, where=f"keys/{name}", what=what)
        for name in sorted(carried):
            content, path = bytes_of(ours.keys / name), theirs.keys / name
            if content is not None and content != bytes_of(path):
                self._disk.make_folder(path.parent)
                self._disk.replace(path, content)
                yield self._done(Side.MIRROR, path, "its bearer opens it", len(content))

    def _segments(self) -> Iterator[Act]:
        for number, ours, theirs, together in self._together.segments():
            whole = together.content
            yield from self._grow(Side.MIRROR, self._at[Side.MIRROR].segment(number), theirs, whole)
            # What the case has beyond its last whole entry is for its own recovery to judge.
            if not ours.startswith(whole):
                yield from self._grow(Side.CASE, self._at[Side.CASE].segment(number), ours, whole)

    def _grow(self, side: Side, path: Path, content: bytes, whole: bytes) -> Iterator[Act]:
        if content == whole:
            return
        if whole.startswith(content):
            appender = self._disk.append(path)
            try:
                appender.write(whole[len(content) :])
                appender.sync()
            finally:
                appender.close()
            yield self._done(side, path, "the checkpoints sign it", len(whole) - len(content))
        else:
            yield from self._put(side, path, whole, "the checkpoints sign it")

    def _checkpoints(self) -> Iterator[Act]:
        for size, checkpoint in sorted(self._together.checkpoints.items()):
            for side, layout in self._at.items():
                yield from self._put(side, layout.checkpoints / str(size), checkpoint.note, "its signature holds")
        newest = self._together.newest
        if newest is not None:
            for side, layout in self._at.items():
                yield from self._put(side, layout.checkpoint, newest.note, "it is the newest")

    def _others(self) -> Iterator[Act]:
        """Copy what else lies under ``log/``: evidence of time, each file written once and named by its SHA-256."""
        skipped = {"checkpoint", "checkpoints"}
        names = {
            path.relative_to(layout.log).as_posix()
            for layout in self._at.values()
            for path in layout.log.rglob("*")
            if path.is_file() and path.suffix != ".new"
        }
        for name in sorted(names):
            if name.partition("/")[0] in skipped or name.startswith("seg-"):
                continue
            found = {side: bytes_of(layout.log / name) for side, layout in self._at.items()}
            stem = name.rpartition("/")[2].partition(".")[0]
            whole = next((one for one in found.values() if one is not None and digest_of(one) == stem), None)
            if whole is None:
                what = "On neither side is it what its name says. Neither was touched."
                yield Act(deed=Deed.DAMAGED, side=Side.CASE, where=f"log/{name}", what=what)
                continue
            for side, layout in self._at.items():
                yield from self._put(side, layout.log / name, whole, "its SHA-256 is its name")

    def _put(self, side: Side, path: Path, content: bytes, why: str) -> Iterator[Act]:
        there = bytes_of(path)
        if there == content:
            return
        is_broken = path.exists() and there not in {each.note for each in self._together.checkpoints.values()}
        self._disk.make_folder(path.parent)
        if is_broken:
            put_aside(path, within=self._at[side], disk=self._disk)
        self._disk.replace(path, content)
        yield self._done(side, path, why, len(content), was_there=is_broken)

    def _done(self, side: Side, path: Path, why: str, n_bytes: int, *, was_there: bool = False) -> Act:
        is_repair = was_there or side is Side.CASE
        return Act(
            deed=Deed.REPAIRED if is_repair else Deed.COPIED,
            side=side,
            where=self._at[side].name(path),
            what=f"Taken from the {'mirror' if side is Side.CASE else 'case'}: {why}.",
            n_bytes=n_bytes,
        )


def _best(ours: bytes, theirs: bytes) -> bytes | None:
    """Give a key file's whole bytes, as far as the two copies tell; ``None`` when they do not."""
    own, other = scan(ours), scan(theirs)
    if own.starts and not own.torn_bytes:
        is_longer = bool(other.starts) and not other.torn_bytes and theirs.startswith(ours)
        return theirs if is_longer else ours
    together = merge(ours, theirs).content
    return together if together and len(together) >= max(own.good_bytes, other.good_bytes) else None


def _require_place(case: Path, to: Path) -> None:
    here, there = case.resolve(), to.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise MirrorPlaceError(f"{to} and {case} lie in one another")
    if not to.exists():
        return
    if not to.is_dir():
        raise MirrorPlaceError(f"{to} is no folder")
    strange = {path.name for path in to.iterdir()} - {*AUTHORITY, *BESIDE, "case.json", "case.json.new"}
    if strange:
        raise MirrorPlaceError(f"{to} holds something else: {min(strange)}")
