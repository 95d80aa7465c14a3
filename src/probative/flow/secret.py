"""What opens a case: a passphrase or a key file."""

from pathlib import Path

from probative.base.errors import KeyRefusedError
from probative.custody.layout import Layout
from probative.custody.seal.bagfile import BagFileError, generations, read_bag_file
from probative.custody.seal.secret import Passphrase, Secret, read_key_file
from probative.flow.settings import Settings


class PassphraseMissingError(KeyRefusedError):
    """The case opens with a passphrase, and none was given."""

    code = "P213"
    hint = "Set PROBATIVE_PASSPHRASE, or run the command in a terminal, where it asks."


def secret_of(folder: Path, given: Settings) -> Secret:
    """Give what opens the case: the passphrase where one is set, else the key file.

    Raises:
        KeyRefusedError: When the case wants a passphrase and none is given, or the key file is missing, is none, or may
            be read by others.
    """
    if given.passphrase is not None:
        return Passphrase(given.passphrase)
    if opens_with_words(folder):
        raise PassphraseMissingError(f"{folder} opens with a passphrase, and none was given")
    return read_key_file(given.key_file)


def opens_with_words(folder: Path) -> bool:
    """Whether the case in ``folder`` opens with a passphrase; no where nothing can be told."""
    layout = Layout(folder)
    try:
        bags = generations(layout)
        return bool(bags) and read_bag_file(layout.keybag(bags[-1])).head.cost is not None
    except (BagFileError, OSError):
        return False
