"""Rehearsing a recovery from afar: the heir answers a challenge, and no key travels."""

from pathlib import Path
from typing import ClassVar

from probative.base.clock import stamp
from probative.base.errors import MaterialError
from probative.custody.compartments import Compartment
from probative.custody.layout import Layout
from probative.custody.seal.bags import RECOVERY
from probative.custody.seal.drill import DrillError, answer, read_challenge
from probative.custody.seal.person import Person
from probative.flow import acts
from probative.flow.access import CannotGiveError
from probative.flow.rekeying import record_change, rekeying
from probative.flow.settings import Settings


class AnswerWrongError(MaterialError):
    """An answer, or a challenge, does not show that the heir could recover the case."""

    code: ClassVar[str] = "P593"
    hint: ClassVar[str] = (
        "Ask again: `probative recover DIR --ask ID`. Where the answer is wrong again, the heir could not recover it."
    )


def ask(folder: Path, given: Settings, heir: str) -> Path:
    """Write a challenge for an heir into the case's transfer folder, and give where it lies.

    Raises:
        CannotGiveError: When they are no heir, or do not hold all that is open here.
    """
    with rekeying(folder, given) as (keybag, _):
        roles = {one.role for one in keybag.holders(Compartment.GENERAL) if one.id == heir}
        if roles != {RECOVERY}:
            raise CannotGiveError(f"{heir} was not given the keys to recover this case")
        try:
            challenge = keybag.challenge(heir)
        except FileNotFoundError as error:
            raise CannotGiveError(f"{heir} was not given all of this case") from error
    path = _place(folder, heir)
    given.disk.make_folder(path.parent.absolute())
    given.disk.replace(path.absolute(), challenge.encode())
    return path


def answer_to(content: bytes, heir: Person) -> bytes:
    """Answer a challenge, on the heir's own machine.

    Raises:
        AnswerWrongError: When it is none, or is for somebody else.
        KeyRefusedError: When something in it does not open: then the heir could not recover the case.
    """
    try:
        return answer(read_challenge(content), heir)
    except DrillError as error:
        raise AnswerWrongError(f"this challenge cannot be answered: {error}") from error


def hear(folder: Path, given: Settings, heir: str, content: bytes) -> tuple[Compartment, ...]:
    """Take an heir's answer: record that they could recover the case, and give what they opened.

    Raises:
        AnswerWrongError: When they were not asked, or it does not show it.
    """
    path = _place(folder, heir)
    try:
        challenge = read_challenge(path.read_bytes())
    except (OSError, DrillError) as error:
        raise AnswerWrongError(f"{heir} was not asked, or was heard already") from error
    with rekeying(folder, given) as (keybag, custody):
        try:
            opened = keybag.hear(challenge, content)
        except KeyError as error:
            raise AnswerWrongError(f"{heir} holds nothing of this case any more") from error
        except DrillError as error:
            raise AnswerWrongError(f"the answer does not show that the heir could recover the case: {error}") from error
        counted = {str(each): 1 for each in opened}
        fields = acts.rehearsed(holder=heir, opened=counted, at=stamp(given.clock()))
        record_change(custody, keybag, acts.RECOVERY_REHEARSED, fields, {"key": heir, "from_afar": True})
    # Heard once: the same answer shows nothing of a later day.
    given.disk.remove(path.absolute())
    return opened


def _place(folder: Path, heir: str) -> Path:
    return Layout(folder).transfer / f"challenge-{heir}.json"
