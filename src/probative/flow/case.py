"""A case, opened: its custody, its index, and the settings of the run."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from probative.base.digest import digest_of
from probative.base.errors import CaseError, IntegrityError
from probative.base.identifiers import ExhibitId
from probative.custody.errors import NotACaseError
from probative.custody.layout import Layout
from probative.custody.opening import create_case, open_case
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.custody.seal.keybag import Keybag, create_keybag, open_keybag
from probative.custody.seal.secret import Passphrase, Secret, make_key_file, read_key_file
from probative.flow import acts, artefact, projection
from probative.flow.settings import Settings
from probative.model.gaps import Gap
from probative.store.kinds import Value
from probative.store.open import open_index, remove_index
from probative.store.ports import Store

INDEX: Final = "index/case.db"
"""Where the index lies in a case folder."""

REPORT: Final = "report/index.html"
"""Where the report lies in a case folder."""


class FolderNotEmptyError(CaseError):
    """A new case wants a folder of its own."""

    code = "P202"
    hint = "Name an empty folder, or one that does not exist yet."


class LedgerShortenedError(IntegrityError):
    """The index has seen more ledger entries than the ledger holds now."""

    code = "P351"
    hint = "An older ledger took the place of a newer one. Find the newer; `probative rebuild` only after asking why."


class Case:
    """An opened case. Made by ``opened``."""

    def __init__(self, *, folder: Path, custody: Custody, store: Store, keybag: Keybag, settings: Settings) -> None:
        self.folder = folder
        self.custody = custody
        self.store = store
        self.keybag = keybag
        self.settings = settings
        self.pending_gaps: tuple[Gap, ...] = ()
        """Gaps that were numbered and are not in the index yet."""

    def commit(self) -> None:
        """Make everything recorded so far durable, then bring the index up to date with it.

        Raises:
            StorageError: When the disk fails; then nothing of it was acknowledged.
        """
        self._project(self.custody.acknowledge())
        self.pending_gaps = ()

    def catch_up(self) -> int:
        """Bring the index up to date with the ledger; give how many entries it lacked.

        Raises:
            LedgerShortenedError: When the index is ahead of the ledger.
        """
        applied = int(self.store.note("applied") or 0)
        if applied > self.custody.size:
            raise LedgerShortenedError(f"the index knows {applied} entries, the ledger holds {self.custody.size}")
        return self._project(self.custody.entries(applied))

    def record_gaps(self, stage: str, found: list[Gap]) -> tuple[Gap, ...]:
        """Record what is missing, leaving out what is known already; give what was new, numbered."""
        fresh = projection.next_gaps(found, self.store, self.pending_gaps)
        if fresh:
            self.pending_gaps += fresh
            self.record_artefact(f"gaps of {stage}", "gaps", "probative", fresh)
        return fresh

    def record_artefact(self, stage: str, about: str, tool: str, values: Iterable[Value]) -> bool:
        """Record what a stage made, unless it made the very same last time; give whether it was recorded."""
        content = artefact.pack(values)
        digest = digest_of(content)
        if self.store.note(f"digest:{stage}:{about}") == digest:
            return False
        kept = self.custody.keep_bytes(content)
        self.custody.record(acts.ARTEFACT_DERIVED, acts.derived(stage, about, tool, kept.object_id, digest))
        return True

    def content(self, exhibit: ExhibitId) -> BinaryIO:
        """Open an exhibit's original bytes, seekable."""
        object_id = self.store.note(f"object:{exhibit}")
        assert object_id is not None
        return self.custody.open_object(object_id)

    def load(self, object_id: str) -> bytes:
        """Give the bytes of a vault object."""
        return self.custody.read_object(object_id)

    def write_report(self, content: bytes) -> Path:
        """Put the report where the case keeps it, and remember its hash so that `check` can tell if it is changed."""
        path = self.folder / REPORT
        self.settings.disk.make_folder(path.parent)
        self.settings.disk.replace(path, content)
        self.store.set_note("report", digest_of(content))
        return path

    def _project(self, recorded: Iterable[Recorded]) -> int:
        count = 0
        with self.store.transaction():
            for each in recorded:
                count += 1
                projection.apply(
                    each.index,
                    each.entry.kind,
                    each.fields,
                    at=each.entry.at,
                    store=self.store,
                    load=self.load,
                )
        return count


def is_case(folder: Path) -> bool:
    """Whether a case lies in ``folder``."""
    return Layout(folder).case_file.exists()


def create(folder: Path, given: Settings, *, title: str | None = None) -> None:
    """Make an empty case.

    Args:
        folder: Where; made where it is not there.
        given: The settings: the passphrase or key file that will open it.
        title: What to call it; the folder's name where absent. It is kept encrypted.

    Raises:
        FolderNotEmptyError: When something else lies there.
        KeyRefusedError: When the key file may be read by others, or is none.
        StorageError: When the disk refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmptyError(f"{folder} is not an empty folder")
    given.disk.make_folder(folder.absolute())
    secret: Secret = (
        Passphrase(given.passphrase)
        if given.passphrase is not None
        else make_key_file(given.key_file.absolute(), disk=given.disk, chance=given.chance)
    )
    keybag = create_keybag(folder, secret=secret, disk=given.disk, chance=given.chance)
    custody = create_case(
        folder, keys=keybag, disk=given.disk, clock=given.clock, chance=given.chance, guards=given.guard_folder
    )
    try:
        custody.record(acts.CASE_TITLED, acts.titled(title or folder.absolute().name))
        custody.acknowledge()
        custody.checkpoint()
    except BaseException:
        custody.abandon()
        raise
    else:
        custody.close()
    finally:
        keybag.close()


@contextmanager
def opened(folder: Path, given: Settings, *, write: bool = False) -> Iterator[Case]:
    """Open a case for as long as the block lasts, with its index up to date.

    Args:
        folder: Where it lies.
        given: The settings: what opens it.
        write: Whether the block will add to it. One process at a time may.

    Raises:
        NotACaseError: When there is none.
        KeyRefusedError: When the passphrase or key file does not open it.
        CaseBusyError: When another process is writing to it.
        IntegrityError: When its bytes are not what the ledger says.
    """
    if not is_case(folder):
        raise NotACaseError(f"{folder} holds no case")
    keybag = open_keybag(folder, secret=secret_of(given), disk=given.disk, chance=given.chance)
    try:
        custody = open_case(
            folder,
            keys=keybag,
            disk=given.disk,
            clock=given.clock,
            chance=given.chance,
            guards=given.guard_folder,
            write=write,
        )
        try:
            store = _open_index(folder, keybag, given)
            try:
                case = Case(folder=folder, custody=custody, store=store, keybag=keybag, settings=given)
                case.catch_up()
                yield case
                if write:
                    case.commit()
            finally:
                store.close()
        finally:
            custody.close()
    finally:
        keybag.close()


def rebuild(folder: Path, given: Settings) -> int:
    """Throw the index away and make it again from ledger and vault; give the number of ledger entries.

    Raises:
        As ``opened``.
    """
    if not is_case(folder):
        raise NotACaseError(f"{folder} holds no case")
    remove_index(folder / INDEX, disk=given.disk)
    with opened(folder, given, write=True) as case:
        return case.custody.size


def _open_index(folder: Path, keybag: Keybag, given: Settings) -> Store:
    path = folder / INDEX
    given.disk.make_folder(path.parent.absolute())
    return open_index(path, key=keybag.index_key, disk=given.disk)


def secret_of(given: Settings) -> Secret:
    """Give what opens a case: the passphrase where one is set, else the key file.

    Raises:
        KeyRefusedError: When the key file is missing, is none, or may be read by others.
    """
    return Passphrase(given.passphrase) if given.passphrase is not None else read_key_file(given.key_file)
