"""Which exhibits lean on which others."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from probative.base.identifiers import ExhibitId
from probative.corroboration.citations import Citing, Pair
from probative.corroboration.cuts import OnCut, ignored
from probative.corroboration.lineage import Shared, needed
from probative.corroboration.reprints import Reprint, Retelling
from probative.corroboration.reuse import Beside, Reuse, reuse_of
from probative.corroboration.texts import Text, texts
from probative.model.anchors import Passage
from probative.model.claims import Claim, Role
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation
from probative.model.readings import Reading


def derivations(
    readings: Iterable[Reading],
    exhibits: Iterable[Exhibit],
    *,
    claims: Iterable[Claim] = (),
    on_cut: OnCut = ignored,
) -> tuple[Derivation, ...]:
    """Find which exhibits were written from which others, by shared words and by explicit citation, or may have been.

    Args:
        readings: All readings of the case; volumes of one exhibit are put together.
        exhibits: All exhibits; they give stated dates and publishers that the material itself does not.
        claims: Claims already found. Where a hop names the publisher of another exhibit, that is a citation too.
        on_cut: Told where so many share a stretch that each was compared with the earliest of them only.

    Returns:
        By derived exhibit, upstream exhibit, basis. A pair may stand twice, once for each basis. A citation has no
        passages and a share of 0. A possible reprint stands only where neither connects two exhibits; its share is that
        of names, numbers and days.

    Source:
        docs/explanation/corroboration.md, rules T-1 to T-6.
    """
    return Leaning(texts(readings, {exhibit.id: exhibit for exhibit in exhibits}), claims, on_cut).found


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaned:
    """What leans on what since a text came, and what leans no longer because something that came explains it."""

    gained: tuple[Derivation, ...]
    lost: tuple[Derivation, ...]


class Leaning:
    """What leans on what in a case, to which texts can be added once it is ``keeping``."""

    def __init__(self, known: Sequence[Text], claims: Iterable[Claim] = (), on_cut: OnCut = ignored) -> None:
        self._places = {text.key: number for number, text in enumerate(known)}
        quoted: dict[int, list[tuple[str, str]]] = {}
        for claim in claims:
            if claim.exhibit in self._places:
                quoted.setdefault(self._places[claim.exhibit], []).extend(_named_in(claim))
        self._citing = Citing(known, quoted)
        self._beside = Beside(known)
        self._cited = {number: cited for number in range(len(known)) if (cited := self._citing.of(number))}
        every = frozenset(pair for cited in self._cited.values() for pair in cited)
        self._shared: dict[int, dict[int, Shared]] = {}
        for pair in sorted(self._beside.index.pairs(on_cut)):
            self._lay(pair, every)
        self._made = {
            number: made for number in sorted({*self._shared, *self._cited}) if (made := tuple(self._needed(number)))
        }
        self._retelling = Retelling(known)
        self._retold = self._reprints()

    @property
    def found(self) -> tuple[Derivation, ...]:
        """Give all, by derived exhibit, upstream exhibit, basis."""
        known = self._beside.texts
        by_number = sorted({*self._made, *self._retold}, key=lambda number: known[number].number)
        return tuple(each for number in by_number for each in self._of(number))

    def keeping(self) -> "Leaning":
        """Get ready for more texts."""
        self._citing.keeping()
        return self

    def add(self, text: Text, claims: Iterable[Claim] = ()) -> Leaned:
        """Take a further text with its claims; ``found`` is then what it would be had it been there from the start.

        Where a stretch stands in more than ``candidates.MOST_COMPARED`` texts, pairs that were compared stay compared.
        """
        number, touched = self._citing.add(text, [each for claim in claims for each in _named_in(claim)])
        self._beside.add(text)
        self._places[text.key] = number
        changed: set[int] = set()
        for each in touched:
            cited = self._citing.of(each)
            if cited != self._cited.get(each, set()):
                self._cited[each] = cited
                changed.add(each)
        again = {_in_order(each, other) for each in {number, *changed} for other in self._beside.index.near(each)}
        for pair in sorted(again):
            cited = self._cited.get(pair[0], set()) | self._cited.get(pair[1], set())
            changed |= self._lay(pair, cited)
        changed |= {each for each, held in self._shared.items() if not changed.isdisjoint(held)}
        gained: list[Derivation] = []
        lost: list[Derivation] = []
        for each in sorted(changed):
            before, now = self._made.pop(each, ()), tuple(self._needed(each))
            if now:
                self._made[each] = now
            gained += (one for one in now if one not in before)
            lost += (one for one in before if one not in now)
        self._retelling.add(text)
        before_it, self._retold = self._retold, self._reprints()
        gained += (each for number, each in self._retold.items() if before_it.get(number) != each)
        lost += (each for number, each in before_it.items() if self._retold.get(number) != each)
        return Leaned(gained=tuple(gained), lost=tuple(lost))

    def _of(self, number: int) -> list[Derivation]:
        retold = (self._retold[number],) if number in self._retold else ()
        known = self._beside.texts
        return sorted(
            (*self._made.get(number, ()), *retold),
            key=lambda each: (known[self._places[each.upstream]].number, each.basis),
        )

    def _reprints(self) -> dict[int, Derivation]:
        above = {number: [self._places[each.upstream] for each in made] for number, made in self._made.items()}
        return {each.derived: _by_reprint(each, self._beside.texts) for each in self._retelling.found(above)}

    def _lay(self, pair: Pair, cited: Collection[Pair]) -> set[int]:
        """Lay two texts beside each other; give which of them has something else from the other than before."""
        before = [(each, other) for each, other in (pair, pair[::-1]) if other in self._shared.get(each, {})]
        old = self._shared[before[0][0]].pop(before[0][1]) if before else None
        now = self._beside.shared(pair, cited)
        if now is not None:
            self._shared.setdefault(now.derived, {})[now.upstream] = now
        return {each.derived for each in (old, now) if each is not None} if now != old else set()

    def _needed(self, number: int) -> Iterator[Derivation]:
        """Give what one text leans on, by upstream and basis."""
        known = self._beside.texts
        shared = list(self._shared.get(number, {}).values())
        cited = self._cited.get(number, set())
        made = [_by_reuse(each, known) for each in needed(shared, known, self._beside.sentences, cited, self._shared)]
        made += [_by_citation(each, known) for each in sorted(cited)]
        yield from sorted(made, key=lambda each: (known[self._places[each.upstream]].number, each.basis))


def _in_order(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _by_citation(pair: Pair, known: Sequence[Text]) -> Derivation:
    derived, upstream = (ExhibitId(known[each].key) for each in pair)
    return Derivation(derived=derived, upstream=upstream, basis=Basis.CITATION, share_permille=0, passages=())


def _by_reuse(shared: Shared, known: Sequence[Text]) -> Derivation:
    return _in_passages(reuse_of(shared, known), Basis.TEXT_REUSE, known)


def _by_reprint(found: Reprint, known: Sequence[Text]) -> Derivation:
    return _in_passages(found, Basis.REPRINT, known)


def _in_passages(found: Reuse | Reprint, basis: Basis, known: Sequence[Text]) -> Derivation:
    derived, upstream = ExhibitId(known[found.derived].key), ExhibitId(known[found.upstream].key)
    return Derivation(
        derived=derived,
        upstream=upstream,
        basis=basis,
        share_permille=found.share_permille,
        passages=tuple(
            (
                Passage(exhibit=derived, start=here[0], end=here[1]),
                Passage(exhibit=upstream, start=there[0], end=there[1]),
            )
            for here, there in found.stretches
        ),
    )


def _named_in(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give whom a claim's chain names, and for which words."""
    for hop in claim.chain:
        if hop.source is not None and hop.role is not Role.PUBLISHER:
            yield hop.source, claim.content
