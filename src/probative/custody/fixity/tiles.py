"""Whether the exported tiles are what the ledger says. They are derived: nothing is lost where they are not."""

from collections.abc import Iterator

from probative.custody.findings import Finding, Severity
from probative.custody.fixity.history import History
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import CheckpointError, read_checkpoint
from probative.custody.ledger.tilefolder import TILES, tile_problems
from probative.custody.ledger.tiles import CHECKPOINT

_DERIVED = "Tiles are derived: `probative rebuild` makes them again."


def tiles_problems(layout: Layout, history: History) -> Iterator[Finding]:
    """Compare every tile with the ledger; none where no tiles were exported."""
    folder = layout.folder / TILES
    key = history.log_keys
    if key is None or history.log is None or not folder.is_dir():
        return
    for name, what in tile_problems(folder, history.log, key):
        yield Finding(code="tiles.broken", where=f"{TILES}/{name}", what=f"{what} {_DERIVED}")
    try:
        size = read_checkpoint((folder / CHECKPOINT).read_bytes(), key).size
        newest = read_checkpoint(layout.checkpoint.read_bytes(), key).size
    except (OSError, CheckpointError):
        return
    if size < newest:
        what = (
            f"They are of {size} entries, the newest checkpoint of {newest}: `probative tiles` brings them up to date."
        )
        yield Finding(code="tiles.older", where=TILES, what=what, severity=Severity.NOTE)
