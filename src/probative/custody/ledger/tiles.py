"""The log cut into small files that never change once full, as any C2SP client reads it.

    tiles/checkpoint                        the signed checkpoint that the tiles are of
    tiles/tile/<level>/<number>             256 hashes of the tree, at every eighth of its levels
    tiles/tile/entries/<number>             256 entries, each after its length in two bytes
    .../<number>.p/<width>                  the same, while there are fewer than 256

Numbers are written in groups of three digits, all but the last after an ``x``: 1234067 is ``x001/x234/067``. The folder
is derived: its bytes follow from the log and the checkpoint, however it came to be.

Source: C2SP tlog-tiles (c2sp.org/tlog-tiles); docs/format/ledger.md.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from probative.custody.ledger.merkle import HASH_BYTES, Subtrees, Tree, leaf_hash, root_of

HEIGHT = 8
WIDTH = 1 << HEIGHT
CHECKPOINT = "checkpoint"
ENTRIES = "entries"

_TILES_IN_MEMORY = 64


class Entries(Protocol):
    """A log, as far as tiles are made of it."""

    @property
    def tree(self) -> Tree:
        """The tree over its entries."""

    def contents(self, start: int = 0) -> Iterator[bytes]:
        """Give the bytes of every entry from ``start`` on, in order."""


class TileError(ValueError):
    """A tile is missing, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of a log: ``level`` is ``None`` for a tile of entries. ``width`` is 256 where it is full."""

    level: int | None
    number: int
    width: int

    @property
    def path(self) -> str:
        """Where it lies under ``tiles/``."""
        rest, last = divmod(self.number, 1000)
        name = f"{last:03d}"
        while rest:
            rest, group = divmod(rest, 1000)
            name = f"x{group:03d}/{name}"
        folder = ENTRIES if self.level is None else str(self.level)
        return f"tile/{folder}/{name}" + ("" if self.width == WIDTH else f".p/{self.width}")


def tiles_of(size: int, *, since: int = 0) -> Iterator[Tile]:
    """Give every tile of a log of ``size`` entries that has grown since it had ``since``, level by level."""
    level = 0
    while size >> (HEIGHT * level):
        kinds = (None, 0) if level == 0 else (level,)
        for kind in kinds:
            yield from _of_level(kind, size >> (HEIGHT * level), since >> (HEIGHT * level))
        level += 1


def tile_bytes(tile: Tile, log: Entries) -> bytes:
    """Give the bytes of a tile of hashes.

    Raises:
        ValueError: When it is a tile of entries: those are read in a row (``bundles``).
    """
    if tile.level is None:
        raise ValueError("a tile of entries is read with its neighbours")
    return log.tree.nodes(HEIGHT * tile.level, tile.number * WIDTH, tile.width)


def bundles(log: Entries, tiles: list[Tile]) -> Iterator[tuple[Tile, bytes]]:
    """Give the bytes of neighbouring tiles of entries, reading the log once.

    Args:
        log: The log.
        tiles: Tiles of entries, in their order, without a gap.
    """
    if not tiles:
        return
    contents = log.contents(tiles[0].number * WIDTH)
    for tile in tiles:
        yield tile, b"".join(len(one).to_bytes(2, "big") + one for one in islice(contents, tile.width))


def read_bundle(content: bytes, tile: Tile) -> list[bytes]:
    """Take a tile of entries apart.

    Raises:
        TileError: When it does not hold exactly as many entries as its width says.
    """
    found, at = [], 0
    while at < len(content):
        length = int.from_bytes(content[at : at + 2], "big")
        entry = content[at + 2 : at + 2 + length]
        if len(entry) != length or at + 2 > len(content):
            raise TileError(f"{tile.path} ends within an entry")
        found.append(entry)
        at += 2 + length
    if len(found) != tile.width:
        raise TileError(f"{tile.path} holds {len(found)} entries, not {tile.width}")
    return found


class TiledTree(Subtrees):
    """The tree of a log, read from its tiles: a proof costs a few small files, however long the log is.

    Nothing that it gives is trustworthy before ``root`` was compared with a signed checkpoint, and a proof checked
    against that root.

    Args:
        size: How many entries the log has.
        read: Gives the bytes under a path in ``tiles/``; ``FileNotFoundError`` where there is none.
    """

    def __init__(self, size: int, read: Callable[[str], bytes]) -> None:
        self._size = size
        self._read = read
        self._held: OrderedDict[Tile, bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return self._size

    def entry(self, index: int) -> bytes:
        """Give the bytes of the entry at ``index``.

        Raises:
            IndexError: When the log has none.
            TileError: When its tile is missing, broken, or not what the tile of hashes says.
        """
        if not 0 <= index < self._size:
            raise IndexError(f"the log has {self._size} entries, none at {index}")
        tile, place = self._tile(None, index)
        entry = read_bundle(self._content(tile), tile)[place]
        if leaf_hash(entry) != self._complete(0, index):
            raise TileError(f"{tile.path} holds another entry {index} than the tree says")
        return entry

    def _complete(self, level: int, number: int) -> bytes:
        count = 1 << level % HEIGHT
        tile, place = self._tile(level // HEIGHT, number * count)
        row = self._content(tile)[place * HASH_BYTES : (place + count) * HASH_BYTES]
        return root_of([row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)])

    def _top(self, level: int, number: int) -> bytes:
        row = self._content(Tile(level, number, WIDTH))
        return root_of([row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)])

    def _tile(self, level: int | None, index: int) -> tuple[Tile, int]:
        number, place = divmod(index, WIDTH)
        full, rest = divmod(self._size >> (HEIGHT * (level or 0)), WIDTH)
        return Tile(level, number, WIDTH if number < full else rest), place

    def _content(self, tile: Tile) -> bytes:
        if tile in self._held:
            self._held.move_to_end(tile)
            return self._held[tile]
        try:
            content = self._read(tile.path)
        except FileNotFoundError:
            content = self._from_full(tile)
        if tile.level is not None and len(content) != tile.width * HASH_BYTES:
            raise TileError(f"{tile.path} has {len(content)} bytes, not {tile.width * HASH_BYTES}")
        self._held[tile] = content
        if len(self._held) > _TILES_IN_MEMORY:
            self._held.popitem(last=False)
        return content

    def _from_full(self, tile: Tile) -> bytes:
        # Whoever serves a log may drop a partial tile once the log has grown: the full one holds it, or those below do.
        whole = Tile(tile.level, tile.number, WIDTH)
        try:
            content = self._read(whole.path)
        except FileNotFoundError as error:
            if not tile.level:
                raise TileError(f"{tile.path} is missing") from error
            return b"".join(self._top(tile.level - 1, tile.number * WIDTH + place) for place in range(tile.width))
        if tile.level is not None:
            return content[: tile.width * HASH_BYTES]
        kept = read_bundle(content, whole)[: tile.width]
        return b"".join(len(one).to_bytes(2, "big") + one for one in kept)


def _of_level(level: int | None, count: int, since: int) -> Iterator[Tile]:
    full, rest = divmod(count, WIDTH)
    for number in range(since // WIDTH, full):
        yield Tile(level, number, WIDTH)
    if rest and count != since:
        yield Tile(level, full, rest)
