"""Which exhibits lean on which others."""

from collections.abc import Iterable, Iterator, Sequence

from probative.base.identifiers import ExhibitId
from probative.corroboration.citations import citations
from probative.corroboration.reuse import Reuse, reuses
from probative.corroboration.texts import Text, texts
from probative.model.anchors import Passage
from probative.model.claims import Claim, Role
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation
from probative.model.readings import Reading


def derivations(
    readings: Iterable[Reading], exhibits: Iterable[Exhibit], *, claims: Iterable[Claim] = ()
) -> tuple[Derivation, ...]:
    """Find which exhibits were written from which others, by shared words and by explicit citation.

    Args:
        readings: All readings of the case; volumes of one exhibit are put together.
        exhibits: All exhibits; they give stated dates and publishers that the material itself does not.
        claims: Claims already found. Where a hop names the publisher of another exhibit, that is a citation too.

    Returns:
        By derived exhibit, upstream exhibit, basis. A pair may stand twice, once for each basis. A citation has no
        passages and a share of 0.

    Source:
        docs/explanation/corroboration.md, rules T-1 to T-4.
    """
    known = texts(readings, {exhibit.id: exhibit for exhibit in exhibits})
    cited = citations(known, _by_hops(known, claims))
    found = [_by_reuse(each, known) for each in reuses(known, frozenset(cited))]
    found += [
        Derivation(
            derived=ExhibitId(known[citing].key),
            upstream=ExhibitId(known[source].key),
            basis=Basis.CITATION,
            share_permille=0,
            passages=(),
        )
        for citing, source in cited
    ]
    numbers = {text.key: text.number for text in known}
    return tuple(sorted(found, key=lambda each: (numbers[each.derived], numbers[each.upstream], each.basis)))


def _by_reuse(found: Reuse, known: Sequence[Text]) -> Derivation:
    derived, upstream = ExhibitId(known[found.derived].key), ExhibitId(known[found.upstream].key)
    return Derivation(
        derived=derived,
        upstream=upstream,
        basis=Basis.TEXT_REUSE,
        share_permille=found.share_permille,
        passages=tuple(
            (
                Passage(exhibit=derived, start=here[0], end=here[1]),
                Passage(exhibit=upstream, start=there[0], end=there[1]),
            )
            for here, there in found.stretches
        ),
    )


def _by_hops(known: Sequence[Text], claims: Iterable[Claim]) -> Iterator[tuple[int, str, str]]:
    """Give which text names whom in the chain of a claim, and for which words."""
    places = {text.key: number for number, text in enumerate(known)}
    for claim in claims:
        citing = places.get(claim.exhibit)
        for hop in claim.chain:
            if citing is not None and hop.source is not None and hop.role is not Role.PUBLISHER:
                yield citing, hop.source, claim.content
