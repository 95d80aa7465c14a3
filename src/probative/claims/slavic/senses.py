"""What the rules for Ukrainian and Russian make of the words of a text, for its claims to be taken apart."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.quantities import counts
from probative.claims.senses import Count, Happening, Meaning
from probative.claims.slavic.antecedents import Antecedents
from probative.claims.slavic.events import happening_in
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at, without_dative
from probative.claims.slavic.places import placed
from probative.model.claims import Attribution

_THEN: Final = frozenset(("тоді", "тогда"))


class SlavicSenses:
    """Reads the words of one Ukrainian or Russian text; see ``Senses``."""

    def __init__(self, whole: SlavicParse, attributions: Sequence[Attribution]) -> None:
        self.whole = whole
        self._attributions = attributions
        self._antecedents = Antecedents(whole, attributions)

    def meaning(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give what a pronoun, a short name or "there" means, in the case of the word that it stands for."""
        return self._antecedents.of(at, inside, voice)

    def called(self, start: int, end: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give who a pronoun or a family name means, as they are called."""
        return self._antecedents.called(start, end, inside, voice)

    def elided(self, content: Sequence[Stretch], inside: int | None, voice: str | None) -> Meaning | None:
        """Give who does it where the content has no subject: the speaker with whom the verb agrees, the witness."""
        return self._antecedents.dropped(content, inside, voice)

    def happening(self, content: Sequence[Stretch], inside: int | None) -> Happening | None:
        """Give the event of the main clause."""
        each = self._attributions[inside] if inside is not None else None
        return happening_in(self.whole, content, each)

    def counts(self, start: int, end: int, dated: Collection[int]) -> Iterator[Count]:
        """Give the numbers, each with the noun phrase after it."""
        return counts(self.whole, self.whole.lexicon.language, start, end, phrase_end=self._phrase_end, dated=dated)

    def placed(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Give the names after "в", "біля" and their kin, as written."""
        return placed(words)

    def is_then(self, at: int) -> bool:
        """Whether "тоді", "тогда" stand at ``at``."""
        return self.whole.low(at) in _THEN

    def _phrase_end(self, inner: int, high: int) -> int:
        """Give the end of the noun phrase after a number, its genitives included."""
        after = inner + 1
        if after >= high or self.whole.tags[after] not in "NPJL":
            return after
        phrase = phrase_at(self.whole, after, high)
        if phrase is None:
            return after
        stop = without_dative(self.whole, phrase).end
        return next((at for at in range(after, stop) if self.whole.tags[at] == "p"), stop)
