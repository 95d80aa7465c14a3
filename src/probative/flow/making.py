"""Making an empty case; what an interrupted making left is put aside first."""

from itertools import count
from pathlib import Path
from typing import Final

from probative.base.errors import CaseError
from probative.custody.layout import Layout
from probative.custody.lock import is_held
from probative.custody.opening import create_case
from probative.custody.seal.keybag import create_keybag
from probative.custody.seal.secret import Passphrase, Secret, make_key_file
from probative.flow import acts
from probative.flow.settings import Settings

_MADE_FIRST: Final = frozenset(("keys", "log", "packs", "lock"))
"""What lies in a folder before its case file makes it a case."""


class FolderNotEmptyError(CaseError):
    """A new case wants a folder of its own."""

    code = "P202"
    hint = "Name an empty folder, or one that does not exist yet."


def create(folder: Path, given: Settings, *, title: str | None = None) -> Path | None:
    """Make an empty case.

    What an interrupted making left there, which was never a case, is put aside and not touched further.

    Args:
        folder: Where; made where it is not there.
        given: The settings: the passphrase or key file that will open it.
        title: What to call it; the folder's name where absent. It is kept encrypted.

    Returns:
        Where the leavings of an interrupted making lie now; ``None`` where there were none.

    Raises:
        FolderNotEmptyError: When something else lies there.
        KeyRefusedError: When the key file may be read by others, or is none.
        StorageError: When the disk refuses.
    """
    put_aside = _put_aside(folder.absolute(), given) if _is_half_made(folder) else None
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
    return put_aside


def _is_half_made(folder: Path) -> bool:
    """Whether a making was interrupted here: keys, but no case file, no checkpoint and no closed pack."""
    layout = Layout(folder)
    return (
        folder.is_dir()
        and {path.name for path in folder.iterdir()} <= _MADE_FIRST
        and layout.keys.is_dir()
        and not any((layout.checkpoint.exists(), *layout.checkpoints.glob("*"), *layout.closed_packs()))
        and not is_held(layout.lock)
    )


def _put_aside(folder: Path, given: Settings) -> Path:
    names = (folder.with_name(f"{folder.name}.interrupted-{number}") for number in count(1))
    free = next(name for name in names if not name.exists())
    given.disk.rename(folder, free)
    return free
