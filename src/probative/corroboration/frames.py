"""What a claim tells, part by part and free of the language it is told in: deeds, numbers, places, people, things."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from probative.corroboration.amounts import Amount, amount, number_at
from probative.corroboration.content import TOKEN, Content, bare, days
from probative.corroboration.happening import happening
from probative.corroboration.kinds import Kind, Section, kinds_of, may_begin_a_phrase, phrases_at, wider_than
from probative.corroboration.sharing import frozen, shared, shared_tuple
from probative.corroboration.sounds import sound
from probative.corroboration.stems import root
from probative.corroboration.vocabulary import EMPTY, NUMBERED
from probative.corroboration.wording import plain
from probative.model.claims import Claim
from probative.model.meaning import Quantity

_COUNTED_WITHIN: Final = 3
"""What a number counts stands among so many words behind it."""

_SHORTEST_ROOT: Final = 3
_SLAVIC_ENDING: Final = re.compile(
    "(?:ами|ями|ого|его|ому|ему|ими|ыми|ах|ях|ов|ев|ів|ої|ою|ей|ой|ая|яя|ое|ее|ые|ие|ий|ый|им|ым|их|ых|ом|ем|ам|ям"
    "|ли|ло|ла|а|я|о|е|и|і|у|ю|ы|ь|й|є|ї|в|л)$"
)
_CYRILLIC: Final = re.compile("[Ѐ-ӿ]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
"""A number that counts nothing, but for these words: "in 2005"."""

_SPEAKS_OF: Final = {Section.PEOPLE, Section.THINGS, Section.SITES, Section.TRAITS}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Number:
    """A number, the bounds that its words give (``high`` -1 where they are open), and the kinds of what it counts."""

    value: int
    low: int
    high: int
    of: tuple[str, ...]
    words: str = field(default="", compare=False)

    def meets(self, other: "Number") -> bool:
        """Whether both can be one count of one thing."""
        if not self.counts_like(other):
            return False
        return (self.high < 0 or other.low <= self.high) and (other.high < 0 or self.low <= other.high)

    def counts_like(self, other: "Number") -> bool:
        """Whether both may count the same: equal kinds, one within the other, or not known of one of them."""
        if not self.of or not other.of:
            return True
        return any(one in wider_than(two) or two in wider_than(one) for one in self.of for two in other.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The parts of what a claim tells.

    ``deeds`` has one set for each word of a deed: the kinds it may mean. ``settings`` are those that tell how it came
    about ("in the shelling"). ``places`` and ``names`` are spelt as they sound, in one alphabet; ``things`` are the
    kinds of people, things, sites and traits, ``people`` has for each word of people what it may mean; ``sides`` what
    tells one from another ("third", "northern"); ``turns`` what makes it another deed ("refused"). ``words`` are other
    words with content.
    """

    deeds: tuple[frozenset[str], ...]
    settings: tuple[frozenset[str], ...]
    numbers: tuple[Number, ...]
    places: frozenset[str]
    names: frozenset[str]
    days: tuple[date, date] | None
    things: frozenset[str]
    people: frozenset[frozenset[str]]
    sides: frozenset[str]
    turns: frozenset[str]
    words: frozenset[str]
    quantities: frozenset[str]
    is_cyrillic: bool
    is_negated: bool
    leans: bool
    reach: frozenset[str] = field(init=False, repr=False, compare=False)
    """All kinds that its deeds and settings may be, wider ones included: two that agree share one of them."""
    values: frozenset[int] = field(init=False, repr=False, compare=False)
    """The values of its numbers."""

    def __post_init__(self) -> None:
        kinds = {kind for deed in (*self.deeds, *self.settings) for kind in deed}
        object.__setattr__(self, "reach", _reach(frozenset(kinds)))
        object.__setattr__(self, "values", shared(each.value for each in self.numbers))

    @property
    def order(self) -> tuple[object, ...]:
        """Give what frames are ordered by."""
        return (
            tuple(tuple(sorted(each)) for each in self.deeds),
            tuple(tuple(sorted(each)) for each in self.settings),
            self.numbers,
            *map(tuple, map(sorted, (self.places, self.names, self.things, self.sides, self.turns, self.words))),
            str(self.days),
            self.is_negated,
        )

    @property
    def marks(self) -> frozenset[str]:
        """Give what an event is told by from others: its numbers, places, names and first day."""
        found = {f"#{each.value}" for each in self.numbers} | self.names
        found.update(part for place in self.places for part in place.split())
        if self.days is not None and self.days[0] == self.days[1]:
            found.add(f"@{self.days[0]}")
        return frozenset(found)

    @property
    def tokens(self) -> dict[str, int]:
        """Give the marks and the kinds of its deeds, wider ones included: two frames that agree share three of them."""
        kinds = {f"!{kind}" for kind in self.reach}
        return dict.fromkeys(sorted(self.marks | kinds), 1)


def frame(claim: Claim, told: Content) -> Frame:
    """Take a claim apart.

    Args:
        claim: The claim.
        told: Its content, which knows its names.
    """
    text = happening(claim)
    raw = TOKEN.findall(text)
    words = [bare(word) for word in raw]
    parts = _Parts()
    _gather(parts, raw, words, told)
    for quantity in claim.quantities:
        _add_stated(parts, quantity)
    places = shared({sound(place) for place in claim.places} - {""})
    deeds = parts.deeds if parts.deeds or parts.settings else [frozenset((f"={word}",)) for word in parts.verbs]
    return Frame(
        deeds=shared_tuple(sorted(set(deeds), key=sorted)),
        settings=shared_tuple(sorted(set(parts.settings), key=sorted)),
        numbers=tuple(sorted(set(parts.numbers))),
        places=places,
        names=frozen(parts.names - {part for place in places for part in place.split()}),
        days=days(claim.period),
        things=shared(parts.things),
        people=shared(parts.people),
        sides=shared(parts.sides),
        turns=shared(parts.turns),
        words=frozen(parts.words),
        quantities=told.quantities,
        is_cyrillic=bool(_CYRILLIC.search(text)),
        is_negated=told.is_negated,
        leans=told.leans,
    )


@dataclass(slots=True, kw_only=True)
class _Parts:
    deeds: list[frozenset[str]] = field(default_factory=list)
    settings: list[frozenset[str]] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    people: set[frozenset[str]] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    turns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    verbs: set[str] = field(default_factory=set)


def _gather(parts: _Parts, raw: Sequence[str], words: Sequence[str], told: Content) -> None:
    used: set[int] = set()
    spent: set[int] = set()
    at = 0
    while at < len(words):
        taken = _take_number(parts, raw, words, at)
        if taken:
            at += taken
            continue
        phrases = list(phrases_at(words, at)) if may_begin_a_phrase(words[at]) else []
        known = kinds_of(words[at])
        if phrases:
            used.update(place for _, places in phrases for place in places)
            spent.update(place for kind, places in phrases if kind.section is Section.PEOPLE for place in places)
            _sort(parts, frozenset(kind for kind, _ in phrases), words[at])
        elif known and at not in spent:
            kept = (kind for kind in known if kind.section is not Section.DEEDS) if at in used else known
            _sort(parts, frozenset(kept), words[at])
        elif told.is_name(words[at]):
            parts.names.add(sound(raw[at]))
        elif at not in used and words[at] not in EMPTY and len(words[at]) > 1:
            parts.words.add(rooted(words[at]))
            if told.is_deed(words[at]):
                parts.verbs.add(rooted(words[at]))
        at += 1


def _take_number(parts: _Parts, raw: Sequence[str], words: Sequence[str], at: int) -> int:
    """Take up the number that begins at a word; give how many words it has, 0 where none begins."""
    found = number_at(words, at)
    if found is None:
        return 0
    value, taken = found
    if not at or words[at - 1] not in NUMBERED:
        of = _counted(words, at + taken)
        if of or not _YEAR.fullmatch(raw[at]):
            parts.numbers.append(_number(amount(value, words[max(0, at - 3) : at], "", raw[at]), of))
    return taken


def _sort(parts: _Parts, kinds: Collection[Kind], word: str) -> None:
    """Put what one word or phrase speaks of where it belongs. What may be a deed or a thing is no deed for sure."""
    if word.endswith(("ed", "ing")) and any(kind.section is Section.DEEDS for kind in kinds):
        kinds = [kind for kind in kinds if kind.section in (Section.DEEDS, Section.TURNS)]
    by_section: dict[Section, set[str]] = {}
    for kind in kinds:
        by_section.setdefault(kind.section, set()).add(kind.name)
    deeds = by_section.get(Section.DEEDS)
    if deeds:
        is_outcome = by_section.keys() <= {Section.DEEDS, Section.TURNS} and any(
            not kind.is_means for kind in kinds if kind.section is Section.DEEDS
        )
        (parts.deeds if is_outcome else parts.settings).append(frozenset(deeds))
    for section in _SPEAKS_OF & by_section.keys():
        parts.things |= by_section[section]
    if Section.PEOPLE in by_section:
        parts.people.add(frozenset(by_section[Section.PEOPLE]))
    parts.sides |= by_section.get(Section.SIDES, set())
    parts.turns |= by_section.get(Section.TURNS, set())


def _number(stated: Amount, of: Collection[str]) -> Number:
    high = -1 if stated.high is None else stated.high
    return Number(value=stated.value, low=stated.low, high=high, of=tuple(sorted(of)), words=stated.words)


def _add_stated(parts: _Parts, quantity: Quantity) -> None:
    """Add a number that the claim's own analysis found and its words did not give."""
    value = quantity.number if quantity.number is not None else quantity.least
    if value is None or any(each.value == value for each in parts.numbers):
        return
    low = quantity.least if quantity.least is not None else value
    parts.numbers.append(
        Number(
            value=value,
            low=low,
            high=-1 if quantity.most is None else quantity.most,
            of=tuple(sorted(_counted([plain(word) for word in quantity.unit.split()], 0))),
            words=quantity.words,
        )
    )


def _counted(words: Sequence[str], at: int) -> set[str]:
    """Give the kinds of what a number before word ``at`` counts."""
    found: set[str] = set()
    within = list(words[at : at + _COUNTED_WITHIN])
    for place, word in enumerate(within):
        phrases = {kind for kind, _ in phrases_at(within, place)} if may_begin_a_phrase(word) else set()
        kinds = {each.name for each in phrases or kinds_of(word) if each.section in (Section.PEOPLE, Section.THINGS)}
        if (found and not kinds) or number_at((word,), 0) is not None:
            break
        found |= kinds
        if phrases:
            break
    return found


def sound_spellings(claim: Claim) -> dict[str, str]:
    """Give for what names and places of a claim sound like how the claim spells them first."""
    found = {sound(place): place for place in claim.places}
    for match in TOKEN.finditer(claim.content):
        if match.group()[0].isupper():
            found.setdefault(sound(match.group()), match.group())
    return found


@lru_cache(maxsize=65536)
def rooted(word: str) -> str:
    """Give a word of any of the languages without its ending."""
    if word.isascii():
        return root(word)
    bare = _SLAVIC_ENDING.sub("", word)
    return bare if len(bare) > _SHORTEST_ROOT else word


@lru_cache(maxsize=65536)
def _reach(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*map(wider_than, kinds))
