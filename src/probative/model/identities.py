"""People whose names are sealed: what everybody may know of them."""

from dataclasses import dataclass

from probative.base.identifiers import ExhibitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPerson:
    """Somebody whose name is replaced by a pseudonym in all that is derived or shown.

    ``entries`` are the ledger entries that keep the name in the identities: the first sealed it, later ones widened it.
    ``screens`` are those that keep what finds the name, in the compartment of the originals. ``exhibits`` are those
    that name the person, as far as was read, sorted. ``only_in`` is the exhibit to which the sealing is limited,
    ``None`` where it is not. ``at`` is when the first entry was made.
    """

    pseudonym: str
    entries: tuple[int, ...]
    screens: tuple[int, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()
    only_in: ExhibitId | None = None
    at: str = ""

    def __post_init__(self) -> None:
        """Refuse a sealed person whom no entry keeps."""
        if not self.pseudonym or not self.entries:
            raise ValueError("a sealed person has a pseudonym and an entry")
