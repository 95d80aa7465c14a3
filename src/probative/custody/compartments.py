"""Compartments: the parts of a case that open apart from each other, each under a key of its own.

Something lies in ``general``, or in one or more of the other three: whatever was made of material from two of them
opens only for who has both. ``Within`` names where; the empty set is ``general``, which everybody has who opens the
case at all.

Source: shared/reference/custody.md section 6.2; docs/format/keybag.md.
"""

from collections.abc import Iterable
from enum import StrEnum


class Compartment(StrEnum):
    """A part of a case, under a key of its own."""

    GENERAL = "general"
    LEGAL = "legal"
    SOURCE_PROTECTION = "source-protection"
    IDENTITIES = "identities"


CLOSED_BY_DEFAULT = (Compartment.LEGAL, Compartment.SOURCE_PROTECTION, Compartment.IDENTITIES)
"""The compartments that need not open with the case, in the order of their bits."""

Within = frozenset[Compartment]
"""Where something lies; empty for ``general``."""

GENERAL: Within = frozenset()
"""Where everybody looks who opens the case."""


def within(*compartments: Compartment) -> Within:
    """Give where something lies that belongs to these compartments; ``general`` adds nothing."""
    return frozenset(each for each in compartments if each is not Compartment.GENERAL)


def mask_of(place: Within) -> int:
    """Write a place as a number: 1 for legal, 2 for source-protection, 4 for identities, added up; 0 for general."""
    return sum(1 << bit for bit, each in enumerate(CLOSED_BY_DEFAULT) if each in place)


def place_of(mask: int) -> Within:
    """Read a place from its number.

    Raises:
        ValueError: When no place has it.
    """
    if not 0 <= mask < 1 << len(CLOSED_BY_DEFAULT):
        raise ValueError(f"no place in a case: {mask}")
    return frozenset(each for bit, each in enumerate(CLOSED_BY_DEFAULT) if mask >> bit & 1)


def in_order(place: Iterable[Compartment]) -> tuple[Compartment, ...]:
    """Give compartments in their one order."""
    wanted = set(place)
    return tuple(each for each in Compartment if each in wanted)


NUMBERS_OF_A_PLACE = 100_000_000
"""Things in another place than ``general`` are numbered from so many times the place's number: nobody who cannot see
them gives a number of theirs to something else."""


def place_named(place: Within) -> str:
    """Name a place for a reader: ``general``, ``legal``, ``legal+source-protection``."""
    return "+".join(in_order(place)) or str(Compartment.GENERAL)
