"""What the paragraph promises: numbers are the counted ones, bottlenecks are in the cut, nobody sealed is named."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from random import Random  # noqa: TID251 - seeded by Hypothesis
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId
from probative.corroboration import Ancestry, propositions
from probative.corroboration.account import Account, account
from probative.corroboration.paragraph import MOST_NAMED, paragraph
from probative.model.claims import Claim, Hop, SourceKind
from probative.model.propositions import Independence, Proposition, Source, Vertex, VertexKind
from tests.corroboration.making import claim
from tests.world.conflict import World, conflict
from tests.world.given import given_truth

seeds = st.integers(0, 499)
few = settings(max_examples=30)


class Weighed(NamedTuple):
    ancestry: Ancestry
    propositions: tuple[Proposition, ...]


def weighed(world: World) -> Weighed:
    """Weigh a world of which it is known who said what and who had it from whom, with all who may have conferred."""
    at = given_truth(world)
    return Weighed(at, propositions(at))


def told(proposition: Proposition, found: Weighed, world: World) -> tuple[str, ...]:
    genres = {reading.exhibit: reading.genre for reading in world.readings}
    everybody: dict[str, Source] = {source.id: source for source in found.ancestry.sources.sources}
    return paragraph(proposition, found.ancestry.claims, everybody, genres)


def reached(graph: Independence, without: Collection[str] = ()) -> set[str]:
    """Every point that a way from an origin leads to when some points are taken out; by trying."""
    after: dict[str, set[str]] = {}
    for start, end in graph.edges:
        after.setdefault(start, set()).add(end)
    waiting = [v.key for v in graph.vertices if v.kind is VertexKind.ORIGIN and v.key not in without]
    seen = set(waiting)
    while waiting:
        for each in after.get(waiting.pop(), set()) - seen - set(without):
            seen.add(each)
            waiting.append(each)
    return seen


def carriers(proposition: Proposition, claims: dict[ClaimId, Claim], without: Collection[str] = ()) -> set[ExhibitId]:
    """The exhibits in which a claim is still reached."""
    there = reached(proposition.independence, without)
    return {claims[each].exhibit for each in proposition.claims if each in there}


def leading_to(graph: Independence, key: str) -> set[str]:
    before = {key}
    while more := {start for start, end in graph.edges if end in before} - before:
        before |= more
    return before - {key}


@given(seeds)
@few
def test_what_hangs_on_each_bottleneck_is_what_falls_without_it(seed: int) -> None:
    found = weighed(conflict(Random(seed)))
    claims = dict(found.ancestry.claims)
    for proposition in found.propositions:
        graph = proposition.independence
        shown = account(proposition, claims)
        everywhere = carriers(proposition, claims)
        cut = {vertex.key for vertex in graph.vertices if vertex.is_bottleneck}
        assert {strand.vertex.key for strand in shown.strands} == cut
        assert set(shown.carriers) == everywhere
        assert not cut or not carriers(proposition, claims, cut)
        for strand in shown.strands:
            assert set(strand.carriers) == everywhere - carriers(proposition, claims, {strand.vertex.key})
            before = leading_to(graph, strand.vertex.key)
            assert {each.key for each in strand.behind} == {
                vertex.key for vertex in graph.vertices if vertex.kind is VertexKind.ORIGIN and vertex.key in before
            }
        alone = {exhibit for strand in shown.strands for exhibit in strand.carriers}
        assert set(shown.crossed) == everywhere - alone


@given(seeds)
@few
def test_a_copy_falls_with_the_one_that_it_has_it_from_and_with_none_nearer(seed: int) -> None:
    found = weighed(conflict(Random(seed)))
    claims = dict(found.ancestry.claims)
    for proposition in found.propositions:
        graph = proposition.independence
        exhibits = {vertex.key for vertex in graph.vertices if vertex.kind is VertexKind.EXHIBIT}
        above = {copy: upstream for upstream, copies in account(proposition, claims).copies for copy in copies}
        for each in carriers(proposition, claims):
            falls_with = {one for one in exhibits - {each} if each not in carriers(proposition, claims, {one})}
            assert (each in above) == bool(falls_with)
            if falls_with:
                # The nearest one is below all others that it hangs on.
                assert falls_with - {above[each]} <= leading_to(graph, above[each])
                assert above[each] in falls_with


NUMBER = re.compile(r"(?<![\w-])\d+(?![\w-])")


def numbers(words: str) -> list[int]:
    return [int(each) for each in NUMBER.findall(words)]


def expected(words: str, shown: Account, proposition: Proposition, everywhere: set[ExhibitId]) -> int:
    """The count that a sentence of the paragraph must give, from the drawing."""
    counted = proposition.independence
    cut = [vertex for vertex in counted.vertices if vertex.is_bottleneck]
    if re.search(r"(?:carries|carry) this\.$", words):
        return len(everywhere)
    if " of them " in words:
        return sum(len(copies) for _, copies in shown.copies)
    if words.startswith("It hangs on "):
        return len(cut) + max(0, len(cut) - MOST_NAMED if len(cut) > MOST_NAMED + 1 else 0)
    if words.startswith("The other "):
        rest = shown.strands[MOST_NAMED:]
        return len(rest) + sum(len(strand.carriers) for strand in rest)
    if words.endswith("through more than one of these."):
        return len(shown.crossed)
    if words.startswith("That is "):
        return sum({counted.at_least, counted.at_most})
    if words.endswith("neither for it nor against it here."):
        return len(proposition.denied_by) + len(proposition.forecasts)
    if words.endswith("left open by who speaks."):
        return shown.uncounted
    named = [
        strand
        for strand in shown.strands
        if f" {strand.vertex.label} alone" in words
        or f"“{strand.vertex.label}” alone" in words
        or ("whom nobody names alone" in words and "nobody named" in strand.vertex.label)
        or (strand.vertex.kind is VertexKind.EXHIBIT and strand.vertex.refers_to in words)
    ]
    assert named, words
    return next((len(each.carriers) for each in named if len(each.carriers) == sum(numbers(words))), -1)


@given(seeds)
@few
def test_each_number_in_the_paragraph_is_the_counted_one(seed: int) -> None:
    world = conflict(Random(seed))
    found = weighed(world)
    claims = dict(found.ancestry.claims)
    for proposition in found.propositions:
        shown = account(proposition, claims)
        everywhere = carriers(proposition, claims)
        for words in told(proposition, found, world):
            is_of_doubt = any(mark in words for mark in (" may ", "cannot be told", "more than one person"))
            if numbers(words) and not is_of_doubt and "(counted as" not in words and "other exhibit" not in words:
                assert sum(numbers(words)) == expected(words, shown, proposition, everywhere), words


@given(seeds)
@few
def test_a_doubt_is_told_where_the_count_is_an_interval_and_only_there(seed: int) -> None:
    world = conflict(Random(seed))
    found = weighed(world)
    for proposition in found.propositions:
        counted = proposition.independence
        assert bool(counted.doubts) == (counted.at_least < counted.at_most)
        drawn = {vertex.refers_to for vertex in counted.vertices}
        drawn |= {found.ancestry.claims[each].exhibit for each in proposition.claims}
        for doubt in counted.doubts:
            assert set(doubt.about) & drawn


@given(seeds)
@few
def test_no_name_is_told_that_is_not_of_the_drawing_and_nobody_sealed_is_named(seed: int) -> None:
    world = conflict(Random(seed))
    hops = [hop for claim in world.claims for hop in claim.chain if hop.source is not None]
    papers = {hop.source for hop in hops if hop.kind is SourceKind.PUBLISHER}
    people = {hop.source for hop in hops if hop.kind is SourceKind.NAMED} - papers
    pseudonyms = {str(name): f"W-{at}" for at, name in enumerate(sorted(map(str, people)), start=1)}
    sealed = replace(
        world,
        # The names still stand in the words and on the exhibits: those are what a paragraph must not repeat.
        claims=tuple(
            replace(claim, chain=tuple(_sealed(hop, pseudonyms) for hop in claim.chain)) for claim in world.claims
        ),
        exhibits=tuple(replace(each, name=f"{' '.join(pseudonyms)} {each.name}") for each in world.exhibits),
    )
    found = weighed(sealed)
    for proposition in found.propositions:
        words = " ".join(told(proposition, found, sealed))
        assert not [name for name in pseudonyms if name in words]
        drawn = {vertex.label for vertex in proposition.independence.vertices}
        assert set(re.findall(r"W-\d+", words)) <= drawn


def _sealed(hop: Hop, pseudonyms: dict[str, str]) -> Hop:
    if hop.source is None or hop.source not in pseudonyms:
        return hop
    return replace(hop, kind=SourceKind.SEALED, source=pseudonyms[hop.source])


def flat(width: int) -> tuple[Proposition, dict[ClaimId, Claim]]:
    """``width`` people, each quoted by a paper of their own."""
    claims = {c.id: c for c in (claim(n, n, [f"Ana Brelko {n}", f"#Paper {n}"]) for n in range(1, width + 1))}
    vertices: list[Vertex] = []
    edges: list[tuple[str, str]] = []
    for at, key in enumerate(claims, start=1):
        person, paper, exhibit = f"S-{2 * at - 1:04d}", f"S-{2 * at:04d}", f"E-{at:04d}"
        vertices += [
            Vertex(key=person, kind=VertexKind.ORIGIN, label=f"Ana Brelko {at}", refers_to=person, is_bottleneck=True),
            Vertex(key=paper, kind=VertexKind.PUBLISHER, label=f"Paper {at}", refers_to=paper),
            Vertex(key=exhibit, kind=VertexKind.EXHIBIT, label=exhibit, refers_to=exhibit),
            Vertex(key=key, kind=VertexKind.CLAIM, label=key, refers_to=key),
        ]
        edges += [(person, paper), (paper, exhibit), (exhibit, key)]
    counted = Independence(
        at_least=width,
        at_most=width,
        bottlenecks=tuple(sorted(v.label for v in vertices if v.is_bottleneck)),
        origins=width,
        channels=width,
        vertices=tuple(vertices),
        edges=tuple(edges),
    )
    said = Proposition(
        id=PropositionId("P-0001"),
        words="it happened",
        claims=tuple(claims),
        denied_by=(),
        forecasts=(),
        independence=counted,
    )
    return said, claims


@given(st.integers(1, 60))
@settings(max_examples=20)
def test_the_paragraph_stays_short_however_many_sources_there_are(width: int) -> None:
    proposition, claims = flat(width)
    words = " ".join(_of(proposition, claims))
    assert len(words) < 900
    assert words.endswith(f"That is {width} independent origin{'s' if width > 1 else ''}.")


def _of(proposition: Proposition, claims: dict[ClaimId, Claim]) -> Iterable[str]:
    return paragraph(proposition, claims, {}, {})
