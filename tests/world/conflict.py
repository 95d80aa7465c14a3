"""A made-up conflict with known truth: the exhibits, readings and claims it leaves behind, and what is true of them.

Chance first decides what happened, who saw it, who lied and who truly had it from whom (``telling``, ``spreading``);
then the texts are written that such a world leaves (``texts``). What the texts show is less than the truth: papers hide
their sources, retell each other without saying so, and people confer unseen (``truth``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random  # noqa: TID251 - handed in, seeded by the caller

from probative.base.digest import digest_of
from probative.base.identifiers import ClaimId, ExhibitId, identifier, number_of
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.meaning import Quantity
from probative.model.periods import Period
from probative.model.propositions import Basis, Derivation
from probative.model.readings import Genre, Part, PartKind, Reading
from tests.world.events import Event
from tests.world.outlets import Outlet
from tests.world.people import LANGUAGES, Person
from tests.world.spreading import Forecast, spread_all
from tests.world.telling import Conferring, Known, Teller, tell_all
from tests.world.texts import Form, Kind, Stretch, Text, speaker_kind, write
from tests.world.truth import Interval, Reader, number_of_origins, texts_taken_back
from tests.world.voices import Described, Manner, Nobody, Speaker, Telling

_GENRES = {
    Form.ARTICLE: Genre.PUBLICATION,
    Form.POST: Genre.PUBLICATION,
    Form.STATEMENT: Genre.TESTIMONY,
    Form.MAIL: Genre.MAIL,
}
_TO = ("Inga Solberg", "desk of statements", "Karim Adeyo", "archive", "Lotte Winther")
_SUBJECTS = ("please read", "that day", "for your files", "urgent", "news", "a few lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of one account: which claims speak of it, and who could vouch without each other.

    ``number`` is how many truly could; ``interval`` what an honest reader of the texts could bound. They differ where
    something is hidden, and ``number`` may then lie outside.
    """

    event: Event
    saying: frozenset[ClaimId]
    denying: frozenset[ClaimId]
    foreseeing: frozenset[ClaimId]
    number: int
    interval: Interval

    @property
    def claims(self) -> frozenset[ClaimId]:
        """All that speak of it."""
        return self.saying | self.denying | self.foreseeing


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One exhibit was truly made from another, and how."""

    derived: ExhibitId
    upstream: ExhibitId
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the made-up conflict left behind, and the truth.

    ``derived`` are the true derivations; ``derivations`` the same as ``corroboration`` would be given them, with the
    stretches that were carried. ``declared`` gives the names, in every
    spelling, of people of whom a human declared that they told each other, ``told`` those of whom a text says so;
    ``withdrawn`` pairs an
    exhibit with the one in which its publisher takes it back, and ``taken_back`` are the claims that a reader would
    hold for withdrawn by that; ``forecasts`` pairs a claim with whether it came true.
    """

    exhibits: tuple[Exhibit, ...]
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    truths: tuple[Truth, ...]
    derived: tuple[Derived, ...]
    derivations: tuple[Derivation, ...]
    declared: tuple[tuple[str, ...], ...]
    told: tuple[tuple[str, ...], ...]
    withdrawn: tuple[tuple[ExhibitId, ExhibitId], ...]
    taken_back: frozenset[ClaimId]
    forecasts: tuple[tuple[ClaimId, bool | None], ...]

    @property
    def conferred(self) -> tuple[tuple[str, ...], ...]:
        """The names of all who are known to have told each other, however that is known."""
        return (*self.declared, *self.told)


def conflict(rng: Random, *, events: int = 5) -> World:
    """Make a world of ``events`` events, about eight texts each. The same seed gives the same world."""
    return conflict_and_reader(rng, events=events)[0]


def conflict_and_reader(rng: Random, *, events: int = 5) -> tuple[World, Reader]:
    """Make a world, and somebody who has read all its texts without a mistake."""
    teller = Teller(rng, events)
    tell_all(teller)
    forecasts = spread_all(teller)
    order = list(range(1, len(teller.texts) + 1))
    rng.shuffle(order)
    world = _Writer(teller.texts, order).world(teller, forecasts)
    return world, Reader(teller.texts, teller.conferred)


class _Writer:
    """Writes every text out and keeps account of where things stand in it."""

    def __init__(self, texts: Sequence[Text], order: Sequence[int]) -> None:
        self.keys = {text.number: ExhibitId(identifier("E", place)) for text, place in zip(texts, order, strict=True)}
        self.texts = sorted(texts, key=lambda text: number_of(self.keys[text.number]))
        self.written = {text.number: _with_header(text) for text in texts}
        self.claims: list[Claim] = []
        self.by_manner: dict[tuple[str, Manner], list[ClaimId]] = {}
        self.by_text: dict[tuple[int, str, Manner], ClaimId] = {}

    def world(self, teller: Teller, forecasts: Sequence[Forecast]) -> World:
        """Put the world together."""
        for text in self.texts:
            self._claim_all(text)
        reader = Reader(teller.texts, teller.conferred)
        return World(
            exhibits=tuple(_exhibit(self.keys[text.number], text, self.written[text.number][0]) for text in self.texts),
            readings=tuple(_reading(self.keys[text.number], text, self.written[text.number]) for text in self.texts),
            claims=tuple(self.claims),
            truths=tuple(
                Truth(
                    event=account.event,
                    saying=self._of(account.event, Manner.SAYS),
                    denying=self._of(account.event, Manner.DENIES) | self._of(account.event, Manner.WITHDRAWS),
                    foreseeing=self._of(account.event, Manner.FORESEES),
                    number=number_of_origins(account, teller.texts),
                    interval=reader.interval(account.event.key),
                )
                for account in teller.accounts
            ),
            derived=tuple(self._derived()),
            derivations=tuple(self._derivations()),
            declared=tuple(_names(each) for each in teller.conferred if each.known is Known.DECLARED),
            told=tuple(_names(each) for each in teller.conferred if each.known is Known.TOLD),
            withdrawn=tuple(
                (self.keys[text.number], self.keys[text.withdrawn_by.number])
                for text in self.texts
                if text.withdrawn_by is not None
            ),
            taken_back=frozenset(self._taken_back(teller)),
            forecasts=tuple(
                (self.by_text[each.text.number, each.event.key, Manner.FORESEES], each.came_true) for each in forecasts
            ),
        )

    def _of(self, event: Event, manner: Manner) -> frozenset[ClaimId]:
        return frozenset(self.by_manner.get((event.key, manner), ()))

    def _taken_back(self, teller: Teller) -> Iterator[ClaimId]:
        exhibit_of = {claim.id: claim.exhibit for claim in self.claims}
        for account in teller.accounts:
            gone = {self.keys[text.number] for text in texts_taken_back(teller.texts, account.event.key)}
            yield from (each for each in self._of(account.event, Manner.SAYS) if exhibit_of[each] in gone)

    def _claim_all(self, text: Text) -> None:
        whole, stretches, _ = self.written[text.number]
        for stretch in stretches:
            telling = stretch.placed.line
            if stretch.claimed is None or not isinstance(telling, Telling):
                continue
            key = ClaimId(identifier("C", len(self.claims) + 1))
            self.claims.append(_claim(key, self.keys[text.number], text, stretch, telling, whole))
            self.by_manner.setdefault((telling.event.key, telling.manner), []).append(key)
            self.by_text[text.number, telling.event.key, telling.manner] = key

    def _derived(self) -> list[Derived]:
        return [
            Derived(derived=self.keys[text.number], upstream=self.keys[source.number], kind=kind)
            for text in self.texts
            for source, kind in text.upstream()
        ]

    def _derivations(self) -> list[Derivation]:
        made = []
        for text in self.texts:
            bases: dict[tuple[int, Basis], list[Kind]] = {}
            for source, kind in text.upstream():
                bases.setdefault((source.number, _basis(kind)), []).append(kind)
            for (number, basis), kinds in bases.items():
                made.append(self._derivation(text, number, basis, kinds))
        return made

    def _derivation(self, text: Text, source: int, basis: Basis, kinds: Sequence[Kind]) -> Derivation:
        derived, upstream = self.keys[text.number], self.keys[source]
        whole, stretches, _ = self.written[text.number]
        there = {stretch.placed.line: stretch for stretch in self.written[source][1]}
        passages = []
        for stretch in stretches:
            if stretch.placed.carried is None or stretch.placed.carried.number != source:
                continue
            origin = there.get(stretch.placed.line)
            if basis is not Basis.CITATION and stretch.placed.kind in kinds and origin is not None:
                passages.append((
                    Passage(exhibit=derived, start=stretch.start, end=stretch.end),
                    Passage(exhibit=upstream, start=origin.start, end=origin.end),
                ))  # fmt: skip
        shared = sum(here.end - here.start for here, _ in passages)
        return Derivation(
            derived=derived,
            upstream=upstream,
            basis=basis,
            share_permille=min(1000, 1000 * shared // len(whole)),
            passages=tuple(passages),
        )


def _basis(kind: Kind) -> Basis:
    if kind is Kind.CITED:
        return Basis.CITATION
    return Basis.TEXT_REUSE if kind.is_sure else Basis.REPRINT


def _with_header(text: Text) -> tuple[str, list[Stretch], int]:
    """Write a text, a mail's headers before it; give the words, the lines, and how long the header is."""
    whole, stretches = write(text)
    if text.form is not Form.MAIL or text.author is None:
        return whole, stretches, 0
    to, subject = _TO[text.number % len(_TO)], _SUBJECTS[text.day.toordinal() % len(_SUBJECTS)]
    header = f"From: {text.author.name('en')}\nTo: {to}\nDate: {text.day.isoformat()}\nSubject: {subject}\n\n"
    by = len(header)
    moved = [
        Stretch(
            placed=each.placed,
            start=each.start + by,
            end=each.end + by,
            claimed=(each.claimed[0] + by, each.claimed[1] + by) if each.claimed is not None else None,
        )
        for each in stretches
    ]
    return header + whole, moved, by


def _claim(key: ClaimId, exhibit: ExhibitId, text: Text, stretch: Stretch, telling: Telling, whole: str) -> Claim:
    assert stretch.claimed is not None
    start, end = stretch.claimed
    said = whole[start:end]
    passage = Passage(exhibit=exhibit, start=start, end=end)
    denies = telling.manner in (Manner.DENIES, Manner.WITHDRAWS)
    event = telling.event
    at = LANGUAGES.index(text.language)
    day = event.written_day(at)
    has_day = day.casefold() in said.casefold()
    return Claim(
        id=key,
        exhibit=exhibit,
        passage=passage,
        words=said,
        content=said,
        pieces=(passage,),
        chain=_chain(text, stretch, telling),
        certainty=Certainty.CERTAINLY_NOT if denies else Certainty.CERTAIN,
        suggester="world 2",
        forecast=telling.manner is Manner.FORESEES,
        period=(
            Period(verbatim=day, edtf=event.day.isoformat(), earliest=event.day, latest=event.day) if has_day else None
        ),
        places=(event.place[at],),
        quantities=_quantities(telling, text, passage, said),
    )


def _quantities(telling: Telling, text: Text, passage: Passage, said: str) -> tuple[Quantity, ...]:
    at = LANGUAGES.index(text.language)
    number = telling.event.written_number(at, as_word=telling.worded.as_word)
    place = said.casefold().find(number)
    if place < 0:
        return ()
    start = passage.start + place
    things = telling.event.deed.things[at]
    value = telling.event.number
    return (
        Quantity(
            words=said[place : place + len(number)],
            passage=Passage(exhibit=passage.exhibit, start=start, end=start + len(number)),
            unit=things[telling.worded.thing % len(things)],
            number=value,
            least=value,
            most=value,
        ),
    )


def _chain(text: Text, stretch: Stretch, telling: Telling) -> tuple[Hop, ...]:
    cue = "denied" if telling.manner is Manner.DENIES else "said"
    placed = stretch.placed
    hops = [_hop(each, text.language, cue, is_short=telling.is_short) for each in telling.speakers]
    if telling.told_to is not None and telling.told_to is not text.outlet:
        hops.append(_hop(telling.told_to, text.language, cue))
    if placed.voice is not None and not (hops and isinstance(placed.voice, Person)):
        hops.append(_hop(placed.voice, text.language, cue))
    if text.outlet is not None:
        hops.append(Hop(source=text.outlet.name, kind=SourceKind.PUBLISHER, role=Role.PUBLISHER))
    elif text.author is not None and not (len(hops) == 1 and hops[0].source == text.author.name(text.language)):
        hops.append(Hop(source=text.author.name(text.language), kind=SourceKind.NAMED, role=Role.RELAY, number=1))
    roles = [Role.ORIGIN, *[Role.RELAY] * (len(hops) - 1)]
    if len(hops) > 1 and text.outlet is not None:
        roles[-1] = Role.PUBLISHER
    return tuple(
        Hop(source=hop.source, kind=hop.kind, role=role, cue=hop.cue, number=hop.number)
        for hop, role in zip(hops, roles, strict=True)
    )


def _hop(speaker: Speaker, language: str, cue: str, *, is_short: bool = False) -> Hop:
    kind, role = speaker_kind(speaker), Role.RELAY
    if isinstance(speaker, Person):
        return Hop(source=speaker.name(language, short=is_short), kind=kind, role=role, cue=cue, number=1)
    if isinstance(speaker, Described):
        name = speaker.names[LANGUAGES.index(language)]
        return Hop(source=name, kind=kind, role=role, cue=cue, number=speaker.people)
    if isinstance(speaker, Outlet):
        return Hop(source=speaker.called(language), kind=kind, role=role, cue="reported")
    assert isinstance(speaker, Nobody)
    return Hop(source=None, kind=kind, role=role, cue="reportedly")


def _names(conferring: Conferring) -> tuple[str, ...]:
    return tuple(name for person in conferring.people for name in (*person.names, *person.families))


def _exhibit(key: ExhibitId, text: Text, whole: str) -> Exhibit:
    by_us = not text.is_channel
    receipt = Receipt(
        name=f"item-{number_of(key)}.txt",
        received_at="2024-01-01T00:00:00Z",
        tool="world 2",
        collected_by="the team" if by_us else None,
        unknown_because=None if by_us else Provision.NOT_ASKED,
    )
    return Exhibit(
        id=key,
        digest=digest_of(whole.encode()),
        size_bytes=len(whole.encode()),
        media_type="text/plain",
        name=f"item-{number_of(key)}.txt",
        receipts=(receipt,),
        publisher=text.outlet.name if text.outlet is not None else None,
        stated_date=None,
    )


def _reading(key: ExhibitId, text: Text, written: tuple[str, list[Stretch], int]) -> Reading:
    whole, _, header = written
    stated = text.day.isoformat()
    parts = [Part(kind=PartKind.BODY, number=1, label="body", start=0, end=len(whole))]
    author = text.author.name(text.language) if text.author is not None else None
    if header:
        parts = [
            Part(kind=PartKind.MESSAGE, number=1, label="message", start=0, end=len(whole), speaker=author),
            Part(kind=PartKind.HEADER, number=1, label="headers", start=0, end=header),
        ]
    return Reading(
        exhibit=key,
        reader="world",
        reader_version="2",
        text=whole,
        parts=tuple(parts),
        genre=_GENRES[text.form],
        language=text.language,
        publisher=text.outlet.name if text.outlet is not None else None,
        author=author,
        stated_date=Period(verbatim=stated, edtf=stated, earliest=text.day, latest=text.day) if text.is_dated else None,
    )
