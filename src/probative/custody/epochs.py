"""A case that was put back from a backup: found out by what this machine saw signed, and said in the ledger for ever.

The first history ends where the backup was made; what came after it is given up, and the entry ``vault.restored`` says
how much that was and what its root was. From there on checkpoints are signed under the log's name and the number of the
new epoch, so that the two histories are never taken for one, and the log's key never signs two of one name.

Source: docs/format/ledger.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from probative.base.canonical import Json
from probative.base.errors import StorageError
from probative.custody.casefile import CaseFile
from probative.custody.errors import RolledBackError
from probative.custody.guard import is_held, seen_here
from probative.custody.layout import guard_file
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import Entry
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import Handover, HandoverError, LogKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A history that this machine saw signed, and that the case does not hold.

    ``lost`` is its newest checkpoint. ``held`` is how many entries the case has, ``root`` their root. ``common`` is how
    many entries the two may share at the most. ``handovers`` are all of the log's key in the given-up history, where
    the case does not know them.
    """

    lost: Checkpoint
    held: int
    root: bytes
    handovers: tuple[Handover, ...] = ()

    @property
    def common(self) -> int:
        """How many entries the two histories may share at the most."""
        return min(self.held, self.lost.size - 1)

    def public(self, epoch: int) -> dict[str, Json]:
        """Give what ``vault.restored`` says in the clear, added to a log that is in ``epoch``."""
        said: dict[str, Json] = {"lost_handovers": [dict(one.said) for one in self.handovers]} if self.handovers else {}
        return said | {
            "common": self.common,
            # Also above what was given up: one backup may be put back twice.
            "epoch": max(epoch, self.lost.epoch) + 1,
            "held": self.held,
            "held_root": self.root.hex(),
            "lost": self.lost.size,
            "lost_epoch": self.lost.epoch,
            "lost_note": self.lost.note.decode(),
            "lost_root": self.lost.root.hex(),
        }


def fork_of(log: Log, seen: Checkpoint) -> Fork | None:
    """Compare a case with a checkpoint that this machine saw; ``None`` where it holds that, or gave it up openly."""
    if is_held(log, seen):
        return None
    given_up = (seen.size, seen.epoch, seen.root.hex())
    if any(
        (entry.public.get("lost"), entry.public.get("lost_epoch"), entry.public.get("lost_root")) == given_up
        for _, entry in log.restored
    ):
        return None
    return Fork(lost=seen, held=log.size, root=log.tree.root())


def require_guard(guards: Path, case_file: CaseFile, log: Log) -> None:
    """Refuse a case that is older or other than what this machine saw signed, and does not say so.

    Raises:
        RolledBackError: When it is.
        StorageError: When what this machine remembers cannot be read.
    """
    fork = fork_at(guards, case_file, log)
    if fork is None:
        return
    if fork.lost.size > log.size:
        raise RolledBackError(f"this machine saw {fork.lost.size} entries signed; the case holds {log.size}")
    if log.tree.root(fork.lost.size) == fork.lost.root:
        raise RolledBackError("this machine saw these entries signed in another epoch of the case")
    raise RolledBackError(
        f"this machine saw another history signed; it differs within the first {fork.lost.size} entries"
    )


def fork_at(guards: Path, case_file: CaseFile, log: Log) -> Fork | None:
    """Compare a case with what this machine saw signed. Raises as ``require_guard``, but for a fork it gives it."""
    log_keys = case_file.register(log.said_of_keys).log_keys
    try:
        seen = seen_here(guards, case_file, log_keys)
    except CheckpointError as error:
        path = guard_file(guards, case_file.origin)
        raise RolledBackError(f"what this machine remembers of the case, {path}, is broken: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read what this machine remembers of the case: {error.strerror}") from error
    fork = fork_of(log, seen.newest) if seen is not None else None
    if fork is None or seen is None or log_keys.goes_on_from(seen.keys):
        return fork
    return replace(fork, handovers=seen.keys.handovers)


def epoch_sentences(log: Log) -> Iterator[tuple[int, str]]:
    """Say in a sentence of each time that the case was opened again from a backup, with the entry that says so."""
    for index, entry in log.restored:
        lost, held = entry.public.get("lost"), entry.public.get("held")
        said = f"This case was put back from a backup of {held} entries ({entry.at})"
        yield index, f"{said}; a history of {lost} entries that had been signed was given up."


def untrue_restorations(index: int, entry: Entry, log: Log, case_file: CaseFile) -> Iterator[str]:
    """Say what the entry ``vault.restored`` at ``index`` says that cannot be true."""
    said = entry.public
    if (said.get("held"), said.get("held_root")) != (index, log.tree.root(index).hex()):
        yield "It does not say how many entries were held, with which root."
    try:
        keys = _lost_keys(case_file.register(one for one in log.said_of_keys if one[0] < index).log_keys, said)
        lost = read_checkpoint(str(said.get("lost_note")).encode(), keys)
    except (CheckpointError, HandoverError, UnicodeError) as error:
        yield f"It does not show what was given up: {error}."
        return
    if (lost.size, lost.epoch, lost.root.hex()) != tuple(
        said.get(name) for name in ("lost", "lost_epoch", "lost_root")
    ):
        yield "It says that something else was given up than the checkpoint in it signs."
    elif lost.size <= index and log.tree.root(lost.size) == lost.root and log.epoch(lost.size) == lost.epoch:
        yield "What it says was given up is here."
    if said.get("epoch") != max(log.epoch(index), lost.epoch) + 1:
        yield "It opens another epoch than the next."
    if said.get("common") != min(index, lost.size - 1):
        yield "It does not say how many entries the two histories may share."


def _lost_keys(keys: LogKeys, said: Mapping[str, Json]) -> LogKeys:
    """Give the keys of the history that was given up: the case's own, unless it says which others."""
    handovers = said.get("lost_handovers")
    if not isinstance(handovers, list):
        return keys
    keys = LogKeys(name=keys.name, first=keys.first)
    for one in handovers:
        keys = keys.followed(one if isinstance(one, dict) else {})
    return keys
