"""The pack being written."""

import hashlib
from pathlib import Path

from probative.base.digest import Digest
from probative.base.fs import Appender, Disk
from probative.custody.layout import Layout
from probative.custody.vault.feed import Feed
from probative.custody.vault.packs import MARK, Place, item_head, table_of

_BUFFER_BYTES = 1 << 20


class PackWriter:
    """An open pack. Takes sealed objects; becomes a closed pack named by its SHA-256."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._disk = disk
        self._appender: Appender = disk.append(path)
        self._hash = hashlib.sha256()
        self._buffer = bytearray()
        # Hashing and writing happen beside the next object's encryption, in their order.
        self._feed = Feed(self._take)
        self._fed_bytes = self._appender.size_bytes
        self._is_closed = False
        self._places: list[Place] = []
        self.path = path
        self._put(MARK)

    @property
    def size_bytes(self) -> int:
        """How long the pack is, what is still in memory included."""
        return self._fed_bytes + len(self._buffer)

    @property
    def is_empty(self) -> bool:
        """Whether no object stands in it yet."""
        return not self._places

    def begin(self, object_id: bytes, length: int) -> Place:
        """Announce an object of ``length`` sealed bytes; ``put`` must then bring exactly that many."""
        self._put(item_head(object_id, length))
        return Place(object_id, self.size_bytes, length)

    def put(self, sealed: bytes) -> None:
        """Add some of the announced object's bytes."""
        self._put(sealed)

    def finish(self, place: Place) -> None:
        """Note that the announced object is whole."""
        if self.size_bytes != place.offset + place.length:
            raise ValueError("an object that is not as long as was announced")
        self._places.append(place)

    def mark(self) -> "Mark":
        """Remember where the pack ends now, to come back to if the next object fails."""
        self.flush()
        return self.settled()

    def cut(self, mark: "Mark") -> None:
        """Go back to ``mark``."""
        self._buffer.clear()
        self._feed.stop()
        self._appender.cut(mark.size_bytes)
        self._go_back(mark)

    def take_back(self, mark: "Mark") -> None:
        """Go back to ``mark`` after a failure, durably; a pack that is whole already is left.

        Raises:
            StorageError: When the disk refuses.
        """
        self._buffer.clear()
        if not self._is_closed:
            self._feed.stop()
            self._appender.take_back(mark.size_bytes)
            self._go_back(mark)

    def settled(self) -> "Mark":
        """Remember where the pack ends; everything in it was synced."""
        return Mark(self._appender.size_bytes, self._hash.copy(), len(self._places))

    def flush(self) -> None:
        """Write out what is in memory, so that readers see it."""
        self._hand_over()
        self._feed.settle()

    def sync(self) -> None:
        """Return only when every object so far survives a power cut."""
        self.flush()
        self._appender.sync()

    def close(self, layout: Layout) -> Path:
        """Write the table of contents and give the pack its name. Its objects must have durable keys by now."""
        self._put(table_of(self._places, self.size_bytes))
        self.sync()
        self.abandon()
        path = layout.pack(Digest(self._hash.hexdigest()))
        self._disk.make_folder(path.parent)
        self._disk.rename(self.path, path)
        return path

    def abandon(self) -> None:
        """Let go of the file as it is."""
        if not self._is_closed:
            self._is_closed = True
            self._feed.stop()
            self._appender.close()

    def _put(self, content: bytes) -> None:
        if len(content) < _BUFFER_BYTES:
            self._buffer += content
            if len(self._buffer) >= _BUFFER_BYTES:
                self._hand_over()
            return
        self._hand_over()
        self._feed_with(content)

    def _hand_over(self) -> None:
        if self._buffer:
            content = bytes(self._buffer)
            self._buffer.clear()
            self._feed_with(content)

    def _feed_with(self, content: bytes) -> None:
        self._fed_bytes += len(content)
        self._feed.put(content)

    def _take(self, content: bytes) -> None:
        self._hash.update(content)
        self._appender.write(content)

    def _go_back(self, mark: "Mark") -> None:
        self._hash = mark.state.copy()
        self._fed_bytes = mark.size_bytes
        self._places = self._places[: mark.n_places]


class Mark:
    """A point in a pack to come back to."""

    def __init__(self, size_bytes: int, state: "hashlib._Hash", n_places: int) -> None:
        self.size_bytes = size_bytes
        self.state = state
        self.n_places = n_places


NOTHING = Mark(0, hashlib.sha256(), 0)
"""The point before a pack's first byte."""
