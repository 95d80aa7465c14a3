"""All that the report shows, as one frozen value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.periods import Period
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Declared, Genre


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """What is shown of a reading: everything but its text. ``characters`` and ``parts`` count over all volumes."""

    exhibit: ExhibitId
    reader: str
    reader_version: str
    genre: Genre
    characters: int
    parts: int
    language: str | None = None
    encoding: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    stated_date: Period | None = None
    declared: tuple[Declared, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The words around a claim. ``start`` is where ``text`` begins in the whole reading, in code points.

    ``part`` names the page, row or message it stands in; ``cut_before`` and ``cut_after`` say whether the paragraph
    goes on outside ``text``. ``since`` says what whoever judged the claim should know: that it is not found any more,
    or reads otherwise.
    """

    claim: ClaimId
    text: str
    start: int
    part: str | None = None
    cut_before: bool = False
    cut_after: bool = False
    since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far two claims agree in one part. ``permille`` is ``None`` where not both speak of it."""

    part: str
    permille: int | None
    both: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Why a claim stands in its proposition: in what it agrees with the one whose words stand for it, and how far.

    ``why`` says what it rests on; ``against`` what speaks against it.
    """

    proposition: PropositionId
    claim: ClaimId
    other: ClaimId
    why: str
    shares: tuple[Share, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One state of a case, ready to be shown.

    ``checkpoint`` is the signed note as text, ``ledger_size`` the entries it covers, ``key_protection`` one sentence on
    what guards the keys. ``started`` and ``finished`` are what our clock said of the run, taken as text so that
    rendering has no clock; ``times`` says for ``first``, ``last``, each exhibit, later receipt (``E-0001:1``) and
    judgement between which moments it was entered, and ``outside`` what vouches for that. ``to_decide`` says what
    stands against each other and is for people to decide. ``is_withheld`` says that part of the case is not shown, and
    nothing of it. ``pseudonyms`` stand for people whose names are sealed, and ``enveloped`` are the exhibits whose
    SHA-256 is kept apart because of that. The order of the tuples does not change the report.
    """

    title: str
    exhibits: tuple[Exhibit, ...] = ()
    readings: tuple[ReadingNote, ...] = ()
    contexts: tuple[Context, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    gaps: tuple[Gap, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    checkpoint: str = ""
    ledger_size: int = 0
    key_protection: str = ""
    is_withheld: bool = False
    started: str = ""
    finished: str = ""
    times: Mapping[str, str] = field(default_factory=dict)
    outside: str = ""
    to_decide: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()
    enveloped: frozenset[str] = frozenset()
    tool_version: str = ""

    def __post_init__(self) -> None:
        """Refuse two things under one number, and numbers that stand for nothing in the dossier."""
        exhibits = _unique("exhibit", (item.id for item in self.exhibits))
        claims = _unique("claim", (item.id for item in self.claims))
        _unique("source", (item.id for item in self.sources))
        _unique("proposition", (item.id for item in self.propositions))
        _unique("entity", (item.id for item in self.entities))
        _unique("event", (item.id for item in self.events))
        _known("exhibit", exhibits, (item.exhibit for item in self.claims))
        _known("claim", claims, (one for item in self.propositions for one in _uttered(item)))
        # A lapsed one may outlive a claim that a later reading no longer finds.
        standing = (item for item in self.contradictions if not item.lapsed)
        _known("claim", claims, (one for item in standing for one in (item.left, item.right)))


def _uttered(proposition: Proposition) -> tuple[ClaimId, ...]:
    return (*proposition.claims, *proposition.denied_by, *proposition.forecasts)


def _unique(kind: str, ids: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ValueError(f"two of one {kind} number: {one}")
        seen.add(one)
    return frozenset(seen)


def _known(kind: str, known: frozenset[str], ids: Iterable[str]) -> None:
    for one in ids:
        if one not in known:
            raise ValueError(f"no such {kind} in the dossier: {one}")
