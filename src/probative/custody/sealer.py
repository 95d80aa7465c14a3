"""What stands under a checkpoint, and the signing of the next one.

Source: docs/format/ledger.md (Checkpoints).
"""

from collections.abc import Iterable
from pathlib import Path

from probative.base.canonical import Json
from probative.base.fs import Disk
from probative.custody.casefile import CaseFile
from probative.custody.errors import NotSealedError
from probative.custody.guard import Seen, recalled, remember
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, sign_checkpoint
from probative.custody.ledger.entries import listed_packs, read_entry
from probative.custody.ledger.log import Log

CHECKPOINT_EVERY = 1000
"""A checkpoint is signed at the latest when so many entries stand under none."""

_MOST_PACKS = 400


class Sealer:
    """The checkpoints of a case that is open.

    ``newest`` is the one signed last, ``None`` only in a case whose making was interrupted. ``announced`` is the size
    of one that an entry announces and that is not signed yet.
    """

    def __init__(
        self,
        *,
        layout: Layout,
        case_file: CaseFile,
        keys: Keys,
        log: Log,
        disk: Disk,
        guards: Path,
        newest: Checkpoint | None,
    ) -> None:
        self.newest = newest
        self.announced: int | None = None
        self._layout = layout
        self._case_file = case_file
        self._keys = keys
        self._log = log
        self._disk = disk
        self._guards = guards
        self._listed: set[str] | None = None
        self._seen: Seen | None = None

    def is_due(self, closed_packs: Iterable[str]) -> bool:
        """Whether so much stands under no checkpoint that one must be signed now."""
        sealed = self.newest.size if self.newest is not None else 0
        return self._log.size - sealed >= CHECKPOINT_EVERY or len(self.unlisted(closed_packs)) >= _MOST_PACKS

    def unlisted(self, closed_packs: Iterable[str]) -> list[str]:
        """Give the closed packs that no checkpoint names."""
        if self._listed is None:
            self._listed = set()
            for content in self._log.contents():
                if b'"checkpoint.signed"' in content:
                    self._listed |= listed_packs(read_entry(content))
        return sorted(set(closed_packs) - self._listed)

    def announcement(self, closed_packs: Iterable[str]) -> dict[str, Json]:
        """Give what the entry says that announces the next checkpoint.

        It names the packs closed since the last one and says that a checkpoint of this size exists, so that a missing
        pack or checkpoint is found without any key.
        """
        packs: list[Json] = list(self.unlisted(closed_packs)[:_MOST_PACKS])
        return {"packs": packs, "size": self._log.size + 1}

    def sign_announced(self, said: dict[str, Json]) -> None:
        """Sign the checkpoint that the newest entry announces, which says ``said``."""
        packs = said["packs"]
        assert isinstance(packs, list)
        self.announced = self._log.size
        self._listed = (self._listed or set()) | {str(name) for name in packs}
        self.sign(self._log.size)

    def sign(self, size: int) -> None:
        """Sign a checkpoint of the first ``size`` entries, durably; then this machine remembers it.

        Raises:
            StorageError: When the disk refuses.
        """
        key = self._case_file.register(self._log.said_of_keys).log_keys.at(size)
        checkpoint = sign_checkpoint(
            key=key,
            size=size,
            root=self._log.tree.root(size),
            sign=lambda content: self._keys.sign_as_log(content, key.public_key),
            epoch=self._log.epoch(size),
        )
        self._disk.replace(self._layout.checkpoints / str(size), checkpoint.note)
        self._disk.replace(self._layout.checkpoint, checkpoint.note)
        if self._seen is None:
            self._seen = recalled(self._guards, self._case_file, self._log)
        self._seen = remember(self._guards, self._case_file, self._log, self._seen, checkpoint, disk=self._disk)
        self.newest, self.announced = checkpoint, None

    def covering(self, index: int) -> Checkpoint:
        """Give the newest checkpoint, under which the entry at ``index`` must stand.

        Raises:
            IndexError: When there is no such entry.
            NotSealedError: When it is not under a checkpoint yet.
        """
        if not 0 <= index < self._log.size:
            raise IndexError(f"the log has {self._log.size} entries, none at {index}")
        if self.newest is None or index >= self.newest.size:
            raise NotSealedError(f"entry {index} is not under a checkpoint yet")
        return self.newest

    def signed(self) -> Checkpoint:
        """Give the newest checkpoint.

        Raises:
            NotSealedError: When there is none.
        """
        if self.newest is None:
            raise NotSealedError("the case has no checkpoint yet")
        return self.newest
