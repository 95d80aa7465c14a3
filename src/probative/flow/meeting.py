"""Two devices' logs meet: each is compared with what the other recorded, and this one records the other's newest."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from probative.base.errors import IntegrityError, UsageError
from probative.custody.ledger.entries import EntryKind
from probative.custody.peers import devices_of, disagreements, read_peer
from probative.flow.case import Case


class OwnLogError(UsageError):
    """A case was to meet itself, or a copy of itself."""

    code: ClassVar[str] = "P144"
    hint: ClassVar[str] = "Name the case folder of the other device: one that was made there with `probative new`."


class PeerContradictsError(IntegrityError):
    """Two logs contradict what one of them has recorded of the other."""

    code: ClassVar[str] = "P317"
    hint: ClassVar[str] = "Keep both copies. `probative equivocation` proves it where both checkpoints are at hand."


class PeerRevokedError(IntegrityError):
    """The other log was revoked here, and has grown beyond its last good size."""

    code: ClassVar[str] = "P318"
    hint: ClassVar[str] = "What it holds beyond that size may be a thief's. `probative key DIR list` says since when."


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What was recorded: the other log's name and size, and whether it was new here."""

    log: str
    size: int
    is_new: bool


def meet(case: Case, folder: Path) -> Met:
    """Compare this case's log with the one in ``folder``, and record the newest checkpoint of that one.

    Args:
        case: Opened for writing.
        folder: A copy of the other device's case folder; no key of it is needed.

    Raises:
        OwnLogError: When it is this case's own log.
        PeerContradictsError: When they contradict each other; nothing is recorded then.
        NotACaseError: When there is none.
        DamagedCaseError: When the other log is not what it signed.
    """
    peer, log = read_peer(folder), case.custody.log
    if peer.name == case.custody.origin:
        raise OwnLogError(f"{folder} holds this case's own log")
    for what in disagreements(log, case.custody.origin, peer):
        raise PeerContradictsError(what)
    known = devices_of(log.said_of_devices).known.get(peer.name)
    if known is not None and not peer.keys.goes_on_from(known.keys):
        raise PeerContradictsError("the other log has other keys than were recorded")
    if known is not None and known.good is not None and peer.checkpoint.size > known.good:
        raise PeerRevokedError(f"the other log was revoked: of it only the first {known.good} entries count")
    if known is None:
        key = base64.b64encode(peer.keys.first).decode()
        case.custody.record(EntryKind.DEVICE_ADDED, {}, {"log": peer.name, "log_key": key})
    for said in peer.handed_over(known):
        case.custody.record(EntryKind.DEVICE_ROTATED, {}, said)
    newest = known.newest if known is not None else None
    if newest is None or newest.note != peer.checkpoint.note:
        case.custody.record(EntryKind.PEER_CHECKPOINT, {}, peer.record(known))
    case.commit()
    return Met(log=peer.name, size=peer.checkpoint.size, is_new=known is None)
