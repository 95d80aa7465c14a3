"""How far two claims agree, part by part, whatever the words and the language: what, how many, where, when, who."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from probative.corroboration.frames import Frame, Number
from probative.corroboration.kinds import wider_than

LEAST_SCORE: Final = 860
"""From here on two claims are taken for the same, if nothing speaks against it and no part is in doubt."""

LEAST_POSSIBLE: Final = 650
"""From here on they may be the same: shown to a human, decided by nobody."""

_DEED, _WIDER_DEED = 300, 240
_NUMBER, _BARE_NUMBER, _SMALL_NUMBER = 250, 200, 150
_SMALL: Final = 3
"""Up to here a number tells little: much happens to two or three."""

LEAST_ANCHORS: Final = 2
"""So many of number, place, day and names are the same in both: "masked men killed two soldiers" could be anywhere."""

_PLACE: Final = 200
_DAY, _PERIOD = 150, 80
_NAME, _MOST_NAMES = 220, 440
_THING, _MOST_THINGS = 60, 180
_ANYBODY: Final = frozenset((
    "person", "man", "woman", "child", "armed", "village", "town", "capital", "district", "side", "road", "near",
))  # fmt: skip
"""Kinds that tell nothing: everything happens to people, in villages, near roads."""

_WORD, _MOST_WORDS = 25, 100
_LEANING: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How far two claims agree, 0..1000 for each part and together.

    ``against`` says what keeps them apart, ``doubts`` what one says and the other leaves open: with a doubt they may
    be the same, and nobody should say that they are.
    """

    what: int = 0
    how_many: int = 0
    where: int = 0
    when: int = 0
    who: int = 0
    other: int = 0
    anchors: int = 0
    against: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """Give the sum of the parts, 0 where something keeps the two apart."""
        whole = self.what + self.how_many + self.where + self.when + self.who + self.other
        return 0 if self.against or not self.what else min(1000, whole)

    @property
    def is_same(self) -> bool:
        """Whether the two are taken for the same."""
        return self.score >= LEAST_SCORE and self.anchors >= LEAST_ANCHORS and not self.doubts

    @property
    def is_same_in_one(self) -> bool:
        """Whether two of one text are taken for the same: a text names its people in every sentence."""
        return self.is_same and self.how_many > 0 and self.where > 0

    @property
    def is_possible(self) -> bool:
        """Whether the two may be the same."""
        return self.score >= LEAST_POSSIBLE and self.anchors >= LEAST_ANCHORS


def may_agree(left: Frame, right: Frame) -> bool:
    """Whether two claims share a kind of deed and neither number nor day excludes them: what is cheap to see."""
    if left.reach.isdisjoint(right.reach) or (left.values and right.values and left.values.isdisjoint(right.values)):
        return False
    return left.days is None or right.days is None or _meet(left, right)


def weigh(left: Frame, right: Frame) -> Weighed:
    """Weigh two claims against each other, part by part.

    Source:
        docs/explanation/corroboration.md, rules P-11 to P-13.
    """
    what, doubts, against = _what(left, right)
    how_many = _how_many(left, right)
    where, when = _where(left, right), _when(left, right)
    names = left.names & right.names
    people = _people(left, right)
    return Weighed(
        what=what,
        how_many=how_many,
        where=where,
        when=when,
        who=min(_MOST_NAMES, _NAME * len(names)),
        other=min(_MOST_THINGS, _THING * len((left.things & right.things) - _ANYBODY))
        + min(_MOST_WORDS, _WORD * len(left.words & right.words))
        - (_LEANING if left.leans or right.leans else 0),
        anchors=bool(how_many) + bool(where) + (when == _DAY) + len(names),
        against=(*against, *altered(left, right), *_sides(left, right)),
        doubts=(*doubts, *people, *_doubts(left, right)),
    )


def _what(left: Frame, right: Frame) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    mine, yours = left.deeds, right.deeds
    if not mine and not yours:
        return _met(left.settings, right.settings), (), ()
    if not mine or not yours:
        return min(_WIDER_DEED, _met(mine + left.settings, yours + right.settings)), ("one tells of a deed only",), ()
    points = _met(mine, yours)
    alone = [deed for deed in mine if not _met((deed,), yours + right.settings)]
    others = [deed for deed in yours if not _met((deed,), mine + left.settings)]
    if alone and others:
        return points, (), (f"another deed: {_listed(alone[0])} / {_listed(others[0])}",)
    if alone or others:
        return points, (f"only one tells of {_listed((alone or others)[0])}",), ()
    return points, (), ()


def _met(mine: Collection[frozenset[str]], yours: Collection[frozenset[str]]) -> int:
    if any(one & other for one in mine for other in yours):
        return _DEED
    wide = any(
        two in wider_than(three) or three in wider_than(two)
        for one in mine
        for other in yours
        for two in one
        for three in other
    )
    return _WIDER_DEED if wide else 0


def _how_many(left: Frame, right: Frame) -> int:
    best = 0
    for one in left.numbers:
        for other in right.numbers:
            if one.value == other.value and one.meets(other):
                points = _NUMBER if one.of and other.of else _BARE_NUMBER
                best = max(best, points if one.value > _SMALL else _SMALL_NUMBER)
    return best


def _where(left: Frame, right: Frame) -> int:
    mine = {part for place in left.places for part in place.split()} | (left.names if not left.places else set())
    yours = {part for place in right.places for part in place.split()} | (right.names if not right.places else set())
    is_named = any(yours.issuperset(place.split()) for place in left.places)
    return _PLACE if is_named or any(mine.issuperset(place.split()) for place in right.places) else 0


def _when(left: Frame, right: Frame) -> int:
    if left.days is None or right.days is None or not _meet(left, right):
        return 0
    return _DAY if left.days == right.days and left.days[0] == left.days[1] else _PERIOD


def _meet(left: Frame, right: Frame) -> bool:
    assert left.days is not None
    assert right.days is not None
    return left.days[0] <= right.days[1] and right.days[0] <= left.days[1]


def altered(left: Frame, right: Frame) -> Iterator[str]:
    """Give in what two claims differ that are one sentence otherwise: a number, a day, a place, a name.

    Source:
        docs/explanation/corroboration.md, rule P-7.
    """
    mine, yours = _unmet(left.numbers, right.numbers), _unmet(right.numbers, left.numbers)
    if mine and yours and not _are_values_equal(mine, yours):
        yield f"other numbers: {mine[0].words} / {yours[0].words}"
    if left.days is not None and right.days is not None and not _meet(left, right):
        yield f"other days: {left.days[0]} / {right.days[0]}"
    if left.places and right.places and not _where(left, right):
        yield f"other places: {_listed(left.places)} / {_listed(right.places)}"
    names, others = _names_alone(left, right), _names_alone(right, left)
    if names and others and left.is_cyrillic == right.is_cyrillic:
        yield f"other names: {_listed(names)} / {_listed(others)}"


def _sides(left: Frame, right: Frame) -> Iterator[str]:
    for line in sorted({side.split(":")[0] for side in left.sides ^ right.sides}):
        here = {side for side in left.sides if side.startswith(line)}
        there = {side for side in right.sides if side.startswith(line)}
        if here and there and not here & there:
            yield f"{_listed(here)} / {_listed(there)}"


def _doubts(left: Frame, right: Frame) -> Iterator[str]:
    mine, yours = _unmet(left.numbers, right.numbers), _unmet(right.numbers, left.numbers)
    if bool(mine) != bool(yours):
        yield f"only one counts {(mine or yours)[0].words}"
    elif mine and yours and _are_values_equal(mine, yours):
        yield f"{mine[0].words} of what: {_listed(mine[0].of)} / {_listed(yours[0].of)}"
    if left.turns != right.turns:
        yield f"only one has “{_listed(left.turns ^ right.turns)}”"
    if left.is_cyrillic == right.is_cyrillic and left.quantities != right.quantities:
        yield f"only one has “{_listed(left.quantities ^ right.quantities)}”"
    names, others = _names_alone(left, right), _names_alone(right, left)
    if names and others and left.is_cyrillic != right.is_cyrillic:
        yield f"names in one only: {_listed(names | others)}"


def _people(left: Frame, right: Frame) -> tuple[str, ...]:
    mine = [_listed(one) for one in left.people if not any(_are_one(one, other) for other in right.people)]
    yours = [_listed(one) for one in right.people if not any(_are_one(one, other) for other in left.people)]
    return (f"other people: {_listed(mine)} / {_listed(yours)}",) if mine and yours else ()


def _are_one(mine: Collection[str], yours: Collection[str]) -> bool:
    return any(one in wider_than(other) or other in wider_than(one) for one in mine for other in yours)


def _names_alone(left: Frame, right: Frame) -> frozenset[str]:
    return left.names - right.names - {part for place in right.places for part in place.split()}


def _unmet(mine: Collection[Number], yours: Collection[Number]) -> list[Number]:
    return [one for one in mine if not any(one.value == other.value and one.meets(other) for other in yours)]


def _are_values_equal(mine: Collection[Number], yours: Collection[Number]) -> bool:
    return {each.value for each in mine} == {each.value for each in yours}


def _listed(words: Collection[str]) -> str:
    return ", ".join(sorted(words))
