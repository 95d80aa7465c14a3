"""Whether the log's key signed two histories: every checkpoint at hand against every other."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from probative.custody.casefile import CaseFile
from probative.custody.findings import Finding
from probative.custody.fixity.history import History
from probative.custody.guard import seen_here
from probative.custody.layout import Layout, guard_file
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.equivocation import Equivocation, contradictions
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.tilefolder import TILES


def split_problems(layout: Layout, guards: Path, history: History) -> Iterator[Finding]:
    """Name the checkpoints that contradict each other."""
    for older, newer, _ in splits(layout, guards, history):
        what = (
            f"The log's own key signed this and {newer}, and both cannot be true: two histories were made. "
            "`probative equivocation` writes the proof. Keep both."
        )
        yield Finding(code="history.split", where=older, what=what)


def splits(
    layout: Layout, guards: Path, history: History, handed_in: Mapping[str, Checkpoint] | None = None
) -> Iterator[tuple[str, str, Equivocation]]:
    """Give every provable contradiction between what lies in the case, what this machine saw, and what was handed in.

    Yields:
        The places of the older and the newer checkpoint, and the proof.
    """
    if history.case_file is None or history.log_keys is None:
        return
    found = _at_hand(layout, history.log_keys) | _remembered(guards, history.case_file, history.log_keys)
    found.update(handed_in or {})
    yield from contradictions(found, [history.log.tree] if history.log is not None else [])


def _remembered(guards: Path, case_file: CaseFile, log_keys: LogKeys) -> dict[str, Checkpoint]:
    try:
        seen = seen_here(guards, case_file, log_keys)
    except (OSError, CheckpointError):
        return {}
    name = guard_file(guards, case_file.origin).name
    earlier = {f"guard {name} of {one.size}": one for one in seen.checkpoints[:-1]} if seen is not None else {}
    return earlier | ({f"guard {name}": seen.newest} if seen is not None else {})


def _at_hand(layout: Layout, log_keys: LogKeys) -> dict[str, Checkpoint]:
    places = {layout.name(path): path for path in (*sorted(layout.checkpoints.glob("*")), layout.checkpoint)}
    places |= {f"{TILES}/checkpoint": layout.folder / TILES / "checkpoint"}
    found = {}
    for name, path in places.items():
        try:
            found[name] = read_checkpoint(path.read_bytes(), log_keys)
        except (OSError, CheckpointError):
            # What is no checkpoint is said where it lies; here it can contradict nothing.
            continue
    return found
