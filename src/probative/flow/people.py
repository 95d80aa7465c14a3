"""The files of persons: made, read, opened; and their cards."""

from pathlib import Path

from probative.base.errors import UsageError
from probative.custody.errors import PersonFileError
from probative.custody.seal.person import Card, Person, new_person, read_card, read_person, write_person
from probative.custody.seal.secret import Both, Passphrase, Secret, make_key_file
from probative.flow.secret import opened_person
from probative.flow.settings import Settings


class PersonThereError(UsageError):
    """There is a person's file already, or what was asked for cannot be made."""

    code = "P143"
    hint = "Name another file with --file. A person's keys are never overwritten: who lost them loses what they open."


def make_person(path: Path, given: Settings, *, name: str, both: bool = False) -> Card:
    """Make the keys of a person in a file that the settings' secret opens, and give the card.

    Raises:
        PersonThereError: When a file is there already, the name is none, or ``both`` lacks a passphrase.
        KeyRefusedError: When the key file may be read by others, or is none.
        StorageError: When the disk refuses.
    """
    if path.exists():
        raise PersonThereError(f"{path} is there already")
    try:
        person = new_person(name, chance=given.chance)
    except ValueError as error:
        raise PersonThereError(str(error)) from error
    write_person(path, person, new_secret(given, both=both), disk=given.disk, chance=given.chance)
    return person.card


def new_secret(given: Settings, *, both: bool = False) -> Secret:
    """Give what will open something new: the passphrase where one is set, else the key file, or both together.

    Raises:
        PersonThereError: When both are wanted and no passphrase is set.
    """
    if given.passphrase is None:
        if both:
            raise PersonThereError("both together takes a passphrase too: set PROBATIVE_PASSPHRASE")
        return make_key_file(given.key_file.absolute(), disk=given.disk, chance=given.chance)
    words = Passphrase(given.passphrase)
    if both:
        return Both(words, make_key_file(given.key_file.absolute(), disk=given.disk, chance=given.chance))
    return words


def person_card(path: Path) -> Card:
    """Give the card that a person's file shows without being opened. Raises as ``read_person``."""
    return read_person(path).card


def card_in(path: Path) -> Card:
    """Read a card, or the card of a person's file.

    Raises:
        PersonFileError: When the file is neither.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PersonFileError(f"cannot read {path}: {error.strerror}") from error
    return read_card(content) if content[:1] == b"{" else read_person(path).card


def person_in(path: Path, given: Settings) -> Person:
    """Open a person's file with the settings' secret. Raises as ``read_person`` and ``opened_person``."""
    return opened_person(read_person(path), given)
