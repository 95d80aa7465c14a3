"""Keys and ledger of a case, opened without any index."""

from contextlib import ExitStack
from pathlib import Path

from probative.custody.errors import NotACaseError
from probative.custody.layout import Layout
from probative.custody.opening import open_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag
from probative.flow.screen import rewording
from probative.flow.secret import unlocked
from probative.flow.settings import Settings
from probative.flow.signing import sign_as_who_opened


def is_case(folder: Path) -> bool:
    """Whether a case lies in ``folder``."""
    return Layout(folder).case_file.exists()


def keys_of(folder: Path, given: Settings, closing: ExitStack) -> Keybag:
    """Open the keys of a case until ``closing`` closes.

    Raises:
        NotACaseError: When there is none.
        KeyRefusedError: When the passphrase or key file does not open it.
    """
    if not is_case(folder):
        raise NotACaseError(f"{folder} holds no case")
    keybag = unlocked(folder, given)
    closing.callback(keybag.close)
    return keybag


def custody_of(
    folder: Path, given: Settings, keybag: Keybag, closing: ExitStack, *, write: bool, restored: str | None = None
) -> Custody:
    """Open the ledger of a case until ``closing`` closes; what is written to it is signed by who opened the keys.

    ``restored`` says why the case was put back from a backup; see ``open_case``.

    Raises:
        As ``open_case``.
    """
    custody = open_case(
        folder,
        keys=keybag,
        disk=given.disk,
        clock=given.clock,
        chance=given.chance,
        guards=given.guard_folder,
        write=write,
        restored=restored,
    )
    closing.callback(custody.close)
    if write:
        sign_as_who_opened(custody, keybag)
        custody.reword = rewording(custody)
        if (name := custody.signers.on_behalf_of) is not None:
            given.tell(
                f"Your key {name} does not count in this case: what you do is signed with the founder's key, on your "
                "behalf, and the ledger says so for ever. Have the founder or the root file add your key."
            )
    return custody
