"""Which claims tell of one event and cannot both hold: set side by side only where everything else is alike."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from probative.base.identifiers import PropositionId, number_of
from probative.corroboration.actors import Actor, actor_of
from probative.corroboration.amounts import Amount
from probative.corroboration.content import Content, content, days
from probative.corroboration.cuts import Cut, OnCut, ignored
from probative.corroboration.likeness import may_be_one_place, may_be_one_time
from probative.corroboration.vocabulary import CONTRASTS
from probative.model.claims import Claim
from probative.model.propositions import Conflict

_LEAST_WORDS: Final = 3
"""Two claims speak of one event only if at least three words with content, numbers left out, are the same;"""

_LEAST_OF_EVENT: Final = 2
"""and at least two of these are no names;"""

_LEAST_SHARE_PERMILLE: Final = 750
"""and if what is no name is at least three quarters of either's."""

SMALL_BLOCK: Final = 16
"""So many claims that could oppose each other are compared one by one; of more, those that share two rare words."""

MOST_SIDE_BY_SIDE: Final = 256
"""Of claims that are alike in all this, each is compared with so many of those before it. Beyond that it is told."""

_INDEFINITE: Final = re.compile(r"\s*(?:an?|some|one|another)\s", re.IGNORECASE)
"""How a claim begins that speaks of somebody or something and not of one that is known: "a guard" is no other guard."""

Version = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim as it is compared. ``event`` are the words of what happened, ``frame`` all words but who did it.

    ``order`` is the number of its proposition, then its place among that one's claims: who is compared first.
    """

    claim: Claim
    proposition: PropositionId
    order: tuple[int, int]
    content: Content
    event: frozenset[str]
    frame: frozenset[str]
    actor: Actor | None

    @property
    def version(self) -> Version:
        """What of it can contradict: a copy that changed a number is another version of one proposition."""
        told = self.content
        return told.amounts, told.is_negated, days(told.period), told.places, self.actor and self.actor.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """Two that cannot both hold; ``one`` comes first in order."""

    conflict: Conflict
    one: Said
    other: Said
    detail: str


def said(claim: Claim, proposition: PropositionId, lower: frozenset[str], place: int = 0) -> Said:
    """Bring a claim to the form in which it is compared; ``lower`` are the words that the case writes small."""
    told = content(claim, lower)
    event = told.kinds - told.names - frozenset(str(one.value) for one in told.amounts)
    actor = actor_of(claim)
    return Said(
        claim=claim,
        proposition=proposition,
        order=(number_of(proposition), place),
        content=told,
        event=event,
        frame=(event | told.names) - actor.words if actor is not None else event,
        actor=actor,
    )


def written_small(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the words that the case also writes small: at the head of a claim they are no names."""
    return frozenset(word for claim in claims for word in claim.content.split() if word.islower())


def opposed(versions: Sequence[Said], on_cut: OnCut = ignored) -> Iterator[Opposition]:
    """Give what cannot both hold, each kind once between two propositions, or inside one: the first versions of it.

    Args:
        versions: In their order.
        on_cut: Told where so many are alike that each was compared with some of them only.
    """
    common = Counter(word for each in versions for word in each.event | each.frame)
    blocks = Blocks(common, on_cut)
    met: set[tuple[object, ...]] = set()
    for each in versions:
        for found in blocks.beside(each):
            between = (found.conflict, found.one.proposition, found.other.proposition)
            if between not in met:
                met.add(between)
                yield found
        blocks.add(each)
    blocks.tell()


class Blocks:
    """Claims by what two of them must have alike to be set against each other; no pair that could be is missed.

    Rules X-2 and X-3 want equal names, amounts and polarity around whatever differs. So two that oppose each other
    stand in one block. A large block is parted by pairs of rare words: what shares three quarters of its words shares
    two of its rarer ones. How frequent words are decides what it costs, never what is found.
    """

    def __init__(self, common: Mapping[str, int], on_cut: OnCut = ignored) -> None:
        self._common = common
        self._on_cut = on_cut
        self._held: dict[int, list[Said]] = {}
        self._parted: dict[int, dict[tuple[str, str], list[Said]]] = {}

    def beside(self, one: Said, within: str = "") -> Iterator[Opposition]:
        """Give what opposes ``one`` among those held ``within`` the same, by their order."""
        near: dict[tuple[int, int], Said] = {}
        for key, words in _keys(one, within):
            if key in self._parted:
                for pair in self._rare_pairs(words):
                    bucket = self._parted[key].get(pair, [])
                    near.update((each.order, each) for each in bucket[:MOST_SIDE_BY_SIDE])
            else:
                near.update((each.order, each) for each in self._held.get(key, ()))
        for order in sorted(near):
            left, right = (near[order], one) if order < one.order else (one, near[order])
            yield from _between(left, right)

    def add(self, one: Said, within: str = "") -> None:
        """Hold ``one`` too."""
        for key, words in _keys(one, within):
            block = self._held.setdefault(key, [])
            block.append(one)
            if key in self._parted:
                self._part(key, one, words)
            elif len(block) > SMALL_BLOCK:
                self._parted[key] = {}
                for each in block:
                    self._part(key, each, _words_under(key, each, within))

    def remove(self, one: Said, within: str = "") -> None:
        """Hold ``one`` no longer."""
        for key, words in _keys(one, within):
            self._held[key] = [each for each in self._held[key] if each is not one]
            if key in self._parted:
                for pair in self._rare_pairs(words):
                    self._parted[key][pair] = [each for each in self._parted[key][pair] if each is not one]

    def tell(self) -> None:
        """Tell of the blocks in which not all were compared with all."""
        for parted in self._parted.values():
            for pair, bucket in parted.items():
                if len(bucket) > MOST_SIDE_BY_SIDE:
                    self._on_cut(
                        Cut(
                            what="versions of what was said",
                            shared=" ".join(pair),
                            held=len(bucket),
                            compared_with=MOST_SIDE_BY_SIDE,
                        )
                    )

    def _part(self, key: int, one: Said, words: frozenset[str]) -> None:
        for pair in self._rare_pairs(words):
            self._parted[key].setdefault(pair, []).append(one)

    def _rare_pairs(self, words: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Give the pairs of so many rare words that whatever shares three quarters of the words shares one of them."""
        spare = len(words) - (_LEAST_SHARE_PERMILLE * len(words) + 999) // 1000 + _LEAST_OF_EVENT
        rarest = sorted(words, key=lambda word: (self._common.get(word, 0), word))[:spare]
        return combinations(rarest, 2)


def _keys(one: Said, within: str = "") -> Iterator[tuple[int, frozenset[str]]]:
    """Give what another must have alike to oppose it, by kind of conflict, and the words by which blocks are parted.

    Hashes serve inside one process only; two things that fall together by chance are compared and found to differ.
    """
    told = one.content
    shared = (told.quantities, told.is_negated)
    if len(one.event) >= _LEAST_OF_EVENT:
        for counted in {each.counted for each in told.amounts if each.counted}:
            yield hash((within, Conflict.NUMBER, told.names, shared, counted)), one.event
        values = tuple(_values(told))
        if days(told.period) is not None:
            yield hash((within, Conflict.DATE, told.names, shared, values)), one.event
        if told.places:
            yield hash((within, Conflict.PLACE, _names_but_places(told), shared, values)), one.event
    if one.actor is not None and len(one.frame) >= _LEAST_OF_EVENT:
        yield hash((within, Conflict.ACTOR, told.names - one.actor.words, shared, tuple(_values(told)))), one.frame


def _words_under(key: int, one: Said, within: str) -> frozenset[str]:
    return next(words for other, words in _keys(one, within) if other == key)


def _between(one: Said, other: Said) -> Iterator[Opposition]:
    names = one.content.names & other.content.names
    if _is_one_event(one.event, other.event, names):
        yield from _compare(one, other)
    if one.actor is not None and other.actor is not None and _is_one_event(one.frame, other.frame, names):
        yield from _other_actor(one, other)


def _is_one_event(here: frozenset[str], there: frozenset[str], names: frozenset[str]) -> bool:
    shared, longer = len(here & there), max(len(here), len(there))
    if shared < _LEAST_OF_EVENT or shared + len(names) < _LEAST_WORDS:
        return False
    return 1000 * shared >= _LEAST_SHARE_PERMILLE * longer and not is_contrasted(here - there, there - here)


def _compare(one: Said, other: Said) -> Iterator[Opposition]:
    here, there = one.content, other.content
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    one_time, one_place = may_be_one_time(here, there), may_be_one_place(here, there)
    numbers = _excluding(here.amounts, there.amounts)
    people_alike = here.names == there.names
    if numbers and one_time and one_place and people_alike:
        left, right = numbers[0]
        detail = f"{one.claim.id} says {left.words}, {other.claim.id} says {right.words}"
        yield Opposition(conflict=Conflict.NUMBER, one=one, other=other, detail=detail)
    if numbers or _values(here) != _values(there):
        return
    if not one_time and one_place and people_alike:
        detail = f"{_when(one)}, {_when(other)}; it may be two events"
        yield Opposition(conflict=Conflict.DATE, one=one, other=other, detail=detail)
    are_any = _INDEFINITE.match(one.claim.content) and _INDEFINITE.match(other.claim.content)
    if not one_place and one_time and not are_any and _names_but_places(here) == _names_but_places(there):
        detail = f"{_where(one)}, {_where(other)}; it may be two events"
        yield Opposition(conflict=Conflict.PLACE, one=one, other=other, detail=detail)


def _excluding(here: Sequence[Amount], there: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """Give the numbers of one thing that cannot both hold; of "30 years" and "30 years, rebuilt 2 years ago" none."""
    return [
        (left, right)
        for left in here
        for right in there
        if left.counted == right.counted
        and all(one.excludes(other) for one in here for other in there if one.counted == left.counted == other.counted)
        and left.counted
    ]


def _other_actor(one: Said, other: Said) -> Iterator[Opposition]:
    here, there = one.content, other.content
    if one.actor is None or other.actor is None or not one.actor.excludes(other.actor):
        return
    if here.quantities != there.quantities or here.is_negated != there.is_negated:
        return
    if _values(here) != _values(there) or here.names - one.actor.words != there.names - other.actor.words:
        return
    if may_be_one_time(here, there) and may_be_one_place(here, there):
        detail = f"{one.claim.id} says {one.actor.name}, {other.claim.id} says {other.actor.name}; it may be both"
        yield Opposition(conflict=Conflict.ACTOR, one=one, other=other, detail=detail)


def is_contrasted(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether each has a word that keeps it from what the other has: "first" and "second", "north" and "south"."""
    return any(here & words and there & words and here & words != there & words for words in CONTRASTS)


def _values(said: Content) -> list[tuple[str, int]]:
    return [(each.counted, each.value) for each in said.amounts]


def _names_but_places(said: Content) -> frozenset[str]:
    words = {word for place in said.places for word in place.split()}
    return frozenset(name for name in said.names if name not in words)


def _when(said: Said) -> str:
    bounds = days(said.content.period)
    if bounds is None:
        return f"{said.claim.id} gives no date"
    return f"{said.claim.id} says {bounds[0]}" + (f" to {bounds[1]}" if bounds[1] != bounds[0] else "")


def _where(said: Said) -> str:
    return f"{said.claim.id} says {', '.join(sorted(said.claim.places))}"
