"""Who attributes: the rules, the network, and both together, behind one port."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from probative.claims.agreement import FEATURES
from probative.claims.assembly import ENGLISH
from probative.claims.parse import parse
from probative.claims.port import Attributor
from probative.claims.rules import NAME, VERSION, rule_drafts
from probative.claims.slavic import LANGUAGES
from probative.claims.slavic.attributor import tongue
from probative.claims.suggesters import Both, Network, Rules, Tongue
from probative.claims.trained.weights import ModelInvalid, Weights, card_hash, open_weights
from probative.claims.trained.windows import Pieces

__all__ = [
    "READ", "Attributor", "attributor_for", "attributors", "both_of", "english_attributor", "network_of", "rules_of",
    "shipped", "tongue_of",
]  # fmt: skip

SHIPPED: Final = {"en": "data/en"}
"""Where the network of a language lies that ships; in the others the rules attribute alone."""

READ: Final = ("en", *LANGUAGES)
"""Languages that somebody attributes in."""


def _pieces(weights: Weights) -> Pieces:
    if weights.tokenizer is None:
        raise ModelInvalid(f"the model {weights.name} has no tokenizer, which a model for English needs")
    return Pieces(weights.tokenizer)


_ENGLISH: Final = Tongue(
    code="en", parse=parse, drafts=rule_drafts, grammar=ENGLISH, pieces=_pieces, name=NAME, version=VERSION
)


def tongue_of(language: str) -> Tongue[Any]:
    """Give how a language is read.

    Args:
        language: One of ``READ``.

    Raises:
        ValueError: When it is another.
    """
    return _ENGLISH if language == "en" else tongue(language)


def rules_of(language: str) -> Rules[Any]:
    """Give the rules alone of a language; as ``tongue_of``."""
    return Rules(tongue_of(language))


def network_of(weights: Weights, language: str) -> Network[Any]:
    """Give a network alone, for measuring it; as ``tongue_of``."""
    return Network(tongue_of(language), weights)


def both_of(weights: Weights, language: str) -> Both[Any]:
    """Give rules and network together in a language; as ``tongue_of``."""
    return Both(tongue_of(language), weights)


def attributor_for(language: str | None, model: Path | None = None) -> Attributor:
    """Give the attributor in use for a language.

    Args:
        language: ISO 639-1; a text whose language is not read, or that nobody could tell, is read as English.
        model: The folder of a model to attribute with, beside the rules, in the languages that it was taught; in others
            what ships attributes. It is opened once and opened again where its card has changed.

    Raises:
        ModelInvalid: The folder holds no model, one that was changed, or one that was taught no language that is read.
    """
    read = language if language in READ else "en"
    return _shipped_for(read) if model is None else _opened_for(read, model, card_hash(model))


def english_attributor(model: Path | None = None) -> Attributor:
    """Give the attributor for English: as ``attributor_for``, but the model must have been taught English.

    Raises:
        ModelInvalid: As there, or the model was not taught English.
    """
    if model is not None and "en" not in (weights := _opened(model, card_hash(model))).languages:
        raise ModelInvalid(f"the model in {model} attributes in {_taught(weights)}, not in English")
    return attributor_for("en", model)


@cache
def _opened(model: Path, card: str) -> Weights:
    """Open a model; ``card`` is its hash, so that another model in the same place is not taken for this one."""
    weights = _whole(model)
    if not weights.languages.intersection(READ):
        raise ModelInvalid(f"the model in {model} attributes in {_taught(weights)}, not in {', '.join(READ)}")
    if weights.hash != card:
        raise ModelInvalid(f"the model in {model} was replaced while it was being opened")
    return weights


def _whole(folder: Path) -> Weights:
    """Open a model that has a chance for every kind of proposal, as one that is being taught does not yet."""
    weights = open_weights(folder)
    sizes, needed = ({key: len(names) for key, names in table.items()} for table in (weights.scale, FEATURES))
    if sizes != needed:
        raise ModelInvalid(
            f"the model in {folder} was calibrated for other proposals ({sizes}) than are made now ({needed})"
        )
    return weights


@cache
def _shipped_for(language: str) -> Attributor:
    """Make what ships ready for a language once."""
    return both_of(shipped(language), language) if language in SHIPPED else rules_of(language)


@cache
def _opened_for(language: str, model: Path, card: str) -> Attributor:
    """Make a network ready for a language once: it remembers the words that it has cut up."""
    weights = _opened(model, card)
    return both_of(weights, language) if language in weights.languages else _shipped_for(language)


def _taught(weights: Weights) -> str:
    return ", ".join(sorted(weights.languages))


def attributors(language: str, folder: Path | None = None) -> dict[str, Attributor]:
    """Give every way to attribute in a language, for comparing: ``rules``, ``network``, ``both``.

    Args:
        language: ISO 639-1.
        folder: Holds another network than the one that ships.

    Returns:
        Nothing for a language that is not read; rules only where no network for it is named and none ships.
    """
    if language not in READ:
        return {}
    rules: dict[str, Attributor] = {"rules": rules_of(language)}
    if folder is None and language not in SHIPPED:
        return rules
    weights = _whole(folder) if folder else shipped(language)
    if language not in weights.languages:
        return rules
    return rules | {"network": network_of(weights, language), "both": both_of(weights, language)}


@cache
def shipped(language: str = "en") -> Weights:
    """Give the network for a language of ``SHIPPED`` that ships with Probative."""
    with resources.as_file(resources.files("probative.claims").joinpath(SHIPPED[language])) as folder:
        return _whole(folder)
