"""What the rules for English make of the words of a text, for its claims to be taken apart."""

from collections.abc import Collection, Iterator, Sequence

from probative.claims.antecedents import Antecedents
from probative.claims.drafts import Stretch
from probative.claims.events import happening_in, is_ordering
from probative.claims.occasions import placed
from probative.claims.parse import Parse
from probative.claims.quantities import counts
from probative.claims.senses import Count, Happening, Meaning
from probative.model.claims import Attribution
from probative.model.meaning import EventKind, ParticipantRole


class EnglishSenses:
    """Reads the words of one English text; see ``Senses``."""

    def __init__(self, whole: Parse, attributions: Sequence[Attribution]) -> None:
        self.whole = whole
        self._attributions = attributions
        self._antecedents = Antecedents(whole, attributions)

    def meaning(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give what a pronoun, a short name or "there" means."""
        return self._antecedents.of(at, inside, voice)

    def called(self, start: int, end: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give who a pronoun means, and the full name in "Colonel Brek"."""
        last = end - 1
        if end - start == 1:
            return self._antecedents.of(start, inside, voice)
        return self._antecedents.of(last, None, None) if self.whole.tag(last) == "P" and end - start <= 3 else None

    def happening(self, content: Sequence[Stretch], inside: int | None) -> Happening | None:
        """Give the order that the content is, else the event of its main clause."""
        return self._order(content, inside) or happening_in(self.whole, content)

    def counts(self, start: int, end: int, dated: Collection[int]) -> Iterator[Count]:
        """Give the numbers, each with the noun phrase that holds it."""
        return counts(self.whole, "en", start, end, phrase_end=self._phrase_end, dated=dated)

    def placed(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Give the names after "in", "near" and their kin."""
        return placed(words)

    def is_then(self, at: int) -> bool:  # noqa: ARG002 - the port's
        """English "then" mostly says what came next, so no word is one."""
        return False

    def _phrase_end(self, inner: int, high: int) -> int:
        phrases = self.whole.chunks(inner).phrases
        return next((min(end, high) for start, end in phrases.items() if start <= inner < end), inner)

    def elided(
        self,
        content: Sequence[Stretch],
        inside: int | None,
        voice: str | None,  # noqa: ARG002 - the port's
    ) -> Meaning | None:
        """Give who is to do what "to leave" or "having left" tells: the one told to, else the one who speaks."""
        first, end = content[0]
        if inside is None or self.whole.tag(first) not in "tI" or (self.whole.tag(first) == "t" and end - first < 2):
            return None
        each = self._attributions[inside]
        cue = self.whole.token_at(each.cue[-1][1])
        group = self._group(inside)
        listener = self.whole.chunks(first).phrases.get(cue)
        if listener is not None and listener == first:
            known = self._antecedents.of(cue, inside, None) if listener - cue == 1 else None
            plain = self.whole.words(cue, listener)
            if known is not None:
                return known
            return None if self.whole.tag(cue) in "RO" else Meaning(plain, (cue, listener))
        if cue != first or group in ("request", "ask"):
            return None
        return self._antecedents.source_of(inside)

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
        source = self._attributions[inside].source
        parts = (
            [(ParticipantRole.RECIPIENT, (first, listener))] if listener > first and (is_direct or is_passive) else []
        )
        if source is not None:
            at = self.whole.token_at(source[0]), self.whole.token_at(source[1])
            parts.insert(0, (ParticipantRole.AGENT, at))
        return Happening(kind=EventKind.ORDER, parts=tuple(parts))

    def _lemma(self, index: int) -> str:
        """Give the verb of an attribution's cue, its last word that is one."""
        each = self._attributions[index]
        last = self.whole.token_at(each.cue[-1][1] - 1)
        at = last if last < len(self.whole.lows) and self.whole.tokens[last].start < each.cue[-1][1] else last - 1
        return self.whole.lexicon.lemmas.get(self.whole.low(at), "")

    def _group(self, index: int) -> str:
        """Give the class of an attribution's cue, "" for one that no list knows."""
        cues = self.whole.lexicon.cue_verbs.get(self._lemma(index), ())
        return cues[0].group if cues else ""
