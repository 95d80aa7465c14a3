"""Why two claims stand in one proposition: which parts of them agree, and how much, for a reader."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probative.base.identifiers import ClaimId, ExhibitId
from probative.corroboration.agreement import Marks, around_permille, conflicts, plain_permille, weighed, words_permille
from probative.corroboration.content import Content, content, days, spellings
from probative.corroboration.frames import Frame, frame, sound_spellings
from probative.corroboration.likeness import likeness, same_words
from probative.corroboration.parts import Weighed, weigh
from probative.corroboration.sayings import marks_of, small_words
from probative.language.places import is_place
from probative.model.claims import Claim


class Aspect(StrEnum):
    """A part that two claims may agree in."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    HOW_MANY = "how many"
    POLARITY = "polarity"
    AROUND = "surroundings"


class Ground(StrEnum):
    """Why two claims are together: one says it in the other's words, enough words agree, the parts agree, or none.

    ``PARTS``: whatever the words and the language, what happened, how many, where, when and who agree (rule P-11).
    ``OTHER``: a human put them together, one is a copy of the other, or both are like a third claim's copy.
    """

    SAME_WORDS = "same words"
    AGREES = "agrees"
    PARTS = "parts"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How far two claims agree in one part, 0..1000; ``None`` where not both speak of it.

    ``both`` are the words that stand in both, ``left`` and ``right`` those of one only; spelt as in the claims, sorted.
    """

    aspect: Aspect
    permille: int | None
    both: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """One claim beside another: the score of 1000 (rules P-9 and P-11), its parts, and what speaks against it."""

    claim: ClaimId
    other: ClaimId
    ground: Ground
    score_permille: int
    parts: tuple[Part, ...]
    against: tuple[str, ...]


def accords(first: Claim, others: Iterable[Claim], around: Collection[Claim]) -> tuple[Accord, ...]:
    """Say in what each of several claims agrees with the first.

    Args:
        first: The claim whose words stand for the proposition.
        others: Its other claims.
        around: All claims of the exhibits that these stand in.

    Source:
        docs/explanation/corroboration.md, rules P-1 and P-9 to P-13.
    """
    lower = small_words(around)
    marks = marks_of(around, {claim.id: content(claim, lower) for claim in around})
    return tuple(_accord(first, other, lower, marks) for other in others)


def _accord(first: Claim, other: Claim, lower: Collection[str], marks: Mapping[ExhibitId, Marks]) -> Accord:
    left, right = content(first, lower), content(other, lower)
    here, there = marks.get(first.exhibit, frozenset()), marks.get(other.exhibit, frozenset())
    in_one = first.exhibit == other.exhibit
    around = (0, 0) if in_one else around_permille(left, right, here, there)
    if same_words(left, right, in_one_exhibit=in_one):
        ground = Ground.SAME_WORDS
    elif likeness(left, right, in_one_exhibit=in_one, around=(here, there)):
        ground = Ground.AGREES
    else:
        taken_apart = frame(first, left), frame(other, right)
        found = weigh(*taken_apart)
        if found.is_same_in_one if in_one else found.is_same:
            return _by_parts(first, other, taken_apart, found)
        ground = Ground.OTHER
    spelt = {**spellings(other.content), **spellings(first.content)}
    shared = frozenset() if in_one else (here & there) - (left.kinds & right.kinds)
    return Accord(
        claim=other.id,
        other=first.id,
        ground=ground,
        score_permille=weighed(words_permille(left, right), plain_permille(left, right), *around),
        parts=(
            *_by_words(left, right, spelt),
            _when(left, right),
            Part(aspect=Aspect.POLARITY, permille=1000 if left.is_negated == right.is_negated else 0),
            Part(aspect=Aspect.AROUND, permille=around[1] if here and there else None, both=tuple(sorted(shared))),
        ),
        against=tuple(conflicts(left, right)),
    )


def _by_parts(first: Claim, other: Claim, taken_apart: tuple[Frame, Frame], found: Weighed) -> Accord:
    """Say in which parts two claims agree that share few words, or none."""
    left, right = taken_apart
    spelt = {**sound_spellings(other), **sound_spellings(first)}
    deeds = [frozenset().union(*told.deeds, *told.settings) for told in taken_apart]
    people = [frozenset().union(*told.people) for told in taken_apart]
    things = [told.things - each for told, each in zip(taken_apart, people, strict=True)]
    places = found.where and (left.places or right.places)
    who = [told.names | each for told, each in zip(taken_apart, people, strict=True)]
    return Accord(
        claim=other.id,
        other=first.id,
        ground=Ground.PARTS,
        score_permille=found.score,
        parts=(
            _part(Aspect.WHAT, found.what * 1000 // 300, deeds[0] | things[0], deeds[1] | things[1], {}),
            _part(Aspect.WHO, 1000 if found.who else None, who[0], who[1], spelt),
            Part(
                aspect=Aspect.WHERE,
                permille=1000 if found.where else None,
                both=_spelt(places or (), spelt),
            ),
            Part(
                aspect=Aspect.HOW_MANY,
                permille=found.how_many * 4 if found.how_many else None,
                both=tuple(
                    sorted({one.words for one in left.numbers if any(one.value == two.value for two in right.numbers)})
                ),
            ),
            _when_of(left.days, right.days),
            Part(aspect=Aspect.POLARITY, permille=1000 if left.is_negated == right.is_negated else 0),
        ),
        against=(*found.against, *found.doubts),
    )


def _part(
    aspect: Aspect, permille: int | None, mine: frozenset[str], yours: frozenset[str], spelt: Mapping[str, str]
) -> Part:
    shared = mine & yours
    return Part(
        aspect=aspect,
        permille=1000 if permille is None and shared else permille,
        both=_spelt(shared, spelt),
        left=_spelt(mine - yours, spelt),
        right=_spelt(yours - mine, spelt),
    )


def _by_words(left: Content, right: Content, spelt: Mapping[str, str]) -> Iterable[Part]:
    aspects: dict[Aspect, tuple[set[str], set[str]]] = {
        aspect: (set(), set()) for aspect in (Aspect.WHAT, Aspect.WHO, Aspect.WHERE, Aspect.HOW_MANY)
    }
    for side, told in enumerate((left, right)):
        for word in told.kinds:
            aspects[_aspect(word, left, right, spelt)][side].add(word)
    for aspect, (mine, yours) in aspects.items():
        if not mine and not yours:
            continue
        every = sum(max(left.weights.get(word, 0), right.weights.get(word, 0)) for word in mine | yours)
        both = sum(min(left.weights[word], right.weights[word]) for word in mine & yours)
        yield Part(
            aspect=aspect,
            permille=1000 * both // every if mine and yours else None,
            both=_spelt(mine & yours, spelt),
            left=_spelt(mine - yours, spelt),
            right=_spelt(yours - mine, spelt),
        )


def _aspect(word: str, left: Content, right: Content, spelt: Mapping[str, str]) -> Aspect:
    if word.isdigit():
        return Aspect.HOW_MANY
    if word not in left.names and word not in right.names:
        return Aspect.WHAT
    plain = spelt.get(word, word)
    stated = any(plain.casefold() in place.split() for told in (left, right) for place in told.places)
    return Aspect.WHERE if stated or is_place(plain) else Aspect.WHO


def _when(left: Content, right: Content) -> Part:
    return _when_of(days(left.period), days(right.period))


def _when_of(here: tuple[date, date] | None, there: tuple[date, date] | None) -> Part:
    if here is None or there is None:
        return Part(aspect=Aspect.WHEN, permille=None)
    meet = here[0] <= there[1] and there[0] <= here[1]
    return Part(
        aspect=Aspect.WHEN,
        permille=1000 if meet else 0,
        both=(str(max(here[0], there[0])),) if meet else (),
        left=() if meet else (str(here[0]),),
        right=() if meet else (str(there[0]),),
    )


def _spelt(words: Iterable[str], spelt: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(spelt.get(word, word) for word in words))
