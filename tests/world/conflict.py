"""A made-up conflict: who saw, who told whom, who copied, who denied, as exhibits, readings and claims, and the truth.

The generator first decides what happened and who truly had it from whom, then writes the texts that such a world leaves
behind. What the texts show is less than the truth: papers hide their sources, echo each other without saying so, and
describe one officer in two ways. ``truth`` counts on the true graph, with another library, and never sees the texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random  # noqa: TID251 - handed in, seeded by the caller

import networkx as nx

from probative.base.digest import digest_of
from probative.base.identifiers import ClaimId, ExhibitId, identifier
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.periods import Period
from probative.model.readings import Genre, Part, PartKind, Reading

GIVEN = """
Ana Doru Mirel Ilka Tavan Sorin Veda Luka Petra Osk Rina Goran Selma Iven Nadja Borek Tilda Marek Yuna Radu
""".split()  # noqa: SIM905 - a list of words reads better so
FAMILY = """
Brelko Halvik Tomsa Orvath Drenin Kastrel Molnak Veshti Poltar Zubrin Lasko Ferin Gorvat Nistor Radek Sulim
Tarvo Ulrik Vantor Wessik Jarmo Kolvan Embrel Dastok Pirosh Quarin Rostek Sabric Trenko Ulmar
""".split()  # noqa: SIM905 - a list of words reads better so
OUTLETS = (
    "Karsk Courier",
    "Orvane Observer",
    "The Seld Sentinel",
    "Northwind Agency",
    "Tolm Tribune",
    "The Lisora Ledger",
    "Radio Mure",
)
PLACES = """
Karsk Orvane Dremin Tolm Seld Mure Lisora Hastel Brunik Vasko Pelgar Timor Ostrel Wendak Zarim Kolmar
""".split()  # noqa: SIM905 - a list of words reads better so
ACTORS = ("the northern brigade", "masked gunmen", "the border guards", "the river militia", "the governor's bodyguard")
DEEDS = (
    ("burned", "{n} houses", "old quarter"),
    ("shelled", "{n} barges", "canal"),
    ("detained", "{n} teachers", "girls' school"),
    ("buried", "{n} bodies", "timber mill"),
    ("robbed", "{n} shops", "market square"),
    ("tortured", "{n} prisoners", "town hall"),
    ("shot", "{n} drivers", "stone bridge"),
)
NEAR = ("in the", "at the", "near the", "beside the", "behind the", "around that", "at their", "on that")
SIDE = ("of", "in", "near", "at", "above", "within")
DESCRIBED = ("an officer", "a senior official", "a local resident", "a nurse", "two officers", "a former guard")
VERBS = ("said", "told reporters", "recalled", "stated", "explained")
FILLING = """
harvest river window traffic concert ministry garden tariff railway winter morning bakery stadium theatre
orchard budget college weather harbour museum election pension tunnel festival contract library satellite
textile mineral committee furniture quarter village mountain library dentist cinema fishery glacier painter
printer senator tailor velvet wagon yacht zinc acorn barley cedar dolphin ember falcon ginger hazel indigo
jasper kettle lantern meadow
""".split()  # noqa: SIM905 - a list of words reads better so


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of one event: who could vouch without each other, and which claims speak of it."""

    saying: frozenset[ClaimId]
    denying: frozenset[ClaimId]
    foreseeing: frozenset[ClaimId]
    independent: int
    is_open: bool
    """Whether a source is anonymous, or hidden: then an interval is all that anybody could give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the made-up conflict left behind, and the truth."""

    exhibits: tuple[Exhibit, ...]
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    truths: tuple[Truth, ...]


@dataclass(slots=True, kw_only=True)
class _Event:
    number: int
    actor: str
    deed: str
    things: str
    where: str
    place: str
    true: nx.DiGraph = field(default_factory=nx.DiGraph)
    saying: list[int] = field(default_factory=list)
    denying: list[int] = field(default_factory=list)
    foreseeing: list[int] = field(default_factory=list)
    articles: list["_Item"] = field(default_factory=list)
    is_open: bool = False


@dataclass(slots=True, kw_only=True)
class _Sentence:
    before: str
    content: str
    after: str
    chain: tuple[Hop, ...]
    event: _Event
    certainty: Certainty = Certainty.CERTAIN
    forecast: bool = False
    true_from: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Item:
    number: int
    publisher: str | None
    day: date
    is_dated: bool
    sentences: list[_Sentence]
    fill: list[str]

    @property
    def key(self) -> str:
        return identifier("E", self.number)


class _Maker:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.items: list[_Item] = []
        self.day = date(2023, 1, 2)
        self.names = [
            f"{given} {family}" for given, family in zip(_mixed(rng, GIVEN * 2), _mixed(rng, FAMILY), strict=False)
        ]
        self.relays = [self.names.pop() for _ in range(2)]

    def person(self) -> str:
        if not self.names:
            self.names = [f"{self.rng.choice(GIVEN)} {self.rng.choice(FAMILY)}{len(self.items)}" for _ in range(5)]
        return self.names.pop()

    def item(self, publisher: str | None, sentences: list[_Sentence]) -> _Item:
        self.day += timedelta(days=self.rng.randint(1, 3))
        fill = [" ".join(self.rng.choices(FILLING, k=12)).capitalize() + "." for _ in range(self.rng.randint(5, 9))]
        made = _Item(
            number=len(self.items) + 1,
            publisher=publisher,
            day=self.day,
            is_dated=self.rng.random() < 0.9,
            sentences=sentences,
            fill=fill,
        )
        self.items.append(made)
        for sentence in sentences:
            if not sentence.forecast and not sentence.certainty.is_denial:
                sentence.event.articles.append(made)
                _draw(sentence, made)
        return made


def conflict(rng: Random, *, events: int = 6) -> World:
    """Make a world of ``events`` events, about nine claims each. The same seed gives the same world."""
    maker = _Maker(rng)
    made = [_event(number) for number in range(events)]
    for event in made:
        _tell(event, maker)
    for event in made:
        _spread(event, maker)
    return _write(maker, made)


def _event(number: int) -> _Event:
    actor = ACTORS[number % len(ACTORS)]
    deed, thing, where = DEEDS[(number // len(ACTORS) + number) % len(DEEDS)]
    place = PLACES[number % len(PLACES)] + ("" if number < len(PLACES) else f"grad{number // len(PLACES)}")
    count = 3 + number
    return _Event(number=number, actor=actor, deed=deed, things=thing.format(n=count), where=where, place=place)


def _wording(event: _Event, rng: Random) -> str:
    """Tell an event in one teller's words: the small words and the order differ, what is said does not."""
    where = f"{rng.choice(NEAR)} {event.where} {rng.choice(SIDE)} {event.place}"
    had = rng.choice(("", "had ", "have ", "then "))
    return rng.choice(
        (
            f"{event.actor} {had}{event.deed} {event.things} {where}",
            f"{where} {event.actor} {had}{event.deed} {event.things}",
            f"{event.things} {where} {rng.choice(('were', 'had been', 'have been'))} {event.deed} by {event.actor}",
        )
    )


def _tell(event: _Event, maker: _Maker) -> None:
    """Let those who saw tell us, a relay or a paper."""
    rng = maker.rng
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        witness = maker.person()
        event.true.add_edge("ground", witness)
        for way in rng.sample(("statement", "paper", "hidden", "relay"), k=rng.choice((1, 1, 2))):
            if way == "statement":
                maker.item(None, [_said(event, rng, [_named(witness, Role.ORIGIN)], (witness,))])
            elif way == "paper":
                name = witness if rng.random() < 0.8 else witness.split()[-1]
                _paper(event, maker, [_named(name, Role.ORIGIN)], (witness,))
            elif way == "hidden":
                event.is_open = True
                described = rng.choice(DESCRIBED)
                origin = Hop(source=None, kind=SourceKind.UNATTRIBUTED, role=Role.ORIGIN, cue="reportedly")
                if rng.random() < 0.6:
                    number = 2 if described.startswith("two") else None
                    origin = Hop(
                        source=described, kind=SourceKind.DESCRIBED, role=Role.ORIGIN, cue="said", number=number
                    )
                _paper(event, maker, [origin], (witness,))
            else:
                relay = rng.choice(maker.relays)
                event.true.add_edge(witness, relay)
                for _ in range(rng.choice((1, 2, 3))):
                    _paper(event, maker, [_named(witness, Role.ORIGIN), _named(relay, Role.RELAY)], (relay,))


def _spread(event: _Event, maker: _Maker) -> None:
    """Let papers copy, cite, echo, headline, deny and foresee."""
    rng = maker.rng
    published = [item for item in event.articles if item.publisher is not None]
    for item in published:
        if rng.random() < 0.35:
            _copy(item, maker)
        if rng.random() < 0.2:
            name = item.publisher or ""
            _paper(event, maker, [_named(name, Role.ORIGIN, "reported")], (item.key,), but=name)
        if rng.random() < 0.1:
            event.is_open = True
            hidden = Hop(source=None, kind=SourceKind.UNATTRIBUTED, role=Role.ORIGIN, cue="reportedly")
            _paper(event, maker, [hidden], (item.key,), but=item.publisher)
    if rng.random() < 0.08:
        _ring(event, maker)
    if rng.random() < 0.4:
        denier = maker.person()
        publisher = rng.choice(OUTLETS)
        denial = _said(event, rng, [_named(denier, Role.ORIGIN, "denied"), _publisher(publisher)], ())
        denial.certainty = Certainty.CERTAINLY_NOT
        maker.item(publisher, [denial])
    if rng.random() < 0.3:
        publisher = rng.choice(OUTLETS)
        forecast = _said(event, rng, [_named(maker.person(), Role.ORIGIN, "warned"), _publisher(publisher)], ())
        forecast.forecast = True
        maker.item(publisher, [forecast])


def _paper(
    event: _Event, maker: _Maker, chain: Sequence[Hop], true_from: tuple[str, ...], but: str | None = None
) -> _Item:
    rng = maker.rng
    publisher = rng.choice([name for name in OUTLETS if name != but])
    said = _said(event, rng, [*chain, _publisher(publisher)], true_from)
    sentences = [said]
    if rng.random() < 0.25:
        headline = _said(event, rng, [_publisher(publisher, Role.ORIGIN)], true_from)
        sentences.insert(0, headline)
    return maker.item(publisher, sentences)


def _ring(event: _Event, maker: _Maker) -> None:
    """Let two papers cite each other and nobody else: by the rule, the earlier one's publisher is the origin."""
    silent = [name for name in OUTLETS if name not in {item.publisher for item in event.articles}]
    if len(silent) < 2:
        return
    one, other = maker.rng.sample(silent, k=2)
    first = _said(event, maker.rng, [_named(other, Role.ORIGIN, "reported"), _publisher(one)], ("ground",))
    made = maker.item(one, [first])
    second = _said(event, maker.rng, [_named(one, Role.ORIGIN, "reported"), _publisher(other)], (made.key,))
    maker.item(other, [second])


def _copy(item: _Item, maker: _Maker) -> None:
    """Carry another paper's article: its words, its sources, now and then a word changed."""
    rng = maker.rng
    publisher = rng.choice([name for name in OUTLETS if name != item.publisher])
    copied = [
        _Sentence(
            before=sentence.before,
            content=sentence.content,
            after=sentence.after,
            chain=tuple(
                hop if hop.kind is not SourceKind.PUBLISHER else _publisher(publisher, hop.role)
                for hop in sentence.chain
            ),
            event=sentence.event,
            true_from=(item.key,),
        )
        for sentence in item.sentences
    ]
    made = maker.item(publisher, copied)
    kept = [_edited(line, rng) for line in item.fill[: max(3, len(item.fill) - 1)]]
    made.fill = [made.fill[0], *kept] if rng.random() < 0.5 else kept


def _edited(line: str, rng: Random) -> str:
    words = line.split()
    if rng.random() < 0.3:
        words[rng.randrange(1, len(words) - 1)] = rng.choice(FILLING)
    return " ".join(words)


def _said(event: _Event, rng: Random, chain: Sequence[Hop], true_from: tuple[str, ...]) -> _Sentence:
    content = _wording(event, rng)
    speakers = [hop for hop in chain if hop.role is not Role.PUBLISHER and hop.kind is not SourceKind.PUBLISHER]
    if not speakers:
        before, after = "", "."
    elif speakers[0].source is None:
        before, after = "Reportedly, ", "."
    elif len(speakers) > 1:
        before = f"{speakers[1].source} {rng.choice(VERBS)} that {speakers[0].source} {rng.choice(VERBS)} "
        after = "."
    else:
        verb = speakers[0].cue if speakers[0].cue != "said" else rng.choice(VERBS)
        before, after = f"{speakers[0].source} {verb} that ", "."
    return _Sentence(before=before, content=content, after=after, chain=tuple(chain), event=event, true_from=true_from)


def _draw(sentence: _Sentence, item: _Item) -> None:
    true = sentence.event.true
    way = [item.publisher, item.key] if item.publisher is not None else [f"{item.key} direct"]
    for start in sentence.true_from:
        true.add_edge(start, way[0])
    nx.add_path(true, way)
    true.add_edge(way[-1], "end")


def _independent(true: nx.DiGraph) -> int:
    """Count vertex-disjoint ways from the ground to the end."""
    if "end" not in true:
        return 0
    split = nx.DiGraph()
    for vertex in true:
        room = float("inf") if vertex in ("ground", "end") or vertex.endswith("direct") else 1
        split.add_edge((vertex, "in"), (vertex, "out"), capacity=room)
    for start, end in true.edges:
        split.add_edge((start, "out"), (end, "in"), capacity=1)
    return int(nx.maximum_flow_value(split, ("ground", "in"), ("end", "out")))


def _write(maker: _Maker, events: Sequence[_Event]) -> World:
    exhibits, readings, claims = [], [], []
    for item in maker.items:
        exhibit = ExhibitId(item.key)
        text = ""
        fill = list(item.fill)
        for sentence in item.sentences:
            text += (fill.pop(0) + " " if fill else "") + sentence.before
            start = len(text)
            text += sentence.content
            passage = Passage(exhibit=exhibit, start=start, end=len(text))
            text += sentence.after + " "
            number = len(claims) + 1
            claims.append(_claim(number, sentence, passage))
            kept = sentence.event
            where = (
                kept.foreseeing if sentence.forecast else kept.denying if sentence.certainty.is_denial else kept.saying
            )
            where.append(number)
        text = (text + " ".join(fill)).strip()
        exhibits.append(_exhibit(item, text))
        readings.append(_reading(item, text))
    truths = tuple(
        Truth(
            saying=_claims(event.saying),
            denying=_claims(event.denying),
            foreseeing=_claims(event.foreseeing),
            independent=_independent(event.true),
            is_open=event.is_open,
        )
        for event in events
    )
    return World(exhibits=tuple(exhibits), readings=tuple(readings), claims=tuple(claims), truths=truths)


def _claims(numbers: Sequence[int]) -> frozenset[ClaimId]:
    return frozenset(ClaimId(identifier("C", number)) for number in numbers)


def _claim(number: int, sentence: _Sentence, passage: Passage) -> Claim:
    return Claim(
        id=ClaimId(identifier("C", number)),
        exhibit=passage.exhibit,
        passage=passage,
        words=sentence.content,
        content=sentence.content,
        pieces=(passage,),
        chain=sentence.chain,
        certainty=sentence.certainty,
        suggester="world 1",
        forecast=sentence.forecast,
    )


def _exhibit(item: _Item, text: str) -> Exhibit:
    by_us = item.publisher is None
    receipt = Receipt(
        name=f"item-{item.number}.txt",
        received_at="2024-01-01T00:00:00Z",
        tool="world 1",
        collected_by="the team" if by_us else None,
        unknown_because=None if by_us else Provision.NOT_ASKED,
    )
    return Exhibit(
        id=ExhibitId(item.key),
        digest=digest_of(text.encode()),
        size_bytes=len(text.encode()),
        media_type="text/plain",
        name=f"item-{item.number}.txt",
        receipts=(receipt,),
        publisher=item.publisher,
        stated_date=None,
    )


def _reading(item: _Item, text: str) -> Reading:
    stated = item.day.isoformat()
    return Reading(
        exhibit=ExhibitId(item.key),
        reader="world",
        reader_version="1",
        text=text,
        parts=(Part(kind=PartKind.BODY, number=1, label="body", start=0, end=len(text)),),
        genre=Genre.PUBLICATION if item.publisher is not None else Genre.TESTIMONY,
        publisher=item.publisher,
        stated_date=Period(verbatim=stated, edtf=stated, earliest=item.day, latest=item.day) if item.is_dated else None,
    )


def _named(name: str, role: Role, cue: str = "said") -> Hop:
    return Hop(source=name, kind=SourceKind.NAMED, role=role, cue=cue)


def _publisher(name: str, role: Role = Role.PUBLISHER) -> Hop:
    return Hop(source=name, kind=SourceKind.PUBLISHER, role=role)


def _mixed(rng: Random, values: Sequence[str]) -> list[str]:
    return rng.sample(list(values), k=len(values))
