"""What is said, by whom, through whom, how surely."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, ExhibitId
from probative.model.anchors import Passage
from probative.model.meaning import EventKind, Participation, Quantity, Wording
from probative.model.periods import Period


class Certainty(StrEnum):
    """How sure the *speaker* says they are, never how sure we are.

    Source: FactBank values.
    """

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    UNCOMMITTED = "Uu"

    @property
    def is_denial(self) -> bool:
        """Whether the speaker leans against the content."""
        return self in (Certainty.CERTAINLY_NOT, Certainty.PROBABLY_NOT, Certainty.POSSIBLY_NOT)


class SourceKind(StrEnum):
    """How a source is known."""

    NAMED = "named"
    DESCRIBED = "described"
    UNATTRIBUTED = "unattributed"
    SEALED = "sealed"
    PUBLISHER = "publisher"


class Role(StrEnum):
    """A source's place in the chain a claim took."""

    ORIGIN = "origin"
    RELAY = "relay"
    PUBLISHER = "publisher"


class Status(StrEnum):
    """What a human has said of it. What a machine found is ``proposed`` until then."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Proposer(StrEnum):
    """Which suggesters proposed a claim, and where they differ.

    ``RULES``: by rules, where no model was asked. ``ONLY_RULES`` and ``ONLY_MODEL``: both were asked and one saw it.
    ``VOICE``: a sentence of the text's own voice. ``LINES``: a row of a table, a line of a device's record.
    ``UNKNOWN``: recorded before suggesters were.
    """

    BOTH = "both"
    RULES = "rules"
    ONLY_RULES = "only_rules"
    ONLY_MODEL = "only_model"
    VOICE = "voice"
    LINES = "lines"
    UNKNOWN = "unknown"

    @property
    def is_disagreement(self) -> bool:
        """Whether two were asked and one did not see it."""
        return self in (Proposer.ONLY_RULES, Proposer.ONLY_MODEL)


VOICE = "voice"
"""Suggester of what a text says in its own voice."""

LINES = "lines"
"""Suggester of claims that are rows of a table or lines of a device's record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution in a text, in offsets of that text: who, by which words, says what.

    ``source`` is ``None`` where nobody is named ("reportedly"). ``cue`` and ``content`` may be in pieces. ``parent`` is
    the index of the attribution whose content holds this one, ``None`` at the top. ``speaker`` is the source's name
    after pronouns and short names were resolved inside the text ("He" gives "Vladimir Osechkin"), ``None`` where the
    source is ``None``. ``number`` is how many people the source is, where its words say so. ``is_negative`` says that
    the content tells of something that did not happen or is not so. ``suggesters`` name what proposed it, and
    ``confidence`` is the calibrated chance that it is right, ``None`` where nobody calibrated.
    """

    source: tuple[int, int] | None
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    kind: SourceKind
    certainty: Certainty
    forecast: bool = False
    parent: int | None = None
    speaker: str | None = None
    number: int | None = None
    is_negative: bool = False
    suggesters: tuple[str, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        """Demand words for the cue and the content, and a source wherever one is said to be known."""
        if not self.cue or not self.content:
            raise ValueError("an attribution has a cue and a content")
        if (self.source is None) != (self.kind is SourceKind.UNATTRIBUTED):
            raise ValueError("unattributed means exactly that no source is named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One source on the way a claim took.

    ``source`` is its name or description, resolved inside the exhibit; ``None`` exactly for *unattributed*. ``mention``
    is where the exhibit's words name it ("He"), with ``words`` those words; ``None`` where nothing in the text does
    (the publisher, a sender known from a header). ``cue`` is the reporting words, empty for the publisher. ``number``
    is how many people it stands for, ``None`` where the words do not say.
    """

    source: str | None
    kind: SourceKind
    role: Role
    mention: Passage | None = None
    words: str | None = None
    cue: str = ""
    number: int | None = None

    def __post_init__(self) -> None:
        """Demand a name for every source but the unattributed one."""
        if (self.source is None) != (self.kind is SourceKind.UNATTRIBUTED):
            raise ValueError("unattributed means exactly that no source is named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said, with its chain, the speaker's certainty and its anchor. A claim is never a fact.

    ``passage`` is the stretch from the first to the last word of the content and ``words`` exactly those words;
    ``content`` is what is claimed, in pieces joined where a cue split it; ``pieces`` anchors each piece. ``chain``
    runs from the origin (who could know) over relays to the publisher and is never empty. ``parent`` is the claim
    whose content holds this one. ``suggester`` names the tool that proposed it, with version; ``suggesters`` those
    parts of it that did (rules, model, or the rule for the voice of a text), and ``confidence_permille`` the
    calibrated chance that they are right, ``None`` where nobody calibrated.

    What it tells of is taken apart as far as its words leave no doubt: ``is_negative`` (that something did not happen
    or is not so), ``event``, ``participants``, ``quantities``, ``period``, ``places``. ``standalone`` is the content as
    it can stand alone, what was filled in marked as such; empty where it was not worked out (rows, languages that are
    not covered).

    Source: DESIGN.md section 4; docs/explanation/claims.md.
    """

    id: ClaimId
    exhibit: ExhibitId
    passage: Passage
    words: str
    content: str
    pieces: tuple[Passage, ...]
    chain: tuple[Hop, ...]
    certainty: Certainty
    suggester: str
    forecast: bool = False
    period: Period | None = None
    places: tuple[str, ...] = ()
    parent: ClaimId | None = None
    status: Status = Status.PROPOSED
    is_negative: bool = False
    suggesters: tuple[str, ...] = ()
    confidence_permille: int | None = None
    event: EventKind | None = None
    participants: tuple[Participation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    standalone: tuple[Wording, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a claim without anchor, words, or speaker, and a chain in the wrong order."""
        if not self.words or not self.pieces or not self.chain:
            raise ValueError("no claim without an anchor, words and a speaker")
        if self.passage.exhibit != self.exhibit:
            raise ValueError("the passage lies in another exhibit")
        if len(self.words) != self.passage.end - self.passage.start:
            raise ValueError("the words are not as long as their passage")
        if any(not self.passage.holds(piece) for piece in self.pieces):
            raise ValueError("a piece lies outside the claim's passage")
        if self.chain[0].role is not Role.ORIGIN:
            raise ValueError("a chain begins with the origin")
        if any(hop.role is Role.ORIGIN for hop in self.chain[1:]):
            raise ValueError("a chain has one origin")
        if any(hop.role is Role.PUBLISHER for hop in self.chain[:-1]):
            raise ValueError("a chain ends with the publisher")
        if self.confidence_permille is not None and not 0 <= self.confidence_permille <= 1000:
            raise ValueError(f"not a chance: {self.confidence_permille}")

    @property
    def origin(self) -> Hop:
        """Who could know."""
        return self.chain[0]

    @property
    def proposer(self) -> Proposer:
        """Who proposed it, and whether all who were asked did. A tool of several parts joins their names by "+"."""
        if not self.suggesters:
            return Proposer.UNKNOWN
        if self.suggesters[0] in (VOICE, LINES):
            return Proposer(self.suggesters[0])
        has_rules = any(each.startswith("rules") for each in self.suggesters)
        if has_rules and len(self.suggesters) > 1:
            return Proposer.BOTH
        were_both_asked = "+" in self.suggester.split("/", 1)[0]
        if has_rules:
            return Proposer.ONLY_RULES if were_both_asked else Proposer.RULES
        return Proposer.ONLY_MODEL
