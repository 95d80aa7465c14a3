"""What cannot both hold, kept: when propositions change, only they are set against the others anew."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from probative.base.identifiers import PropositionId, number_of
from probative.corroboration.ancestry import Ancestry
from probative.corroboration.contradictions import Key, contradiction_of, denied, key_of, versions_of
from probative.corroboration.opposing import Blocks, Opposition, Said, written_small
from probative.model.claims import Claim
from probative.model.propositions import Conflict, Contradiction, Proposition

_EVERYBODY: Final = ""
"""Under this, whoever says it; under a source's number, what it says itself."""

_Between = tuple[str, Conflict, PropositionId, PropositionId]


class Contradicting:
    """The contradictions of a case, as ``contradictions`` gives them, to be kept while propositions change."""

    def __init__(self, propositions: Iterable[Proposition], known: Ancestry) -> None:
        self._lower = written_small(known.claims.values())
        self._said: dict[PropositionId, list[tuple[str, Said]]] = {}
        self._opposed: dict[_Between, Opposition] = {}
        self._of: dict[PropositionId, set[_Between]] = {}
        self._denied: dict[PropositionId, dict[Key, str]] = {}
        self._times: Counter[Key] = Counter()
        self._found: dict[Key, Contradiction] = {}
        self._next = 1
        every = sorted(propositions, key=lambda each: number_of(each.id))
        told = {each.id: self._versions(each, known) for each in every}
        self._blocks = Blocks(Counter(word for each in told.values() for _, one in each for word in one.frame))
        self._set(every, told, known)

    @property
    def found(self) -> tuple[Contradiction, ...]:
        """Give all contradictions by number."""
        return tuple(sorted(self._found.values(), key=lambda each: number_of(each.id)))

    def written_small(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Take note of the words that further claims write small; give those that were not known to be."""
        fresh = written_small(claims) - self._lower
        if fresh:
            self._lower |= fresh
        return fresh

    def change(self, gone: Iterable[PropositionId], now: Collection[Proposition], known: Ancestry) -> None:
        """Set what has changed against all else.

        Args:
            gone: Propositions that are no more.
            now: Those that are new, or of which claims, sources or dates are not what they were.
            known: The ancestry as it is.
        """
        lost: set[Key] = set()
        for each in {*gone, *(one.id for one in now)}:
            lost |= self._drop(each)
        every = sorted(now, key=lambda each: number_of(each.id))
        self._set(every, {each.id: self._versions(each, known) for each in every}, known, lost)

    def _versions(self, proposition: Proposition, known: Ancestry) -> list[tuple[str, Said]]:
        told, own = versions_of(proposition, known, self._lower)
        return [*((_EVERYBODY, one) for one in told), *own]

    def _set(
        self,
        every: Collection[Proposition],
        told: dict[PropositionId, list[tuple[str, Said]]],
        known: Ancestry,
        lost: Iterable[Key] = (),
    ) -> None:
        changed: dict[Key, str] = {}
        for each in every:
            for conflict, said, denial, detail in denied((each,), known):
                key = key_of(conflict, said, denial)
                if key is not None and key not in self._denied.setdefault(each.id, {}):
                    self._denied[each.id][key] = detail
                    self._times[key] += 1
                    changed.setdefault(key, detail)
        for between, found in self._beside(every, told).items():
            self._opposed[between] = found
            for end in between[2:]:
                self._of.setdefault(end, set()).add(between)
            key = key_of(found.conflict, found.one.claim, found.other.claim)
            if key is not None:
                self._times[key] += 1
                changed.setdefault(key, found.detail)
        self._number(changed, lost, known)

    def _beside(
        self, every: Collection[Proposition], told: dict[PropositionId, list[tuple[str, Said]]]
    ) -> dict[_Between, Opposition]:
        fresh: dict[_Between, Opposition] = {}
        for each in every:
            self._said[each.id] = told[each.id]
            for within, one in told[each.id]:
                for found in self._blocks.beside(one, within):
                    between = within, found.conflict, found.one.proposition, found.other.proposition
                    held = fresh.get(between)
                    if held is None or _when(found) < _when(held):
                        fresh[between] = found
                self._blocks.add(one, within)
        return fresh

    def _number(self, changed: dict[Key, str], lost: Iterable[Key], known: Ancestry) -> None:
        order = list(Conflict)
        for key in lost:
            if not self._times[key]:
                del self._times[key]
                self._found.pop(key, None)
        for key in sorted(changed, key=lambda each: (order.index(each[0]), number_of(each[1]), number_of(each[2]))):
            standing = self._found.get(key)
            number = self._next if standing is None else number_of(standing.id)
            self._next = max(self._next, number + 1)
            self._found[key] = contradiction_of(number, key, changed[key], known)

    def _drop(self, proposition: PropositionId) -> set[Key]:
        """Take a proposition out; give the contradictions in which it stood."""
        for within, one in self._said.pop(proposition, ()):
            self._blocks.remove(one, within)
        lost = set(self._denied.pop(proposition, {}))
        for key in lost:
            self._times[key] -= 1
        for between in self._of.pop(proposition, set()):
            found = self._opposed.pop(between)
            for end in between[2:]:
                self._of.get(end, set()).discard(between)
            stood = key_of(found.conflict, found.one.claim, found.other.claim)
            if stood is not None:
                self._times[stood] -= 1
                lost.add(stood)
        return lost


def _when(found: Opposition) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give what comes first: of two propositions the first versions are set against each other."""
    return found.other.order, found.one.order
