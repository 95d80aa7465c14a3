"""What several claims say alike, who could vouch for it, and what speaks against it."""

from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, ContradictionId, ExhibitId, PropositionId, SourceId, number_of
from probative.model.anchors import Passage
from probative.model.claims import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whoever says something, across the whole case.

    ``name`` is its fullest form; ``names`` every form met, sorted. ``is_anonymous`` sources (described, unattributed)
    may turn out to be one another; ``exhibits`` lists where they speak, sorted.
    """

    id: SourceId
    kind: SourceKind
    name: str
    names: tuple[str, ...]
    exhibits: tuple[ExhibitId, ...]
    number: int | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody could tell this source from another of its kind."""
        return self.kind in (SourceKind.DESCRIBED, SourceKind.UNATTRIBUTED)


class Basis(StrEnum):
    """How we know that one exhibit leans on another."""

    TEXT_REUSE = "text_reuse"
    CITATION = "citation"
    REPRINT = "reprint"

    @property
    def is_possible(self) -> bool:
        """Whether it may be and may not be: it widens the interval of independence and decides nothing.

        A reprint in another language, or in other words, shares names, numbers and the order of facts, and no words.
        """
        return self is Basis.REPRINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """One exhibit leans on another: it shares its words, cites it, or may be a reprint of it.

    ``share_permille`` is how much of the derived exhibit's words stand in the other, 0..1000. ``passages`` pairs the
    stretch in ``derived`` with the equal stretch in ``upstream``; of a possible reprint, with the one that may say the
    same in another language or in other words.
    """

    derived: ExhibitId
    upstream: ExhibitId
    basis: Basis
    share_permille: int
    passages: tuple[tuple[Passage, Passage], ...]

    def __post_init__(self) -> None:
        """Refuse an exhibit that leans on itself and a share that is none."""
        if self.derived == self.upstream:
            raise ValueError("an exhibit does not lean on itself")
        if not 0 <= self.share_permille <= 1000:
            raise ValueError(f"not a share: {self.share_permille}")


class VertexKind(StrEnum):
    """What stands at a point of a proposition's ancestry."""

    ORIGIN = "origin"
    RELAY = "relay"
    PUBLISHER = "publisher"
    EXHIBIT = "exhibit"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertex:
    """One point of a proposition's ancestry: a source in its role, an exhibit, or a claim.

    ``key`` is unique in the drawing; ``refers_to`` is the ``S-``, ``E-`` or ``C-`` identifier it stands for.
    """

    key: str
    kind: VertexKind
    label: str
    refers_to: str
    is_bottleneck: bool = False


class DoubtKind(StrEnum):
    """Why the interval of independence is open: in what those who were counted apart may hang together."""

    ANONYMOUS = "anonymous"
    UNCLEAR = "unclear"
    HEARSAY = "hearsay"
    SEVERAL = "several"
    SAME_NAME = "same_name"
    CONFERRED = "conferred"
    REPRINT = "reprint"
    WITHDRAWN = "withdrawn"
    TAKEN_OVER = "taken_over"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason why ``at_least`` is below ``at_most``.

    ``about`` are the ``S-``, ``E-``, ``C-`` or ``P-`` identifiers that it concerns, sorted: who is not known by name
    (``anonymous``), whose name is another's too or whom nobody names as publisher (``unclear``), who is also said to
    have it from others (``hearsay``), a source of several people (``several``), two names that may be one person's
    (``same_name``), people who may have told each other (``conferred``), an exhibit and what it may be a reprint of
    (``reprint``), claims that may be withdrawn (``withdrawn``), a claim and the withdrawn one that it was taken over
    from (``taken_over``), a proposition that may say the same (``same``).
    ``rests_on`` are the sentences that say so, where any do: who conferred, what is taken back, what may be told over,
    what may be the same (its own first); empty where a human declared it or nobody says it.
    """

    kind: DoubtKind
    about: tuple[str, ...]
    rests_on: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """How many origins could vouch without each other.

    ``at_least`` merges anonymous sources that could be one; ``at_most`` keeps them apart, and counts with what may say
    the same, which is not drawn. ``bottlenecks`` names the sources on whom everything drawn hangs (the smallest vertex
    cut), by name, sorted. ``origins`` and ``channels`` are the
    counts shown beside it ("2 origins, 1 channel"). ``doubts`` say why the interval is open; empty where it is none.

    Source: DESIGN.md section 5 (Menger's theorem).
    """

    at_least: int
    at_most: int
    bottlenecks: tuple[str, ...]
    origins: int
    channels: int
    vertices: tuple[Vertex, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an interval the wrong way round."""
        if not 0 <= self.at_least <= self.at_most:
            raise ValueError(f"not an interval: {self.at_least}..{self.at_most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What several claims say alike (``claims``), deny (``denied_by``) or foresee (``forecasts``).

    The three are kept apart: only ``claims`` count towards independence. ``words`` are those of its clearest claim.
    ``may_be`` has each choice of other propositions that may, all of a choice, say the same as this one.
    """

    id: PropositionId
    words: str
    claims: tuple[ClaimId, ...]
    denied_by: tuple[ClaimId, ...]
    forecasts: tuple[ClaimId, ...]
    independence: Independence
    may_be: tuple[tuple[PropositionId, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a proposition that nobody utters."""
        if not (self.claims or self.denied_by or self.forecasts):
            raise ValueError("a proposition has at least one claim")


class Conflict(StrEnum):
    """In what two claims differ."""

    DENIED = "denied"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"


class State(StrEnum):
    """What a human says of a contradiction: still open, explained (both can hold, or one was a slip), or material."""

    OPEN = "open"
    EXPLAINED = "explained"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims that cannot both hold as said. ``left`` stands before ``right`` in number; ``detail`` says how.

    ``own_account`` is the source of both, where one source says both: it contradicts its own earlier account. A
    contradiction that was found once stays: ``lapsed`` says why it no longer would be found (a claim was rejected, a
    human put the claims apart), and is empty while it would.
    """

    id: ContradictionId
    conflict: Conflict
    left: ClaimId
    right: ClaimId
    detail: str
    own_account: SourceId | None = None
    lapsed: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim against itself, and a pair the wrong way round."""
        if number_of(self.left) >= number_of(self.right):
            raise ValueError(f"{self.left} does not stand before {self.right}")
