"""Why the interval of independence is open: each doubt that makes it so."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId, SourceId, number_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.descent import Descent, descent, is_touched, retold
from probative.corroboration.disjoint import smallest_cut
from probative.corroboration.independence import Bounds, weighed, widened
from probative.corroboration.withdrawn import Withdrawn
from probative.model.anchors import Passage
from probative.model.propositions import Doubt, DoubtKind, Independence

_MOST_SENTENCES: Final = 3
"""Of what may be a reprint so many sentences are given."""

MOST_ALONE: Final = 12
"""Up to so many groups of one kind each is looked at alone; of more, all are named if together they matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another proposition that may say the same: what it says, and the two sentences that agree most, its own last."""

    id: PropositionId
    claims: tuple[ClaimId, ...]
    sentences: tuple[ClaimId, ClaimId]


def doubts(
    claim_ids: Iterable[ClaimId], known: Ancestry, counted: Independence, choices: Sequence[Sequence[Other]] = ()
) -> tuple[Doubt, ...]:
    """Say why ``at_least`` is below ``at_most``: every doubt that alone would lower the count or widen the interval.

    Args:
        claim_ids: The proposition's claims.
        known: The case's ancestry.
        counted: What ``independence`` gave for them.
        choices: Each choice of other propositions that may all say the same.

    Returns:
        By kind, then by what they are about; empty where the interval is a single number. Where no doubt lowers the
        count alone, all of them.

    Source:
        docs/explanation/corroboration.md, rules C-4, C-9, C-11 and C-14.
    """
    if counted.at_least == counted.at_most:
        return ()
    claims = tuple(claim_ids)
    drawn = descent(claims, known, without=known.withdrawn)
    surely = weighed(drawn, known)
    every = [*_of_people(drawn, known), *_together(drawn, known), *_of_texts(drawn, known)]
    alone = [doubt for doubt, left in every if left < surely.at_most]
    order = list(DoubtKind)
    met = set(alone or (doubt for doubt, _ in every)) if surely.at_least < surely.at_most else set()
    met |= set(_same(surely, counted, claims, known, choices))
    in_order = sorted(met, key=lambda doubt: (order.index(doubt.kind), _numbered(doubt.about)))
    return tuple(replace(doubt, rests_on=_sentences(doubt, known)) for doubt in in_order)


def _same(
    surely: Bounds,
    counted: Independence,
    claims: Sequence[ClaimId],
    known: Ancestry,
    choices: Sequence[Sequence[Other]],
) -> Iterator[Doubt]:
    """Give each other proposition that may say the same, if the interval is wider for it; all, if only several are."""
    surely_is = surely.at_least, surely.at_most

    def matters(chosen: Sequence[Other]) -> bool:
        found = widened(surely, claims, known, [[claim for each in chosen for claim in each.claims]])
        return (found.at_least, found.at_most) != surely_is

    if len(choices) == 1:
        matter = [*choices[0]] if (counted.at_least, counted.at_most) != surely_is else []
    else:
        matter = [each for chosen in choices if len(chosen) == 1 and matters(chosen) for each in chosen]
    for each in matter or {each for chosen in choices[1:] if matters(chosen) for each in chosen}:
        passages = tuple(known.claims[claim].passage for claim in each.sentences)
        yield Doubt(kind=DoubtKind.SAME, about=(each.id,), rests_on=passages)


def _sentences(doubt: Doubt, known: Ancestry) -> tuple[Passage, ...]:
    """Give the sentences of the case that a doubt rests on, each once."""
    about = frozenset(doubt.about)
    found: Iterable[Passage] = doubt.rests_on
    if doubt.kind is DoubtKind.CONFERRED:
        found = (each.passage for each in known.told_of(about))
    elif doubt.kind is DoubtKind.WITHDRAWN:
        found = (each.passage for each in known.taken_back_of(map(ClaimId, about)))
    elif doubt.kind is DoubtKind.TAKEN_OVER:
        said = (each.passage for each in known.taken_back_of([ClaimId(doubt.about[-1])]))
        found = (*(known.claims[ClaimId(one)].passage for one in doubt.about), *said)
    elif doubt.kind is DoubtKind.REPRINT:
        derived, upstream = doubt.about
        leaning = known.upstream.get(ExhibitId(derived), ())
        found = (here for each in leaning if each.upstream == upstream for here, _ in each.passages[:_MOST_SENTENCES])
    return tuple(dict.fromkeys(found))


def _of_people(drawn: Descent, known: Ancestry) -> Iterator[tuple[Doubt, int]]:
    """Give each kind of doubt about who somebody is, and the count if they are not counted."""
    met = [SourceId(vertex) for vertex in drawn.vertices if vertex[0] == "S"]
    kinds: dict[DoubtKind, list[SourceId]] = {}
    for one in met:
        source = known.sources[one]
        if source.is_anonymous:
            kinds.setdefault(DoubtKind.ANONYMOUS, []).append(one)
        elif one in known.sources.unclear:
            kinds.setdefault(DoubtKind.UNCLEAR, []).append(one)
        elif known.heads(one) > 1:
            kinds.setdefault(DoubtKind.SEVERAL, []).append(one)
    for kind, about in kinds.items():
        yield _doubt(kind, about), _count(drawn, known, loose=about)
    heard = [vertex for vertex in drawn.possible - drawn.firm if vertex[0] == "S"]
    if heard:
        yield _doubt(DoubtKind.HEARSAY, heard), _count(drawn, known, grounds=drawn.firm)


def _together(drawn: Descent, known: Ancestry) -> Iterator[tuple[Doubt, int]]:
    """Give each group of people who may be one, or may have told each other, and the count if they are one."""
    there = frozenset(drawn.vertices)
    for kind, groups in (
        (DoubtKind.SAME_NAME, known.sources.doubled_among(there)),
        (DoubtKind.CONFERRED, known.conferred_among(there)),
    ):
        met = sorted(groups, key=sorted)
        all_one = _count(drawn, known, groups=met) if len(met) > MOST_ALONE else None
        for group in met:
            yield _doubt(kind, group), _count(drawn, known, groups=[group]) if all_one is None else all_one


def _of_texts(drawn: Descent, known: Ancestry) -> Iterator[tuple[Doubt, int]]:
    """Give each possible reprint, and what may be withdrawn, with the count if it is."""
    claims = [claim.id for claim in drawn.claims]
    where = {claim.exhibit for claim in drawn.claims}
    pairs = [
        (each.derived, each.upstream)
        for exhibit in where
        for each in known.upstream.get(exhibit, ())
        if each.basis.is_possible
    ]
    exhibit_of = {claim.id: claim.exhibit for claim in drawn.claims}
    pairs += [(exhibit_of[one], other) for one, other in retold(drawn.claims, known).items()]
    if pairs:
        left = _count(descent(claims, known, with_reprints=True, without=drawn.without), known)
        both = [pair for pair in pairs if pair[1] in where]
        for derived, upstream in dict.fromkeys(both or pairs):
            yield Doubt(kind=DoubtKind.REPRINT, about=(derived, upstream)), left
    if is_touched(drawn.claims, known, known.doubted):
        rest = descent(claims, known, without=drawn.without | known.doubted)
        gone = {vertex for vertex in drawn.vertices if vertex[0] == "C"} - set(rest.vertices)
        yield _doubt(DoubtKind.WITHDRAWN, gone or claims), _count(rest, known)
    over = [claim for claim in claims if claim in known.taken_over]
    if over:
        left = _count(descent(claims, known, without=drawn.without | Withdrawn(claims=frozenset(over))), known)
        for claim in over:
            yield Doubt(kind=DoubtKind.TAKEN_OVER, about=(claim, known.taken_over[claim])), left


def _count(
    drawn: Descent,
    known: Ancestry,
    *,
    loose: Collection[str] = (),
    grounds: Collection[str] | None = None,
    groups: Iterable[Collection[str]] = (),
) -> int:
    """Count as ``at_most`` does, but leave out who is ``loose``, and take each of ``groups`` for one."""
    names = {vertex: vertex for vertex in drawn.vertices if vertex not in loose}
    for group in groups:
        joined = {names[one] for one in group if one in names}
        names = {vertex: min(joined) if name in joined else name for vertex, name in names.items()}
    claims = {vertex for vertex in names if vertex[0] == "C"}
    heads = Counter(names.values())
    rooms: dict[str, int | None] = {
        name: None if name in claims else 1 if heads[name] > 1 else known.heads(name) for name in heads
    }
    ways = ((names[start], names[end]) for start, end in drawn.edges if start in names and end in names)
    begin = drawn.possible if grounds is None else grounds
    return smallest_cut(rooms, ways, {names[vertex] for vertex in begin if vertex in names}, claims).size


def _doubt(kind: DoubtKind, about: Iterable[str]) -> Doubt:
    return Doubt(kind=kind, about=tuple(sorted(about, key=number_of)))


def _numbered(about: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(one[0], number_of(one)) for one in about]
