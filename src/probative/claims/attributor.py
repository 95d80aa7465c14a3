"""Who attributes: the rules, the network, and both together, behind one port."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from probative.claims.agreement import Proposal, proposals, settled
from probative.claims.assembly import ENGLISH, attributions
from probative.claims.drafts import Draft
from probative.claims.nesting import tidy
from probative.claims.parse import Parse, parse
from probative.claims.port import Attributor
from probative.claims.rules import NAME, VERSION, rule_drafts
from probative.claims.slavic import LANGUAGES, slavic_rules
from probative.claims.trained.suggesting import Suggester
from probative.claims.trained.weights import CARD, ModelInvalid, Weights, card_hash, open_weights
from probative.model.claims import Attribution

__all__ = [
    "READ", "Attributor", "English", "EnglishNetwork", "EnglishRules", "attributor_for", "attributors",
    "english_attributor", "shipped",
]  # fmt: skip

SHIPPED: Final = "data/en"
READ: Final = ("en", *LANGUAGES)
"""Languages that somebody attributes in."""


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """Attributes by lexicons and hand-written rules alone. Deterministic; linear in the length of the text."""

    name: str = NAME
    version: str = VERSION
    languages: frozenset[str] = frozenset(("en",))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = parse(text)
        return attributions(whole, rule_drafts(whole), ENGLISH)


@dataclass(frozen=True, slots=True)
class _Taught:
    """A network, ready to suggest."""

    weights: Weights
    suggester: Suggester = field(init=False)

    def __post_init__(self) -> None:
        """Make the network ready."""
        object.__setattr__(self, "suggester", Suggester(self.weights))

    @property
    def languages(self) -> frozenset[str]:
        """What the network was taught."""
        return self.weights.languages


@dataclass(frozen=True, slots=True)
class EnglishNetwork(_Taught):
    """Attributes by the network alone: for measuring it apart from the rules."""

    @property
    def name(self) -> str:
        """The model's name."""
        return self.weights.name

    @property
    def version(self) -> str:
        """The model's version and the beginning of its hash."""
        return self.weights.edition

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = parse(text)
        seen = self.suggester.look(whole)
        given = proposals(whole, [], seen.suggestions, seen.cue_chances, self.name)
        return attributions(whole, tidy(each.draft for each in given), ENGLISH)


@dataclass(frozen=True, slots=True)
class English(_Taught):
    """Attributes by rules and network together."""

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.weights.name}+{NAME}"

    @property
    def version(self) -> str:
        """Both versions."""
        return f"{self.weights.edition}+{VERSION}"

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = parse(text)
        drafts: Sequence[Draft] = settled(whole, self.proposals(whole), self.weights.scale, self.weights.threshold)
        return attributions(whole, drafts, ENGLISH)

    def proposals(self, whole: Parse) -> list[Proposal]:
        """Give everything that either suggests, for calibrating."""
        seen = self.suggester.look(whole)
        return proposals(whole, rule_drafts(whole), seen.suggestions, seen.cue_chances, self.weights.name)


def attributor_for(language: str | None, model: Path | None = None) -> Attributor:
    """Give the attributor in use for a language: rules for Ukrainian and Russian, else the one for English.

    Args:
        language: ISO 639-1; a text whose language nobody could tell is read as English.
        model: As in ``english_attributor``.

    Raises:
        ModelInvalid: As in ``english_attributor``.
    """
    return slavic_rules(language) if language in LANGUAGES else english_attributor(model)


def english_attributor(model: Path | None = None) -> Attributor:
    """Give the attributor for English.

    Args:
        model: The folder of a model to attribute with, beside the rules; what ships where absent. It is opened once
            and opened again where its card has changed.

    Raises:
        ModelInvalid: The folder holds no model, one that was changed, or one that was not taught English.
    """
    return EnglishRules() if model is None else _opened(model, card_hash(model))


@cache
def _opened(model: Path, card: str) -> English:
    """Open a model; ``card`` is its hash, so that another model in the same place is not taken for this one."""
    weights = open_weights(model)
    if "en" not in weights.languages:
        taught = ", ".join(sorted(weights.languages))
        raise ModelInvalid(f"the model in {model} attributes in {taught}, not in English")
    if weights.hash != card:
        raise ModelInvalid(f"the model in {model} was replaced while it was being opened")
    return English(weights)


def attributors(language: str, folder: Path | None = None) -> dict[str, Attributor]:
    """Give every way to attribute in a language, for comparing: ``rules``, ``network``, ``both``.

    Args:
        language: ISO 639-1.
        folder: Holds another network than the one that ships.

    Returns:
        Nothing for a language that is not read; rules only for Ukrainian and Russian, and for English where no network
        is named and none ships.
    """
    if language in LANGUAGES:
        return {"rules": slavic_rules(language)}
    if language != "en":
        return {}
    if folder is None and not resources.files("probative.claims").joinpath(SHIPPED, CARD).is_file():
        return {"rules": EnglishRules()}
    weights = open_weights(folder) if folder else shipped()
    return {"rules": EnglishRules(), "network": EnglishNetwork(weights), "both": English(weights)}


@cache
def shipped() -> Weights:
    """Give the network for English that ships with Probative."""
    with resources.as_file(resources.files("probative.claims") / SHIPPED) as folder:
        return open_weights(folder)
