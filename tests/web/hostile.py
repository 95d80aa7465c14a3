"""Dossiers that mean harm, and dossiers that are merely huge."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from probative.base.digest import digest_of
from probative.base.identifiers import (
    ClaimId,
    ContradictionId,
    EntityId,
    EventId,
    ExhibitId,
    GapId,
    JudgementId,
    LinkId,
    PropositionId,
    SourceId,
    identifier,
)
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit, Receipt
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
from probative.model.readings import Declared, Genre
from probative.web.dossier import Context, Dossier, Grouping, ReadingNote, Share

ONE, TWO = ExhibitId("E-0001"), ExhibitId("E-0002")


def a_claim(number: int, words: str, exhibit: ExhibitId = ONE, *, certainty: Certainty = Certainty.CERTAIN) -> Claim:
    """A claim of one origin and one publisher."""
    here = Passage(exhibit=exhibit, start=0, end=len(words))
    return Claim(
        id=ClaimId(identifier("C", number)),
        exhibit=exhibit,
        passage=here,
        words=words,
        content=words,
        pieces=(here,),
        chain=(
            Hop(source="A witness", kind=SourceKind.DESCRIBED, role=Role.ORIGIN, cue="said", number=1),
            Hop(source="A paper", kind=SourceKind.PUBLISHER, role=Role.PUBLISHER),
        ),
        certainty=certainty,
        suggester="rules 1",
    )


def an_exhibit(number: int, name: str) -> Exhibit:
    """An exhibit that somebody collected."""
    receipt = Receipt(
        name=name or "-", received_at="2031-01-02T03:04:05Z", tool="probative 0", collected_by=name or "-"
    )
    return Exhibit(
        id=ExhibitId(identifier("E", number)),
        digest=digest_of(str(number).encode()),
        size_bytes=number,
        media_type="text/plain",
        name=name,
        receipts=(receipt,),
        publisher=name,
    )


def a_note(exhibit: ExhibitId, text: str, genre: Genre = Genre.PUBLICATION) -> ReadingNote:
    """A reading that says ``text`` of itself wherever it can."""
    return ReadingNote(
        exhibit=exhibit, reader=text, reader_version=text, genre=genre, characters=7, parts=1, language=text,
        encoding=text, title=text, publisher=text, author=text, declared=(Declared(key=text, value=text),),
    )  # fmt: skip


def everywhere(text: str) -> Dossier:
    """A dossier in which ``text`` stands wherever text can come from outside."""
    words = text or "x"
    period = Period(verbatim=words, edtf=words, earliest=date(2031, 1, 2))
    hop = Hop(source=words, kind=SourceKind.NAMED, role=Role.ORIGIN, cue=text)
    claims = tuple(
        replace(a_claim(number, words, exhibit), chain=(hop,), period=period, places=(text,))
        for number, exhibit in ((1, ONE), (2, TWO), (3, TWO))
    )
    vertices = tuple(
        Vertex(key=f"{kind}{text}", kind=kind, label=text, refers_to=text, is_bottleneck=kind is VertexKind.RELAY)
        for kind in VertexKind
    )
    edges = tuple((left.key, right.key) for left, right in pairwise(vertices))
    independence = Independence(
        at_least=1, at_most=1, bottlenecks=(text,), origins=1, channels=1, vertices=vertices, edges=edges
    )
    mention = Mention(passage=claims[0].passage, words=words, schema=Schema.PERSON)
    entities = tuple(
        Entity(
            id=EntityId(identifier("N", number)), schema=Schema.PERSON, caption=text, names=(text, text + "2"),
            mentions=(mention,), merges=(Merge(left=text, right=text, why=text),),
        )
        for number in (1, 2)
    )  # fmt: skip
    return Dossier(
        title=text,
        exhibits=(an_exhibit(1, text), an_exhibit(2, text)),
        readings=(a_note(ONE, text), a_note(TWO, text)),
        contexts=tuple(Context(claim=claim.id, text=text + words, start=0, part=text) for claim in claims),
        claims=claims,
        sources=(
            Source(id=SourceId("S-0001"), kind=SourceKind.NAMED, name=text, names=(text, text + "2"), exhibits=(ONE,)),
        ),
        propositions=(
            Proposition(
                id=PropositionId("P-0001"), words=text, claims=(claims[0].id, claims[1].id), denied_by=(), forecasts=(),
                independence=independence,
            ),
        ),
        groupings=(
            Grouping(
                proposition=PropositionId("P-0001"), claim=claims[1].id, other=claims[0].id, why=text,
                shares=(Share(part=text, permille=500, both=(text, text)),), against=(text,),
            ),
        ),
        derivations=(Derivation(derived=TWO, upstream=ONE, basis=Basis.CITATION, share_permille=10, passages=()),),
        contradictions=(
            Contradiction(
                id=ContradictionId("X-0001"), conflict=Conflict.NUMBER, left=claims[0].id, right=claims[1].id,
                detail=text,
            ),
        ),
        entities=entities,
        links=(
            Link(
                id=LinkId("L-0001"), schema=LinkSchema.UNKNOWN, start=entities[0].id, end=entities[1].id, role=text,
                claims=(claims[0].id,), period=period,
            ),
        ),
        events=(
            Event(
                id=EventId("V-0001"), kind=text, words=text, claims=(claims[0].id,), period=period, places=(text,),
                participants=(Participant(entity=entities[0].id, role=text),),
            ),
        ),
        gaps=(
            Gap(id=GapId("G-0001"), kind=GapKind.UNREADABLE, stage=text, what=text, detail=text),
            Gap(id=GapId("G-0002"), kind=GapKind.UNKNOWN_RECEIPT, stage=text, what=text, detail=text, exhibit=ONE),
        ),
        judgements=(
            Judgement(
                id=JudgementId("J-0001"), verdict=Verdict.GRADE, subjects=(words,), why=words, by=text, at=text,
                value=text,
            ),
            Judgement(
                id=JudgementId("J-0002"), verdict=Verdict.WEIGH, subjects=("X-0001",), why=words, by=text, at=text,
                value="explained", grounds=(claims[0].id,),
            ),
            Judgement(
                id=JudgementId("J-0003"), verdict=Verdict.GRADE, subjects=("C-0001",), why=words, by=text, at=text,
                value="B2",
            ),
        ),
        checkpoint=text,
        ledger_size=1,
        key_protection=text,
        started=text,
        finished=text,
        tool_version=text,
    )  # fmt: skip


def crowd(claims: int, in_each: int) -> Dossier:
    """A dossier of ``claims`` claims, ``in_each`` to a proposition, ten to an exhibit."""
    words = "the lorries without number plates came to the school every evening until the river fell"
    around = (
        f"The baker of the village told our reporter that {words}, and nobody asked the drivers where they came from."
    )
    exhibits = tuple(an_exhibit(number, f"press/{number}.txt") for number in range(1, claims // 10 + 2))
    said = []
    for number in range(1, claims + 1):
        claim = a_claim(number, words, exhibits[number // 10].id)
        start = around.index(words)
        here = Passage(exhibit=claim.exhibit, start=start, end=start + len(words))
        said.append(replace(claim, passage=here, pieces=(here,)))
    propositions = []
    for number, first in enumerate(range(0, claims, in_each), start=1):
        group = said[first : first + in_each]
        vertices = [Vertex(key="o", kind=VertexKind.ORIGIN, label="A witness", refers_to="S-0001", is_bottleneck=True)]
        vertices += [
            Vertex(key=f"e{index}", kind=VertexKind.EXHIBIT, label="A paper", refers_to=claim.exhibit)
            for index, claim in enumerate(group)
        ]
        edges = tuple(("o", f"e{index}") for index in range(len(group)))
        propositions.append(
            Proposition(
                id=PropositionId(identifier("P", number)), words=words, claims=tuple(claim.id for claim in group),
                denied_by=(), forecasts=(),
                independence=Independence(
                    at_least=1, at_most=1, bottlenecks=("A witness",), origins=1, channels=1, vertices=tuple(vertices),
                    edges=edges,
                ),
            )
        )  # fmt: skip
    return Dossier(
        title="A crowd",
        exhibits=exhibits,
        readings=tuple(a_note(exhibit.id, "en") for exhibit in exhibits),
        contexts=tuple(Context(claim=claim.id, text=around, start=0) for claim in said),
        claims=tuple(said),
        propositions=tuple(propositions),
    )
