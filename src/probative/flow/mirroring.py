"""A mirror of a case: kept, repaired either way, then verified as a stranger would, without any key."""

from collections.abc import Collection, Iterator
from pathlib import Path

from probative.custody.check import structure_problems
from probative.custody.compartments import Compartment
from probative.custody.errors import NotACaseError
from probative.custody.findings import Severity
from probative.custody.layout import Layout
from probative.custody.mirror.mirroring import mirror as mirror_custody
from probative.custody.seal.travelling import travelling
from probative.flow.keyed import is_case
from probative.flow.settings import Settings
from probative.flow.shapes import Shape


def mirror(
    folder: Path,
    to: Path,
    given: Settings,
    *,
    bearer: str | None = None,
    without: Collection[Compartment] = (),
) -> Iterator[Shape]:
    """Bring the mirror in ``to`` up to date; yield what was done, then what does not hold in it.

    Each is said when it is durable. ``damage`` is true where something verifies on neither side, or does not hold.

    Args:
        folder: Where the case lies.
        to: An empty folder, one that is not there yet, or this case's mirror.
        given: The settings; nothing of them opens anything.
        bearer: The id of the person for whom the copy is: then only keys that this person opens go along.
        without: Compartments that the bearer holds and leaves behind.

    Raises:
        NotACaseError: When there is no case.
        KeyRefusedError: When the bearer does not open the case.
        MirrorPlaceError: When something else lies in ``to``.
        OtherHistoryError: When the mirror holds another history; nothing was touched then.
        CaseBusyError: When somebody writes to either.
        StorageError: When a disk refuses. Run again, it goes on where it stopped.
    """
    # A case that lost its case file can have it back from its mirror.
    if not is_case(folder) and not (folder / "log").is_dir():
        raise NotACaseError(f"{folder} holds no case")
    carried = travelling(Layout(folder), bearer, without=without) if bearer is not None else None
    for act in mirror_custody(folder, to, disk=given.disk, chance=given.chance, carried=carried):
        yield {
            "deed": act.deed,
            "side": act.side,
            "where": act.where,
            "what": act.what,
            "bytes": act.n_bytes,
            "damage": act.deed == "damaged",
        }
    for finding in structure_problems(to):
        if finding.severity is Severity.DAMAGE:
            yield {
                "deed": finding.code,
                "side": "mirror",
                "where": finding.where,
                "what": finding.what,
                "bytes": 0,
                "damage": True,
            }
