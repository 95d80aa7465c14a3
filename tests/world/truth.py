"""What is true of each account: who could vouch without each other, and what an honest reader of the texts could bound.

The true number is counted on the true graph, which no text shows whole. The interval is what somebody could say who
reads every text without a mistake but believes no more than they show (DESIGN.md section 5): sources without a name may
be one another, or somebody already counted; people known to have conferred may be one; what may be a retelling of
another text may be one, and so may what a paper says without a source after another said it so. Everything is counted
with networkx, one graph for each way in which the doubts may fall.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, pairwise, product
from typing import Final, TypeVar

import networkx as nx

from tests.world.outlets import Outlet
from tests.world.people import Person
from tests.world.telling import GROUND, Account, Conferring, Known
from tests.world.texts import Placed, Text, saying, says
from tests.world.voices import Described, Manner, Speaker, Telling

_Doubt = TypeVar("_Doubt")
END: Final = "end"
_MOST_DOUBTS: Final = 6
"""Above so many doubts that may fall either way, only all, none, and each alone are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What an honest reader could bound."""

    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one telling reached us, as its text shows it: its own chain, and the texts that it was taken from."""

    telling: str
    text: Text
    speakers: tuple[str, ...]
    sure: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def channel(self) -> tuple[str, ...]:
        """The publisher and the text, where somebody published it."""
        return (self.text.outlet.key, self.text.key) if self.text.outlet is not None else ()


class Reader:
    """Somebody who reads all texts of a world without a mistake."""

    def __init__(self, texts: Sequence[Text], conferred: Iterable[Conferring]) -> None:
        self.texts = texts
        self.groups = [
            tuple(sorted(one.key for one in each.people)) for each in conferred if each.known is not Known.HIDDEN
        ]
        self.people: dict[str, int] = {}
        bearers: dict[str, set[str]] = {}
        for text in texts:
            for placed in text.lines:
                for person in _named_in_full(placed, text):
                    bearers.setdefault(person.families[0], set()).add(person.key)
        self.bearers = bearers

    def interval(self, event: str, without: Iterable[str] = ()) -> Interval:
        """Bound one account, without the people, publishers and texts in ``without``.

        What its publisher took back, and nobody judged, may and may not be: the lower of both is the lower end.
        """
        ways = list(self._ways(event))
        gone = frozenset(without)
        most = _count(ways, (), (), self.people, gone)
        taken_back = gone | {text.key for text in texts_taken_back(self.texts, event)}
        least = min(self._least(ways, each) for each in {gone, taken_back})
        return Interval(at_least=least, at_most=most)

    def _least(self, ways: Sequence[Way], gone: frozenset[str]) -> int:
        most = _count(ways, (), (), self.people, gone)
        groups = [group for group in self.groups if set(group) <= _met(ways)]
        doubted = [way.telling for way in ways if way.possible]
        least = min(
            _count(ways, believed, merged, None, gone)
            for believed, merged in product(_choices(doubted), _choices(groups))
        )
        return max(min(most, least), min(1, most))

    def _ways(self, event: str) -> Iterator[Way]:
        for text in saying(self.texts, event):
            for number, (placed, telling) in enumerate(text.tellings()):
                if telling.event.key == event and telling.manner is Manner.SAYS:
                    yield self._way(text, number, placed, telling)

    def _way(self, text: Text, number: int, placed: Placed, telling: Telling) -> Way:
        event = telling.event.key
        key = f"telling {text.number} {number}"
        speakers = [self._who(speaker, text, number, telling) for speaker in telling.speakers]
        if (not speakers and isinstance(placed.voice, Person)) or (not speakers and isinstance(placed.voice, Outlet)):
            speakers = [placed.voice.key]
        if text.author is not None and (not speakers or speakers[-1] != text.author.key):
            speakers.append(text.author.key)
        if text.outlet is not None and speakers[-1:] == [text.outlet.key]:
            speakers.pop()
        upstream = list(text.upstream())
        sure: list[str] = []
        possible: list[str] = []
        if placed.carried is not None and placed.kind is not None and says(placed.carried, event):
            credited = any(source is placed.carried and kind.is_sure for source, kind in upstream)
            (sure if credited else possible).append(placed.carried.key)
        return Way(
            telling=key,
            text=text,
            speakers=tuple(dict.fromkeys(speakers)),
            sure=tuple(sure),
            possible=tuple(possible or self._retold(event, text, speakers)),
        )

    def _retold(self, event: str, text: Text, speakers: Sequence[str]) -> list[str]:
        """Give the text of another publisher that said it before, where both say it without a source: who can tell?"""
        if speakers or text.outlet is None:
            return []
        own = [
            each
            for each in saying(self.texts, event)
            if each.outlet is not None
            and each.outlet is not text.outlet
            and any(_is_own(telling, event) and placed.voice is None for placed, telling in each.tellings())
        ]
        earliest = min(own, key=_published, default=None)
        return [earliest.key] if earliest is not None and _published(earliest) < _published(text) else []

    def _who(self, speaker: Speaker, text: Text, number: int, telling: Telling) -> str:
        if isinstance(speaker, Person):
            family = speaker.families[0]
            if telling.is_short and len(self.bearers.get(family, ())) > 1:
                return f"? {family}"
            return speaker.key
        if isinstance(speaker, Outlet):
            return speaker.key
        if isinstance(speaker, Described):
            key = f"? {text.number} {speaker.names[0]}"
            self.people[key] = speaker.people or 1
            return key
        return f"? {text.number} {number}"


def number_of_origins(account: Account, texts: Sequence[Text]) -> int:
    """Count on the true graph: who truly saw it, or made it up, and through whom and what it truly reached us."""
    event = account.event.key
    graph = nx.DiGraph(account.true)
    for text in saying(texts, event):
        channel = [text.outlet.key, text.key] if text.outlet is not None else []
        for number, (placed, telling) in enumerate(text.tellings()):
            if telling.event.key == event and telling.manner is Manner.SAYS:
                way = [*channel, f"telling {text.number} {number}", END]
                nx.add_path(graph, way)
                for source in placed.true_from:
                    graph.add_edge(source, way[0])
    return _disjoint(graph, lambda _: 1)


def texts_taken_back(texts: Sequence[Text], event: str) -> list[Text]:
    """Give the texts whose publisher took back what they tell of an event, as a reader would take it.

    Where a paper told it twice before, its "we withdraw our report" does not say which: both.
    """
    taking = [
        text for text in texts for _, telling in text.tellings()
        if telling.event.key == event and telling.manner is Manner.WITHDRAWS
    ]  # fmt: skip
    return [
        text
        for text in saying(texts, event)
        if any(
            each.outlet is not None
            and text.outlet is each.outlet
            and not (text.is_dated and each.is_dated and text.day > each.day)
            for each in taking
        )
    ]


def _named_in_full(placed: Placed, text: Text) -> Iterator[Person]:
    if text.author is not None:
        yield text.author
    if isinstance(placed.line, Telling) and not placed.line.is_short:
        yield from (each for each in placed.line.speakers if isinstance(each, Person))


def _is_own(telling: Telling, event: str) -> bool:
    return telling.event.key == event and telling.manner is Manner.SAYS and not telling.speakers


def _published(text: Text) -> tuple[bool, date, str, int]:
    assert text.outlet is not None
    # Nobody knows the day of what has no date: there only the name decides.
    return not text.is_dated, text.day if text.is_dated else date.max, text.outlet.name.casefold(), text.number


def _met(ways: Iterable[Way]) -> set[str]:
    return {speaker for way in ways for speaker in way.speakers}


def _choices(doubts: Sequence[_Doubt]) -> list[tuple[_Doubt, ...]]:
    if len(doubts) <= _MOST_DOUBTS:
        return [chosen for size in range(len(doubts) + 1) for chosen in combinations(doubts, size)]
    return [(), tuple(doubts), *((each,) for each in doubts)]


@dataclass(slots=True, kw_only=True)
class _Shown:
    """What the texts show under one set of beliefs; every edge and every beginning with the texts that show it."""

    edges: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    begins: dict[str, set[str]] = field(default_factory=dict)


def _count(
    ways: Sequence[Way],
    believed: Iterable[str],
    merged: Iterable[tuple[str, ...]],
    people: Mapping[str, int] | None,
    gone: frozenset[str],
) -> int:
    """Count under one set of beliefs. Without ``people``, whoever has no name is nobody new: the lowest count."""
    is_lowest = people is None
    shown = _shown(ways, frozenset(believed))
    grounds = _grounds(shown, ways, is_lowest=is_lowest)
    one = {name: min(group) for group in merged for name in group}
    graph: nx.DiGraph[str] = nx.DiGraph()

    def stays(vertex: str) -> bool:
        return vertex not in gone and not (is_lowest and vertex.startswith("?"))

    for start, end in shown.edges:
        if stays(start) and stays(end):
            graph.add_edge(one.get(start, start), one.get(end, end))
    for ground in grounds:
        if stays(ground):
            graph.add_edge(GROUND, one.get(ground, ground))
    for way in ways:
        graph.add_edge(way.telling, END)
    return _disjoint(graph, lambda vertex: (people or {}).get(vertex, 1))


def _shown(ways: Sequence[Way], believed: frozenset[str]) -> _Shown:
    shown = _Shown()
    for way in ways:
        tail = [*way.channel, way.telling]
        doors = way.sure or (way.possible if way.telling in believed else ())
        for door in doors:
            _path(shown, [door, *tail], way.text)
        if not doors:
            whole = [*way.speakers, *tail]
            _path(shown, whole, way.text)
            shown.begins.setdefault(whole[0], set()).add(way.text.key)
    return shown


def _path(shown: _Shown, path: Sequence[str], text: Text) -> None:
    for start, end in pairwise(path):
        if start != end:
            shown.edges.setdefault((start, end), set()).add(text.key)


def _grounds(shown: _Shown, ways: Sequence[Way], *, is_lowest: bool) -> set[str]:
    """Give who may have known by themselves (rule C-6), rings included."""
    told: dict[str, set[str]] = {}
    for (_, end), texts in shown.edges.items():
        told.setdefault(end, set()).update(texts)
    grounds = {vertex for vertex in shown.begins if vertex not in told}
    if not is_lowest:
        own: dict[str, set[str]] = {}
        for way in ways:
            if way.text.outlet is not None:
                own.setdefault(way.text.outlet.key, set()).add(way.text.key)
        for vertex, texts in shown.begins.items():
            said = texts & own[vertex] if vertex in told and vertex in own else texts
            if said - told.get(vertex, set()):
                grounds.add(vertex)
    graph: nx.DiGraph[str] = nx.DiGraph(shown.edges.keys())
    graph.add_nodes_from(shown.begins)
    return grounds | set(_roots_of_rings(graph, grounds, ways))


def _roots_of_rings(graph: "nx.DiGraph[str]", grounds: set[str], ways: Sequence[Way]) -> Iterator[str]:
    fed = set(grounds).union(*(nx.descendants(graph, each) for each in grounds))
    left = graph.subgraph(set(graph) - fed)
    ages = {vertex: at for at, way in enumerate(sorted(ways, key=_age, reverse=True)) for vertex in way.channel[:1]}
    for ring in nx.strongly_connected_components(left):
        if not any(start not in ring for start, _ in left.in_edges(ring)):
            yield max(ring, key=lambda vertex: (ages.get(vertex, -1), vertex))


def _age(way: Way) -> tuple[object, ...]:
    return (not way.text.is_dated, way.text.day, way.text.number)


def _disjoint(graph: "nx.DiGraph[str]", room: Callable[[str], int]) -> int:
    """Count the ways from the ground to the end that meet in no vertex; what we collected is none."""
    if GROUND not in graph or END not in graph:
        return 0
    split: nx.DiGraph[str] = nx.DiGraph()
    for vertex in graph:
        if vertex in (GROUND, END) or vertex.startswith("telling"):
            split.add_edge(f"{vertex} in", f"{vertex} out")
        else:
            split.add_edge(f"{vertex} in", f"{vertex} out", capacity=room(vertex))
    for start, end in graph.edges:
        split.add_edge(f"{start} out", f"{end} in", **({"capacity": room(start)} if start != GROUND else {}))
    return int(nx.maximum_flow_value(split, f"{GROUND} in", f"{END} out"))
