"""A stretch of an exhibit with its names marked, ready for patterns."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, EntityId, ExhibitId
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.network import Entity, Schema
from probative.model.periods import Period
from probative.model.readings import Reading
from probative.network.happenings import Happening

_LETTER: Final = {Schema.PERSON: "p", Schema.PLACE: "l"}
MARK: Final = re.compile(r"⟦([pbl])(\d+)⟧")
_BODY_NOUN: Final = re.compile(
    r"\b[Tt]he (?:organi[sz]ation|group|company|unit|brigade|battalion|bank|agency|firm|ministry|army|party|movement)\b"
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘']?[A-Z])|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One place where an entity is named: its stretch in the exhibit."""

    start: int
    end: int
    entity: EntityId
    letter: str
    """``p`` for a person, ``l`` for a place, ``b`` for a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Text in which each name is a mark like ``⟦p0⟧``; the number counts into ``named``."""

    text: str
    named: tuple[Named, ...]

    def at(self, mark: str) -> Named:
        """Give what a mark stands for."""
        match = MARK.fullmatch(mark)
        if match is None:
            raise ValueError(f"not a mark: {mark!r}")
        return self.named[int(match.group(2))]


class Stage:
    """Who is named where, and the texts to look it up in."""

    def __init__(self, entities: Sequence[Entity], readings: Sequence[Reading] = ()) -> None:
        found: dict[ExhibitId, list[Named]] = {}
        for entity in entities:
            for mention in entity.mentions:
                named = Named(
                    start=mention.passage.start,
                    end=mention.passage.end,
                    entity=entity.id,
                    letter=_LETTER.get(entity.schema, "b"),
                )
                found.setdefault(mention.passage.exhibit, []).append(named)
        self._named: Mapping[ExhibitId, tuple[Named, ...]] = {
            exhibit: tuple(sorted(names, key=lambda named: (named.start, named.end, named.entity)))
            for exhibit, names in found.items()
        }
        self._starts = {exhibit: [named.start for named in names] for exhibit, names in self._named.items()}
        self._readings: dict[ExhibitId, list[Reading]] = {}
        for reading in sorted(readings, key=lambda one: (one.exhibit, one.offset)):
            self._readings.setdefault(reading.exhibit, []).append(reading)

    def named_in(self, passage: Passage) -> tuple[Named, ...]:
        """Give the names that lie wholly inside ``passage``, in order."""
        names = self._named.get(passage.exhibit, ())
        first = bisect_left(self._starts.get(passage.exhibit, []), passage.start)
        found: list[Named] = []
        while first < len(names) and names[first].start < passage.end:
            if names[first].end <= passage.end:
                found.append(names[first])
            first += 1
        return tuple(found)

    def text_of(self, passage: Passage) -> str | None:
        """Give the words of ``passage``; ``None`` where no reading handed in holds them."""
        for reading in self._readings.get(passage.exhibit, ()):
            if reading.offset <= passage.start and passage.end <= reading.offset + len(reading.text):
                return reading.words(passage)
        return None

    def marked(self, passage: Passage, words: str) -> Marked:
        """Put marks where names stand in ``words``; "the group" becomes the body named last before it."""
        inside = [(named, named.start - passage.start, named.end - passage.start) for named in self.named_in(passage)]
        for match in _BODY_NOUN.finditer(words):
            body = self._last_body(passage, match.start())
            if body is not None and not any(start < match.end() and match.start() < end for _, start, end in inside):
                inside.append((body, match.start(), match.end()))
        inside.sort(key=lambda one: one[1:])
        pieces: list[str] = []
        position = 0
        for at, (named, start, end) in enumerate(inside):
            if start < position:
                continue
            pieces += [words[position:start], f"⟦{named.letter}{at}⟧"]
            position = end
        return Marked(text="".join([*pieces, words[position:]]), named=tuple(named for named, _, _ in inside))

    def _last_body(self, passage: Passage, offset: int) -> Named | None:
        """Find the body named last before a stretch, within one sentence and 240 characters."""
        until = passage.start + offset
        before = Passage(exhibit=passage.exhibit, start=max(0, until - 240), end=max(until, 1))
        candidates = [named for named in self.named_in(before) if named.letter == "b"]
        if not candidates:
            return None
        between = Passage(exhibit=passage.exhibit, start=candidates[-1].start, end=until)
        text = self.text_of(between)
        return None if text is None or _SENTENCE_END.search(text) else candidates[-1]

    def sentence_around(self, passage: Passage) -> tuple[Passage, str] | None:
        """Give the sentence in which ``passage`` stands, with its words; ``None`` where no reading holds it."""
        for reading in self._readings.get(passage.exhibit, ()):
            start, end = passage.start - reading.offset, passage.end - reading.offset
            if start < 0 or end > len(reading.text):
                continue
            low = max(0, start - 400)
            breaks = [match.end() for match in _SENTENCE_END.finditer(reading.text, low, start)]
            first = breaks[-1] if breaks else low
            stop = _SENTENCE_END.search(reading.text, end, min(len(reading.text), end + 400))
            last = stop.start() + 1 if stop else min(len(reading.text), end + 400)
            around = Passage(exhibit=passage.exhibit, start=reading.offset + first, end=reading.offset + last)
            return around, reading.text[first:last]
        return None

    def readings(self) -> Iterator[Reading]:
        """Give every reading, in order."""
        for exhibit in sorted(self._readings):
            yield from self._readings[exhibit]


def sentence_of(happening: Happening, words: str) -> tuple[int, int]:
    """Give the stretch of the sentence of ``words`` in which something happens."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(words, 0, happening.start)]
    stop = _SENTENCE_END.search(words, happening.end)
    return (breaks[-1] if breaks else 0), (stop.start() + 1 if stop else len(words))


def own_period(claim: Claim) -> Period | None:
    """Give the claim's period where its own words state it.

    A date that stands elsewhere in the sentence ("..., he said on Thursday") may be the day of speaking; nothing that
    is said to have happened is dated by it.
    """
    return claim.period if claim.period is not None and claim.period.verbatim in claim.words else None


def children_of(claims: Sequence[Claim]) -> Mapping[ClaimId, Sequence[Claim]]:
    """Give the claims that each claim's content holds."""
    found: dict[ClaimId, list[Claim]] = {}
    for claim in claims:
        if claim.parent is not None:
            found.setdefault(claim.parent, []).append(claim)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch that speaks for a claim. ``source`` is where it names the claim's source, if it introduces one."""

    passage: Passage
    marked: Marked
    source: Passage | None = None

    def speaks_of(self, claim: Claim, left: Named, right: Named) -> bool:
        """Whether a tie between two names of this window is the claim's: stated in it, or about its source."""
        if self.source is None:
            return True
        start, end = min(left.start, right.start), max(left.end, right.end)
        is_said_in_claim = claim.passage.start <= start and end <= claim.passage.end
        names = (left, right)
        is_about = any(one.start < self.source.end and self.source.start < one.end for one in names)
        return is_about and not is_said_in_claim


def windows(claim: Claim, stage: Stage) -> Iterator[Window]:
    """Give the stretches that speak for a claim: its words, and what introduces its sources in the same sentence."""
    if not (claim.certainty.is_denial or claim.forecast):
        yield Window(passage=claim.passage, marked=stage.marked(claim.passage, claim.words))
    seen: set[Passage] = set()
    for hop in claim.chain:
        if hop.mention is None or hop.mention in seen:
            continue
        seen.add(hop.mention)
        around = stage.sentence_around(hop.mention)
        if around is not None and around[0].overlaps(claim.passage):
            passage, words = _introduction(hop.mention, *around)
            yield Window(passage=passage, marked=stage.marked(passage, words), source=hop.mention)


def _introduction(mention: Passage, sentence: Passage, words: str) -> tuple[Passage, str]:
    """Keep of a sentence what may introduce the source: some words before it and the apposition after it."""
    start = max(sentence.start, mention.start - 80)
    end = min(sentence.end, mention.end + 80)
    return (
        Passage(exhibit=mention.exhibit, start=start, end=end),
        words[start - sentence.start : end - sentence.start],
    )
