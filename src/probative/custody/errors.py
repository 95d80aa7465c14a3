"""How custody fails: what a person must do about each is in its ``hint``.

CaseError
|- NotACaseError          P230   the folder holds no case
|- CaseExistsError        P231   the folder already holds something of a case
|- NotSealedError         P232   the entry is not under a checkpoint yet
|- NothingRestoredError   P236   a backup was said to be opened, and nothing is missing
KeyRefusedError
|- KeyFileExposedError    P211   others on this machine may read the key file
|- KeyFileError           P212   the key file is missing or is not one
|- PersonFileError        P214   a person's file or card is missing or is none
|- CompartmentClosedError P216   a compartment is not open to whoever opened the case
IntegrityError
|- DamagedCaseError       P310   ledger, checkpoint or case file do not hold
|- DamagedObjectError     P311   an object's bytes are not what was kept
|- DamagedKeybagError     P312   the keybag's bytes are broken
|- RolledBackError        P313   an older or other history than the one this machine saw
|- MissingObjectError     P314   the vault has no such object, or its key was destroyed
MaterialError
`- ContentChangedError    P590   material changed while it was being read
"""

from typing import ClassVar

from probative.base.errors import CaseError, IntegrityError, KeyRefusedError, MaterialError


class NotACaseError(CaseError):
    """The folder holds no case."""

    code: ClassVar[str] = "P230"
    hint: ClassVar[str] = "Check the path; `probative new DIR` makes a case."


class CaseExistsError(CaseError):
    """The folder already holds a case, or what an interrupted `new` left. Nothing is overwritten."""

    code: ClassVar[str] = "P231"
    hint: ClassVar[str] = "Name another folder. Remove this one by hand only if you are sure that it never was a case."


class NotSealedError(CaseError):
    """The entry is durable but not under a checkpoint yet, so nothing can be proved of it."""

    code: ClassVar[str] = "P232"
    hint: ClassVar[str] = "Run `probative process DIR`: it ends with a checkpoint. Then ask again."


class NothingRestoredError(CaseError):
    """The case was said to be put back from a backup, but it holds all that this machine ever saw signed of it."""

    code: ClassVar[str] = "P236"
    hint: ClassVar[str] = "Nothing is missing here, so there is nothing to say: use the case as it is."


class KeyFileExposedError(KeyRefusedError):
    """Others on this machine may read the key file."""

    code: ClassVar[str] = "P211"
    hint: ClassVar[str] = "Run `chmod 600` on the key file, and consider who may have copied it."


class KeyFileError(KeyRefusedError):
    """The key file is missing, or is not 32 bytes long."""

    code: ClassVar[str] = "P212"
    hint: ClassVar[str] = "Name the right key file with --key-file, or put the medium in that holds it."


class PersonFileError(KeyRefusedError):
    """A person's file or card is missing, or is none."""

    code: ClassVar[str] = "P214"
    hint: ClassVar[str] = "Name the right file, or put the medium in that holds it; `probative person new` makes one."


class CompartmentClosedError(KeyRefusedError):
    """A compartment of the case is not open to whoever opened it, or there is none of that name yet."""

    code: ClassVar[str] = "P216"
    hint: ClassVar[str] = "`probative status DIR` says which are open. Ask somebody who holds it to give it to you."


class DamagedCaseError(IntegrityError):
    """The ledger, a checkpoint or the case file does not hold. The case is not opened for writing."""

    code: ClassVar[str] = "P310"


class DamagedObjectError(IntegrityError):
    """An object's bytes in the vault are not what was kept."""

    code: ClassVar[str] = "P311"


class DamagedKeybagError(IntegrityError):
    """The keybag's bytes are broken, so that no secret can open it."""

    code: ClassVar[str] = "P312"
    hint: ClassVar[str] = "Do not repair it. Restore `keys/` from a copy of the same generation."


class RolledBackError(IntegrityError):
    """The case holds an older or another history than the one that this machine saw signed."""

    code: ClassVar[str] = "P313"
    hint: ClassVar[str] = (
        "Find the newer copy. If this one was put back on purpose: `probative restored DIR --why TEXT`."
    )


class MissingObjectError(IntegrityError):
    """The vault holds no such object, or its key was destroyed."""

    code: ClassVar[str] = "P314"


class ContentChangedError(MaterialError):
    """A piece of material changed while it was being taken in; nothing of it was kept."""

    code: ClassVar[str] = "P590"
    hint: ClassVar[str] = "Stop whatever writes to it, or copy it first; then add it again."
