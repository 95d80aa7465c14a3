"""A large made-up case: exhibits with their claims, written fast, so that a million claims can be weighed."""

import random  # noqa: TID251 - seeded: the same case every time
from dataclasses import dataclass
from datetime import date, timedelta

from probative.base.digest import digest_of
from probative.base.identifiers import ClaimId, ExhibitId, identifier
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.periods import Period
from probative.model.readings import Genre, Part, PartKind, Reading

SYLLABLES = """
ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no pa po ra re ro sa se ta te to va vo
""".split()  # noqa: SIM905 - a list of syllables reads better so
ENDINGS = ("nik", "rov", "mar", "stel", "vik", "dun", "lan", "grad")
ACTORS = ("brigade", "guards", "militia", "gunmen", "company", "regiment")
DEEDS = (
    ("burned", "houses"), ("shelled", "barges"), ("detained", "teachers"), ("buried", "bodies"), ("robbed", "shops"),
    ("tortured", "prisoners"), ("shot", "drivers"), ("searched", "farms"), ("mined", "fields"), ("seized", "lorries"),
)  # fmt: skip
WHERE = ("quarter", "school", "mill", "square", "hall", "bridge", "store")
SMALL = ("", "then ", "also ", "now ", "had ", "just ", "already ", "both ")
"""Words that say nothing: they keep two tellers of one event from wording it alike by chance."""
A_DAY = date(2022, 1, 1)
CLAIMS_AN_EXHIBIT = 10
CLAIMS_AN_EVENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Exhibits with their readings, and their claims."""

    exhibits: tuple[Exhibit, ...]
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]


def made_case(claims: int, *, seed: int = 20261122) -> Made:
    """Make a case of about so many claims: each event is told about eight times, a fifth of the exhibits are copies."""
    rng = random.Random(seed)
    maker = _Maker(rng, claims)
    while len(maker.claims) < claims:
        maker.exhibit()
    return Made(exhibits=tuple(maker.exhibits), readings=tuple(maker.readings), claims=tuple(maker.claims))


def one_more(made: Made, *, seed: int = 7) -> Made:
    """Make one further exhibit of the same case, alone."""
    rng = random.Random(seed)
    maker = _Maker(rng, len(made.claims))
    maker.first_exhibit, maker.first_claim = len(made.exhibits), len(made.claims)
    maker.exhibit()
    return Made(exhibits=tuple(maker.exhibits), readings=tuple(maker.readings), claims=tuple(maker.claims))


class _Maker:
    def __init__(self, rng: random.Random, claims: int) -> None:
        self.rng = rng
        self.events = max(1, claims // CLAIMS_AN_EVENT)
        self.outlets = [f"{_name(random.Random(at))} Courier" for at in range(max(8, claims // 2000))]
        self.exhibits: list[Exhibit] = []
        self.readings: list[Reading] = []
        self.claims: list[Claim] = []
        self.first_exhibit = self.first_claim = 0
        self.told: list[list[tuple[int, str, Hop, str]]] = []

    def exhibit(self) -> None:
        rng = self.rng
        number = self.first_exhibit + len(self.exhibits) + 1
        key = ExhibitId(identifier("E", number))
        publisher = rng.choice(self.outlets)
        if self.told and rng.random() < 0.2:
            said = rng.choice(self.told[-200:])
        else:
            first = rng.randrange(self.events)
            said = [self._said((first + 7919 * at) % self.events) for at in range(CLAIMS_AN_EXHIBIT)]
            self.told.append(said)
        pieces, at = [], 0
        for event, words, hop, filling in said:
            lead = f"{hop.source} said that "
            number_of_claim = self.first_claim + len(self.claims) + 1
            passage = Passage(exhibit=key, start=at + len(lead), end=at + len(lead) + len(words))
            self.claims.append(_claim(number_of_claim, key, passage, words, (hop, _publisher(publisher)), event))
            pieces.append(f"{lead}{words}. {filling} ")
            at += len(pieces[-1])
        self._add(key, number, publisher, "".join(pieces))

    def _said(self, event: int) -> tuple[int, str, Hop, str]:
        told = random.Random(event)
        deed, things = told.choice(DEEDS)
        deed_told = f"{told.randrange(2, 400)} {self._small()}{things}"
        actor = f"{_name(random.Random(-event // 60))} {told.choice(ACTORS)}"
        where = f"{_name(random.Random(event + 10**7))} {told.choice(WHERE)}"
        around = [
            f"{self._small()}at the {self._small()}{where}",
            f"{self._small()}in {_name(random.Random(event // 6))}",
        ]
        if self.rng.random() < 0.7:
            around.append(f"{self._small()}on {_day(event).isoformat()}")
        self.rng.shuffle(around)
        core = f"the {actor} {self._small()}{deed} {self._small()}{deed_told}"
        if self.rng.random() < 0.3:
            core = f"{deed_told} were {self._small()}{deed} by the {actor}"
        words = " ".join((around.pop(), core, *around)) if self.rng.random() < 0.4 else " ".join((core, *around))
        who = f"{_name(random.Random(event * 3 + self.rng.randrange(3)))} {_name(random.Random(event % 5000))}"
        filling = " ".join(_name(self.rng).lower() for _ in range(8))
        return event, words, Hop(source=who, kind=SourceKind.NAMED, role=Role.ORIGIN, cue="said"), filling

    def _small(self) -> str:
        return self.rng.choice(SMALL)

    def _add(self, key: ExhibitId, number: int, publisher: str, text: str) -> None:
        stated = A_DAY + timedelta(days=number % 900)
        receipt = Receipt(
            name=f"{key}.txt", received_at="2024-01-01T00:00:00Z", tool="bench", collected_by=None,
            unknown_because=Provision.NOT_ASKED,
        )  # fmt: skip
        self.exhibits.append(
            Exhibit(
                id=key, digest=digest_of(text.encode()), size_bytes=len(text), media_type="text/plain",
                name=f"{key}.txt", receipts=(receipt,), publisher=publisher, stated_date=None,
            )
        )  # fmt: skip
        self.readings.append(
            Reading(
                exhibit=key, reader="bench", reader_version="1", text=text, genre=Genre.PUBLICATION,
                parts=(Part(kind=PartKind.BODY, number=1, label="body", start=0, end=len(text)),), publisher=publisher,
                stated_date=_period(stated),
            )
        )  # fmt: skip


def _claim(number: int, key: ExhibitId, passage: Passage, words: str, chain: tuple[Hop, ...], event: int) -> Claim:
    return Claim(
        id=ClaimId(identifier("C", number)), exhibit=key, passage=passage, words=words, content=words,
        pieces=(passage,), chain=chain, certainty=Certainty.CERTAIN, suggester="bench 1",
        period=_period(_day(event)) if "-" in words else None,
    )  # fmt: skip


def _publisher(name: str) -> Hop:
    return Hop(source=name, kind=SourceKind.PUBLISHER, role=Role.PUBLISHER)


def _day(event: int) -> date:
    return A_DAY + timedelta(days=event % 700)


def _period(day: date) -> Period:
    return Period(verbatim=day.isoformat(), edtf=day.isoformat(), earliest=day, latest=day)


def _name(rng: random.Random) -> str:
    return ("".join(rng.choice(SYLLABLES) for _ in range(3)) + rng.choice(ENDINGS)).capitalize()
