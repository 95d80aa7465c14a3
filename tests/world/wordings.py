"""How one teller words an event, and that wording in another language: a small grammar for each."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

from tests.world.events import Event
from tests.world.people import LANGUAGES

_IN: Final = (("in {}", "in the village of {}"), ("у селі {}",), ("в селе {}",))
_NEAR: Final = (
    ("near {}", "beside {}", "close to {}", "by {}", "not far from {}"),
    ("біля {}", "коло {}", "недалеко від {}", "поблизу {}"),
    ("возле {}", "около {}", "недалеко от {}", "вблизи {}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The choices a teller makes, each a number from which every language takes what it has."""

    verb: int
    thing: int
    where: int
    order: int
    as_word: bool
    site: int
    has_site: bool
    is_site_first: bool
    has_day: bool
    is_perfect: bool


def wording(rng: Random) -> Wording:
    """Let somebody word an event in words of their own."""
    return Wording(
        verb=rng.randrange(12),
        thing=rng.randrange(12),
        where=rng.randrange(12),
        order=rng.choices((0, 1, 2, 3), weights=(5, 2, 2, 1))[0],
        as_word=rng.random() < 0.5,
        site=rng.randrange(60),
        has_site=rng.random() < 0.7,
        is_site_first=rng.random() < 0.6,
        has_day=rng.random() < 0.5,
        is_perfect=rng.random() < 0.3,
    )


def clause(event: Event, worded: Wording, language: str, *, future: bool = False) -> str:
    """Tell the event in one clause, without capital and full stop."""
    at = LANGUAGES.index(language)
    thing = _one(event.deed.things[at], worded.thing)
    things = f"{event.written_number(at, as_word=worded.as_word)} {thing}"
    where = _one(_IN[at], worded.where).format(event.place[at])
    if worded.has_site:
        near = _one(_NEAR[at], worded.site).format(event.site[at])
        where = f"{near} {where}" if worded.is_site_first else f"{where} {near}"
    actor = event.actor[at]
    if future:
        return _future(event, things, where, at)
    when = _when(event, at) if worded.has_day else ""
    did, done = _one(event.deed.did[at], worded.verb), _one(event.deed.done[at], worded.verb)
    if at == 0 and worded.is_perfect:
        did = f"had {done}"
    if worded.order == 1:
        return _passive(things, done, event, where, when, at)
    if worded.order == 2 and when:
        return f"{when} {actor} {did} {things} {where}"
    if worded.order == 3:
        return " ".join(f"{where} {actor} {did} {things} {when}".split())
    return " ".join(f"{actor} {did} {things} {where} {when}".split())


def _passive(things: str, done: str, event: Event, where: str, when: str, at: int) -> str:
    if at == 0:
        said = f"{things} were {done} by {event.actor[0]} {where} {when}"
    elif at == 1:
        # Nobody is the agent of a Ukrainian form in -но: the thing stands first instead.
        said = f"{things} {event.deed.did[1][0]} {event.actor[1]} {where} {when}"
    else:
        said = f"{things} были {done} {event.actor[3]} {where} {when}"
    return " ".join(said.split())


def _future(event: Event, things: str, where: str, at: int) -> str:
    will = event.deed.will[at]
    return (
        f"{event.actor[at]} would {will} {things} {where}" if at == 0 else f"{event.actor[at]} {will} {things} {where}"
    )


def _when(event: Event, at: int) -> str:
    return f"on {event.written_day(at)}" if at == 0 else event.written_day(at)


def _one(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]
