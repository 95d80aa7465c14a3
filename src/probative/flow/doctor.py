"""Looking at the machine: in which order, with what of the case, and what is told."""

import fcntl
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from probative.custody.errors import NotACaseError
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryError, read_entry
from probative.custody.ledger.log import Log
from probative.custody.machine import access, clocks, confinement, memory, storage
from probative.custody.machine.exposures import Exposure
from probative.custody.machine.habits import HABITS, habit
from probative.custody.machine.machine import Machine
from probative.custody.machine.passphrases import strength
from probative.flow.keyed import is_case
from probative.flow.secret import opens_with_words
from probative.flow.settings import Settings
from probative.flow.shapes import Shape

_GET_FLAGS: Final = 0x80086601
_ENCRYPTED: Final = 0x800


def this_machine() -> Machine:
    """Give the machine that this process runs on."""
    return Machine(
        user_id=os.geteuid(),
        has_program=lambda name: shutil.which(name) is not None,
        is_encrypted_folder=_is_encrypted_folder,
        temporary=Path(tempfile.gettempdir()),
    )


def doctor(folder: Path | None, given: Settings, machine: Machine) -> Iterator[Shape]:
    """Yield what was looked at, and what it says: memory, disks, other accounts, confinement, clock, habits.

    Nothing is changed, and no key is needed.

    Args:
        folder: The case; ``None`` to look at the machine alone.
        given: The settings: the key file, the passphrase where one is given, where checkpoints are remembered.
        machine: What to look at.

    Raises:
        NotACaseError: When there is no case in ``folder``.
    """
    if folder is not None and not is_case(folder):
        raise NotACaseError(f"{folder} holds no case")
    for found in _looks(folder, given, machine):
        yield _shape(found)


def _looks(folder: Path | None, given: Settings, machine: Machine) -> Iterator[Exposure]:
    yield memory.swap(machine)
    yield memory.hibernation(machine)
    yield memory.core_dumps(machine)
    yield memory.temporary(machine)
    has_words = folder is not None and opens_with_words(folder)
    if not has_words:
        yield storage.key_place(machine, folder, given.key_file)
        if given.key_file.exists():
            yield access.others("key.others", "the key file", given.key_file)
    elif given.passphrase is not None:
        yield strength(given.passphrase)
    yield confinement.root(machine)
    yield confinement.confinement(machine)
    yield confinement.readers()
    acts = _acts(folder) if folder is not None else ()
    now = given.clock()
    yield clocks.clock(machine, now, stamps=[at for _, at in acts], seen=_written_here(folder, given))
    if folder is not None:
        yield storage.case_disk(machine, folder, opens_with_words=has_words)
        yield storage.report_in_the_clear(machine, folder)
        yield storage.syncing(machine, folder)
        yield access.others("case.others", "the case folder", folder)
        yield access.watchers(machine, folder)
        for one in HABITS:
            yield habit(one, now, acts)


def _acts(folder: Path) -> tuple[tuple[str, datetime], ...]:
    """Give kind and time of every entry that can be read; `check` says what cannot."""
    found = []
    try:
        contents = list(Log(Layout(folder)).contents())
    except OSError:
        return ()
    for content in contents:
        try:
            entry = read_entry(content)
            found.append((entry.kind, datetime.strptime(entry.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)))
        except (EntryError, ValueError):
            continue
    return tuple(found)


def _written_here(folder: Path | None, given: Settings) -> list[Path]:
    seen = sorted(given.guard_folder.glob("*")) if given.guard_folder.is_dir() else []
    return seen if folder is None else [*seen, *Layout(folder).segments(), Layout(folder).checkpoint]


def _is_encrypted_folder(path: Path) -> bool | None:
    """Ask the file system whether it encrypts what lies in a folder (fscrypt)."""
    folder = path if path.is_dir() else path.parent
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        answer = fcntl.ioctl(descriptor, _GET_FLAGS, bytes(8))
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return bool(struct.unpack("l", answer)[0] & _ENCRYPTED)


def _shape(found: Exposure) -> Shape:
    return {
        "code": found.code,
        "state": found.state,
        "weight": found.weight,
        "found": found.found,
        "means": found.means,
        "do": found.do,
    }
