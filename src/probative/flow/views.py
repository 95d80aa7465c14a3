"""What of a case is shown: ``general``, and the compartments that are open and hold something.

Each view has an index of its own, under a key that takes all of its compartments: who lacks one of them finds nothing
of it in any index.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from probative.custody.compartments import (
    CLOSED_BY_DEFAULT,
    GENERAL,
    Compartment,
    Within,
    place_named,
    place_of,
)
from probative.custody.errors import CompartmentClosedError
from probative.custody.ledger.entries import read_entry
from probative.custody.protocol import Custody
from probative.custody.seal.bags import FOUNDER
from probative.custody.seal.contents import Holder
from probative.custody.seal.keybag import Keybag
from probative.custody.vault.vault import record_id
from probative.flow import acts
from probative.store.ports import Store

_SHOWN: Final = tuple(
    f'"t":"{kind}"'.encode()
    for kind in (acts.EXHIBIT_RECEIVED, acts.ARTEFACT_DERIVED, acts.JUDGEMENT_MADE, acts.RECORD_RESTATED)
)
"""Acts whose records there is something to show of."""

INDEX: Final = "index/case.db"
"""Where the index of ``general`` lies in a case folder."""


def index_path(folder: Path, view: Within) -> Path:
    """Give where the index of a view lies."""
    return folder / INDEX if not view else folder / "index" / f"case.{place_named(view)}.db"


def index_files(folder: Path) -> list[Path]:
    """Give the indexes of every view that are there."""
    return sorted((folder / "index").glob("case*.db"))


def views_there(folder: Path, keybag: Keybag) -> Iterator[Within]:
    """Give the views that have an index and whose compartments are all open here."""
    opened = frozenset(keybag.open_compartments) - {Compartment.GENERAL}
    masks = range(1 << len(CLOSED_BY_DEFAULT))
    yield from (view for view in map(place_of, masks) if view <= opened and index_path(folder, view).exists())


def full_view(keybag: Keybag, custody: Custody, entering: Within = GENERAL) -> Within:
    """Give the compartments that this opening of the case shows: those with something to show, and those entered now.

    Originals that name sealed people, and what finds the names, lie in a compartment and are no reason to show it.
    """
    occupied, shown = keybag.occupied(), set(entering)
    if occupied - shown:
        for content in custody.log.contents():
            if not any(mark in content for mark in _SHOWN):
                continue
            commitment = read_entry(content).commitment
            if commitment is not None:
                shown |= keybag.place_of(record_id(keybag.vault_id_key, commitment)) & occupied
            if occupied <= shown:
                break
    return frozenset(shown)


def founders(keybag: Keybag) -> list[Holder]:
    """Give who holds a compartment that is made now: the founder of the case, and whoever makes it."""
    return [one for one in keybag.holders(Compartment.GENERAL) if one.role == FOUNDER or one.id == keybag.person.id]


def late(store: Store, keybag: Keybag) -> dict[str, int]:
    """Give the generations of bags that were written before a crash kept their entry from the ledger."""
    return {
        str(each): generation
        for each, generation in keybag.generations.items()
        if generation > int(store.note(f"generation:{each}") or 1)
    }


def enter(place: Within, keybag: Keybag, custody: Custody) -> None:
    """See to it that something can be put into these compartments, making those that there are not yet.

    A new compartment is held by the founder and by whoever makes it; the making is an entry.

    Raises:
        CompartmentClosedError: When one is there and not open here, or is the identities, which only custodians found.
    """
    for compartment in sorted(place):
        if compartment in keybag.open_compartments:
            continue
        if compartment in keybag.closed_compartments:
            raise CompartmentClosedError(f"{compartment} is not open to you")
        if compartment is Compartment.IDENTITIES:
            raise CompartmentClosedError("this case has no identities yet: name three custodians first")
        mine = founders(keybag)
        keybag.found(compartment, mine)
        custody.record(
            acts.POLICY_CHANGED,
            acts.founded(compartment, [one.id for one in mine]),
            {"compartment": compartment, "generation": keybag.generations[compartment]},
        )
        custody.acknowledge()
