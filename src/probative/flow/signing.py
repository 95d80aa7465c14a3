"""Who signs: the person who opened the case, where their key counts in it, else the case's founder."""

import base64

from probative.base.canonical import Json
from probative.custody.ledger.entries import person_key_id
from probative.custody.ledger.register import added, revoked
from probative.custody.protocol import Custody
from probative.custody.seal.contents import Holder
from probative.custody.seal.keybag import Keybag
from probative.custody.signers import Signer, SignerUnknownError


def sign_as_who_opened(custody: Custody, keybag: Keybag) -> None:
    """Have what is recorded from now on signed by the person who opened the case, where their key counts.

    Where it does not, the founder's key signs, and every entry says on behalf of whom.

    Raises:
        SignerUnknownError: When the founder's key does not count either.
    """
    person = keybag.person
    signer = Signer(public_key=person.card.signing_key, sign=person.sign)
    if custody.signers.register.counts(signer.id, custody.size):
        custody.signers.act_as(signer)
    elif not keybag.is_founder:
        custody.signers.act_for(signer.id)
    elif not custody.signers.register.counts(custody.signers.acting.id, custody.size):
        raise SignerUnknownError("the founder's key counts no more: its place was taken by another person's")


def said_of_new(custody: Custody, holder: Holder) -> dict[str, Json]:
    """Give what the ledger says of the key of somebody who is let in: nothing where it may not be added.

    Then they are let in all the same, and what they do is signed with the founder's key, as before.
    """
    register = custody.signers.register
    key = base64.b64decode(holder.signing_key)
    is_founder = custody.signers.acting.id == register.founder and not custody.signers.on_behalf_of
    if register.root is not None or not is_founder or register.spoke_of(key):
        return {}
    return added(key)


def said_of_gone(custody: Custody, holder: Holder) -> dict[str, Json]:
    """Give what the ledger says of the key of somebody who is shut out: what they signed so far is good."""
    register = custody.signers.register
    name = person_key_id(base64.b64decode(holder.signing_key))
    may = custody.signers.acting.id in (register.founder, name) and not custody.signers.on_behalf_of
    if register.root is not None or not may or not register.counts(name, custody.size):
        return {}
    return revoked(name, custody.size)
