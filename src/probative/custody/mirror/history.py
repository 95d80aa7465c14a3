"""What the ledgers of a case and of its mirror say together, without any key."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from probative.base.errors import StorageError
from probative.custody.casefile import CaseFile, CaseFileError, read_case_file
from probative.custody.errors import DamagedCaseError
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import EntryError, listed_packs, read_entry
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.mirror.acts import Side
from probative.custody.mirror.errors import MirrorPlaceError, OtherHistoryError
from probative.custody.mirror.merging import Merged, merge


@dataclass(slots=True)
class Together:
    """One history read off two copies.

    ``holds`` says whether it is what every checkpoint on either side signs. ``newest`` is the newest of those;
    entries beyond it are the case's alone. ``packs`` are those that checkpoints name.
    """

    ours: Layout
    theirs: Layout
    case_file: CaseFile
    checkpoints: dict[int, Checkpoint]
    prefer: Side = Side.CASE
    tree: Tree = field(default_factory=Tree)
    packs: set[str] = field(default_factory=set)
    n_segments: int = 0
    holds: bool = False

    @property
    def newest(self) -> Checkpoint | None:
        """The newest checkpoint on either side."""
        return self.checkpoints[max(self.checkpoints)] if self.checkpoints else None

    def segments(self) -> Iterator[tuple[int, bytes, bytes, Merged]]:
        """Give each segment: its number, the case's bytes, the mirror's, and both together. One is in memory."""
        count, number = 0, 1
        signed = self.newest.size if self.newest is not None else 0
        while True:
            ours, theirs = (bytes_of(each.segment(number)) for each in (self.ours, self.theirs))
            if ours is None and theirs is None:
                return
            together = merge(ours or b"", theirs or b"", prefer=self.prefer, theirs_until=max(0, signed - count))
            yield number, ours or b"", theirs or b"", together
            count += len(together.starts)
            number += 1


def read_together(ours: Layout, theirs: Layout) -> Together:
    """Read both copies and find the one history that they hold.

    Raises:
        MirrorPlaceError: When the mirror is of another case.
        OtherHistoryError: When the mirror's history is another, or longer.
        DamagedCaseError: When neither has a case file that its ledger binds.
        StorageError: When a file cannot be read.
    """
    case_file = _case_file(ours, theirs)
    log_keys = _log_keys(case_file, ours, theirs)
    own, others = (_checkpoints(each, log_keys) for each in (ours, theirs))
    if others and max(others) > max(own, default=0):
        raise OtherHistoryError(
            f"the mirror holds {max(others)} signed entries, the case {max(own, default=0) or 'none'}"
        )
    for prefer in (Side.CASE, Side.MIRROR):
        found = Together(ours=ours, theirs=theirs, case_file=case_file, checkpoints=others | own, prefer=prefer)
        _read(found)
        holds_own = _signs(own, found.tree)
        found.holds = holds_own and _signs(others, found.tree)
        if holds_own and not found.holds:
            raise OtherHistoryError("the mirror signs another history than the case")
        if found.holds:
            return found
    return found


def bytes_of(path: Path) -> bytes | None:
    """Give a file's bytes, ``None`` where there is no such file.

    Raises:
        StorageError: When it cannot be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error


def _read(found: Together) -> None:
    for number, _, _, together in found.segments():
        found.n_segments = number
        for start, end in zip(together.starts, together.ends, strict=True):
            content = together.content[start:end]
            found.tree.append(leaf_hash(content))
            if b'"checkpoint.signed"' in content:
                try:
                    found.packs |= listed_packs(read_entry(content))
                except EntryError:
                    continue


def _signs(checkpoints: dict[int, Checkpoint], tree: Tree) -> bool:
    return all(each.size <= tree.size and tree.root(each.size) == each.root for each in checkpoints.values())


def _case_file(ours: Layout, theirs: Layout) -> CaseFile:
    """Give the case file that the ledger binds: of two that differ, one may be rotten and say another origin."""
    bound = [_bound(layout) for layout in (ours, theirs)]
    found = [case_file for layout in (ours, theirs) if (case_file := _read_case_file(layout)) is not None]
    # Rot explains another origin only where both ledgers begin alike: what is written over does not come back.
    is_one_case = None not in bound or len({case_file.origin for case_file in found}) < 2
    if not is_one_case or len({*bound} - {None}) > 1:
        raise MirrorPlaceError("the mirror is of another case")
    for case_file in found:
        if bound == [None, None] or case_file.digest in bound:
            return case_file
    raise DamagedCaseError("there is no case file that the first entry of the ledger binds")


def _bound(layout: Layout) -> str | None:
    """Give the digest of the case file as the first entry of one copy says it; ``None`` where that cannot be read."""
    first = merge(bytes_of(layout.segment(1)) or b"", b"")
    if not first.starts:
        return None
    try:
        said = read_entry(first.content[first.starts[0] : first.ends[0]]).public.get("case")
    except EntryError:
        return None
    return said if isinstance(said, str) else None


def _read_case_file(layout: Layout) -> CaseFile | None:
    try:
        return read_case_file(bytes_of(layout.case_file) or b"")
    except CaseFileError:
        return None


def _log_keys(case_file: CaseFile, *layouts: Layout) -> LogKeys:
    """Give the keys that sign checkpoints, as the copy tells them that knows more of them."""
    known = [case_file.register(()).log_keys]
    for layout in layouts:
        try:
            known.append(case_file.register(Log(layout).said_of_keys).log_keys)
        except OSError as error:
            raise StorageError(f"cannot read the ledger: {error.strerror}") from error
    return max(known, key=lambda keys: len(keys.handovers))


def _checkpoints(layout: Layout, log_keys: LogKeys) -> dict[int, Checkpoint]:
    found = {}
    for path in (*sorted(layout.checkpoints.glob("*")), layout.checkpoint):
        content = bytes_of(path)
        if content is None:
            continue
        try:
            checkpoint = read_checkpoint(content, log_keys)
        except CheckpointError:
            continue
        found[checkpoint.size] = checkpoint
    return found
