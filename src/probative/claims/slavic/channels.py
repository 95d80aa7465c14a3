"""Who speaks for whom in a Ukrainian or Russian text, and who was told.

A spokesman's body is the origin and he the relay; so is whoever speaks "від імені" others. Who announced what persons
did ("розповів про втечу двох дипломатів") passes on what those persons say later, unless they tell others themselves.
A named one who was told ("рассказал агентству «Орион»") passes it on; nameless journalists are no hop.

Source: docs/explanation/attribution.md, "The spokesperson rule", "The listener rule".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.claims.channels import Channel
from probative.claims.drafts import Stretch
from probative.claims.event_words import word_sets
from probative.claims.slavic.conjugation import RUSSIAN, UKRAINIAN, forms
from probative.claims.slavic.declension import noun_forms
from probative.claims.slavic.nominatives import body_in_nominative, name_in_nominative
from probative.claims.slavic.outlets import interviewer, outlet
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at
from probative.claims.slavic.words import name_stem
from probative.model.claims import Attribution, SourceKind

_FARTHEST: Final = 12
_SETTLEMENTS: Final = frozenset(("міста", "області", "району", "села", "города", "области", "района", "края"))
_MOST_MENTIONS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    spokespersons: frozenset[str]
    behalf: frozenset[str]
    behalf_openers: frozenset[str]
    announcing: frozenset[str]
    events: frozenset[str]
    agencies: frozenset[str]


@cache
def _words(language: str) -> _Words:
    said = word_sets(language, "spokesperson.json")
    endings = UKRAINIAN if language == "uk" else RUSSIAN
    nouns = {
        name: frozenset(form for word in said[name] for form in noun_forms(word, language))
        for name in ("spokespersons", "events", "agencies")
    }
    return _Words(
        behalf=said["behalf"],
        behalf_openers=said["behalf_openers"],
        announcing=frozenset(form for word in said["announcing"] for form, _ in forms(word, endings)),
        **nouns,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Binding:
    """``attribution`` names who speaks for those whose head noun has this stem; ``cue`` is where it says so."""

    attribution: int
    head: str
    cue: tuple[int, int]


class SlavicChannels:
    """The channels of one text; see ``Channels``."""

    def __init__(
        self,
        whole: SlavicParse,
        attributions: Sequence[Attribution],
        by_speaker: Mapping[str, Sequence[Attribution]],
    ) -> None:
        self._whole = whole
        self._attributions = attributions
        self._by_speaker = by_speaker
        self._words = _words(whole.lexicon.language)
        self._bindings: dict[str, list[_Binding]] = {}
        for one in self._bound():
            self._bindings.setdefault(one.head, []).append(one)

    def principal(self, index: int) -> Channel | None:
        """Give the body of a spokesman, or the one in whose name a source speaks."""
        each = self._attributions[index]
        if each.source is None or each.speaker is None:
            return None
        found = self._body(each) or self._behalf(each)
        return found if found is not None and found.name != each.speaker else None

    def relay(self, index: int) -> Channel | None:
        """Give the named one who was told, else who announced those who speak."""
        each = self._attributions[index]
        if each.source is None or each.speaker is None:
            return None
        return self._listener(each) or self._interviewer(each) or self._announcer(index)

    def _tokens(self, span: tuple[int, int]) -> Stretch:
        return self._whole.token_at(span[0]), self._whole.token_at(span[1])

    def _body(self, each: Attribution) -> Channel | None:
        """Give "міністерства" in "речник міністерства", in the nominative."""
        assert each.source is not None
        whole = self._whole
        start, end = self._tokens(each.source)
        first = next((at for at in range(start, end) if whole.lows[at] in self._words.spokespersons), end)
        place = next((at for at in range(first + 1, end) if self._is_body(at)), end)
        if place >= end or any(whole.tags[at] not in "JNLP" for at in range(first + 1, place)):
            return None
        stop = self._body_end(place, end)
        at = next((at for at in range(first + 1, place + 1) if whole.tags[at] in "JLNP"), place)
        name = body_in_nominative(whole, (at, stop))
        span = whole.span(at, stop)
        return Channel(name=name, kind=SourceKind.NAMED, number=None, place=span, cue=whole.span(first, stop))

    def _is_body(self, at: int) -> bool:
        whole = self._whole
        written = whole.tokens[at].words
        is_initials = written.isupper() and 2 <= len(written) <= 7 and written.isalpha()
        return is_initials or whole.lexicon.people.get(whole.lows[at]) == "institutions"

    def _body_end(self, place: int, end: int) -> int:
        """Give where a body's name ends: its genitives belong to it, a person's full name after it does not."""
        whole = self._whole
        stop = place + 1
        while stop < end and whole.tags[stop] in "JNL[]'" and whole.lexicon.people.get(whole.lows[stop]) != "people":
            stop += 1
        is_place = whole.lows[stop - 1] in _SETTLEMENTS or (stop < end and "N" not in whole.seen[stop].cases)
        if stop < end and whole.tags[stop] == "P" and whole.tag(stop + 1) != "P" and is_place:
            stop += 1
        return stop

    def _behalf(self, each: Attribution) -> Channel | None:
        """Give the persons in "від імені двох жінок" beside a source or its cue."""
        found = self._in_name_of(each)
        if found is None:
            return None
        (start, end), cue = found
        return Channel(
            name=self._called(start, end),
            kind=SourceKind.NAMED if "P" in self._whole.tags[start:end] else SourceKind.DESCRIBED,
            number=self._number(start, end),
            place=self._whole.span(start, end),
            cue=cue,
        )

    def _in_name_of(self, each: Attribution) -> tuple[Stretch, tuple[int, int]] | None:
        assert each.source is not None
        whole = self._whole
        first = min(self._tokens(each.source)[0], self._tokens(each.cue[0])[0])
        last = max(self._tokens(each.source)[1], self._tokens(each.cue[-1])[1])
        high = min(last + _FARTHEST, whole.sentences[whole.sentence_of[first]].last)
        for at in range(first, high - 1):
            if whole.tags[at] in "s:[":
                break
            if whole.lows[at] in self._words.behalf_openers and whole.lows[at + 1] in self._words.behalf:
                phrase = phrase_at(whole, at + 2, high)
                if phrase is not None and phrase.tag != "R":
                    return (phrase.start, phrase.end), whole.span(at, phrase.end)
        return None

    def _called(self, start: int, end: int) -> str:
        whole = self._whole
        words = [token.words for token in whole.tokens[start:end]]
        title = outlet(whole, (start, end))
        if title:
            return title
        if set(whole.tags[start:end]) == {"P"}:
            return name_in_nominative(words, whole.lexicon.language)
        return body_in_nominative(whole, (start, end))

    def _number(self, start: int, end: int) -> int | None:
        return 1 if set(self._whole.tags[start:end]) == {"P"} else None

    def _bound(self) -> Iterator[_Binding]:
        """Give who announced what persons did, and for whom somebody speaks."""
        for index, each in enumerate(self._attributions):
            if each.kind is not SourceKind.NAMED or each.source is None:
                continue
            spoken = self._in_name_of(each)
            who = spoken[0] if spoken is not None else self._announced(each)
            if who is None:
                continue
            head = next(
                (at for at in range(*who) if self._whole.lexicon.people.get(self._whole.lows[at]) == "people"), -1
            )
            if head >= 0:
                cue = spoken[1] if spoken is not None else (each.cue[0][0], self._whole.tokens[who[1] - 1].end)
                yield _Binding(attribution=index, head=self._stem(head), cue=cue)

    def _announced(self, each: Attribution) -> Stretch | None:
        """Give the persons whose escape or account an attribution announces: "про втечу двох дипломатів"."""
        whole = self._whole
        if not any(
            low in self._words.announcing for span in each.cue for low in whole.lows[slice(*self._tokens(span))]
        ):
            return None
        start, end = self._tokens(each.content[0])
        start += whole.tag(start) == "p"
        if start >= end or whole.low(start) not in self._words.events:
            return None
        phrase = phrase_at(whole, start + 1, end)
        return (phrase.start, phrase.end) if phrase is not None and "G" in phrase.cases else None

    def _stem(self, at: int) -> str:
        return name_stem(self._whole.lows[at])

    def _announcer(self, index: int) -> Channel | None:
        """Give who announced those who speak here, unless they have a channel of their own or two announced them."""
        whole = self._whole
        each = self._attributions[index]
        if each.kind is not SourceKind.DESCRIBED or not self._bindings:
            return None
        own = self._by_speaker.get(each.speaker or "", ())[:_MOST_MENTIONS]
        heads = {
            self._stem(at)
            for one in own
            if one.source is not None
            for at in range(*self._tokens(one.source))
            if whole.tags[at] == "N"
        }
        bound = (one for head in sorted(heads) for one in self._bindings.get(head, ())[:_MOST_MENTIONS])
        fitting = [one for one in bound if one.attribution != index]
        names = {self._attributions[one.attribution].speaker for one in fitting}
        if len(names) != 1 or any(self._told(one) is not None for one in own):
            return None
        binding = fitting[0]
        relay = self._attributions[binding.attribution]
        assert relay.source is not None
        assert relay.speaker is not None
        return Channel(name=relay.speaker, kind=relay.kind, number=relay.number, place=relay.source, cue=binding.cue)

    def _told(self, each: Attribution) -> Stretch | None:
        """Give who was told: the dative, or the Latin name, right after the verb of saying."""
        whole = self._whole
        after = self._tokens(each.cue[-1])[1]
        source = self._tokens(each.source) if each.source is not None else (0, 0)
        after = source[1] if source[0] == after else after
        if after >= len(whole.tags) or whole.tags[after] not in "NPJ[":
            return None
        written = whole.tokens[after].words
        if written.isascii() and written[0].isupper():
            return after, after + 1
        phrase = phrase_at(whole, after, whole.bounds(after)[1])
        is_agency = whole.lows[after] in self._words.agencies
        if is_agency and phrase is not None and body_in_nominative(whole, (after, after + 1)) != written:
            return phrase.start, phrase.end
        if phrase is None or "D" not in phrase.cases or "N" in phrase.cases.replace("NADL", "").replace("NGDAIL", ""):
            return None
        return phrase.start, phrase.end

    def _listener(self, each: Attribution) -> Channel | None:
        """Give the named one who was told: an agency, or somebody who is a source here himself."""
        told = self._told(each)
        if told is None:
            return None
        whole = self._whole
        start, end = told
        is_agency = whole.tokens[start].words.isascii() or any(
            low in self._words.agencies for low in whole.lows[start:end]
        )
        name = self._called(start, end)
        known = self._by_speaker.get(name, ())
        is_named = "P" in whole.tags[start:end] or "[" in whole.tags[start:end]
        if name == each.speaker or not is_named or not (is_agency or known):
            return None
        span = whole.span(start, end)
        return Channel(
            name=name, kind=SourceKind.NAMED, number=None if is_agency else 1, place=span, cue=(each.cue[0][0], span[1])
        )

    def _interviewer(self, each: Attribution) -> Channel | None:
        """Give the outlet in an interview with which a source says it, in the same sentence and outside its content."""
        assert each.source is not None
        whole = self._whole
        sentence = whole.sentences[whole.sentence_of[self._tokens(each.source)[0]]]
        low, high = sentence.first, sentence.last
        content = self._tokens(each.content[0])
        for start, end in ((low, min(high, content[0])), (max(low, content[1]), high)):
            found = interviewer(whole, start, end)
            if found is not None:
                (first, last), cue = found
                name = self._called(first, last)
                if name != each.speaker:
                    place = whole.span(first, last)
                    return Channel(name=name, kind=SourceKind.NAMED, number=None, place=place, cue=whole.span(*cue))
        return None
