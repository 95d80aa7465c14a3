"""A verb that may attribute, with its clause and what it can open."""

from dataclasses import dataclass
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.parse import SlavicParse
from probative.language.lexicon import Cue

_CONDITIONS: Final = frozenset(("якщо", "якби", "если"))
_NOBODY: Final = frozenset(("ніхто", "никто", "нікому"))


@dataclass(frozen=True, slots=True)
class Site:
    """The verb at ``index`` and its negation, tokens ``[start, end)``, in the clause ``[low, high)``."""

    whole: SlavicParse
    index: int
    start: int
    end: int
    low: int
    high: int
    cues: tuple[Cue, ...]
    form: VerbForm
    negated: bool

    @property
    def openers(self) -> frozenset[str]:
        """The prepositions that open its content."""
        return frozenset(word for cue in self.cues for word in cue.openers)

    @property
    def is_supposed(self) -> bool:
        """Whether it stands under "if", "would" or "nobody", or in a question of the text's own."""
        whole, index = self.whole, self.index
        if whole.low(self.high) == "?" and whole.quote_of[index] < 0 and ":" not in whole.tags[self.low : self.high]:
            return True
        if whole.low(index + 1) in ("б", "би", "бы", "ли") or whole.low(index - 1) in ("б", "би", "бы"):
            return True
        for place in range(index - 1, max(self.low, index - 12) - 1, -1):
            if whole.lows[place] in _CONDITIONS or whole.lows[place] in _NOBODY:
                return True
            if whole.tags[place] in ",;:.-":
                return False
        return False


def site_at(
    whole: SlavicParse, index: int, cues: tuple[Cue, ...], form: VerbForm, stretch: Stretch | None = None
) -> Site:
    """Give the site of the verb at ``index``; ``stretch`` is the verb with the noun that it needs."""
    low, high = clause_bounds(whole, index)
    near = whole.tag(index - 1) == "x"
    negated = near or (whole.tag(index - 2) == "x" and whole.tag(index - 1) == "a")
    start = index - 1 if near else index - 2 if negated else index
    return Site(whole, index, start, stretch[1] if stretch else index + 1, low, high, cues, form, negated)


def clause_bounds(whole: SlavicParse, index: int) -> Stretch:
    """Give the stretch of the clause: inside its sentence or quotation, between full stops that a dash follows."""
    low, high = whole.bounds(index)
    first = next((place for place in range(index - 1, low - 1, -1) if whole.tags[place] == "."), low - 1) + 1
    last = next((place for place in range(index, high) if whole.tags[place] == "."), high)
    return first, last
