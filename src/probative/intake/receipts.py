"""How an item came to us."""

from datetime import datetime

from probative import __version__
from probative.base.clock import stamp
from probative.base.identifiers import ExhibitId
from probative.intake.naming import shown
from probative.model.exhibits import Provision, Receipt

TOOL = f"probative-intake {__version__}"
"""Who took it in, as a receipt names it."""


def receipt(
    *,
    name: str,
    received_at: datetime,
    received_from: str | None = None,
    collected_by: str | None = None,
    container: ExhibitId | None = None,
    tool: str = TOOL,
) -> Receipt:
    """Give the record of one time that an item reached us.

    Args:
        name: Its path or member name as it came; made safe to show.
        received_at: The moment, with a time zone.
        received_from: Who handed it over, as typed; blank means nobody was named.
        collected_by: Who of our side took it; blank means nobody was named.
        container: The exhibit it came inside, if it did.
        tool: Name and version of what took it in.

    Returns:
        A receipt that names a person, or says why nobody is named.

    Raises:
        ValueError: When ``received_at`` has no time zone.
    """
    if received_at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    giver, collector = _named(received_from), _named(collected_by)
    why = None
    if giver is None and collector is None:
        why = Provision.NOT_ASKED if container is None else Provision.FROM_CONTAINER
    return Receipt(
        name=shown(name),
        received_at=stamp(received_at),
        tool=tool,
        received_from=giver,
        collected_by=collector,
        unknown_because=why,
        container=container,
    )


def _named(person: str | None) -> str | None:
    return (person or "").strip() or None
