"""Whether the log's key signed two histories: every checkpoint at hand against every other."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from probative.custody.casefile import CaseFile
from probative.custody.findings import Finding
from probative.custody.fixity.history import History
from probative.custody.layout import Layout, guard_file
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.equivocation import Equivocation, contradictions
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
    if history.case_file is None:
        return
    found = _at_hand(layout, guards, history.case_file)
    found.update(handed_in or {})
    yield from contradictions(found, [history.log.tree] if history.log is not None else [])


def _at_hand(layout: Layout, guards: Path, case_file: CaseFile) -> dict[str, Checkpoint]:
    guard = guard_file(guards, case_file.origin)
    places = {layout.name(path): path for path in (*sorted(layout.checkpoints.glob("*")), layout.checkpoint)}
    places |= {f"{TILES}/checkpoint": layout.folder / TILES / "checkpoint", f"guard {guard.name}": guard}
    found = {}
    for name, path in places.items():
        try:
            found[name] = read_checkpoint(path.read_bytes(), case_file.log_key)
        except (OSError, CheckpointError):
            # What is no checkpoint is said where it lies; here it can contradict nothing.
            continue
    return found
