"""What humans have decided about who is who."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from probative.base.identifiers import is_identifier, number_of
from probative.model.judgements import Judgement, Verdict
from probative.model.network import Entity
from probative.network.forms import Form, Group, key_of

Pair = tuple[Form, Form]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Which forms a human joined (latest decision first, with the reason), accepted as joined, and keeps apart."""

    joined: tuple[tuple[Pair, str], ...]
    accepted: frozenset[Pair]
    apart: frozenset[Pair]

    def are_apart(self, left: Iterable[Form], right: Iterable[Form]) -> bool:
        """Whether any form of one side must stay apart from any of the other."""
        here, there = frozenset(left), frozenset(right)
        return any((one in here and other in there) or (one in there and other in here) for one, other in self.apart)


def pair(left: Form, right: Form) -> Pair:
    """Give two forms in their order."""
    return (left, right) if left <= right else (right, left)


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Give the judgements that nobody took back, by number. To undo an ``UNDO`` restores what it took back."""
    undone: set[str] = set()
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda one: number_of(one.id), reverse=True):
        if judgement.id in undone:
            continue
        if judgement.verdict is Verdict.UNDO:
            undone.update(judgement.subjects)
        else:
            kept.append(judgement)
    return tuple(reversed(kept))


def decisions(judgements: Sequence[Judgement], forms: Sequence[Form], previous: Sequence[Entity]) -> Decisions:
    """Read who must be one and who must stay apart out of the judgements; of two on one pair, the later holds.

    Args:
        judgements: All of them. ``MERGE`` and ``SPLIT`` name entities (``N-0001``), names ("Ivan Petrov"), or a name
            in one exhibit ("Ivan Petrov@E-0002"), which can tell two people of one name apart. ``ACCEPT`` and
            ``REJECT`` of two names confirm or refuse a proposed merge.
        forms: Every form of the case.
        previous: The entities that identifiers refer to.
    """
    state: dict[Pair, tuple[bool, int, str]] = {}
    accepted: set[Pair] = set()
    by_key: dict[str, list[Form]] = {}
    for form in forms:
        by_key.setdefault(form.key, []).append(form)
    known: dict[str, Entity] = {entity.id: entity for entity in previous}
    for order, judgement in enumerate(in_force(judgements)):
        sets = [_forms_named(subject, by_key, known) for subject in judgement.subjects]
        if judgement.verdict is Verdict.MERGE:
            for both in _chained(sets):
                state[both] = (True, order, judgement.why)
        elif judgement.verdict is Verdict.SPLIT or (judgement.verdict is Verdict.REJECT and len(sets) == 2):
            for both in _parted(sets):
                state[both] = (False, order, judgement.why)
        elif judgement.verdict is Verdict.ACCEPT and len(sets) == 2:
            accepted.update(pair(one, other) for one, other in product(*sets) if one != other)
    joined = sorted((-order, both, why) for both, (is_joined, order, why) in state.items() if is_joined)
    return Decisions(
        joined=tuple((both, why) for _, both, why in joined),
        accepted=frozenset(accepted),
        apart=frozenset(both for both, (is_joined, _, _) in state.items() if not is_joined),
    )


def _forms_named(subject: str, by_key: Mapping[str, Sequence[Form]], known: Mapping[str, Entity]) -> frozenset[Form]:
    if is_identifier(subject, "N"):
        entity = known.get(subject)
        if entity is None:
            return frozenset()
        places = {(number_of(mention.passage.exhibit), mention.words) for mention in entity.mentions}
        return frozenset(
            form for number, words in places for form in _by_name(words, by_key) if form.exhibit_number == number
        )
    name, mark, exhibit = subject.rpartition("@")
    if mark and is_identifier(exhibit, "E"):
        return frozenset(form for form in _by_name(name, by_key) if form.exhibit_number == number_of(exhibit))
    return frozenset(_by_name(subject, by_key))


def _by_name(name: str, by_key: Mapping[str, Sequence[Form]]) -> Iterator[Form]:
    for group in Group:
        yield from (form for form in by_key.get(key_of(name, group), ()) if form.group is group)


def _chained(sets: Sequence[frozenset[Form]]) -> Iterator[Pair]:
    """Give pairs that together join all forms of all sets."""
    members = sorted(frozenset[Form]().union(*sets))
    yield from (pair(members[0], other) for other in members[1:])


def _parted(sets: Sequence[frozenset[Form]]) -> Iterator[Pair]:
    """Give every pair that must be apart; one set alone is split by its names."""
    if len(sets) == 1:
        yield from (pair(one, other) for one, other in combinations(sorted(sets[0]), 2) if one.key != other.key)
        return
    for left, right in combinations(sets, 2):
        both = left & right
        yield from (
            pair(one, other)
            for one, other in product(sorted(left - both) or sorted(left), sorted(right - both) or sorted(right))
            if one != other
        )
