"""What a claim says, brought to a form in which two claims can be compared."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import Final

from probative.corroboration.amounts import Amount, amount, number_at
from probative.corroboration.happening import happening
from probative.corroboration.kinds import Section, kinds_of
from probative.corroboration.sharing import frozen, shared, shared_tuple
from probative.corroboration.stems import stem
from probative.corroboration.vocabulary import DENIALS, EMPTY, NEGATIONS, NUMBERED, PRONOUNS, QUANTITIES
from probative.corroboration.wording import plain
from probative.language.lexicon import english
from probative.model.claims import Claim
from probative.model.meaning import EventKind
from probative.model.periods import Period

NAME_WEIGHT: Final = 6
NUMBER_WEIGHT: Final = 5
DEED_WEIGHT: Final = 3
PLAIN_WEIGHT: Final = 2
"""What a word weighs where two contents are compared (rule P-9). Fixed, not counted in the case: what is added later
must not change how two claims compare."""

_TITLE_PERMILLE: Final = 700
"""A content of which so many longer words have a capital is written as a title: its capitals make no names."""

_SENSED: Final = (Section.DEEDS, Section.PEOPLE, Section.THINGS, Section.SITES)
TOKEN: Final = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:['’][^\W_]+)*(?:(?<=s)['’](?=\s))?")
_NOT_BUT_A_MEASURE: Final = frozenset((
    "far", "long", "only", "just", "least", "далеко", "менше", "менш", "більше", "більш", "лише", "тільки", "менее",
    "меньше", "более", "больше", "только", "лишь",
))  # fmt: skip
"""Words before which "not" speaks against nothing: "not far from the canal"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A claim's words with content.

    ``words`` are their plain forms in order, names and numbers included. ``linked`` says of each whether it follows
    straight on the one before, with no small word or comma between. ``names`` are those written with a capital,
    ``owners`` those that own what follows ("the general's"), ``amounts`` the numbers, ``agent`` and ``deed`` the
    words after and before "by".
    ``is_negated`` says whether it speaks against what its words say, ``leans`` that a pronoun stands in it. ``period``,
    ``places`` and ``event`` are the claim's. ``deeds`` are the words that may be verbs, in order.
    """

    words: tuple[str, ...]
    linked: tuple[bool, ...]
    names: frozenset[str]
    owners: frozenset[str]
    amounts: tuple[Amount, ...]
    quantities: frozenset[str]
    agent: str | None
    deed: str | None
    is_negated: bool
    leans: bool
    period: Period | None
    places: frozenset[str]
    deeds: tuple[str, ...] = ()
    event: EventKind | None = None
    passes_on: bool = False
    """Whether it is mostly that somebody else says something: "her son told her that the mill burned"."""
    senses: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    """For each word that one of the lists of kinds holds, what it may speak of."""
    kinds: frozenset[str] = field(init=False)
    """The words, each once. Kept, because comparing claims asks for it millions of times."""
    weight: int = field(init=False, repr=False, compare=False)
    """The sum of ``weights``. They themselves are not kept: a large case has millions of words."""
    marks: frozenset[str] = field(init=False, repr=False, compare=False)
    """What an event is told by from others: the names and numbers."""

    def is_name(self, word: str) -> bool:
        """Whether a word, in its plain form, is one of the names."""
        return _content_word(word) in self.names

    def is_deed(self, word: str) -> bool:
        """Whether a word, in its plain form, may be a verb and is no name."""
        found = _content_word(word)
        return found in self.deeds and found not in self.names

    def __post_init__(self) -> None:
        kinds = frozenset(self.words)
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "weight", sum(map(self.weighs, kinds)))
        object.__setattr__(self, "marks", frozen(word for word in kinds if word in self.names or word.isdigit()))

    @property
    def weights(self) -> dict[str, int]:
        """What each of ``kinds`` weighs."""
        return {word: self.weighs(word) for word in self.kinds}

    def weighs(self, word: str) -> int:
        """Give what one of ``kinds`` weighs."""
        if word in self.names:
            return NAME_WEIGHT
        if word.isdigit():
            return NUMBER_WEIGHT
        return DEED_WEIGHT if word in self.deeds else PLAIN_WEIGHT


def content(claim: Claim, lower: Collection[str] = (), *, passes_on: bool = False) -> Content:
    """Bring what a claim says to a form in which it can be compared.

    Words lose their endings, a few stand for their like, "did not" goes into ``is_negated``, the words of the claim's
    period are left out (the period itself is compared).

    Args:
        claim: The claim.
        lower: Words that the case also writes small: a first word among them is no name, nor is one in a title.
        passes_on: Whether it is mostly what another claim says, of somebody else.
    """
    text = happening(claim)
    spans = [match.span() for match in TOKEN.finditer(text)]
    raw = [text[start:end] for start, end in spans]
    stops = {at for at, (one, other) in enumerate(pairwise(spans)) if _stops(text[one[1] : other[0]])}
    plains = [bare(word) for word in raw]
    told = _gathered(raw, plains, stops, lower)
    said = frozenset(plains)
    deed, agent = _passive(plains)
    return Content(
        words=tuple(told.words),
        linked=shared_tuple(told.linked),
        owners=frozen(told.owners),
        names=frozen(told.names),
        amounts=tuple(sorted(told.amounts, key=lambda each: (each.counted, each.value, each.low))),
        quantities=shared(said & QUANTITIES),
        agent=agent,
        deed=deed,
        is_negated=_is_negated(claim, plains),
        leans=bool(said & PRONOUNS),
        period=claim.period,
        places=shared(" ".join(place.casefold().split()) for place in claim.places),
        deeds=shared_tuple(told.deeds),
        event=claim.event,
        passes_on=passes_on,
        senses=told.senses,
    )


def stance(claim: Claim) -> tuple[bool, bool]:
    """Give ``is_negated`` and ``leans`` of a claim's content, without all else of it."""
    text = happening(claim)
    plains = [bare(word) for word in TOKEN.findall(text)]
    return _is_negated(claim, plains), not PRONOUNS.isdisjoint(plains)


@dataclass(slots=True)
class _Gathered:
    """The content words of a claim on their way: each with whether it stands next to the one before it."""

    words: list[str] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    owners: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    amounts: list[Amount] = field(default_factory=list)
    deeds: dict[str, None] = field(default_factory=dict)
    senses: dict[str, frozenset[str]] = field(default_factory=dict)


def _gathered(raw: Sequence[str], plains: Sequence[str], stops: Collection[int], lower: Collection[str]) -> _Gathered:
    told = _Gathered()
    is_title = _is_title(raw)
    follows = False
    at = 0
    while at < len(raw):
        number = number_at(plains, at)
        if number is not None:
            value, taken = number
            if at and plains[at - 1] in NUMBERED:
                # "Lorry 12" names a lorry; it counts nothing.
                told.names.add(f"{plains[at - 1]} {value}")
            else:
                written = " ".join(raw[at : at + taken + 1])
                counted = _next_word(plains, at + taken)
                told.amounts.append(amount(value, plains[max(0, at - 3) : at], counted, written))
            told.words.append(str(value))
            told.linked.append(follows)
            follows = True
            at += taken
            continue
        word = _content_word(plains[at])
        if word is not None:
            told.words.append(word)
            told.linked.append(follows)
            if raw[at].endswith(("'s", "’s", "'", "’")):
                told.owners.add(word)
            if raw[at][0].isupper() and ((at > 0 and not is_title) or plains[at] not in lower):
                told.names.add(word)
            if _is_deed(plains[at]):
                told.deeds[word] = None
            senses = _senses(plains[at])
            if senses:
                told.senses[word] = senses
        follows = word is not None and at not in stops
        at += 1
    return told


def spellings(text: str) -> dict[str, str]:
    """Give for each word with content how ``text`` spells it first."""
    found: dict[str, str] = {}
    for match in TOKEN.finditer(text):
        word = _content_word(bare(match.group()))
        if word is not None:
            found.setdefault(word, match.group())
    return found


def days(period: Period | None) -> tuple[date, date] | None:
    """Give the first and last day a period may mean; ``None`` where one of them is open."""
    if period is None or period.earliest is None or period.latest is None:
        return None
    return period.earliest, period.latest


def _stops(gap: str) -> bool:
    return gap != " " and bool(gap.strip(" \n\t-’'"))


@lru_cache(maxsize=131072)
def _content_word(word: str) -> str | None:
    if word in EMPTY or word in NEGATIONS or word.endswith("n't") or (len(word) == 1 and not word.isdigit()):
        return None
    return stem(word)


@lru_cache(maxsize=65536)
def _senses(word: str) -> frozenset[str]:
    return frozenset(kind.name for kind in kinds_of(word) if kind.section in _SENSED)


@lru_cache(maxsize=65536)
def _is_deed(word: str) -> bool:
    """Whether a word may be a verb."""
    known = english()
    if word in known.verb_tags or word in known.ambiguous:
        return True
    return word.endswith("ed") and len(word) > 4 and word not in known.not_verbs


def _is_title(raw: Sequence[str]) -> bool:
    longer = [word for word in raw if len(word) > 3 and word.isalpha()]
    large = sum(1 for word in longer if word[0].isupper())
    return len(longer) > 3 and 1000 * large >= _TITLE_PERMILLE * len(longer)


def _next_word(words: Sequence[str], at: int) -> str:
    for word in words[at : at + 3]:
        if word not in EMPTY and word not in NEGATIONS:
            return stem(word)
    return ""


def _passive(words: list[str]) -> tuple[str | None, str | None]:
    if "by" not in words:
        return None, None
    for at, word in enumerate(words):
        if word == "by" and at > 0:
            return _content_word(words[at - 1]), _next_word(words, at + 1) or None
    return None, None


def _is_negated(claim: Claim, words: list[str]) -> bool:
    has_not = (not NEGATIONS.isdisjoint(words) or "n't" in " ".join(words)) and any(
        (word in NEGATIONS or word.endswith("n't")) and after not in _NOT_BUT_A_MEASURE
        for word, after in zip(words, [*words[1:], ""], strict=False)
    )
    cue = claim.origin.cue.casefold()
    if has_not and any(word.startswith(DENIALS) for word in cue.split()):
        return False
    return has_not or claim.certainty.is_denial


@lru_cache(maxsize=131072)
def bare(word: str) -> str:
    """Give a word's plain form without the ending of an owner."""
    word = plain(word)
    return intern(word[:-2] if word.endswith("'s") else word.rstrip("'"))
