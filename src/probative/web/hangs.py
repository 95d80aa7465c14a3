"""What hangs on whom: for each bottleneck, the propositions below it and what is left of them without it."""

from collections.abc import Iterable
from dataclasses import dataclass

from probative.base.identifiers import PropositionId
from probative.model.propositions import Independence, Proposition, VertexKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What one proposition loses without one source or exhibit: ``left`` of its ``origins`` origins still reach it."""

    proposition: PropositionId
    words: str
    origins: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """A source or exhibit on whom propositions hang. ``refers_to`` is its ``S-`` or ``E-`` number.

    ``speakers`` names the others who could know, and of whom nothing here is left without it; sorted.
    """

    refers_to: str
    name: str
    kinds: tuple[VertexKind, ...]
    falls: tuple[Fall, ...]
    speakers: tuple[str, ...] = ()

    @property
    def wholly(self) -> int:
        """How many propositions keep no origin at all without it."""
        return sum(fall.left == 0 for fall in self.falls)


def bottlenecks_of(propositions: Iterable[Proposition]) -> tuple[Bottleneck, ...]:
    """Give every bottleneck worth naming, the heaviest first.

    Those are the bottlenecks of propositions that more than one claim makes, and whoever passes on what others know:
    that a single claim hangs on who makes it goes without saying.

    Source: DESIGN.md section 5; reachability in the graph that the proposition carries.
    """
    falls: dict[str, list[Fall]] = {}
    names: dict[str, str] = {}
    kinds: dict[str, set[VertexKind]] = {}
    speakers: dict[str, set[str]] = {}
    for proposition in propositions:
        for refers_to in sorted(_named(proposition)):
            speakers.setdefault(refers_to, set()).update(_lost(proposition.independence, refers_to))
            falls.setdefault(refers_to, []).append(_fall(proposition, refers_to))
            for vertex in proposition.independence.vertices:
                if vertex.refers_to == refers_to and vertex.is_bottleneck:
                    names.setdefault(refers_to, vertex.label)
                    kinds.setdefault(refers_to, set()).add(vertex.kind)
    found = [
        Bottleneck(
            refers_to=one,
            name=names[one],
            kinds=tuple(sorted(kinds[one])),
            falls=tuple(sorted(falls[one], key=lambda fall: (fall.left, fall.proposition))),
            speakers=tuple(sorted(speakers[one])),
        )
        for one in falls
    ]
    return tuple(sorted(found, key=lambda one: (-one.wholly, -len(one.falls), one.refers_to)))


def _named(proposition: Proposition) -> frozenset[str]:
    """The bottlenecks of one proposition that are worth naming: of a single claim, only who passed it on."""
    single = len(proposition.claims) < 2
    return frozenset(
        vertex.refers_to
        for vertex in proposition.independence.vertices
        if vertex.is_bottleneck and (not single or vertex.kind is VertexKind.RELAY)
    )


def _lost(graph: Independence, refers_to: str) -> frozenset[str]:
    """The names of the origins, other than ``refers_to`` itself, that reach nothing without it."""
    gone = _reaching(graph, None) - _reaching(graph, refers_to) - {refers_to}
    return frozenset(
        vertex.label for vertex in graph.vertices if vertex.kind is VertexKind.ORIGIN and vertex.refers_to in gone
    )


def _fall(proposition: Proposition, refers_to: str) -> Fall:
    origins = _reaching(proposition.independence, None)
    return Fall(
        proposition=proposition.id,
        words=proposition.words,
        origins=len(origins),
        left=len(_reaching(proposition.independence, refers_to)),
    )


def _reaching(graph: Independence, without: str | None) -> frozenset[str]:
    """The origins from which a claim can still be reached when every point of ``without`` is taken out."""
    gone = {vertex.key for vertex in graph.vertices if vertex.refers_to == without}
    after: dict[str, set[str]] = {}
    for start, end in graph.edges:
        if start not in gone and end not in gone:
            after.setdefault(start, set()).add(end)
    claims = {vertex.key for vertex in graph.vertices if vertex.kind is VertexKind.CLAIM}
    ends = claims or {end for _, end in graph.edges} - {start for start, _ in graph.edges}
    found = set()
    for vertex in graph.vertices:
        if vertex.kind is VertexKind.ORIGIN and vertex.key not in gone and _reaches(vertex.key, after, ends):
            found.add(vertex.refers_to)
    return frozenset(found)


def _reaches(key: str, after: dict[str, set[str]], ends: set[str]) -> bool:
    seen, waiting = {key}, [key]
    while waiting:
        here = waiting.pop()
        if here in ends:
            return True
        for one in after.get(here, ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return False
