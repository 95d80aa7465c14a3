"""Numbers that stay with sources, contradictions and claims from one run to the next.

Propositions, entities, ties and events keep their numbers in their own stages; these three are numbered from 1 by
theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from probative.base.identifiers import ClaimId, ContradictionId, SourceId, identifier, is_identifier, number_of
from probative.corroboration import Sources
from probative.custody.compartments import NUMBERS_OF_A_PLACE, mask_of
from probative.flow.case import Case
from probative.model.claims import Claim
from probative.model.judgements import Judgement
from probative.model.numbering import carried_numbers
from probative.model.propositions import Contradiction, Source


def former(case: Case, letter: str) -> Mapping[int, Sequence[str]]:
    """Give what numbers of a kind stood for when somebody judged them: some of them may be no more.

    So what a human put together and takes apart again has the numbers that it had. A number of another place than
    this view's is left out: each place has numbers of its own.

    Args:
        case: The case.
        letter: What is numbered: ``P`` for propositions, ``N`` for entities.
    """
    return {
        number_of(subject): members
        for judgement in case.store.all(Judgement)
        for subject, members in case.held_by(judgement).items()
        if is_identifier(subject, letter) and number_of(subject) // NUMBERS_OF_A_PLACE == mask_of(case.view)
    }


def sources_numbered(made: Sources, *, previous: Iterable[Source], first: int) -> Sources:
    """Give each source the number of the earlier one with which it shares most names in exhibits.

    Args:
        made: As the stage numbered them.
        previous: The sources of the last run.
        first: The number for the first new one.
    """
    numbers = carried_numbers(
        [_named(each) for each in made.sources], {number_of(each.id): _named(each) for each in previous}, first=first
    )
    given = {each.id: SourceId(identifier("S", number)) for each, number in zip(made.sources, numbers, strict=True)}
    renamed = [replace(each, id=given[each.id]) for each in made.sources]
    return Sources(
        sources=tuple(sorted(renamed, key=lambda each: number_of(each.id))),
        by_hop={place: given[source] for place, source in made.by_hop.items()},
        unclear=frozenset(given[source] for source in made.unclear),
        doubles=frozenset((given[one], given[other]) for one, other in made.doubles),
    )


def contradictions_numbered(
    made: Sequence[Contradiction], *, previous: Iterable[Contradiction], first: int
) -> tuple[Contradiction, ...]:
    """Give each contradiction the number it had between the same two claims; all by number."""
    numbers = carried_numbers(
        [_opposed(each) for each in made], {number_of(each.id): _opposed(each) for each in previous}, first=first
    )
    renamed = [
        replace(each, id=ContradictionId(identifier("X", number))) for each, number in zip(made, numbers, strict=True)
    ]
    return tuple(sorted(renamed, key=lambda each: number_of(each.id)))


def claims_numbered(made: Sequence[Claim], *, previous: Iterable[Claim], first: int) -> tuple[Claim, ...]:
    """Give each claim the number of the earlier one with the same words in the same place, and new ones the next.

    So a human's judgement of a claim stays with it when another attributor looks at the exhibit again. Where several
    say the same words, the one with the same source and certainty is the same.

    Args:
        made: The claims of one volume, under numbers of their own.
        previous: The claims found in it before; none the first time.
        first: The number for the first new one.
    """
    numbers = carried_numbers(
        [_said(each) for each in made], {number_of(each.id): _said(each) for each in previous}, first=first
    )
    given = {each.id: ClaimId(identifier("C", number)) for each, number in zip(made, numbers, strict=True)}
    return tuple(replace(each, id=given[each.id], parent=given[each.parent] if each.parent else None) for each in made)


def _named(source: Source) -> frozenset[object]:
    names = source.names or (source.name,)
    return frozenset((source.is_anonymous, name, exhibit) for name in names for exhibit in source.exhibits)


def _opposed(contradiction: Contradiction) -> frozenset[object]:
    return frozenset(((contradiction.conflict, contradiction.left, contradiction.right),))


def _said(claim: Claim) -> frozenset[object]:
    place = (claim.passage, claim.content)
    return frozenset((place, (*place, claim.origin.source), (*place, claim.origin.source, claim.certainty)))
