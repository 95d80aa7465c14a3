"""Who opens what of a case: giving, taking away, changing the secret, unsealing identities, rehearsing a recovery.

Each act is an entry in the ledger, and stands under a checkpoint when it returns. Keys that were written anew take the
key of every index with them: the indexes are removed, and made again when they are next wanted.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import UsageError
from probative.custody.compartments import Compartment, in_order
from probative.custody.errors import CompartmentClosedError
from probative.custody.recorded import Recorded
from probative.custody.seal.bags import CUSTODIAN, PERSON, RECOVERY
from probative.custody.seal.keybag import Keybag, holder_of
from probative.custody.seal.person import Card, Person
from probative.custody.seal.secret import Secret
from probative.custody.seal.wraps import CUSTODIANS
from probative.flow import acts
from probative.flow.rekeying import record_change, rekeying
from probative.flow.settings import Settings
from probative.flow.signing import said_of_gone, said_of_new
from probative.flow.views import founders

FEWEST_HEIRS: Final = 2
"""So many must be able to recover a case, so that no single loss ends it."""


class CannotGiveError(UsageError):
    """The keys cannot be given or taken away like that."""

    code = "P142"
    hint = "`probative compartment DIR list` says who holds what, under which id."


def give(
    folder: Path, given: Settings, card: Card, compartments: Sequence[Compartment], *, role: str, why: str
) -> tuple[Compartment, ...]:
    """Let somebody open compartments, ``general`` always among them; give which are new to them.

    Args:
        folder: The case.
        given: The settings: who gives; they hold what they give.
        card: Who gets the keys.
        compartments: Which ones; one that there is not yet is made.
        role: ``person``, or ``recovery`` for who keeps keys only to recover the case.
        why: The reason.

    Raises:
        CannotGiveError: For the identities, or when they hold all of it already.
        CompartmentClosedError: When the giver does not hold one.
    """
    if Compartment.IDENTITIES in compartments:
        raise CannotGiveError("identities are held by three custodians, and named all together")
    with rekeying(folder, given) as (keybag, custody):
        wanted = in_order({Compartment.GENERAL, *compartments})
        for compartment in wanted:
            if compartment not in keybag.generations:
                keybag.found(compartment, founders(keybag))
        fresh = tuple(each for each in wanted if card.id not in {one.id for one in keybag.holders(each)})
        if not fresh:
            raise CannotGiveError(f"{card.id} holds {', '.join(wanted)} already")
        for compartment in fresh:
            keybag.give(compartment, holder_of(card, role))
        fields = acts.held_by(compartments=fresh, holder=card.id, name=card.name, role=role, why=why)
        signs = said_of_new(custody, holder_of(card, role)) if role == PERSON else {}
        record_change(custody, keybag, acts.KEY_ADDED, fields, {"key": card.id, "role": role, **signs})
    return fresh


def take(folder: Path, given: Settings, holder: str, compartment: Compartment, *, why: str) -> tuple[Compartment, ...]:
    """Take a compartment away from somebody; ``general`` means everything. Give what was written anew.

    Raises:
        CannotGiveError: When they do not hold it, or nobody else does.
        CompartmentClosedError: When whoever takes it does not hold it.
    """
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        gone = [one for one in keybag.holders(compartment) if one.id == holder]
        try:
            taken = keybag.take(compartment, holder)
        except KeyError as error:
            raise CannotGiveError(f"{holder} does not hold {compartment}") from error
        except ValueError as error:
            raise CannotGiveError(str(error)) from error
        fields = acts.held_by(compartments=taken, holder=holder, name="", role="", why=why)
        signs = said_of_gone(custody, gone[0]) if Compartment.GENERAL in taken else {}
        record_change(custody, keybag, acts.KEY_REVOKED, fields, {"key": holder, **signs})
    return taken


def name_custodians(
    folder: Path, given: Settings, cards: Sequence[Card], *, present: Sequence[Person] = (), why: str
) -> None:
    """Name the three custodians of the identities: the first, or others in place of those of whom two are present.

    Raises:
        CannotGiveError: When these are not three.
        CompartmentClosedError: When there are custodians already, and not two of them are present.
    """
    if len({card.id for card in cards}) != CUSTODIANS:
        raise CannotGiveError(f"identities have {CUSTODIANS} custodians, each with a card of their own")
    holders = [holder_of(card, CUSTODIAN) for card in cards]
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        if Compartment.IDENTITIES not in keybag.generations:
            keybag.found(Compartment.IDENTITIES, holders)
        elif len(present) == 2:
            keybag.open_identities(present)
            keybag.renew(custodians=holders)
        else:
            raise CompartmentClosedError("two of the present custodians have to agree to others")
        ids = [card.id for card in cards]
        fields = {**acts.founded(Compartment.IDENTITIES, ids), "why": acts.text(why)}
        record_change(custody, keybag, acts.KEY_ADDED, fields, {"keys": sorted(ids), "role": CUSTODIAN})


def change_secret(folder: Path, given: Settings, secret: Secret, *, why: str) -> None:
    """Have the case open with another secret, and never again with the one it has.

    Whoever brings it opened the case with its own secret, or is an heir (role ``recovery``) of all of it.

    Raises:
        CompartmentClosedError: When it is somebody else.
    """
    with rekeying(folder, given, is_rotated=True) as (keybag, custody):
        is_recovery = not keybag.is_founder
        keybag.renew(secret=secret)
        fields = {"why": acts.text(why), "recovered_by": acts.text(keybag.person.id if is_recovery else None)}
        record_change(custody, keybag, acts.KEY_ROTATED, fields, {"is_recovery": is_recovery})


def unseal(folder: Path, given: Settings, entry: int, custodians: Sequence[Person], *, why: str) -> Recorded:
    """Open one sealed entry of the identities, for two of their custodians, a reason, and for ever on record.

    The record that it was done stands under a checkpoint before anything is shown. Run it in a process of its own.

    Raises:
        CannotGiveError: When there is no reason, or the entry is no sealed one.
        KeyRefusedError: When these are not two of the custodians.
    """
    if not why.strip():
        raise CannotGiveError("an identity is opened for a reason")
    with rekeying(folder, given) as (keybag, custody):
        if not 0 <= entry < custody.size:
            raise CannotGiveError(f"the ledger has no entry {entry}")
        keybag.open_identities(custodians)
        found = custody.entry(entry)
        if Compartment.IDENTITIES not in found.within or found.fields is None:
            raise CannotGiveError(f"entry {entry} is no identity that these custodians can open")
        ids = sorted(one.id for one in custodians)
        fields = acts.unsealed(entry=entry, custodians=ids, by=given.person, why=why)
        record_change(custody, keybag, acts.IDENTITY_UNSEALED, fields, {"custodians": list(ids), "entry": entry})
        return found


def rehearse(folder: Path, given: Settings, heir: Person) -> dict[str, int]:
    """Prove that an heir could recover the case, record it, and give how many keys each compartment showed.

    Everything is opened once with what lies in the case for that heir, and compared with what is open here. Nothing is
    handed to anybody and nothing changes.

    Raises:
        KeyRefusedError: When something would not open.
        CannotGiveError: When they are no heir.
    """
    with rekeying(folder, given) as (keybag, custody):
        if not any(one.id == heir.id and one.role == RECOVERY for one in keybag.holders(Compartment.GENERAL)):
            raise CannotGiveError(f"{heir.id} was not given the keys to recover this case")
        opened = {str(compartment): count for compartment, count in keybag.rehearse(heir).items()}
        fields = acts.rehearsed(holder=heir.id, opened=opened, at=stamp(given.clock()))
        record_change(custody, keybag, acts.RECOVERY_REHEARSED, fields, {"key": heir.id})
    return opened


def heirs(keybag: Keybag) -> int:
    """Count who could recover everything that is open here."""
    opened = [each for each in keybag.open_compartments if each is not Compartment.IDENTITIES]
    ids = [{one.id for one in keybag.holders(each) if one.role == RECOVERY} for each in opened]
    return len(set.intersection(*ids))
