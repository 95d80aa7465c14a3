"""Where everything lies in a case folder: the one place where its paths are made.

    DIR/
      case.json                   version, origin, public keys
      lock                        who is writing now
      reserve                     room kept back for the last words on a full disk
      log/seg-00000001            entries, in frames
      log/checkpoint              the newest signed checkpoint
      log/checkpoints/<size>      every checkpoint
      log/cosig/<sha256>          checkpoints with a witness's line
      log/anchors/<sha256>.tsr    time stamps as they came, and .pem: the certificates they are judged by
      packs/open.<boot>           the pack being written
      packs/ab/<sha256>           closed packs, which never change
      keys/keybag.<compartment>.<generation>   the objects' keys
      keys/door.<id>              the founder's keys, under the case's own secret
      keys/recipients/<compartment>.<generation>.<id>   the compartment's key, wrapped for who holds it
      quarantine/                 what recovery cut, and what a mirror's copy took the place of
      incoming/                   what is being copied

Source: DESIGN.md section 3; docs/format/vault.md.
"""

from dataclasses import dataclass
from pathlib import Path

from probative.custody.compartments import Compartment

AUTHORITY = ("log", "packs", "keys")
"""The folders whose every byte is checked."""

BESIDE = ("index", "tiles", "report", "quarantine", "transfer", "lock", "reserve", "incoming")
"""What may lie beside the authority."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the case in ``folder``."""

    folder: Path

    @property
    def case_file(self) -> Path:
        """Version, origin and public keys."""
        return self.folder / "case.json"

    @property
    def lock(self) -> Path:
        """Who is writing now."""
        return self.folder / "lock"

    @property
    def reserve(self) -> Path:
        """Room kept back for the last words on a full disk."""
        return self.folder / "reserve"

    @property
    def log(self) -> Path:
        """The folder of the ledger."""
        return self.folder / "log"

    def segment(self, number: int) -> Path:
        """The ``number``-th part of the log, counted from 1."""
        return self.log / f"seg-{number:08d}"

    @property
    def checkpoint(self) -> Path:
        """The newest signed checkpoint."""
        return self.log / "checkpoint"

    @property
    def checkpoints(self) -> Path:
        """The folder of every checkpoint ever signed."""
        return self.log / "checkpoints"

    @property
    def packs(self) -> Path:
        """The folder of the vault."""
        return self.folder / "packs"

    def open_pack(self, boot: str) -> Path:
        """The pack being written by the process of that boot."""
        return self.packs / f"open.{boot}"

    def pack(self, digest: str) -> Path:
        """The closed pack with that SHA-256."""
        return self.packs / digest[:2] / digest

    @property
    def keys(self) -> Path:
        """The folder of the keybag."""
        return self.folder / "keys"

    def keybag(self, generation: int, compartment: Compartment = Compartment.GENERAL) -> Path:
        """A compartment's keybag of that generation."""
        return self.keys / f"keybag.{compartment}.{generation}"

    def door(self, holder: str) -> Path:
        """The keys of the founder with that id, under the case's own secret."""
        return self.keys / f"door.{holder}"

    @property
    def recipients(self) -> Path:
        """The folder of the compartments' keys, wrapped for who holds them."""
        return self.keys / "recipients"

    def doors(self) -> list[Path]:
        """Give the doors that are there, sorted by name; one, but for a change that was interrupted."""
        return sorted(path for path in self.keys.glob("door.*") if path.suffix != ".new")

    def wraps(self) -> list[Path]:
        """Give the wraps that are there, sorted by name."""
        return sorted(path for path in self.recipients.glob("*") if path.suffix != ".new")

    @property
    def quarantine(self) -> Path:
        """What recovery cut."""
        return self.folder / "quarantine"

    @property
    def incoming(self) -> Path:
        """What is being copied here from a mirror, or from the case."""
        return self.folder / "incoming"

    def name(self, path: Path) -> str:
        """Name a path inside the case for a reader."""
        return path.relative_to(self.folder).as_posix()

    @property
    def cosignatures(self) -> Path:
        """Checkpoints with a witness's line, each named by its SHA-256."""
        return self.log / "cosig"

    @property
    def anchors(self) -> Path:
        """Time stamps as they came, and the certificates by which they are judged, each named by its SHA-256."""
        return self.log / "anchors"

    @property
    def transfer(self) -> Path:
        """What waits to be carried to another machine."""
        return self.folder / "transfer"

    def segments(self) -> list[Path]:
        """Give the parts of the log that are there, in order."""
        return sorted(self.log.glob("seg-????????"))

    def closed_packs(self) -> list[Path]:
        """Give the closed packs that are there, sorted by name."""
        return sorted(path for path in self.packs.glob("??/*") if len(path.name) == 64)

    def open_packs(self) -> list[Path]:
        """Give the packs that were never closed, sorted by name."""
        return sorted(self.packs.glob("open.*"))


def guard_file(guards: Path, origin: str) -> Path:
    """The file, outside the case, that remembers what this machine saw signed of the log ``origin``."""
    return guards / origin.rpartition("/")[2]
