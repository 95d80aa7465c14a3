"""A dossier of the example case, put together by hand: what the report shows before and without the stages."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

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
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind, Status
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
from probative.web.context import contexts_of, note_of
from probative.web.dossier import Dossier

MATERIAL = Path(__file__).parents[2] / "examples" / "tarn-ford" / "material"

NAMES = [
    ("mail/01-ration-strength.eml", "message/rfc822", Genre.MAIL, "Karsten Ilve"),
    ("mail/02-re-ration-strength.eml", "message/rfc822", Genre.MAIL, "Pay Office"),
    ("papers/company-page.html", "text/html", Genre.PUBLICATION, "Grey Heron"),
    ("papers/order-17.pdf", "application/pdf", Genre.DOCUMENT, "Colonel Ruvan Dravik"),
    ("papers/order-18.pdf", "application/pdf", None, None),
    ("papers/payments.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Genre.TABLE, None),
    ("papers/statement-driver.txt", "text/plain", Genre.TESTIMONY, None),
    ("photo/school-gate.jpg", "image/jpeg", Genre.DEVICE, None),
    ("press/01-meridian-wire.txt", "text/plain", Genre.PUBLICATION, "Meridian Wire"),
    ("press/02-esker-courier.txt", "text/plain", Genre.PUBLICATION, "The Esker Courier"),
    ("press/03-daily-lantern.html", "text/html", Genre.PUBLICATION, "The Daily Lantern"),
    ("press/04-northbank-gazette.md", "text/markdown", Genre.PUBLICATION, "Northbank Gazette"),
    ("press/05-harbour-post.txt", "text/plain", Genre.PUBLICATION, "The Harbour Post"),
    ("press/06-tarn-valley-herald.html", "text/html", Genre.PUBLICATION, "Tarn Valley Herald"),
]
WIRE, COURIER, LANTERN, GAZETTE, HARBOUR, HERALD = (ExhibitId(f"E-{number:04d}") for number in range(9, 15))
PAGE, STATEMENT, PHOTO = ExhibitId("E-0003"), ExhibitId("E-0007"), ExhibitId("E-0008")
MARCH_21 = date(2024, 3, 21)
HELD = "villagers were held in the school"
HOSTAGE = "Grey Heron fighters held villagers hostage in the school at Tarn Ford"


def plain_text(name: str) -> str:
    """The words of a text or page, roughly; enough for a sample."""
    raw = (MATERIAL / name).read_text(encoding="utf-8")
    if not name.endswith("html"):
        return raw
    body = re.search(r"<(article|main)>(.*?)</\1>", raw, re.DOTALL)
    assert body is not None
    text = re.sub(r"</(p|h1)>", "\n\n", body.group(2))
    return re.sub(r"\n[ \t]*\n+", "\n\n", re.sub(r"<[^>]+>", "", text)).strip()


def day(text: str, on: date, anchor: date | None = None) -> Period:
    """A date that is one day."""
    return Period(verbatim=text, anchor=anchor, edtf=on.isoformat(), earliest=on, latest=on)


def month(text: str, edtf: str, first: date, last: date) -> Period:
    """A date that is a month, counted from the wire's date."""
    return Period(verbatim=text, anchor=MARCH_21, edtf=edtf, earliest=first, latest=last)


@dataclass(slots=True)
class Desk:
    """Puts claims together from words that stand in the material."""

    readings: dict[ExhibitId, Reading]
    claims: list[Claim] = field(default_factory=list)

    def passage(self, exhibit: ExhibitId, words: str) -> Passage:
        at = self.readings[exhibit].text.index(words)
        return Passage(exhibit=exhibit, start=at, end=at + len(words))

    def say(
        self,
        exhibit: ExhibitId,
        words: str,
        *chain: tuple[str | None, SourceKind, str | None, str, int | None],
        certainty: Certainty = Certainty.CERTAIN,
        forecast: bool = False,
        period: Period | None = None,
        status: Status = Status.PROPOSED,
        places: tuple[str, ...] = (),
    ) -> ClaimId:
        hops = []
        for index, (name, kind, mention, cue, number) in enumerate(chain):
            role = Role.ORIGIN if index == 0 else Role.PUBLISHER if kind is SourceKind.PUBLISHER else Role.RELAY
            where = self.passage(exhibit, mention) if mention else None
            hops.append(Hop(source=name, kind=kind, role=role, mention=where, words=mention, cue=cue, number=number))
        here = self.passage(exhibit, words)
        made = Claim(
            id=ClaimId(identifier("C", len(self.claims) + 1)),
            exhibit=exhibit,
            passage=here,
            words=words,
            content=words,
            pieces=(here,),
            chain=tuple(hops),
            certainty=certainty,
            suggester="rules 1",
            forecast=forecast,
            period=period,
            places=places,
            status=status,
        )
        self.claims.append(made)
        return made.id


def _exhibits() -> list[Exhibit]:
    found = []
    for number, (name, media_type, _, _) in enumerate(NAMES, start=1):
        content = (MATERIAL / name).read_bytes()
        receipt = Receipt(
            name=name,
            received_at="2024-04-02T08:15:00Z",
            tool="probative 0.1.0",
            collected_by="R. Anwen" if name.startswith("papers/statement") else None,
            unknown_because=None if name.startswith("papers/statement") else Provision.NOT_ASKED,
        )
        found.append(
            Exhibit(
                id=ExhibitId(identifier("E", number)),
                digest=digest_of(content),
                size_bytes=len(content),
                media_type=media_type,
                name=name,
                receipts=(receipt,),
            )
        )
    return found


def _readings() -> dict[ExhibitId, Reading]:
    found = {}
    for number, (name, _, genre, publisher) in enumerate(NAMES, start=1):
        if genre is None:
            continue
        is_text = name.endswith(("txt", "md", "html", "eml"))
        text = (
            plain_text(name)
            if is_text
            else "Kolibri K2\n2024:03:16 07:42:10\n"
            if "photo" in name
            else "The Second Detachment will occupy the school at Tarn Ford"
        )
        exhibit = ExhibitId(identifier("E", number))
        found[exhibit] = Reading(
            exhibit=exhibit,
            reader=name.rsplit(".", 1)[-1],
            reader_version="1",
            text=text,
            parts=(Part(kind=PartKind.BODY, number=1, label="body", start=0, end=len(text)),),
            genre=genre,
            language="en",
            encoding="utf-8" if is_text else None,
            title=text.split("\n", 1)[0] if name.startswith("press/") and not name.endswith("md") else None,
            publisher=publisher,
            stated_date=day("22 March 2024", date(2024, 3, 22)) if name.startswith("press/") else None,
            declared=(Declared(key="Make", value="Kolibri"), Declared(key="DateTimeOriginal", value="2024:03:16"))
            if "photo" in name
            else (),
        )
    return found


NAMED, DESCRIBED, NOBODY, PUBLISHER = (
    SourceKind.NAMED,
    SourceKind.DESCRIBED,
    SourceKind.UNATTRIBUTED,
    SourceKind.PUBLISHER,
)


def _main_claims(desk: Desk) -> tuple[ClaimId, ...]:
    full = "Sela Morn, a former signals officer of the Grey Heron company"
    varen = ("Osk Varen", NAMED, "Varen", "said", None)
    morn = ("Sela Morn", NAMED, full, "told", 1)
    told_him = ("Sela Morn", NAMED, full, "told him", 1)
    wire = ("Meridian Wire", NAMED, "Meridian Wire", "reported", None)
    first = [
        desk.say(WIRE, HOSTAGE, morn, varen, ("Meridian Wire", PUBLISHER, None, "", None)),
        desk.say(COURIER, HOSTAGE, morn, varen, ("The Esker Courier", PUBLISHER, None, "", None)),
        desk.say(LANTERN, HOSTAGE, told_him, varen, wire, ("The Daily Lantern", PUBLISHER, None, "", None)),
        desk.say(GAZETTE, HOSTAGE, morn, varen, ("Northbank Gazette", PUBLISHER, None, "", None)),
        desk.say(HARBOUR, HOSTAGE, told_him, varen, ("The Harbour Post", PUBLISHER, None, "", None)),
    ]
    dovan = ("Mirel Dovan", NAMED, "Mirel Dovan, the midwife of the village", "said", 1)
    first.append(
        desk.say(
            HERALD,
            "Grey Heron fighters held villagers hostage in the school at Tarn Ford",
            dovan,
            ("Tarn Valley Herald", PUBLISHER, None, "", None),
            status=Status.ACCEPTED,
        )
    )
    return tuple(first)


def _main_graph() -> Independence:
    papers = [
        (WIRE, "Meridian Wire", "S-0003"),
        (COURIER, "The Esker Courier", "S-0004"),
        (LANTERN, "The Daily Lantern", "S-0005"),
        (GAZETTE, "Northbank Gazette", "S-0006"),
        (HARBOUR, "The Harbour Post", "S-0007"),
        (HERALD, "Tarn Valley Herald", "S-0008"),
    ]
    vertices = [
        Vertex(key="o1", kind=VertexKind.ORIGIN, label="Sela Morn", refers_to="S-0001"),
        Vertex(key="o2", kind=VertexKind.ORIGIN, label="Mirel Dovan", refers_to="S-0009", is_bottleneck=True),
        Vertex(key="r1", kind=VertexKind.RELAY, label="Osk Varen", refers_to="S-0002", is_bottleneck=True),
    ]
    edges = [("o1", "r1"), ("o2", "p6")]
    for number, (exhibit, name, source) in enumerate(papers, start=1):
        vertices += [
            Vertex(key=f"p{number}", kind=VertexKind.PUBLISHER, label=name, refers_to=source),
            Vertex(key=f"e{number}", kind=VertexKind.EXHIBIT, label=name, refers_to=exhibit),
            Vertex(key=f"c{number}", kind=VertexKind.CLAIM, label="claim", refers_to=f"C-{number:04d}"),
        ]
        edges += [(f"p{number}", f"e{number}"), (f"e{number}", f"c{number}")]
        if number in (1, 4, 5):
            edges.append(("r1", f"p{number}"))
        if 1 < number < 6:
            edges.append(("e1", f"p{number}"))
    return Independence(
        at_least=2,
        at_most=2,
        bottlenecks=("Mirel Dovan", "Osk Varen"),
        origins=2,
        channels=2,
        vertices=tuple(vertices),
        edges=tuple(edges),
    )


def _chain_graph(*names: tuple[str, VertexKind, str], bottleneck: int) -> Independence:
    vertices = tuple(
        Vertex(key=f"k{i}", kind=kind, label=name, refers_to=refers, is_bottleneck=i == bottleneck)
        for i, (name, kind, refers) in enumerate(names)
    )
    edges = tuple((f"k{i}", f"k{i + 1}") for i in range(len(names) - 1))
    return Independence(
        at_least=1,
        at_most=1,
        bottlenecks=(names[bottleneck][0],),
        origins=1,
        channels=1,
        vertices=vertices,
        edges=edges,
    )


def _propositions(desk: Desk) -> list[Proposition]:
    varen = ("Osk Varen", NAMED, "Varen", "told Varen", None)
    main = _main_claims(desk)
    denial = desk.say(
        HARBOUR,
        "Grey Heron fighters held villagers hostage in the school at Tarn Ford",
        ("The Defence Ministry", NAMED, "The Defence Ministry", "denied", None),
        ("The Harbour Post", PUBLISHER, None, "", None),
        certainty=Certainty.CERTAINLY_NOT,
    )
    ilve = ("Karsten Ilve", NAMED, "Ilve", "told Varen", 1)
    thirty_four = [
        desk.say(exhibit, f"34 {HELD}", ilve, varen, (name, PUBLISHER, None, "", None))
        for exhibit, name in ((WIRE, "Meridian Wire"), (COURIER, "The Esker Courier"))
    ]
    forty_one = desk.say(
        HERALD,
        f"41 {HELD}",
        ("Mirel Dovan", NAMED, "Dovan", "said", 1),
        ("Tarn Valley Herald", PUBLISHER, None, "", None),
    )
    left_14 = desk.say(
        WIRE,
        "the last fighters left the school at Tarn Ford on 14 March",
        ("Karsten Ilve", NAMED, "Ilve", "told Varen", 1),
        ("Meridian Wire", PUBLISHER, None, "", None),
        period=day("14 March", date(2024, 3, 14), MARCH_21),
        places=("Tarn Ford",),
    )
    left_17 = desk.say(
        HERALD,
        "The last fighters left the Tarn Ford school on 17 March",
        ("Mirel Dovan", NAMED, "Dovan", "according to", 1),
        ("Tarn Valley Herald", PUBLISHER, None, "", None),
        period=day("17 March", date(2024, 3, 17), date(2024, 3, 24)),
        places=("Tarn Ford",),
    )
    forecasts = [
        desk.say(
            exhibit,
            "the company will use chlorine shells against the river towns before the July summit",
            ("Senior sources in Port Esker", DESCRIBED, "Senior sources in Port Esker", "warned", None),
            (name, PUBLISHER, None, "", None),
            forecast=True,
            period=Period(
                verbatim="before the July summit", anchor=MARCH_21, edtf="../2024-07", latest=date(2024, 7, 31)
            ),
        )
        for exhibit, name in ((WIRE, "Meridian Wire"), (GAZETTE, "Northbank Gazette"))
    ]
    desk.say(WIRE, "brought radio logs with her", (None, NOBODY, None, "reportedly", None),
             ("Meridian Wire", PUBLISHER, None, "", None), certainty=Certainty.UNCOMMITTED)  # fmt: skip
    desk.say(STATEMENT, "I did not see who was inside", ("Jonas Telk", NAMED, None, "", 1),
             period=Period(verbatim="Last month"))  # fmt: skip
    desk.say(PHOTO, "2024:03:16 07:42:10", ("Kolibri K2", NAMED, "Kolibri K2", "", None),
             period=day("2024:03:16 07:42:10", date(2024, 3, 16)))  # fmt: skip
    desk.say(PAGE, "Grey Heron has never been paid by the Directorate for Special Works",
             ("Grey Heron", PUBLISHER, None, "", None), certainty=Certainty.CERTAINLY_NOT)  # fmt: skip
    nothing = Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0)
    wire_path = (
        ("Karsten Ilve", VertexKind.ORIGIN, "S-0010"),
        ("Osk Varen", VertexKind.RELAY, "S-0002"),
        ("Meridian Wire", VertexKind.PUBLISHER, "S-0003"),
        ("Meridian Wire", VertexKind.EXHIBIT, str(WIRE)),
        ("The Esker Courier", VertexKind.EXHIBIT, str(COURIER)),
    )
    alone = _chain_graph(("Mirel Dovan", VertexKind.ORIGIN, "S-0009"), bottleneck=0)
    said = [
        (HOSTAGE, main, (denial,), (), _main_graph()),
        (f"34 {HELD}", tuple(thirty_four), (), (), _chain_graph(*wire_path, bottleneck=1)),
        (f"41 {HELD}", (forty_one,), (), (), alone),
        ("The last fighters left the school at Tarn Ford", (left_14, left_17), (), (), _interval()),
        ("the company will use chlorine shells against the river towns", (), (), tuple(forecasts), nothing),
    ]
    return [
        Proposition(
            id=PropositionId(identifier("P", number)),
            words=words,
            claims=claims,
            denied_by=denied,
            forecasts=foreseen,
            independence=independence,
        )
        for number, (words, claims, denied, foreseen, independence) in enumerate(said, start=1)
    ]


def _interval() -> Independence:
    vertices = (
        Vertex(key="a", kind=VertexKind.ORIGIN, label="Karsten Ilve", refers_to="S-0010"),
        Vertex(key="b", kind=VertexKind.ORIGIN, label="Mirel Dovan", refers_to="S-0009"),
        Vertex(key="x", kind=VertexKind.EXHIBIT, label="Meridian Wire", refers_to=str(WIRE)),
        Vertex(key="y", kind=VertexKind.EXHIBIT, label="Tarn Valley Herald", refers_to=str(HERALD)),
    )
    return Independence(
        at_least=1, at_most=2, bottlenecks=("Karsten Ilve", "Mirel Dovan"), origins=2, channels=2,
        vertices=vertices, edges=(("a", "x"), ("b", "y")),
    )  # fmt: skip


def _sources() -> list[Source]:
    rows: list[tuple[SourceKind, str, tuple[ExhibitId, ...], int | None]] = [
        (NAMED, "Sela Morn", (WIRE, COURIER, LANTERN, GAZETTE, HARBOUR), 1),
        (NAMED, "Osk Varen", (WIRE, COURIER, LANTERN, GAZETTE, HARBOUR), None),
        (PUBLISHER, "Meridian Wire", (WIRE, LANTERN), None),
        (PUBLISHER, "The Esker Courier", (COURIER,), None),
        (PUBLISHER, "The Daily Lantern", (LANTERN,), None),
        (PUBLISHER, "Northbank Gazette", (GAZETTE,), None),
        (PUBLISHER, "The Harbour Post", (HARBOUR,), None),
        (PUBLISHER, "Tarn Valley Herald", (HERALD,), None),
        (NAMED, "Mirel Dovan", (HERALD,), 1),
        (NAMED, "Karsten Ilve", (WIRE, COURIER), 1),
        (NAMED, "The Defence Ministry", (HARBOUR,), None),
        (DESCRIBED, "Senior sources in Port Esker", (WIRE, GAZETTE), None),
    ]
    return [
        Source(
            id=SourceId(identifier("S", number)), kind=kind, name=name, names=(name,), exhibits=exhibits, number=people
        )
        for number, (kind, name, exhibits, people) in enumerate(rows, start=1)
    ]


def _network(desk: Desk) -> tuple[list[Entity], list[Link], list[Event]]:
    named = [
        (Schema.PERSON, "Ruvan Dravik", "Colonel Ruvan Dravik"),
        (Schema.ORGANIZATION, "Grey Heron", "Grey Heron company"),
        (Schema.PERSON, "Osk Varen", "Varen"),
        (Schema.ORGANIZATION, "Open Ledger", "Open Ledger"),
        (Schema.PUBLIC_BODY, "Directorate for Special Works", "Directorate for Special Works"),
        (Schema.PLACE, "Tarn Ford", "Tarn Ford"),
        (Schema.MILITARY_UNIT, "Second Detachment", "Second Detachment"),
        (Schema.UNKNOWN, "Lena Marr", "Lena Marr"),
    ]
    entities = []
    for number, (schema, caption, other) in enumerate(named, start=1):
        words = other if other in desk.readings[WIRE].text else None
        mentions = (Mention(passage=desk.passage(WIRE, words), words=words, schema=schema),) if words else ()
        merges = (
            (Merge(left=caption, right=other, why="the short name stands in the full one"),) if other != caption else ()
        )
        entities.append(
            Entity(
                id=EntityId(identifier("N", number)),
                schema=schema,
                caption=caption,
                names=tuple(sorted({caption, other})),
                mentions=mentions,
                merges=merges,
            )
        )
    one = desk.claims[0].id
    tied = [
        (LinkSchema.COMMAND, "N-0001", "N-0002", "commands"),
        (LinkSchema.ROLE, "N-0003", "N-0004", "heads"),
        (LinkSchema.PAYMENT, "N-0005", "N-0002", "paid 480,000 marks"),
        (LinkSchema.MEMBERSHIP, "N-0007", "N-0002", "part of"),
        (LinkSchema.UNKNOWN, "N-0002", "N-0006", "held villagers at"),
        (LinkSchema.COMMAND, "N-0001", "N-0007", ""),
    ]
    links = [
        Link(
            id=LinkId(identifier("L", number)), schema=schema, start=EntityId(start), end=EntityId(end), role=role,
            claims=(one,),
        )
        for number, (schema, start, end, role) in enumerate(tied, start=1)
    ]  # fmt: skip
    periods = [
        ("seizure", "Grey Heron fighters occupied the school at Tarn Ford", day("5 March 2024", date(2024, 3, 5))),
        ("detention", "Villagers were held in the school",
         Period(verbatim="from 5 March", edtf="2024-03-05/..", earliest=date(2024, 3, 5))),
        ("payment", "The Directorate for Special Works paid Grey Heron 480,000 marks",
         month("in January", "2024-01", date(2024, 1, 1), date(2024, 1, 31))),
        ("hiring", "The company hired lorry drivers",
         month("in February", "2024-02~", date(2024, 2, 1), date(2024, 2, 29))),
        ("transport", "Lorries without number plates stopped at the school", None),
    ]  # fmt: skip
    events = [
        Event(
            id=EventId(identifier("V", number)), kind=kind, words=words, claims=(one,), period=period,
            places=("Tarn Ford",), participants=(Participant(entity=EntityId("N-0002"), role="agent"),),
        )
        for number, (kind, words, period) in enumerate(periods, start=1)
    ]  # fmt: skip
    return entities, links, events


def _derivations(readings: dict[ExhibitId, Reading]) -> list[Derivation]:
    found = []
    for exhibit, share in ((COURIER, 780), (LANTERN, 560), (GAZETTE, 430), (HARBOUR, 340)):
        at = readings[exhibit].text.index(HOSTAGE)
        up = readings[WIRE].text.index(HOSTAGE)
        pair = (
            Passage(exhibit=exhibit, start=at, end=at + len(HOSTAGE)),
            Passage(exhibit=WIRE, start=up, end=up + len(HOSTAGE)),
        )
        found.append(
            Derivation(derived=exhibit, upstream=WIRE, basis=Basis.TEXT_REUSE, share_permille=share, passages=(pair,))
        )
    found.append(Derivation(derived=LANTERN, upstream=WIRE, basis=Basis.CITATION, share_permille=0, passages=()))
    return found


def _gaps() -> list[Gap]:
    gaps = [
        (GapKind.UNREADABLE, "reading", "papers/order-18.pdf", "The file breaks off.", "E-0005"),
        (GapKind.HIDDEN, "reading", "payments.xlsx, “Second book”", "A hidden sheet.", "E-0006"),
        (GapKind.NO_TEXT_LAYER, "reading", "photo/school-gate.jpg", "Only pixels; no words were looked for.", "E-0008"),
        (GapKind.NO_ANCHOR, "claims", "“Last month”", "The statement bears no date to count from.", "E-0007"),
    ]  # fmt: skip
    gaps += [
        (GapKind.UNKNOWN_RECEIPT, "intake", name, "Nobody was named when it was added.", identifier("E", number))
        for number, (name, _, _, _) in enumerate(NAMES, start=1)
        if "statement" not in name
    ]
    return [
        Gap(
            id=GapId(identifier("G", number)),
            kind=kind,
            stage=stage,
            what=what,
            detail=detail,
            exhibit=ExhibitId(exhibit),
        )
        for number, (kind, stage, what, detail, exhibit) in enumerate(gaps, start=1)
    ]


def _decided(forecasts: tuple[ClaimId, ...]) -> tuple[Judgement, ...]:
    """Decisions of every kind that has a line: one replaced, one taken back, some on grounds."""
    made = (
        (Verdict.WEIGH, "X-0001", "explained", "Two counts on two days, we thought.", ()),
        (Verdict.WEIGH, "X-0001", "material", "It is one count: the roll call of 19 March.", ("C-0006", "C-0001")),
        (Verdict.WEIGH, "X-0002", "explained", "A slip of the pen.", ()),
        (Verdict.UNDO, "J-0004", None, "The original says otherwise.", ()),
        (Verdict.GRADE, "S-0001", "C", "Nothing of theirs was checked.", ()),
        (Verdict.GRADE, "S-0001", "B", "Three reports held.", ()),
        (Verdict.GRADE, "C-0001", "F6", "Nobody can judge either yet.", ()),
        (Verdict.RESOLVE, forecasts[0], "did_not", "The bridge stood a year later.", ("C-0006",)),
    )
    return tuple(
        Judgement(
            id=JudgementId(identifier("J", number)), verdict=verdict, subjects=(subject,), value=value, why=why,
            by="R. Anwen", at="2024-04-02T09:45:00Z", grounds=tuple(ClaimId(each) for each in grounds),
        )
        for number, (verdict, subject, value, why, grounds) in enumerate(made, start=2)
    )  # fmt: skip


def sample() -> Dossier:
    """The example case as a dossier, the same on every call."""
    readings = _readings()
    desk = Desk(readings)
    propositions = _propositions(desk)
    entities, links, events = _network(desk)
    claims = tuple(desk.claims)
    contradictions = [
        (Conflict.DENIED, "C-0001", "C-0007", "the ministry denies it"),
        (Conflict.NUMBER, "C-0008", "C-0010", "34 against 41"),
        (Conflict.DATE, "C-0011", "C-0012", "14 March 2024 against 17 March 2024"),
    ]
    return Dossier(
        title="Tarn Ford",
        exhibits=tuple(_exhibits()),
        readings=tuple(note_of([reading]) for reading in readings.values()),
        contexts=tuple(context for reading in readings.values() for context in contexts_of(reading, claims)),
        claims=claims,
        sources=tuple(_sources()),
        propositions=tuple(propositions),
        derivations=tuple(_derivations(readings)),
        contradictions=tuple(
            Contradiction(
                id=ContradictionId(identifier("X", number)),
                conflict=conflict,
                left=ClaimId(left),
                right=ClaimId(right),
                detail=detail,
            )
            for number, (conflict, left, right, detail) in enumerate(contradictions, start=1)
        ),
        entities=tuple(entities),
        links=tuple(links),
        events=tuple(events),
        gaps=tuple(_gaps()),
        judgements=(
            Judgement(
                id=JudgementId("J-0001"), verdict=Verdict.ACCEPT, subjects=("C-0006",),
                why="Read against the Herald's printed page of 24 March.", by="R. Anwen", at="2024-04-02T09:40:00Z",
            ),
            *_decided(forecasts=tuple(claim.id for claim in claims if claim.forecast)),
        ),
        checkpoint=(
            "probative/0123456789abcdef0123456789abcdef\n61\nHn1x2v8mQdB0sJ7mB4q6r3m9Zb8cT1y5wKpLr0aNq2E=\n\n"
            "— probative/0123456789abcdef0123456789abcdef AAAAAQ3mXlW8vY0m2bKf5p7C9sT1dHq4Z6uJx8RgNwEoVaLiBkPc\n"
        ),
        ledger_size=61,
        key_protection=(
            "Key file on this machine: this case is only as safe as the encryption of the disk, until a passphrase "
            "or a removable token is set."
        ),
        started="2024-04-02T08:15:00Z",
        finished="2024-04-02T08:15:09Z",
        tool_version="0.1.0",
    )  # fmt: skip
