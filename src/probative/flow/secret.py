"""What opens a case: its own secret (a passphrase, a key file or both), or a person who was given keys to it."""

from pathlib import Path

from probative.base.errors import KeyRefusedError
from probative.custody.errors import NotACaseError, PersonFileError
from probative.custody.layout import Layout
from probative.custody.seal.keybag import Keybag, door_of, open_keybag
from probative.custody.seal.person import Person, PersonFile, read_person
from probative.custody.seal.secret import Both, Passphrase, Secret, read_key_file
from probative.flow.settings import Settings


class PassphraseMissingError(KeyRefusedError):
    """What shall be opened wants a passphrase, and none was given."""

    code = "P213"
    hint = "Set PROBATIVE_PASSPHRASE, or run the command in a terminal, where it asks."


def unlocked(folder: Path, given: Settings) -> Keybag:
    """Open the keybag of a case: as the person whose file the settings name, or with the case's own secret.

    Raises:
        KeyRefusedError: When neither opens it, or a passphrase is wanted and none is given.
        NotACaseError: When there is no keybag.
        IntegrityError: When it is broken.
        StorageError: When it cannot be read.
    """
    if (file := person_for(folder, given)) is not None:
        return open_keybag(folder, person=opened_person(file, given), disk=given.disk, chance=given.chance)
    return open_keybag(folder, secret=secret_of(folder, given), disk=given.disk, chance=given.chance)


def person_for(folder: Path, given: Settings) -> PersonFile | None:
    """Give the person who will open the case; ``None`` where its own secret will.

    A person's file at its default place counts only for a case to which that person was given keys.

    Raises:
        KeyRefusedError: When the file that was named is none.
    """
    try:
        file = read_person(given.person_file)
    except PersonFileError:
        if given.is_person_named:
            raise
        return None
    return file if given.is_person_named or _holds(folder, file) else None


def opened_person(file: PersonFile, given: Settings) -> Person:
    """Open a person's file with the secret of the settings.

    Raises:
        KeyRefusedError: When it does not open it, or is missing.
    """
    return file.open(_secret(file, given))


def secret_of(folder: Path, given: Settings) -> Secret:
    """Give what the case's door wants: the passphrase, the key file, or both.

    Raises:
        KeyRefusedError: When the case wants a passphrase and none is given, or the key file is missing, is none, or may
            be read by others.
    """
    try:
        door = door_of(folder)
    except (NotACaseError, PersonFileError):
        # What is wrong is said by whoever opens it.
        return Passphrase(given.passphrase) if given.passphrase is not None else read_key_file(given.key_file)
    return _secret(door, given)


def opens_with_words(folder: Path, given: Settings | None = None) -> bool:
    """Whether a passphrase is wanted to open the case in ``folder``; no where nothing can be told."""
    try:
        person = person_for(folder, given) if given is not None else None
        return (person or door_of(folder)).wants_words
    except (NotACaseError, KeyRefusedError, OSError):
        return False


def _secret(file: PersonFile, given: Settings) -> Secret:
    if not file.wants_words:
        # A passphrase that is set is meant: that it opens nothing here is said, not passed over.
        return Passphrase(given.passphrase) if given.passphrase is not None else read_key_file(given.key_file)
    if given.passphrase is None:
        raise PassphraseMissingError(f"{file.wanted} opens this, and no passphrase was given")
    words = Passphrase(given.passphrase)
    return Both(words, read_key_file(given.key_file)) if file.wants_key_file else words


def _holds(folder: Path, file: PersonFile) -> bool:
    return any(path.name.endswith(f".{file.card.id}") for path in Layout(folder).wraps())
