"""The folder ``tiles/``: brought up to date with a signed log, and read without any key.

Source: docs/format/ledger.md; C2SP tlog-tiles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import ClassVar

from probative.base.errors import IntegrityError
from probative.base.fs import Disk
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.merkle import leaf_hash
from probative.custody.ledger.proofs import is_included
from probative.custody.ledger.tiles import (
    CHECKPOINT,
    Entries,
    Tile,
    TiledTree,
    TileError,
    bundles,
    tile_bytes,
    tiles_of,
)
from probative.custody.ledger.tlog_proof import tlog_proof

_AT_ONCE = 256

TILES = "tiles"
"""Where the tiles of a case lie in its folder."""


class DamagedTilesError(IntegrityError):
    """The tiles of a log are not what its checkpoint signs, or some are missing."""

    code: ClassVar[str] = "P316"
    hint: ClassVar[str] = "Tiles are derived: `probative rebuild DIR` makes them again from the ledger."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiled:
    """What an export did: the size that the tiles are now of, and how many were written and removed."""

    size: int
    written: int
    removed: int


def write_tiles(
    folder: Path, log: Entries, checkpoint: Checkpoint, *, key: LogKeys, disk: Disk, anew: bool = False
) -> Tiled:
    """Bring ``folder`` up to date: only what grew is written, and the bytes are those of an export made anew.

    Args:
        folder: The tiles of this log, or nothing yet.
        log: The log, at least as long as the checkpoint.
        checkpoint: What the tiles will be of.
        key: Who signs this log's checkpoints.
        disk: Where they are written. The checkpoint is last: what it signs is there.
        anew: Whether to write every tile, whatever is there.

    Raises:
        StorageError: When the disk refuses; what is there then is still of the older checkpoint.
    """
    old_size = 0 if anew else _standing(folder, log, checkpoint.size, key)
    written = 0
    tiles = list(tiles_of(checkpoint.size, since=old_size))
    of_entries = bundles(log, [tile for tile in tiles if tile.level is None])
    of_hashes = ((tile, tile_bytes(tile, log)) for tile in tiles if tile.level is not None)
    batch: dict[Path, bytes] = {}
    for tile, content in chain(of_entries, of_hashes):
        batch[folder / tile.path] = content
        written += 1
        if len(batch) == _AT_ONCE:
            disk.replace_all(batch)
            batch = {}
    disk.replace_all(batch)
    disk.make_folder(folder)
    disk.replace(folder / CHECKPOINT, checkpoint.note)
    expected = {folder / tile.path for tile in tiles_of(checkpoint.size)} | {folder / CHECKPOINT}
    # Also what an interrupted export left: partial tiles of a size that was never signed here.
    gone = [path for path in _files(folder) if path not in expected]
    for path in gone:
        disk.remove(path)
    return Tiled(size=checkpoint.size, written=written, removed=len(gone))


def read_tiles(folder: Path, key: LogKeys) -> tuple[TiledTree, Checkpoint]:
    """Open the tiles in ``folder`` for proofs: their root is the one that ``key`` signed.

    Raises:
        DamagedTilesError: When they are not what their checkpoint signs.
    """
    try:
        checkpoint = read_checkpoint((folder / CHECKPOINT).read_bytes(), key)
        tree = TiledTree(checkpoint.size, lambda path: (folder / path).read_bytes())
        root = tree.root()
    except (OSError, CheckpointError, TileError) as error:
        raise DamagedTilesError(f"the tiles in {folder.name} cannot be read: {error}") from error
    if root != checkpoint.root:
        raise DamagedTilesError(f"the tiles in {folder.name} are not what their checkpoint signs")
    return tree, checkpoint


def tiled_proof(tree: TiledTree, checkpoint: Checkpoint, index: int) -> str:
    """Give the C2SP tlog-proof of the entry at ``index``, from its tiles alone.

    Raises:
        IndexError: When there is no such entry.
        DamagedTilesError: When the tiles on its way do not lead to the signed root.
    """
    try:
        leaf = leaf_hash(tree.entry(index))
        path = tree.inclusion(index, checkpoint.size)
    except (OSError, TileError) as error:
        raise DamagedTilesError(f"entry {index} cannot be proved from the tiles: {error}") from error
    if not is_included(leaf=leaf, index=index, size=checkpoint.size, path=path, root=checkpoint.root):
        raise DamagedTilesError(f"the tiles on the way from entry {index} do not lead to the signed root")
    return tlog_proof(index=index, path=path, checkpoint=checkpoint)


def tile_problems(folder: Path, log: Entries, key: LogKeys) -> Iterator[tuple[str, str]]:
    """Compare every tile with the log: which path, and what is wrong with it."""
    try:
        checkpoint = read_checkpoint((folder / CHECKPOINT).read_bytes(), key)
    except (OSError, CheckpointError) as error:
        yield CHECKPOINT, f"It cannot be read as a checkpoint of this case: {error}."
        return
    if checkpoint.size > log.tree.size or log.tree.root(checkpoint.size) != checkpoint.root:
        yield CHECKPOINT, "It is of another history than the ledger."
        return
    tiles = list(tiles_of(checkpoint.size))
    of_entries = bundles(log, [tile for tile in tiles if tile.level is None])
    of_hashes = ((tile, tile_bytes(tile, log)) for tile in tiles if tile.level is not None)
    expected = {CHECKPOINT}
    for tile, content in chain(of_entries, of_hashes):
        expected.add(tile.path)
        yield from _compared(folder, tile, content)
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in expected:
            yield name, "No tile of this log."


def _compared(folder: Path, tile: Tile, content: bytes) -> Iterator[tuple[str, str]]:
    try:
        if (folder / tile.path).read_bytes() != content:
            yield tile.path, "It is not what the ledger says."
    except FileNotFoundError:
        yield tile.path, "It is missing."
    except OSError as error:
        yield tile.path, f"Cannot be read: {error.strerror}."


def _standing(folder: Path, log: Entries, size: int, key: LogKeys) -> int:
    """Say of how many entries the folder's tiles are; 0 where they are of another history, or of none."""
    try:
        standing = read_checkpoint((folder / CHECKPOINT).read_bytes(), key)
    except (OSError, CheckpointError):
        return 0
    is_ours = standing.size <= size and log.tree.root(standing.size) == standing.root
    return standing.size if is_ours else 0


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
