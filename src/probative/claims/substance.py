"""What a claim tells of, taken apart and made to stand alone: event, parts, numbers, and words filled in.

Only what the words themselves leave no doubt about; everything else stays empty. What words mean is the language's to
say (``senses``); here it is put together.

Source: docs/explanation/claims.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.layout import Layout
from probative.claims.senses import Happening, Meaning, Senses
from probative.language.dates import Found
from probative.model.anchors import Passage
from probative.model.meaning import EventKind, ParticipantRole, Participation, Quantity, Wording
from probative.model.readings import Reading

THAT: Final = re.compile(r"(?:that|що|что) ", re.IGNORECASE)
"""What opens a content without belonging to what is claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one claim tells of."""

    event: EventKind | None = None
    participants: tuple[Participation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    standalone: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """Words put in at tokens ``[start, end)``: in their place, or after them where nothing is replaced."""

    start: int
    end: int
    words: str
    place: Stretch | None
    replaces: bool


def _around(whole: Layout, at: int) -> Stretch:
    """Give the tokens of the sentence before token ``at`` and of its own."""
    number = whole.sentence_of[at]
    return whole.sentences[max(0, number - 1)].first, whole.sentences[number].last


@dataclass(frozen=True, slots=True)
class Substance:
    """Takes apart the claims of one text."""

    reading: Reading
    senses: Senses

    @property
    def whole(self) -> Layout:
        """The text."""
        return self.senses.whole

    def of(
        self,
        pieces: Sequence[tuple[int, int]],
        *,
        inside: int | None,
        voice: str | None,
        dates: Sequence[Found],
        base: int,
    ) -> Told:
        """Take one claim apart.

        Args:
            pieces: Its content, in characters of this volume.
            inside: The attribution that it is; ``None`` in the text's own voice.
            voice: Who says "I" where nobody is named, ``None`` where that is not one person.
            dates: The dates of the part that it stands in.
            base: Where that part begins: what the dates count from.
        """
        content = [(self.whole.token_at(start), self.whole.token_at(end)) for start, end in pieces]
        content = [(start, end) for start, end in content if end > start]
        if not content:
            return Told()
        near = [
            one for one in dates if any(start <= one.start + base and one.end + base <= end for start, end in pieces)
        ]
        dated = {
            at
            for one in near
            for at in range(self.whole.token_at(one.start + base), self.whole.token_at(one.end + base))
        }
        happening = self.senses.happening(content, inside)
        elided = self.senses.elided(content, inside, voice)
        fillings = [
            *self._meanings(content, inside, voice),
            *self._days(near, base),
            *self._thens(content, dates, base),
        ]
        return Told(
            event=happening.kind if happening is not None else None,
            participants=tuple(self._participants(happening, content, elided, inside, voice)),
            quantities=tuple(self._quantities(content, dated)),
            standalone=tuple(self._standalone(pieces, elided, fillings)),
        )

    def passage(self, start: int, end: int) -> Passage:
        """Give the passage of tokens ``[start, end)``."""
        low, high = self.whole.span(start, end)
        offset = self.reading.offset
        return Passage(exhibit=self.reading.exhibit, start=low + offset, end=high + offset)

    def _participants(
        self,
        happening: Happening | None,
        content: Sequence[Stretch],
        elided: Meaning | None,
        inside: int | None,
        voice: str | None,
    ) -> Iterator[Participation]:
        if happening is None:
            return
        roles = {role for role, _ in happening.parts}
        if elided is not None and elided.place is not None and ParticipantRole.AGENT not in roles:
            yield self._participation(ParticipantRole.AGENT, elided.place, elided.words)
        for role, (start, stop) in happening.parts:
            end = stop
            while end > start + 1 and self.whole.tag(end - 1) in "',.;:)]" and "[" not in self.whole.tags[start:end]:
                end -= 1
            meant = self.senses.called(start, end, inside, voice)
            yield self._participation(role, (start, end), meant.words if meant is not None else None)
        for low, high in content:
            start, end = self.whole.tokens[low].start, self.whole.tokens[high - 1].end
            for left, right, _ in self.senses.placed(self.whole.text[start:end]):
                place = self.whole.token_at(start + left), self.whole.token_at(start + right)
                if place[1] > place[0]:
                    yield self._participation(ParticipantRole.PLACE, place, None)

    def _participation(self, role: ParticipantRole, at: Stretch, means: str | None) -> Participation:
        is_cut = self.whole.low(at[0]) in ("least", "most") and self.whole.low(at[0] - 1) == "at"
        passage = self.passage(at[0] - is_cut, at[1])
        offset = self.reading.offset
        words = self.reading.text[passage.start - offset : passage.end - offset]
        return Participation(role=role, words=words, passage=passage, means=means if means != words else None)

    def _quantities(self, content: Sequence[Stretch], dated: set[int]) -> Iterator[Quantity]:
        for start, end in content:
            for count in self.senses.counts(start, end, dated):
                passage = self.passage(count.start, count.end)
                offset = self.reading.offset
                yield Quantity(
                    words=self.reading.text[passage.start - offset : passage.end - offset],
                    passage=passage,
                    unit=count.unit,
                    number=count.number,
                    least=count.least,
                    most=count.most,
                    is_rough=count.is_rough,
                )

    def _standalone(
        self, pieces: Sequence[tuple[int, int]], elided: Meaning | None, fillings: list[Filling]
    ) -> Iterator[Wording]:
        """Give the content with what is filled in, in order."""
        if elided is not None:
            yield self._filled(Filling(0, 0, elided.words, elided.place, replaces=False))
        fillings.sort(key=lambda one: (one.start, one.end))
        for number, (start, end) in enumerate(pieces):
            that = None if number else THAT.match(self.reading.text, start)
            yield from self._piece(that.end() if that else start, end, fillings)

    def _meanings(self, content: Sequence[Stretch], inside: int | None, voice: str | None) -> Iterator[Filling]:
        for start, end in content:
            for at in range(start, end):
                meant = self.senses.meaning(at, inside, voice)
                inner = meant.place if meant is not None else None
                if meant is not None and not (inner is not None and inner[0] <= at < inner[1]):
                    yield Filling(*self.whole.span(at, at + 1), meant.words, meant.place, replaces=True)

    def _days(self, dates: Sequence[Found], base: int) -> Iterator[Filling]:
        """Give the days that relative dates mean, as EDTF, after the words that state them."""
        for one in dates:
            if one.is_relative and one.period.edtf is not None:
                start, end = one.start + base, one.end + base
                place = self.whole.token_at(start), self.whole.token_at(end)
                yield Filling(start, end, one.period.edtf, place, replaces=False)

    def _thens(self, content: Sequence[Stretch], dates: Sequence[Found], base: int) -> Iterator[Filling]:
        """Give the one day that the sentence before "at that time", or its own words before it, name."""
        for start, end in content:
            for at in range(start, end):
                if not self.senses.is_then(at):
                    continue
                low = self.whole.span(*_around(self.whole, at))[0]
                high = self.whole.tokens[at].start
                named = [one for one in dates if low <= one.start + base and one.end + base <= high]
                if len(named) == 1 and named[0].period.edtf is not None:
                    place = self.whole.token_at(named[0].start + base), self.whole.token_at(named[0].end + base)
                    yield Filling(*self.whole.span(at, at + 1), named[0].period.edtf, place, replaces=False)

    def _piece(self, start: int, end: int, fillings: Sequence[Filling]) -> Iterator[Wording]:
        """Cut one piece of the content where something is filled in."""
        at = start
        for one in fillings:
            if not at <= one.start or one.end > end or one.start < start:
                continue
            yield from self._own(at, one.start if one.replaces else one.end)
            yield self._filled(one)
            at = one.end
        yield from self._own(at, end)

    def _own(self, start: int, end: int) -> Iterator[Wording]:
        text = self.reading.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            offset = self.reading.offset
            passage = Passage(exhibit=self.reading.exhibit, start=start + offset, end=end + offset)
            yield Wording(words=text[start:end], passage=passage)

    def _filled(self, one: Filling) -> Wording:
        return Wording(
            words=one.words,
            is_filled=True,
            stands_for=self.reading.text[one.start : one.end] if one.replaces else "",
            passage=self.passage(*one.place) if one.place is not None and one.place[1] > one.place[0] else None,
        )
