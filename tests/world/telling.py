"""How what happened gets told: who saw or lied, whom they told, and what we and the publishers were told."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

import networkx as nx

from tests.world.events import Event, events
from tests.world.fillings import filling
from tests.world.outlets import OUTLETS, Outlet
from tests.world.people import Person, crowd
from tests.world.texts import Form, Placed, Text
from tests.world.voices import DESCRIBED, NOBODY, Manner, Speaker, Telling
from tests.world.wordings import wording

GROUND: Final = "ground"
FIRST_DAY: Final = date(2023, 1, 1)


class Known(StrEnum):
    """How it is known that two people told each other before they told anybody else."""

    DECLARED = "declared"
    TOLD = "told"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferring:
    """Two people who told each other, and how that is known."""

    event: str
    people: tuple[Person, Person]
    known: Known


@dataclass(slots=True, kw_only=True)
class Account:
    """An event on its way: its true graph of who had it from whom, and who saw or made it up."""

    event: Event
    true: "nx.DiGraph[str]" = field(default_factory=nx.DiGraph)
    witnesses: list[Person] = field(default_factory=list)
    heard: dict[str, Person] = field(default_factory=dict)


class Teller:
    """Makes texts, days and people, all from one chance."""

    def __init__(self, rng: Random, size: int) -> None:
        self.rng = rng
        self.day = date(2023, 4, 1)
        self.people = crowd(rng, 5 * size + 8, siblings=2 if rng.random() < 0.3 else 1)
        self.relays = [self.people.pop() for _ in range(2)]
        self.texts: list[Text] = []
        self.accounts = [Account(event=event) for event in events(rng, size, FIRST_DAY)]
        self.conferred: list[Conferring] = []
        self._add_rivals()

    def _add_rivals(self) -> None:
        """Let somebody tell another number of what happened."""
        for account in list(self.accounts):
            if self.rng.random() < 0.15:
                other = account.event.number + self.rng.choice((-3, 3, 4))
                rival = replace(
                    account.event, key=f"{account.event.key} rival", number=min(20, max(5, other)), happened=False
                )
                if rival.number != account.event.number:
                    self.accounts.append(Account(event=rival))

    def person(self) -> Person:
        """Give somebody who has not spoken yet; where all have, somebody of the two who pass things on."""
        return self.people.pop() if self.people else self.rng.choice(self.relays)

    def outlet(self, *but: Outlet | None, language: str | None = None, kinds: str = "paper channel") -> Outlet:
        """Give a publisher other than ``but``, in a language and of some kinds."""
        fit = [
            each
            for each in OUTLETS
            if each not in but
            and (language is None or each.language == language)
            and (("wire" in kinds) if each.is_wire else ("channel" in kinds) if each.is_channel else "paper" in kinds)
        ]
        return self.rng.choice(fit)

    def telling(
        self,
        event: Event,
        speakers: Sequence[Speaker] = (),
        *,
        manner: Manner = Manner.SAYS,
        told_to: Outlet | None = None,
    ) -> Telling:
        """Let somebody tell of an event in words of their own."""
        is_short = self.rng.random() < 0.06 and len(speakers) == 1
        return Telling(
            event=event,
            worded=wording(self.rng),
            form=self.rng.randrange(60),
            speakers=tuple(speakers),
            manner=manner,
            told_to=told_to,
            is_short=is_short,
        )

    def fillings(self, least: int, most: int) -> list[Placed]:
        """Give some sentences about nothing in particular."""
        return [Placed(line=filling(self.rng)) for _ in range(self.rng.randint(least, most))]

    def publish(self, outlet: Outlet, lines: Sequence[Placed], *, as_is: bool = False) -> Text:
        """Let a publisher bring out a text; unless ``as_is``, its lines stand among others."""
        rng = self.rng
        is_post = outlet.is_channel
        around = [] if as_is else self.fillings(1, 2) if is_post else self.fillings(4, 9)
        made = list(around)
        if not as_is:
            for placed in lines:
                made.insert(rng.randint(0, min(3, len(made))), placed)
        else:
            made = list(lines)
        text = Text(
            number=len(self.texts) + 1,
            form=Form.POST if is_post else Form.ARTICLE,
            day=self._next_day(),
            language=outlet.language,
            outlet=outlet,
            is_dated=rng.random() < 0.93,
            opening=self._opening(outlet),
            lines=made,
        )
        self.texts.append(text)
        return text

    def statement(self, person: Person, lines: Sequence[Placed], language: str = "en") -> Text:
        """Let somebody make a statement to us."""
        names = dict(zip(("en", "uk", "ru"), person.trade, strict=True))
        greeting = {
            "en": f"My name is {person.name('en')}. I am {names['en']}. ",
            "uk": f"Мене звати {person.name('uk')}. За фахом я {names['uk']}. ",
            "ru": f"Меня зовут {person.name('ru')}. По профессии я {names['ru']}. ",
        }[language]
        made = self.fillings(1, 3)
        made[1:1] = lines
        return self._add(Form.STATEMENT, person, made, opening=greeting, language=language)

    def mail(self, person: Person, lines: Sequence[Placed]) -> Text:
        """Let somebody write a mail that comes to us."""
        made = self.fillings(1, 2)
        made[1:1] = lines
        return self._add(Form.MAIL, person, made)

    def _add(
        self,
        form: Form,
        author: Person,
        lines: list[Placed],
        *,
        opening: str = "",
        language: str = "en",
    ) -> Text:
        text = Text(
            number=len(self.texts) + 1,
            form=form,
            day=self._next_day(),
            language=language,
            author=author,
            opening=opening,
            lines=lines,
        )
        self.texts.append(text)
        return text

    def _next_day(self) -> date:
        self.day += timedelta(days=self.rng.randint(1, 2))
        return self.day

    def _opening(self, outlet: Outlet) -> str:
        if outlet.is_wire:
            return f"{self.rng.choice(('KARSK', 'SELD', 'TOLM'))} ({outlet.name}) — "
        return ""


def tell_all(teller: Teller) -> None:
    """Let those who saw, or made it up, tell us, a relay or a publisher."""
    for account in teller.accounts:
        _meet(account, teller)
        for witness in list(account.witnesses):
            for way in teller.rng.sample(_WAYS, k=teller.rng.choice((1, 1, 1, 2))):
                _WAYS_TO_TELL[way](account, witness, teller)


def _meet(account: Account, teller: Teller) -> None:
    """Decide who saw it or lies, who heard it from another, and who confers with whom."""
    rng = teller.rng
    count = 1 if not account.event.happened else rng.choice((1, 1, 2, 2, 3))
    account.witnesses = [teller.person() for _ in range(count)]
    for witness in account.witnesses:
        account.true.add_edge(GROUND, witness.key)
    if count > 1 and rng.random() < 0.3:
        one, other = account.witnesses[:2]
        if rng.random() < 0.5:
            # The second one did not see it: she has it from the first.
            account.true.remove_edge(GROUND, other.key)
            account.true.add_edge(one.key, other.key)
        known = rng.choice((Known.DECLARED, Known.TOLD, Known.HIDDEN))
        teller.conferred.append(Conferring(event=account.event.key, people=(one, other), known=known))
        if known is Known.TOLD:
            _say_so(account, one, other, teller)


def _say_so(account: Account, one: Person, other: Person, teller: Teller) -> None:
    told = (
        f"{other.name('en')} and I went over that day together before I came to you.",
        f"Before I came here I talked it through with {other.name('en')}, and we agreed on what we saw.",
        f"I discussed all this with {other.name('en')} last week.",
    )
    lines: list[Placed] = [
        Placed(line=teller.telling(account.event), true_from=(one.key,)),
        Placed(line=teller.rng.choice(told)),
    ]
    teller.statement(one, lines)


def _by_statement(account: Account, witness: Person, teller: Teller) -> None:
    language = teller.rng.choices(("en", "uk", "ru"), weights=(6, 2, 2))[0]
    placed = Placed(line=teller.telling(account.event), true_from=(witness.key,))
    teller.statement(witness, [placed], language)


def _by_paper(account: Account, witness: Person, teller: Teller) -> None:
    outlet = teller.outlet(kinds="paper paper wire")
    told_to = outlet if teller.rng.random() < 0.15 and outlet.language == "en" else None
    lines = [Placed(line=teller.telling(account.event, [witness], told_to=told_to), true_from=(witness.key,))]
    others = [one for one in account.witnesses if one is not witness]
    if others and teller.rng.random() < 0.2:
        other = teller.rng.choice(others)
        lines.append(Placed(line=teller.telling(account.event, [other]), true_from=(other.key,)))
    lines += _aside(account, outlet, teller)
    if teller.rng.random() < 0.2:
        headline = Placed(line=teller.telling(account.event), true_from=(witness.key,))
        lines.insert(0, headline)
    teller.publish(outlet, lines)


def _aside(account: Account, outlet: Outlet, teller: Teller) -> list[Placed]:
    """Let the text tell of another event too."""
    others = [each for each in teller.accounts if each is not account and each.witnesses]
    if not others or teller.rng.random() > 0.2:
        return []
    other = teller.rng.choice(others)
    witness = teller.rng.choice(other.witnesses)
    return [Placed(line=teller.telling(other.event, [witness]), true_from=(witness.key,))]


def _unnamed(account: Account, witness: Person, teller: Teller) -> None:
    outlet = teller.outlet()
    speaker: Speaker = NOBODY if teller.rng.random() < 0.4 else teller.rng.choice(DESCRIBED)
    teller.publish(outlet, [Placed(line=teller.telling(account.event, [speaker]), true_from=(witness.key,))])


def _by_relay(account: Account, witness: Person, teller: Teller) -> None:
    relay = teller.rng.choice(teller.relays)
    account.true.add_edge(witness.key, relay.key)
    for _ in range(teller.rng.choice((1, 2, 3))):
        telling = teller.telling(account.event, [witness, relay])
        teller.publish(teller.outlet(kinds="paper wire"), [Placed(line=telling, true_from=(relay.key,))])


def _by_neighbour(account: Account, witness: Person, teller: Teller) -> None:
    """Let a neighbour tell us what the witness told her."""
    neighbour = teller.person()
    account.true.add_edge(witness.key, neighbour.key)
    placed = Placed(line=teller.telling(account.event, [witness]), true_from=(neighbour.key,))
    teller.statement(neighbour, [placed])


def _by_mail(account: Account, witness: Person, teller: Teller) -> None:
    placed = Placed(line=teller.telling(account.event), true_from=(witness.key,))
    teller.mail(witness, [placed])


def _by_forward(account: Account, witness: Person, teller: Teller) -> None:
    """Let somebody send on to us what the witness wrote to her."""
    sender = teller.person()
    account.true.add_edge(witness.key, sender.key)
    name = witness.name("en")
    head = Placed(
        line=teller.rng.choice(
            (
                f"I send you what {name} wrote to me:",
                f"This mail is from {name}, please read it:",
                f"Here are the words of {name}:",
                f"{name} asked me to pass this on:",
            )
        )
    )
    begun = Placed(line=f"---------- Forwarded message ----------\nFrom: {witness.name('en')}\n\n")
    placed = Placed(line=teller.telling(account.event), true_from=(sender.key,), voice=witness)
    teller.mail(sender, [head, begun, placed])


def _by_reporter(account: Account, witness: Person, teller: Teller) -> None:
    """Let a publisher's own people have seen it: the publisher speaks for itself."""
    outlet = teller.outlet()
    if not account.true.has_node(outlet.key):
        account.true.add_edge(GROUND, outlet.key)
        teller.publish(outlet, [Placed(line=teller.telling(account.event), true_from=())])


_WAYS_TO_TELL: Final = {
    "statement": _by_statement,
    "paper": _by_paper,
    "unnamed": _unnamed,
    "relay": _by_relay,
    "neighbour": _by_neighbour,
    "mail": _by_mail,
    "forward": _by_forward,
    "reporter": _by_reporter,
}
_WAYS: Final = ("statement", "statement", "paper", "paper", "paper", "unnamed", "relay", "neighbour",
         "mail", "forward",
         "reporter")  # fmt: skip
