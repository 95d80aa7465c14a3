"""Who speaks, across the whole case."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId, SourceId, identifier, number_of
from probative.corroboration.membership import by_member, met_among
from probative.corroboration.naming import SameName, joined_names, same_name
from probative.model.claims import Claim, Hop, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation, Source

_UNKNOWN_PUBLISHER: Final = re.compile(r"(?:the\s+)?(?:(?:unknown|unnamed)\b.*|publisher(?: of E-\d+)?)", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:the|a|an|some|several|this|that|these|those)\s+", re.IGNORECASE)

HopPlace = tuple[ClaimId, int]
"""A claim and the position of a hop in its chain."""

Identity = tuple[str, str]
"""Who a source is: how it is known, and by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every source of a case, and which of them stands at each hop of each claim.

    ``unclear`` are those that may be one of the others though they are not anonymous: publishers that nobody named (one
    an exhibit), and family names that could be several people's. ``doubles`` pairs named sources that may be one person
    whose name is written in two ways.
    """

    sources: tuple[Source, ...]
    by_hop: Mapping[HopPlace, SourceId]
    unclear: frozenset[SourceId] = frozenset()
    doubles: frozenset[tuple[SourceId, SourceId]] = frozenset()
    _by_id: dict[SourceId, Source] = field(init=False, repr=False, compare=False)
    _doubled: dict[SourceId, list[frozenset[SourceId]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {source.id: source for source in self.sources})
        object.__setattr__(self, "_doubled", by_member(map(frozenset, self.doubles), iter))

    def __getitem__(self, source: SourceId) -> Source:
        return self._by_id[source]

    def doubled_among(self, sources: AbstractSet[str]) -> set[frozenset[str]]:
        """Give the ``doubles`` of which both stand among these sources."""
        return met_among(sources, self._doubled)

    def called(self, name: str) -> tuple[Source, ...]:
        """Give the sources with this identifier or, but for case, this name; empty where there is none."""
        wanted = name.casefold()
        return tuple(
            source
            for source in self.sources
            if source.id == name or wanted in (source.name.casefold(), *(each.casefold() for each in source.names))
        )


def sources(
    claims: Iterable[Claim],
    exhibits: Iterable[Exhibit],
    *,
    derivations: Iterable[Derivation] = (),
    first: int = 1,
    same: SameName = same_name,
) -> Sources:
    """Say who speaks at each hop of each claim, one source across all exhibits where that is known.

    Named sources and publishers are one where their names are one (``naming``). A described source ("two officers")
    belongs to its exhibit and to the exhibits that share text with it. Who is not named at all is one source a claim; a
    publisher that nobody names, one an exhibit. A sealed source is one where its pseudonym is the same.

    Args:
        claims: All claims, in any order; rejected ones too.
        exhibits: All exhibits: a publisher that is called as its file is, is one that nobody named.
        derivations: From ``derivations``: exhibits that share text share their described sources.
        first: The number of the first source; the others follow in the order of claims.
        same: Whether two full names are one.

    Source:
        docs/explanation/corroboration.md, rules S-1 to S-6.
    """
    ordered = sorted(claims, key=lambda claim: number_of(claim.id))
    titles = {exhibit.id: exhibit.name for exhibit in exhibits}
    families = families_of(derivations)
    hops = [(claim, at, hop) for claim in ordered for at, hop in enumerate(claim.chain)]
    joined = joined_names(
        (hop.source for _, _, hop in hops if hop.kind is SourceKind.NAMED and hop.source),
        [
            hop.source
            for claim, _, hop in hops
            if hop.kind is SourceKind.PUBLISHER and hop.source and not is_unknown(hop, claim, titles)
        ],
        same,
    )
    members: dict[Identity, list[tuple[Claim, int, Hop]]] = {}
    for claim, at, hop in hops:
        members.setdefault(identity_of(hop, claim, joined.standing, families, titles), []).append((claim, at, hop))
    found, by_hop, unclear = [], {}, set()
    named: dict[str, SourceId] = {}
    for number, (identity, met) in enumerate(members.items(), start=first):
        source = source_of(SourceId(identifier("S", number)), identity, met)
        found.append(source)
        if identity[0] == "named":
            named[identity[1]] = source.id
        by_hop.update({(claim.id, at): source.id for claim, at, _ in met})
        if identity[0] == "unknown publisher" or (identity[0] == "named" and identity[1] in joined.unclear):
            unclear.add(source.id)
    return Sources(
        sources=tuple(found),
        by_hop=by_hop,
        unclear=frozenset(unclear),
        doubles=frozenset((named[one], named[other]) for one, other in joined.doubles),
    )


def families_of(derivations: Iterable[Derivation]) -> dict[ExhibitId, ExhibitId]:
    """Give for each exhibit the first of those that share text with it, or with one that does, and so on."""
    parent: dict[ExhibitId, ExhibitId] = {}

    def root(exhibit: ExhibitId) -> ExhibitId:
        while parent.get(exhibit, exhibit) != exhibit:
            exhibit = parent[exhibit]
        return exhibit

    for each in derivations:
        if each.basis is Basis.TEXT_REUSE:
            one, other = root(each.derived), root(each.upstream)
            if one != other:
                low, high = sorted((one, other), key=number_of)
                parent[high] = low
    return {exhibit: root(exhibit) for each in derivations for exhibit in (each.derived, each.upstream)}


def is_unknown(hop: Hop, claim: Claim, titles: Mapping[ExhibitId, str]) -> bool:
    """Whether a hop names no publisher, or only the file."""
    name = (hop.source or "").strip()
    return (
        not name
        or name in (claim.exhibit, titles.get(claim.exhibit))
        or (_UNKNOWN_PUBLISHER.fullmatch(name) is not None)
    )


def identity_of(
    hop: Hop,
    claim: Claim,
    standing: Mapping[str, str],
    families: Mapping[ExhibitId, ExhibitId],
    titles: Mapping[ExhibitId, str],
) -> Identity:
    """Say who speaks at a hop."""
    name = hop.source or ""
    if hop.kind is SourceKind.UNATTRIBUTED:
        return "unattributed", claim.id
    if hop.kind is SourceKind.SEALED:
        return "sealed", name
    if hop.kind is SourceKind.DESCRIBED:
        family = families.get(claim.exhibit, claim.exhibit)
        return "described", f"{family} {_ARTICLE.sub('', ' '.join(name.split())).casefold()}"
    if hop.kind is SourceKind.PUBLISHER and is_unknown(hop, claim, titles):
        return "unknown publisher", claim.exhibit
    return "named", standing[name]


def source_of(key: SourceId, identity: Identity, met: Sequence[tuple[Claim, int, Hop]]) -> Source:
    """Put together what is known of a source from every hop at which it speaks, in order of claims."""
    kinds = {hop.kind for _, _, hop in met}
    kind = SourceKind.PUBLISHER if SourceKind.PUBLISHER in kinds else met[0][2].kind
    names = tuple(sorted({hop.source for _, _, hop in met if hop.source}))
    numbers = [hop.number for _, _, hop in met if hop.number is not None]
    where = tuple(sorted({claim.exhibit for claim, _, _ in met}, key=number_of))
    if identity[0] == "unattributed":
        name = f"nobody named ({identity[1]})"
    elif identity[0] == "unknown publisher":
        name = f"unknown publisher of {identity[1]}"
    else:
        name = identity[1] if identity[0] == "named" else min(names, key=lambda each: (-len(each), each))
    return Source(
        id=key,
        kind=kind,
        name=name,
        names=names,
        exhibits=where,
        number=max(numbers) if numbers else None,
    )
