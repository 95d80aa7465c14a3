"""Rules, network, and both together, in any language that is cut up: three attributors behind one port."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic

from probative.claims.agreement import Proposal, proposals, settled
from probative.claims.assembly import Grammar, L, attributions
from probative.claims.drafts import Draft
from probative.claims.nesting import tidy
from probative.claims.trained.suggesting import Suggester
from probative.claims.trained.weights import Weights
from probative.claims.trained.windows import Vocabulary
from probative.model.claims import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue(Generic[L]):
    """A language that is read: how its texts are cut up, what its rules find in one, what its grammar says of that.

    ``name`` and ``version`` are those of its rules; ``pieces`` gives what a network reads of its words.
    """

    code: str
    parse: Callable[[str], L]
    drafts: Callable[[L], list[Draft]]
    grammar: Grammar[L]
    pieces: Callable[[Weights], Vocabulary[L]]
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Rules(Generic[L]):
    """Attributes by lexicons and hand-written rules alone. Deterministic; linear in the length of the text."""

    tongue: Tongue[L]

    @property
    def name(self) -> str:
        """That of the language's rules."""
        return self.tongue.name

    @property
    def version(self) -> str:
        """That of the language's rules."""
        return self.tongue.version

    @property
    def languages(self) -> frozenset[str]:
        """The one language it reads."""
        return frozenset((self.tongue.code,))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = self.tongue.parse(text)
        return attributions(whole, self.tongue.drafts(whole), self.tongue.grammar)


@dataclass(frozen=True, slots=True)
class Network(Generic[L]):
    """Attributes by the network alone: for measuring it apart from the rules."""

    tongue: Tongue[L]
    weights: Weights
    suggester: Suggester[L] = field(init=False)

    def __post_init__(self) -> None:
        """Make the network ready."""
        object.__setattr__(self, "suggester", Suggester(self.weights, self.tongue.pieces(self.weights)))

    @property
    def name(self) -> str:
        """The model's name."""
        return self.weights.name

    @property
    def version(self) -> str:
        """The model's version and the beginning of its hash."""
        return self.weights.edition

    @property
    def languages(self) -> frozenset[str]:
        """The one language it reads here."""
        return frozenset((self.tongue.code,))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = self.tongue.parse(text)
        given = self._proposals(whole, [])
        return attributions(whole, tidy(each.draft for each in given), self.tongue.grammar)

    def _proposals(self, whole: L, rules: list[Draft]) -> list[Proposal]:
        seen = self.suggester.look(whole)
        return proposals(
            whole, rules, seen.suggestions, seen.cue_chances, name=self.weights.name, grammar=self.tongue.grammar
        )


@dataclass(frozen=True, slots=True)
class Both(Network[L]):
    """Attributes by rules and network together."""

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.weights.name}+{self.tongue.name}"

    @property
    def version(self) -> str:
        """Both versions."""
        return f"{self.weights.edition}+{self.tongue.version}"

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``, in order of their cues."""
        whole = self.tongue.parse(text)
        drafts = settled(whole, self.proposals(whole), self.weights.scale, self.weights.threshold)
        return attributions(whole, drafts, self.tongue.grammar)

    def proposals(self, whole: L) -> list[Proposal]:
        """Give everything that either suggests, for calibrating."""
        return self._proposals(whole, self.tongue.drafts(whole))
