"""What the index notes of consents: each as it stands now, and the entries that made it so."""

from collections.abc import Iterator
from typing import Final

from probative.base import canonical
from probative.base.identifiers import identifier, number_of
from probative.custody.compartments import NUMBERS_OF_A_PLACE, Within, mask_of
from probative.flow import acts
from probative.model.consents import Consent, ConsentId
from probative.store import codec
from probative.store.ports import Store

KINDS: Final = (acts.CONSENT_GIVEN, acts.CONSENT_SCOPE_CHANGED, acts.CONSENT_WITHDRAWN)
"""The acts that say something of consents."""

_ALL: Final = "consents"
"""The note that lists the numbers of all consents."""


def keep(index: int, kind: str, values: dict[str, canonical.Json], store: Store) -> None:
    """Note what an act says of a consent.

    Args:
        index: Where the act stands in the ledger.
        kind: One of ``KINDS``.
        values: Its fields.
        store: The index.
    """
    name = str(values["id"])
    if kind == acts.CONSENT_WITHDRAWN:
        earlier = canonical.decode((store.note(f"consent:{name}") or "{}").encode())
        assert isinstance(earlier, dict)
        plain = {**earlier, "withdrawn_on": values["withdrawn_on"]}
    else:
        plain = {each: value for each, value in values.items() if each != "why"}
    store.set_note(f"consent:{name}", canonical.encode({**plain, "entry": index}).decode())
    store.set_note(f"entries of consent:{name}", f"{store.note(f'entries of consent:{name}') or ''} {index}".strip())
    known = (store.note(_ALL) or "").split()
    if name not in known:
        store.set_note(_ALL, " ".join([*known, name]))


def consents_in(store: Store) -> Iterator[Consent]:
    """Yield every consent as it stands now, by number."""
    for name in sorted((store.note(_ALL) or "").split(), key=number_of):
        yield codec.decode(Consent, (store.note(f"consent:{name}") or "").encode())


def entries_of(consent: ConsentId, store: Store) -> tuple[int, ...]:
    """Give where the acts stand that made a consent what it is."""
    return tuple(int(each) for each in (store.note(f"entries of consent:{consent}") or "").split())


def next_consent(store: Store, place: Within) -> ConsentId:
    """Give the number of the next consent in a place; each place has numbers of its own."""
    first = mask_of(place) * NUMBERS_OF_A_PLACE
    numbers = [number_of(each) for each in (store.note(_ALL) or "").split()]
    mine = [each for each in numbers if first < each < first + NUMBERS_OF_A_PLACE]
    return ConsentId(identifier("K", max(mine, default=first) + 1))
