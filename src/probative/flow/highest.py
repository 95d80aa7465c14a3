"""The highest number that a thing of each kind ever had: a number is given once.

So a judgement cannot come to mean another thing.
"""

from collections.abc import Iterable, Mapping

from probative.base.identifiers import number_of
from probative.custody.compartments import CLOSED_BY_DEFAULT, GENERAL, NUMBERS_OF_A_PLACE, Within, mask_of, place_of
from probative.model.propositions import Derivation
from probative.model.readings import Reading
from probative.store.kinds import KINDS, LETTERS, Value
from probative.store.ports import Store


def next_number(kind: type[Value], store: Store, place: Within = GENERAL) -> int:
    """Give the number of the next new thing of ``kind``: above every number that one ever had, also one that is gone.

    A number that was given is never given to something else, so a judgement cannot come to mean another thing. Each
    place has numbers of its own.
    """
    first = mask_of(place) * NUMBERS_OF_A_PLACE
    highest = store.highest(kind)
    if not first <= highest < first + NUMBERS_OF_A_PLACE:
        highest = first
    return max(highest, int(store.note(_note_of(kind, first)) or 0)) + 1


def put(values: Iterable[Value], store: Store) -> None:
    """Put values into the index, and note the highest number of each kind and place."""
    kept = tuple(values)
    store.put(kept)
    highest: dict[str, int] = {}
    for value in kept:
        if not isinstance(value, Reading | Derivation):
            number = number_of(value.id)
            note = _note_of(type(value), number)
            highest[note] = max(highest.get(note, 0), number)
    for note, number in highest.items():
        if number > int(store.note(note) or 0):
            store.set_note(note, str(number))


def highest_given(store: Store) -> Mapping[str, int]:
    """Give the highest number that each kind ever had in each place, by the note that holds it."""
    found: dict[str, int] = {}
    for kind in KINDS:
        for place in range(1 << len(CLOSED_BY_DEFAULT)) if kind in LETTERS else ():
            first = place * NUMBERS_OF_A_PLACE
            highest = next_number(kind, store, place_of(place)) - 1
            if highest > first:
                found[_note_of(kind, first)] = highest
    return found


def _note_of(kind: type[Value], number: int) -> str:
    """Name the note of the highest number of a kind in the place that a number belongs to."""
    place = number // NUMBERS_OF_A_PLACE
    return f"highest:{kind.__name__}:{place}" if place else f"highest:{kind.__name__}"
