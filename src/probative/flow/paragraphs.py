"""Who got a proposition from whom, in plain words, for any proposition of a case."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId
from probative.corroboration.paragraph import paragraph
from probative.flow.case import Case
from probative.flow.reading_notes import reading_note
from probative.model.claims import Claim
from probative.model.propositions import Proposition, Source
from probative.model.readings import Genre

InWords = Callable[[Proposition], tuple[str, ...]]
"""Gives the sentences about one proposition."""

_ALL_AT_ONCE: Final = 200
"""From so many propositions on it is quicker to read all sources than to look each up."""


def in_words(case: Case, propositions: int = 1) -> InWords:
    """Give what tells a proposition of this case in sentences.

    Args:
        case: An opened case.
        propositions: How many it will be asked of, about.
    """
    known: dict[str, Source] = {}
    if propositions >= _ALL_AT_ONCE:
        known = {source.id: source for source in case.store.all(Source)}
    genres: dict[ExhibitId, Genre] = {}
    asked: set[ExhibitId] = set()

    def told(proposition: Proposition) -> tuple[str, ...]:
        claims = _claims(case, proposition.claims)
        numbers = {vertex.refers_to for vertex in proposition.independence.vertices if vertex.refers_to[0] == "S"}
        for number in numbers - known.keys():
            if (source := case.store.get(Source, number)) is not None:
                known[number] = source
        for exhibit in {claim.exhibit for claim in claims.values()} - asked:
            asked.add(exhibit)
            if (note := reading_note(exhibit, case.store)) is not None:
                genres[exhibit] = note.genre
        return paragraph(proposition, claims, known, genres)

    return told


def _claims(case: Case, numbers: Iterable[ClaimId]) -> Mapping[ClaimId, Claim]:
    found = (case.store.get(Claim, number) for number in numbers)
    return {claim.id: claim for claim in found if claim is not None}
