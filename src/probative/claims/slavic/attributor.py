"""The attributors for Ukrainian and for Russian: rules, and a small network beside them where a model is named."""

from functools import cache, partial
from typing import Final

from probative.claims.assembly import Grammar
from probative.claims.port import Attributor
from probative.claims.slavic.certainty import certainty, is_forecast, is_negative
from probative.claims.slavic.letters import Letters
from probative.claims.slavic.lexicon import LANGUAGES
from probative.claims.slavic.parse import SlavicParse, parse
from probative.claims.slavic.rules import VERSION, rule_drafts
from probative.claims.slavic.speakers import Speakers
from probative.claims.suggesters import Rules, Tongue
from probative.claims.trained.weights import ModelInvalid, Weights

_GRAMMAR: Final[Grammar[SlavicParse]] = Grammar(
    speakers=Speakers, certainty=certainty, is_forecast=is_forecast, is_negative=is_negative, is_ruled=True
)


@cache
def tongue(language: str) -> Tongue[SlavicParse]:
    """Give how a language is read.

    Args:
        language: ``uk`` or ``ru``.

    Raises:
        ValueError: When it is another.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there are rules for {', '.join(LANGUAGES)}, not for {language!r}")
    return Tongue(
        code=language,
        parse=partial(_parsed, language=language),
        drafts=rule_drafts,
        grammar=_GRAMMAR,
        pieces=_letters,
        name=f"rules-{language}",
        version=VERSION,
    )


def slavic_rules(language: str) -> Attributor:
    """Give the rules for a language.

    Args:
        language: ``uk`` or ``ru``.

    Raises:
        ValueError: When it is another.
    """
    return Rules(tongue(language))


def _parsed(text: str, language: str) -> SlavicParse:
    return parse(text, language)


def _letters(weights: Weights) -> Letters:
    if not weights.rows:
        raise ModelInvalid(f"the model {weights.name} has no table of letters, which a model for these languages needs")
    return Letters(weights.rows)
