"""The attributor for Ukrainian and for Russian: rules alone."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.claims.assembly import Grammar, attributions
from probative.claims.port import Attributor
from probative.claims.slavic.certainty import certainty, is_forecast, is_negative
from probative.claims.slavic.lexicon import LANGUAGES
from probative.claims.slavic.parse import SlavicParse, parse
from probative.claims.slavic.rules import VERSION, rule_drafts
from probative.claims.slavic.speakers import Speakers
from probative.model.claims import Attribution

_GRAMMAR: Final[Grammar[SlavicParse]] = Grammar(
    speakers=Speakers, certainty=certainty, is_forecast=is_forecast, is_negative=is_negative
)


@dataclass(frozen=True, slots=True)
class SlavicRules:
    """Attributes by lexicons and hand-written rules alone. Deterministic; linear in the length of the text."""

    language: str
    version: str = VERSION

    @property
    def name(self) -> str:
        """The rules and their language."""
        return f"rules-{self.language}"

    @property
    def languages(self) -> frozenset[str]:
        """The one language it reads."""
        return frozenset((self.language,))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = parse(text, self.language)
        return attributions(whole, rule_drafts(whole), _GRAMMAR)


@cache
def slavic_rules(language: str) -> Attributor:
    """Give the rules for a language.

    Args:
        language: ``uk`` or ``ru``.

    Raises:
        ValueError: When it is another.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are rules for {', '.join(LANGUAGES)}, not for {language!r}")
    return SlavicRules(language)
