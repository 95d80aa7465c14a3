"""What a claim tells of, taken apart and made to stand alone: event, parts, numbers, and words filled in.

Only what the words themselves leave no doubt about; everything else stays empty. English is what this reads; a claim in
another language has no substance yet.

Source: docs/explanation/claims.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from probative.claims.antecedents import Antecedents, Meaning
from probative.claims.drafts import Stretch
from probative.claims.events import Happening, happening_in, is_ordering
from probative.claims.occasions import placed
from probative.claims.parse import Parse
from probative.claims.quantities import counts
from probative.language.dates import Found
from probative.model.anchors import Passage
from probative.model.claims import Attribution
from probative.model.meaning import EventKind, ParticipantRole, Participation, Quantity, Wording
from probative.model.readings import Reading


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


@dataclass(frozen=True, slots=True)
class Substance:
    """Takes apart the claims of one text."""

    reading: Reading
    whole: Parse
    attributions: Sequence[Attribution]
    antecedents: Antecedents = field(init=False)

    def __post_init__(self) -> None:
        """Resolve the text's speakers once for all its claims."""
        object.__setattr__(self, "antecedents", Antecedents(self.whole, self.attributions))

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
        happening = self._order(content, inside) or happening_in(self.whole, content)
        elided = self._elided(content, inside)
        fillings = [*self._meanings(content, inside, voice), *self._days(near, base)]
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

    def _elided(self, content: Sequence[Stretch], inside: int | None) -> Meaning | None:
        """Give who is to do what "to leave" or "having left" tells: the one told to, else the one who speaks."""
        first, end = content[0]
        if inside is None or self.whole.tag(first) not in "tI" or (self.whole.tag(first) == "t" and end - first < 2):
            return None
        each = self.attributions[inside]
        cue = self.whole.token_at(each.cue[-1][1])
        group = self._group(inside)
        listener = self.whole.chunks(first).phrases.get(cue)
        if listener is not None and listener == first:
            known = self.antecedents.of(cue, inside, None) if listener - cue == 1 else None
            plain = self.whole.words(cue, listener)
            if known is not None:
                return known
            return None if self.whole.tag(cue) in "RO" else Meaning(plain, (cue, listener))
        if cue != first or group in ("request", "ask"):
            return None
        return self.antecedents.source_of(inside)

    def _order(self, content: Sequence[Stretch], inside: int | None) -> Happening | None:
        """Give the order that "told me to leave" reports: who gives it, and to whom."""
        if inside is None or not is_ordering(self._lemma(inside)):
            return None
        first, end = content[0]
        listener = self.whole.chunks(first).phrases.get(first, first)
        is_direct = listener < end and self.whole.tag(listener) in "tx"
        is_passive = len(content) > 1 and not any(
            verb.finite and content[1][0] <= verb.start < content[1][1] for verb in self.whole.chunks(first).verbs
        )
        if not (is_direct or is_passive or (self.whole.tag(first) == "t" and self._lemma(inside) != "tell")):
            return None
        source = self.attributions[inside].source
        parts = (
            [(ParticipantRole.RECIPIENT, (first, listener))] if listener > first and (is_direct or is_passive) else []
        )
        if source is not None:
            at = self.whole.token_at(source[0]), self.whole.token_at(source[1])
            parts.insert(0, (ParticipantRole.AGENT, at))
        return Happening(kind=EventKind.ORDER, parts=tuple(parts))

    def _lemma(self, index: int) -> str:
        """Give the verb of an attribution's cue, its last word that is one."""
        each = self.attributions[index]
        last = self.whole.token_at(each.cue[-1][1] - 1)
        at = last if last < len(self.whole.lows) and self.whole.tokens[last].start < each.cue[-1][1] else last - 1
        return self.whole.lexicon.lemmas.get(self.whole.low(at), "")

    def _group(self, index: int) -> str:
        """Give the class of an attribution's cue, "" for one that no list knows."""
        cues = self.whole.lexicon.cue_verbs.get(self._lemma(index), ())
        return cues[0].group if cues else ""

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
            while end > start + 1 and self.whole.tag(end - 1) in "',.;:)]":
                end -= 1
            meant = self.antecedents.of(start, inside, voice) if end - start == 1 else self._name(start, end)
            yield self._participation(role, (start, end), meant.words if meant is not None else None)
        for low, high in content:
            start, end = self.whole.tokens[low].start, self.whole.tokens[high - 1].end
            for left, right, _ in placed(self.whole.text[start:end]):
                place = self.whole.token_at(start + left), self.whole.token_at(start + right)
                if place[1] > place[0]:
                    yield self._participation(ParticipantRole.PLACE, place, None)

    def _name(self, start: int, end: int) -> Meaning | None:
        """Give the full name in "Colonel Brek"."""
        last = end - 1
        return self.antecedents.of(last, None, None) if self.whole.tag(last) == "P" and end - start <= 3 else None

    def _participation(self, role: ParticipantRole, at: Stretch, means: str | None) -> Participation:
        is_cut = self.whole.low(at[0]) in ("least", "most") and self.whole.low(at[0] - 1) == "at"
        passage = self.passage(at[0] - is_cut, at[1])
        offset = self.reading.offset
        words = self.reading.text[passage.start - offset : passage.end - offset]
        return Participation(role=role, words=words, passage=passage, means=means if means != words else None)

    def _quantities(self, content: Sequence[Stretch], dated: set[int]) -> Iterator[Quantity]:
        for start, end in content:
            for count in counts(self.whole, start, end, dated=dated):
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
            opening = start + 5 if not number and self.reading.text[start : start + 5].lower() == "that " else start
            yield from self._piece(opening, end, fillings)

    def _meanings(self, content: Sequence[Stretch], inside: int | None, voice: str | None) -> Iterator[Filling]:
        for start, end in content:
            for at in range(start, end):
                meant = self.antecedents.of(at, inside, voice)
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
