"""From a reading to claims: every attribution with its chain, and what the text's own voice reports."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from probative.base.identifiers import ClaimId, identifier
from probative.claims.chains import Links, chain_of, links_of, rejecting
from probative.claims.english_senses import EnglishSenses
from probative.claims.forwarding import Forwarded, forwarded
from probative.claims.layout import Layout
from probative.claims.occasions import dates_in, period_in, places_in
from probative.claims.own_claims import Own, own_claims
from probative.claims.parse import Parse, parse
from probative.claims.port import Attributor
from probative.claims.senses import Senses
from probative.claims.slavic import LANGUAGES as SLAVIC
from probative.claims.slavic import SlavicParse, SlavicSenses
from probative.claims.slavic import own_claims as slavic_own_claims
from probative.claims.slavic import parse as slavic_parse
from probative.claims.slavic import places_in as slavic_places_in
from probative.claims.substance import THAT, Substance, Told
from probative.claims.voices import UNKNOWN, Around, Voice, silent_parts, speaking_parts, voice_of
from probative.language.dates import Found
from probative.model.anchors import Passage
from probative.model.claims import LINES, VOICE, Attribution, Certainty, Claim, Hop, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.periods import Period
from probative.model.readings import Genre, Part, PartKind, Reading

_QUOTED_LINE: Final = re.compile(
    r"^(?:>.*|On [^\n]{5,200} wrote:\s*|[^\n]{5,200} (?:пише|пишет|написав|написала|написал):\s*)$",
    re.MULTILINE,
)
_DEVICE_KEYS: Final = re.compile(r"date|time|gps|lat|lon|altitude", re.IGNORECASE)
_READ: Final = (None, "en", *SLAVIC)
_DIGIT: Final = re.compile(r"\d")


def claims(
    reading: Reading, *, exhibit: Exhibit, attributor: Attributor, anchor: date | None = None, first: int = 1
) -> tuple[Claim, ...]:
    """Find the claims of a reading, each with its chain, certainty, date and places.

    Args:
        reading: A text, or one volume of it. One in a language that the attributor does not read gives no claims from
            sentences; tables and devices have no language.
        exhibit: Where it comes from.
        attributor: Finds who says what.
        anchor: The day that relative dates count from. Where ``None``: the day the part states, else the reading's,
            else what the person who added the exhibit said; else such dates stay open.
        first: The number of the first claim.

    Returns:
        In the order of the text; numbered on from ``first``. ``parent`` is the claim that holds another.

    Raises:
        ValueError: When ``first`` is below 1 or ``exhibit`` is another than the reading's.

    Source: DESIGN.md section 4; docs/explanation/attribution.md.
    """
    if exhibit.id != reading.exhibit:
        raise ValueError(f"{reading.exhibit} was read, not {exhibit.id}")
    making = _Making(
        reading=reading,
        exhibit=exhibit,
        attributor=attributor,
        anchor=anchor,
        speaking=speaking_parts(reading),
        dated=Around(part for part in reading.parts if part.stated_date is not None),
        forwards=tuple(forwarded(reading.text)) if reading.genre is Genre.MAIL else (),
    )
    maker = {Genre.TABLE: _rows, Genre.DEVICE: _device_lines, Genre.CONTAINER: _nothing}.get(reading.genre, _sentences)
    proposed = sorted(maker(making), key=lambda one: (one.pieces[0][0], one.pieces[-1][1], one.key))
    numbers = {one.key: ClaimId(identifier("C", number)) for number, one in enumerate(proposed, start=first)}
    return tuple(_claim(making, one, numbers) for one in proposed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    reading: Reading
    exhibit: Exhibit
    attributor: Attributor
    anchor: date | None
    speaking: Around
    dated: Around
    forwards: tuple[Forwarded, ...]
    dates: dict[int, tuple[Found, ...]] = field(default_factory=dict)

    def voice(self, start: int) -> Voice:
        """Give who speaks at a place of this volume's text where nobody is named."""
        voice = voice_of(self.reading, self.exhibit, self.speaking(start + self.reading.offset))
        place = bisect_right(self.forwards, start, key=lambda each: each.body) - 1
        if place < 0 or start >= self.forwards[place].end:
            return voice
        block = self.forwards[place]
        kind = SourceKind.NAMED if block.sender else SourceKind.DESCRIBED
        return Voice(name=block.sender or UNKNOWN[Genre.MAIL], kind=kind, genre=Genre.MAIL, sent_on_by=voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposed:
    """A claim before it has a number; pieces count in this volume. ``key`` is the attribution's index, if any."""

    key: int
    pieces: tuple[tuple[int, int], ...]
    chain: tuple[Hop, ...]
    certainty: Certainty
    sentence: tuple[int, int]
    forecast: bool = False
    parent: int | None = None
    is_negative: bool = False
    suggesters: tuple[str, ...] = ()
    confidence: float | None = None
    told: Told = field(default_factory=Told)
    is_attributed: bool = False


def _sentences(making: _Making) -> Iterator[_Proposed]:
    reading = making.reading
    if reading.language is not None and reading.language not in making.attributor.languages:
        return
    text = _visible(making)
    attributions = making.attributor.attribute(text)
    whole: Layout = slavic_parse(text, reading.language) if reading.language in SLAVIC else parse(text)
    links = links_of(reading, whole, attributions)
    substance = Substance(reading, _senses(whole, attributions)) if reading.language in _READ else None
    for index, each in enumerate(attributions):
        if not _is_empty(whole, each):
            one = _attributed(making, links, index, each)
            yield replace(one, told=_told(making, substance, one, index))
    orders = reading.genre is Genre.DOCUMENT
    for number, own in enumerate(_own_claims(whole, attributions, orders=orders), start=len(attributions)):
        one = _own(making, whole, number, own)
        yield replace(one, told=_told(making, substance, one, None))


def _senses(whole: Layout, attributions: Sequence[Attribution]) -> Senses:
    """Give what the rules of a text's language make of its words; one that nobody could tell is read as English."""
    if isinstance(whole, SlavicParse):
        return SlavicSenses(whole, attributions)
    assert isinstance(whole, Parse)
    return EnglishSenses(whole, attributions)


def _own_claims(whole: Layout, attributions: Sequence[Attribution], *, orders: bool) -> Iterator[Own]:
    """Give what the text's own voice claims, by the rules of its language."""
    if isinstance(whole, SlavicParse):
        return slavic_own_claims(whole, attributions, orders=orders)
    assert isinstance(whole, Parse)
    return own_claims(whole, attributions, orders=orders)


def _told(making: _Making, substance: Substance | None, one: _Proposed, inside: int | None) -> Told:
    """Take a claim apart, where its language is one that can be."""
    if substance is None:
        return Told()
    voice = making.voice(one.pieces[0][0])
    is_one = voice.genre in (Genre.TESTIMONY, Genre.MAIL) and voice.kind is SourceKind.NAMED
    found, base = _dates(making, one)
    return substance.of(one.pieces, inside=inside, voice=voice.name if is_one else None, dates=found, base=base)


def _visible(making: _Making) -> str:
    """Give the text with headers, lists of attachments and quoted mail blanked out, as long as it was."""
    reading, text = making.reading, making.reading.text
    stretches = [(part.start - reading.offset, part.end - reading.offset) for part in silent_parts(reading)]
    if reading.genre is Genre.MAIL:
        stretches += [match.span() for match in _QUOTED_LINE.finditer(text)]
        stretches += [(each.start, each.body) for each in making.forwards]
    kept: list[str] = []
    done = 0
    for start, end in sorted(stretches):
        if end > done:
            kept += [text[done:start], "\n" * (end - max(start, done))]
            done = end
    return "".join([*kept, text[done:]])


def _attributed(making: _Making, links: Links, index: int, each: Attribution) -> _Proposed:
    voice = making.voice(each.content[0][0])
    rejected = rejecting(links.attributions, index)
    return _Proposed(
        key=index,
        pieces=tuple(sorted(each.content)),
        chain=chain_of(links, index, voice),
        certainty=each.certainty if rejected is None else links.attributions[rejected].certainty,
        sentence=_sentence(links.whole, each.cue[0][0]),
        forecast=each.forecast,
        parent=each.parent,
        is_negative=each.is_negative,
        is_attributed=True,
        suggesters=each.suggesters,
        confidence=each.confidence,
    )


def _is_empty(whole: Layout, each: Attribution) -> bool:
    """Whether the content is no more than a pronoun: "denied it" says nothing that could be looked into."""
    start, end = whole.token_at(each.content[0][0]), whole.token_at(each.content[-1][1])
    is_governed = isinstance(whole, SlavicParse) and whole.tags[start:end] == "pR"
    return is_governed or (end - start <= 1 and whole.tag(start) in "RO")


def _own(making: _Making, whole: Layout, number: int, own: Own) -> _Proposed:
    voice = making.voice(own.start)
    return _Proposed(
        key=number,
        pieces=((own.start, own.end),),
        chain=(voice.as_origin(), *voice.passed_on),
        certainty=own.certainty,
        sentence=_sentence(whole, own.start),
        forecast=own.forecast,
        is_negative=own.is_negative,
        suggesters=(VOICE,),
    )


def _sentence(whole: Layout, character: int) -> tuple[int, int]:
    sentence = whole.sentences[whole.sentence_of[whole.token_at(character)]]
    return whole.span(sentence.first, sentence.last)


def _nothing(_making: _Making) -> Iterator[_Proposed]:
    yield from ()


def _rows(making: _Making) -> Iterator[_Proposed]:
    """Give a claim for every row with a number in it; a sheet's first row is its heading where it has none."""
    reading = making.reading
    for part in reading.parts:
        if part.kind is not PartKind.ROW or part.start == part.end:
            continue
        words = reading.text[part.start - reading.offset : part.end - reading.offset]
        if _DIGIT.search(words) and words.strip():
            yield _line(making, len(reading.text) + part.start, part.start - reading.offset, part.end - reading.offset)


def _device_lines(making: _Making) -> Iterator[_Proposed]:
    """Give a claim for every line in which the device says when or where."""
    start = 0
    for line in making.reading.text.split("\n"):
        key, _, value = line.partition(":")
        if _DEVICE_KEYS.search(key) and value.strip():
            yield _line(making, start, start, start + len(line))
        start += len(line) + 1


def _line(making: _Making, key: int, start: int, end: int) -> _Proposed:
    text = making.reading.text
    while end > start and text[end - 1].isspace():
        end -= 1
    voice = making.voice(start)
    return _Proposed(
        key=key,
        pieces=((start, end),),
        chain=(voice.as_origin(),),
        certainty=Certainty.CERTAIN,
        sentence=(start, end),
        suggesters=(LINES,),
    )


def _claim(making: _Making, one: _Proposed, numbers: dict[int, ClaimId]) -> Claim:
    reading = making.reading
    start, end = one.pieces[0][0], max(piece[1] for piece in one.pieces)

    def passage(low: int, high: int) -> Passage:
        return Passage(exhibit=reading.exhibit, start=low + reading.offset, end=high + reading.offset)

    return Claim(
        id=numbers[one.key],
        exhibit=reading.exhibit,
        passage=passage(start, end),
        words=reading.text[start:end],
        content=_content(reading.text, one.pieces),
        pieces=tuple(passage(*piece) for piece in one.pieces),
        chain=one.chain,
        certainty=one.certainty,
        suggester=f"{making.attributor.name}/{making.attributor.version}",
        forecast=one.forecast,
        period=_period(making, one),
        places=_places(reading, " ".join(reading.text[start:end].split())),
        parent=numbers.get(one.parent) if one.parent is not None else None,
        is_negative=one.is_negative,
        suggesters=one.suggesters,
        confidence_permille=None if one.confidence is None else round(1000 * one.confidence),
        event=one.told.event,
        participants=one.told.participants,
        quantities=one.told.quantities,
        standalone=one.told.standalone,
    )


def _content(text: str, pieces: Sequence[tuple[int, int]]) -> str:
    """Join the pieces, collapse white space and drop a leading "that"."""
    joined = " ".join(" ".join(text[start:end].split()) for start, end in pieces)
    return joined[len(match.group()) :] if (match := THAT.match(joined)) else joined


def _places(reading: Reading, words: str) -> tuple[str, ...]:
    return slavic_places_in(words) if reading.language in SLAVIC else places_in(words)


def _period(making: _Making, one: _Proposed) -> Period | None:
    """Give the first date in the content, in the text's own voice else in its sentence.

    A date beside a content that somebody is said to say is the day of saying it. Each part counts from its own day.
    """
    found, low = _dates(making, one)
    beside = () if one.is_attributed else (one.sentence,)
    for start, end in (*one.pieces, *beside):
        period = period_in(found, start - low, end - low)
        if period is not None:
            return period
    return None


def _dates(making: _Making, one: _Proposed) -> tuple[tuple[Found, ...], int]:
    """Give the dates of the part that a claim stands in, and where that part begins."""
    reading = making.reading
    part = making.dated(one.pieces[0][0] + reading.offset)
    low = part.start - reading.offset if part is not None else 0
    high = part.end - reading.offset if part is not None else len(reading.text)
    found = making.dates.get(low)
    if found is None:
        found = making.dates[low] = dates_in(reading.text[low:high], _anchor(making, part), reading.language)
    return found, low


def _anchor(making: _Making, part: Part | None) -> date | None:
    """Give the day that dates count from: what was asked for, else what part, reading or exhibit state as one day."""
    if making.anchor is not None:
        return making.anchor
    stated = part.stated_date if part is not None else making.reading.stated_date
    if stated is not None and stated.earliest is not None and stated.earliest == stated.latest:
        return stated.earliest
    return making.exhibit.stated_date
