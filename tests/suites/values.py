"""Hypothesis strategies for every word of the model: invented, small, and always valid.

Import what you need: ``exhibits()``, ``readings()``, ``claims()`` ... and ``values()`` for any stored kind.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from probative.base.digest import digest_of
from probative.base.identifiers import identifier
from probative.model.anchors import Passage
from probative.model.claims import Attribution, Certainty, Claim, Hop, Role, SourceKind, Status
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.gaps import Gap, GapKind
from probative.model.judgements import Judgement, Verdict
from probative.model.network import Entity, Event, Link, LinkSchema, Mention, Merge, Participant, Schema
from probative.model.periods import Period
from probative.model.propositions import (
    Basis,
    Conflict,
    Contradiction,
    Derivation,
    Independence,
    Proposition,
    Source,
    Vertex,
    VertexKind,
)
from probative.model.readings import Declared, Genre, Part, PartKind, Reading
from probative.store.kinds import KINDS, Value

HIGHEST = 12
"""Identifiers run from 1 to this, so that drawn values meet one another."""

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
"""Any text that UTF-8 can hold."""

words_of_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
"""The same, never empty."""

SPOKEN = (
    "the Überall brücke was closed",
    "Colonel Tarn said nothing",
    "полковник Таран мовчав їй",
    "полковник Таран молчал й",
    "cease-fire in Old Velm",
    "cafe\u0301 and café",
    "كِتَاب كتاب",
    "item_7 (E-0007) costs ½",
    "TARN tarn, Tarn; said",
)
"""Sentences of an invented country, chosen for what they do to a search."""

queries = st.one_of(
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            [
                "tarn",
                "TARN said",
                '"colonel tarn"',
                "-nothing",
                '-"said nothing"',
                "cafe",
                "café",
                "кіт",
                "таран",
                "uberall",
                "cease-fire",
                "ceasefire",
                "كتاب",
                "½",
                '"',
                "-",
                "AND",
                "OR",
                "NOT",
                "NEAR(",
                "terms:",
                "*",
                "^tarn",
                "й",
                "и",
            ]
        ),
        max_size=4,
    ).map(" ".join),
)
"""What people type, and what nobody should."""


def identifiers(letter: str) -> st.SearchStrategy[str]:
    """Give identifiers of one kind."""
    return st.integers(1, HIGHEST).map(lambda number: identifier(letter, number))


@st.composite
def passages(draw: st.DrawFn, exhibit: str | None = None) -> Passage:
    """Give passages of some exhibit, or of ``exhibit``."""
    start = draw(st.integers(0, 50))
    named = exhibit if exhibit is not None else draw(identifiers("E"))
    return Passage(exhibit=named, start=start, end=start + draw(st.integers(1, 30)))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Give periods: resolved, half open, and unresolved."""
    verbatim = draw(words_of_text)
    anchor = draw(st.none() | st.dates())
    if draw(st.booleans()):
        return Period(verbatim=verbatim, anchor=anchor)
    low, high = sorted((draw(st.dates()), draw(st.dates())))
    return Period(
        verbatim=verbatim,
        anchor=anchor,
        edtf=f"{low.isoformat()}/{high.isoformat()}",
        earliest=draw(st.sampled_from([None, low])),
        latest=draw(st.sampled_from([None, high])),
    )


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    """Give receipts that name a person or say why none is named."""
    person = draw(st.none() | texts)
    return Receipt(
        name=draw(words_of_text),
        received_at="2031-04-05T06:07:08Z",
        tool="probative/0.1.0",
        received_from=person,
        collected_by=draw(st.none() | texts),
        unknown_because=draw(st.sampled_from(Provision)) if person is None else None,
        container=draw(st.none() | identifiers("E")),
    )


def exhibits() -> st.SearchStrategy[Exhibit]:
    """Give exhibits; few digests, so that several may share one."""
    return st.builds(
        Exhibit,
        id=identifiers("E"),
        digest=st.integers(0, 3).map(lambda number: digest_of(bytes([number]))),
        size_bytes=st.integers(0, 2**53 - 1),
        media_type=st.sampled_from(["text/plain", "message/rfc822"]),
        name=texts,
        receipts=st.lists(receipts(), min_size=1, max_size=2).map(tuple),
        publisher=st.none() | texts,
        stated_date=st.none() | st.dates(),
    )


def parts(length: int, offset: int) -> st.SearchStrategy[Part]:
    """Give parts that lie in a volume of ``length`` characters beginning at ``offset``."""
    ends = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    return st.builds(
        lambda stretch, **rest: Part(start=offset + stretch[0], end=offset + stretch[1], **rest),
        ends,
        kind=st.sampled_from(PartKind),
        number=st.integers(1, 9),
        label=texts,
        speaker=st.none() | texts,
        stated_date=st.none() | periods(),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Give readings, volumes beyond the first among them."""
    exhibit = draw(identifiers("E"))
    text = draw(st.lists(st.sampled_from(SPOKEN) | texts, max_size=6).map(" ".join))
    volume = draw(st.integers(1, 3))
    offset = 0 if volume == 1 else draw(st.integers(1, 100))
    return Reading(
        exhibit=exhibit,
        reader=draw(st.sampled_from(["plain", "mail"])),
        reader_version="1",
        text=text,
        parts=tuple(draw(st.lists(parts(len(text), offset), max_size=2))),
        genre=draw(st.sampled_from(Genre)),
        volume=volume,
        offset=offset,
        encoding=draw(st.none() | st.just("windows-1251")),
        language=draw(st.sampled_from([None, "en", "uk"])),
        title=draw(st.none() | texts),
        publisher=draw(st.none() | texts),
        author=draw(st.none() | texts),
        stated_date=draw(st.none() | periods()),
        declared=tuple(
            draw(
                st.lists(st.builds(Declared, key=texts, value=texts, passage=st.none() | passages(exhibit)), max_size=2)
            )
        ),
    )


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    """Give attributions in a text, nested ones and those without a source among them."""
    spans = st.tuples(st.integers(0, 20), st.integers(21, 40))
    kind = draw(st.sampled_from(SourceKind))
    return Attribution(
        source=None if kind is SourceKind.UNATTRIBUTED else draw(spans),
        cue=tuple(draw(st.lists(spans, min_size=1, max_size=2))),
        content=tuple(draw(st.lists(spans, min_size=1, max_size=2))),
        kind=kind,
        certainty=draw(st.sampled_from(Certainty)),
        forecast=draw(st.booleans()),
        parent=draw(st.none() | st.integers(0, 5)),
        speaker=None if kind is SourceKind.UNATTRIBUTED else draw(st.none() | texts),
        number=draw(st.none() | st.integers(1, 5)),
    )


@st.composite
def hops(draw: st.DrawFn, role: Role) -> Hop:
    """Give hops of one role."""
    kind = draw(st.sampled_from(SourceKind))
    return Hop(
        source=None if kind is SourceKind.UNATTRIBUTED else draw(texts),
        kind=kind,
        role=role,
        mention=draw(st.none() | passages()),
        words=draw(st.none() | texts),
        cue=draw(texts),
        number=draw(st.none() | st.integers(1, 5)),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Give claims with whole chains."""
    exhibit = draw(identifiers("E"))
    words = draw(words_of_text)
    start = draw(st.integers(0, 50))
    passage = Passage(exhibit=exhibit, start=start, end=start + len(words))
    relays = [draw(hops(Role.RELAY)) for _ in range(draw(st.integers(0, 2)))]
    return Claim(
        id=draw(identifiers("C")),
        exhibit=exhibit,
        passage=passage,
        words=words,
        content=draw(texts),
        pieces=(passage,),
        chain=(draw(hops(Role.ORIGIN)), *relays, draw(hops(Role.PUBLISHER))),
        certainty=draw(st.sampled_from(Certainty)),
        suggester="rules/1",
        forecast=draw(st.booleans()),
        period=draw(st.none() | periods()),
        places=tuple(draw(st.lists(texts, max_size=2))),
        parent=draw(st.none() | identifiers("C")),
        status=draw(st.sampled_from(Status)),
    )


def sources() -> st.SearchStrategy[Source]:
    """Give sources."""
    return st.builds(
        Source,
        id=identifiers("S"),
        kind=st.sampled_from(SourceKind),
        name=texts,
        names=_several(texts),
        exhibits=_several(identifiers("E")),
        number=st.none() | st.integers(1, 5),
    )


def derivations() -> st.SearchStrategy[Derivation]:
    """Give derivations between two different exhibits."""
    return st.builds(
        lambda two, **rest: Derivation(derived=two[0], upstream=two[1], **rest),
        st.lists(identifiers("E"), min_size=2, max_size=2, unique=True),
        basis=st.sampled_from(Basis),
        share_permille=st.integers(0, 1000),
        passages=_several(st.tuples(passages(), passages())),
    )


@st.composite
def independences(draw: st.DrawFn) -> Independence:
    """Give intervals with a small drawing."""
    low, high = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
    vertex = st.builds(
        Vertex, key=texts, kind=st.sampled_from(VertexKind), label=texts, refers_to=texts, is_bottleneck=st.booleans()
    )
    return Independence(
        at_least=low,
        at_most=high,
        bottlenecks=draw(_several(texts)),
        origins=draw(st.integers(0, 9)),
        channels=draw(st.integers(0, 9)),
        vertices=draw(_several(vertex)),
        edges=draw(_several(st.tuples(texts, texts))),
    )


def propositions() -> st.SearchStrategy[Proposition]:
    """Give propositions that somebody utters."""
    return st.builds(
        Proposition,
        id=identifiers("P"),
        words=texts,
        claims=st.lists(identifiers("C"), min_size=1, max_size=3).map(tuple),
        denied_by=_several(identifiers("C")),
        forecasts=_several(identifiers("C")),
        independence=independences(),
    )


def contradictions() -> st.SearchStrategy[Contradiction]:
    """Give contradictions, the claim of the lower number first."""
    return st.builds(
        lambda two, **rest: Contradiction(left=min(two), right=max(two), **rest),
        st.lists(identifiers("C"), min_size=2, max_size=2, unique=True),
        id=identifiers("X"),
        conflict=st.sampled_from(Conflict),
        detail=texts,
    )


def entities() -> st.SearchStrategy[Entity]:
    """Give entities with mentions and proposed merges."""
    return st.builds(
        Entity,
        id=identifiers("N"),
        schema=st.sampled_from(Schema),
        caption=texts,
        names=_several(texts),
        mentions=_several(st.builds(Mention, passage=passages(), words=texts, schema=st.sampled_from(Schema))),
        merges=_several(st.builds(Merge, left=texts, right=texts, why=texts, status=st.sampled_from(Status))),
    )


def links() -> st.SearchStrategy[Link]:
    """Give links that cite a claim."""
    return st.builds(
        Link,
        id=identifiers("L"),
        schema=st.sampled_from(LinkSchema),
        start=identifiers("N"),
        end=identifiers("N"),
        role=texts,
        claims=st.lists(identifiers("C"), min_size=1, max_size=2).map(tuple),
        period=st.none() | periods(),
    )


def events() -> st.SearchStrategy[Event]:
    """Give events that cite a claim."""
    return st.builds(
        Event,
        id=identifiers("V"),
        kind=texts,
        words=texts,
        claims=st.lists(identifiers("C"), min_size=1, max_size=2).map(tuple),
        period=st.none() | periods(),
        places=_several(texts),
        participants=_several(st.builds(Participant, entity=identifiers("N"), role=texts)),
    )


def judgements() -> st.SearchStrategy[Judgement]:
    """Give judgements with a reason."""
    return st.builds(
        Judgement,
        id=identifiers("J"),
        verdict=st.sampled_from(Verdict),
        subjects=st.lists(words_of_text, min_size=1, max_size=2).map(tuple),
        why=words_of_text,
        by=texts,
        at=st.just("2031-04-05T06:07:08Z"),
        value=st.none() | texts,
    )


def gaps() -> st.SearchStrategy[Gap]:
    """Give gaps, those outside any exhibit among them."""
    return st.builds(
        Gap,
        id=identifiers("G"),
        kind=st.sampled_from(GapKind),
        stage=st.sampled_from(["intake", "reading"]),
        what=texts,
        detail=texts,
        exhibit=st.none() | identifiers("E"),
        start=st.none() | st.integers(0, 99),
    )


STRATEGIES: dict[type, Callable[[], st.SearchStrategy[Value]]] = dict(
    zip(
        KINDS,
        (
            exhibits,
            readings,
            claims,
            sources,
            derivations,
            propositions,
            contradictions,
            entities,
            links,
            events,
            judgements,
            gaps,
        ),
        strict=True,
    )
)
"""How to draw each stored kind."""


def values() -> st.SearchStrategy[Value]:
    """Give values of any stored kind."""
    return st.one_of([draw() for draw in STRATEGIES.values()])


def _several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple]:
    return st.lists(of, max_size=2).map(tuple)
