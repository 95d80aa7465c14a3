"""Claims that cannot both hold as said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from probative.base.identifiers import ClaimId, ContradictionId, SourceId, identifier, number_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.cuts import OnCut, ignored
from probative.corroboration.opposing import Opposition, Said, Version, opposed, said, written_small
from probative.corroboration.register import rejected_in
from probative.model.claims import Claim, Proposer, Status
from probative.model.propositions import Conflict, Contradiction, Proposition

Key = tuple[Conflict, ClaimId, ClaimId]
"""The kind of a contradiction and its two claims, the lower number first."""

_Found = tuple[Conflict, Claim, Claim, str]


def contradictions(
    propositions: Iterable[Proposition], known: Ancestry, *, first: int = 1, on_cut: OnCut = ignored
) -> tuple[Contradiction, ...]:
    """List the claims that cannot both hold as said.

    A denial stands against the first claim it denies, and against the first by the same source. Two propositions that
    tell one event in the same words but give another number of the same thing, periods that do not meet, other places,
    or another actor, are set against each other once, with their first claims; and once for each source that says
    both. Forecasts are left out. A pair of which a human rejected one side is listed and marked as lapsed: rejecting
    a claim hides nothing. It is a list for a human to look at: two like events on two days are no contradiction, and
    only a human can tell.

    Args:
        propositions: The propositions of the case.
        known: The case's ancestry, with all claims and who speaks in them.
        first: The number of the first contradiction.
        on_cut: Told where so many tell alike that each was compared with some of them only.

    Returns:
        By kind, then by the claims' numbers; no pair twice in one kind.

    Source:
        docs/explanation/corroboration.md, rules X-1 to X-5.
    """
    ordered = sorted(propositions, key=lambda each: number_of(each.id))
    found: dict[Key, str] = {}
    for conflict, one, other, detail in (*denied(ordered, known), *_differing(ordered, known, on_cut)):
        key = key_of(conflict, one, other)
        if key is not None:
            found.setdefault(key, detail)
    order = list(Conflict)
    by_kind = sorted(found, key=lambda each: (order.index(each[0]), number_of(each[1]), number_of(each[2])))
    return tuple(contradiction_of(number, key, found[key], known) for number, key in enumerate(by_kind, start=first))


def key_of(conflict: Conflict, one: Claim, other: Claim) -> Key | None:
    """Give what a contradiction goes by; nothing where the words of one stand inside the other's.

    Whoever reports that another said something does not deny having said it.
    """
    if one.passage.overlaps(other.passage):
        return None
    left, right = sorted((one, other), key=lambda claim: number_of(claim.id))
    return conflict, left.id, right.id


def contradiction_of(number: int, key: Key, detail: str, known: Ancestry) -> Contradiction:
    """Say of two claims that they cannot both hold, with whose own account it is, and whether it has lapsed."""
    conflict, left, right = key
    one, other = known.claims[left], known.claims[right]
    speaker = _one_speaker(one, other, known)
    made = Contradiction(
        id=ContradictionId(identifier("X", number)),
        conflict=conflict,
        left=left,
        right=right,
        detail=detail if speaker is None else f"{detail}; {_own_account(speaker, one, other, known)}",
        own_account=speaker,
    )
    return replace(made, lapsed=rejected_in(made, known.claims))


def _one_speaker(one: Claim, other: Claim, known: Ancestry) -> SourceId | None:
    """Give the source from whom both are said to come, where it can be told from every other."""
    source = known.sources.by_hop.get((one.id, 0))
    if source is None or source != known.sources.by_hop.get((other.id, 0)) or not known.is_firm(source):
        return None
    return source


def _own_account(speaker: SourceId, one: Claim, other: Claim, known: Ancestry) -> str:
    """Say who says both, in which order as far as it is known, and who tells it where it is hearsay."""
    name = known.sources[speaker].name
    dates = [known.dates.get(each.exhibit) for each in (one, other)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        when = "which came first is not known"
    else:
        early, late = (one, other) if dates[0] < dates[1] else (other, one)
        when = f"first in {early.id} ({min(dates[0], dates[1])}), then in {late.id} ({max(dates[0], dates[1])})"
    told = [
        f"{each.id} as {known.sources[through[1]].name} tells it"
        for each in (one, other)
        if len(through := known.speakers(each)) > 1
    ]
    return f"{name} says both, {when}" + (f"; {' and '.join(told)}" if told else "")


def denied(propositions: Iterable[Proposition], known: Ancestry) -> Iterator[_Found]:
    """Give what each denial stands against: the first claim that it denies, and the first by the same source."""
    for each in propositions:
        said = _said_in(each.claims, known)
        for denial in _said_in(each.denied_by, known) if said else ():
            speaker = denial.origin.source or "nobody named"
            own = [one for one in said[1:] if _one_speaker(one, denial, known) is not None]
            for one in (said[0], *own[:1]):
                yield Conflict.DENIED, one, denial, f"{speaker} denies what {one.id} says: {denial.content}"


def _differing(propositions: Sequence[Proposition], known: Ancestry, on_cut: OnCut) -> Iterator[_Found]:
    lower = written_small(known.claims.values())
    versions: list[Said] = []
    by_source: dict[SourceId, list[Said]] = {}
    for each in propositions:
        told, own = versions_of(each, known, lower)
        versions += told
        for source, one in own:
            by_source.setdefault(source, []).append(one)
    yield from _pairs(opposed(versions, on_cut))
    for source in sorted(by_source, key=number_of):
        if len(by_source[source]) > 1:
            yield from _pairs(opposed(by_source[source], on_cut))


def versions_of(
    proposition: Proposition, known: Ancestry, lower: frozenset[str]
) -> tuple[list[Said], list[tuple[SourceId, Said]]]:
    """Give the first claim of each version of a proposition, and that of each source that can be told from others."""
    met: dict[Version, Said] = {}
    own: dict[tuple[SourceId, Version], Said] = {}
    for place, claim in enumerate(_said_in(proposition.claims, known)):
        if claim.proposer is Proposer.LINES:
            # Rows of a table share their form: another number in another row contradicts nothing.
            continue
        one = said(claim, proposition.id, lower, place)
        version = one.version
        met.setdefault(version, one)
        source = known.sources.by_hop.get((claim.id, 0))
        if source is not None and (source, version) not in own and known.is_firm(source):
            own[source, version] = one
    return list(met.values()), [(source, one) for (source, _), one in own.items()]


def _pairs(found: Iterable[Opposition]) -> Iterator[_Found]:
    for each in found:
        yield each.conflict, each.one.claim, each.other.claim, each.detail


def _said_in(claims: Iterable[ClaimId], known: Ancestry) -> list[Claim]:
    """Give the claims that are no forecasts by number, those that a human rejected behind the others."""
    held = [known.claims[each] for each in claims if each in known.claims]
    return sorted(
        (claim for claim in held if not claim.forecast),
        key=lambda claim: (claim.status is Status.REJECTED, number_of(claim.id)),
    )
