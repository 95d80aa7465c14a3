"""Looking for two histories of one case, and writing down the proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from probative.base.errors import MaterialError
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.custody.findings import Finding
from probative.custody.fixity.history import History, history_problems
from probative.custody.fixity.splits import splits
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.logkeys import LogKeys
from probative.flow.settings import Settings


class NoteNotOursError(MaterialError):
    """A checkpoint that was handed in is none, or this case's log did not sign it."""

    code: ClassVar[str] = "P591"
    hint: ClassVar[str] = (
        "Ask for the checkpoint file, byte for byte. A note that this log did not sign proves nothing."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two places whose checkpoints contradict each other, their sizes, and the file that proves it."""

    older: str
    newer: str
    older_size: int
    newer_size: int
    proof: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A checkpoint that was handed in and signs more entries than this ledger has: nothing can be said of it here."""

    name: str
    size: int
    held: int


def find_splits(folder: Path, given: Settings, notes: Sequence[Path]) -> Iterator[Split | Unsure]:
    """Compare every checkpoint in the case, what this machine remembers, and the notes handed in. Needs no key.

    Args:
        folder: The case.
        given: The settings: where this machine remembers what it saw signed.
        notes: Checkpoints that somebody else holds.

    Raises:
        NotACaseError: When there is no case.
        DamagedCaseError: When its case file cannot be read, so that no signature can be checked.
        NoteNotOursError: When a note is no checkpoint that this log signed.
    """
    layout, history = Layout(folder), History()
    if not layout.case_file.exists():
        raise NotACaseError(f"{folder} holds no case")
    problems: list[Finding] = list(history_problems(layout, history))
    if history.case_file is None:
        raise DamagedCaseError(next(found.what for found in problems if found.where == "case.json"))
    log_keys = history.log_keys or history.case_file.register(()).log_keys
    handed_in = {str(path): _handed_in(path, log_keys) for path in notes}
    held = history.log.size if history.log is not None else 0
    for older, newer, proof in splits(layout, given.guard_folder, history, handed_in):
        yield Split(
            older=older,
            newer=newer,
            older_size=proof.older.size,
            newer_size=proof.newer.size,
            proof=proof.content(log_keys),
        )
    for name, checkpoint in handed_in.items():
        if checkpoint.size > held:
            yield Unsure(name=name, size=checkpoint.size, held=held)


def _handed_in(path: Path, log_keys: LogKeys) -> Checkpoint:
    try:
        return read_checkpoint(path.read_bytes(), log_keys)
    except CheckpointError as error:
        raise NoteNotOursError(f"{path} is no checkpoint of this case: {error}") from error
    except OSError as error:
        raise NoteNotOursError(f"cannot read {path}: {error.strerror}") from error
