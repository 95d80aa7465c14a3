"""What counting promises, against a counter that tries everything, on graphs small enough for that."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain as joined
from itertools import combinations, pairwise, product
from random import Random  # noqa: TID251 - seeded by Hypothesis

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ExhibitId, SourceId, identifier, number_of
from probative.corroboration import Ancestry, ancestry, derivations, independence, sources
from probative.corroboration.descent import descent
from probative.corroboration.disjoint import smallest_cut
from probative.corroboration.independence import weighed
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.propositions import Basis, Derivation, Independence
from tests.corroboration.making import claim, exhibit
from tests.world.conflict import World, conflict
from tests.world.given import given_truth

Graph = frozenset[tuple[str, str]]
few = settings(max_examples=15)
many = settings(max_examples=150)


def paths(edges: Graph, grounds: Collection[str], ends: Collection[str]) -> Iterator[frozenset[str]]:
    """Give the vertices of every way without a circle."""
    after: dict[str, list[str]] = {}
    for start, end in edges:
        after.setdefault(start, []).append(end)
    waiting = [(ground,) for ground in grounds]
    while waiting:
        way = waiting.pop()
        if way[-1] in ends:
            yield frozenset(way)
        waiting += [(*way, vertex) for vertex in after.get(way[-1], ()) if vertex not in way]


def most_disjoint(ways: Sequence[frozenset[str]], free: Collection[str] = ()) -> int:
    """Try every choice of ways that meet nowhere but in ``free`` vertices."""

    def best(left: Sequence[frozenset[str]], taken: frozenset[str]) -> int:
        found = 0
        for at, way in enumerate(left):
            if not (way - set(free)) & taken:
                found = max(found, 1 + best(left[at + 1 :], taken | (way - set(free))))
        return found

    return best(sorted(set(ways), key=sorted), frozenset())


def smallest_removal(edges: Graph, vertices: str, grounds: Collection[str], ends: Collection[str]) -> int:
    """Try every set of vertices, the smallest first, until none of the ways is left."""
    for size in range(len(vertices) + 1):
        for gone in combinations(vertices, size):
            left = frozenset(edge for edge in edges if not set(edge) & set(gone))
            if not any(paths(left, set(grounds) - set(gone), set(ends) - set(gone))):
                return size
    raise AssertionError


def subsets(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return joined.from_iterable(combinations(values, size) for size in range(len(values) + 1))


def test_flow_is_the_best_choice_of_ways_and_the_smallest_removal_on_every_graph_of_three() -> None:
    pairs = [(one, other) for one, other in product("abc", repeat=2) if one != other]
    for chosen in joined.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1)):
        edges = frozenset(chosen)
        for grounds, ends in product(subsets("abc"), subsets("abc")):
            cut = smallest_cut(dict.fromkeys("abc", 1), edges, grounds, ends)
            assert cut.size == len(cut.vertices) == most_disjoint(list(paths(edges, grounds, ends)))
            assert cut.size == smallest_removal(edges, "abc", grounds, ends)


@given(
    st.frozensets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14),
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("abcdef")),
)
@many
def test_flow_is_the_best_choice_of_ways_on_graphs_of_six(edges: Graph, grounds: set[str], ends: set[str]) -> None:
    edges = frozenset(edge for edge in edges if edge[0] != edge[1])
    cut = smallest_cut(dict.fromkeys("abcdef", 1), edges, grounds, ends)
    assert cut.size == smallest_removal(edges, "abcdef", grounds, ends)
    assert cut.size == most_disjoint(list(paths(edges, grounds, ends)))


NAMED = ("Ana Brelko", "Ilka Tomsa", "Doru Molnak")
PAPERS = ("Courier", "Tribune", "Ledger")


@st.composite
def tellings(draw: st.DrawFn) -> list[tuple[int, tuple[str, ...]]]:
    """Give up to five claims: the exhibit, and who told whom; somebody without a name stands only at the beginning."""
    made = []
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.sampled_from((*NAMED, "~an officer", "?")))
        relays = draw(st.lists(st.sampled_from(NAMED), max_size=1))
        people = tuple(dict.fromkeys((first, *relays)))
        paper = draw(st.sampled_from((*PAPERS, "")))
        # A paper has two exhibits; a statement is taken from each speaker once.
        number = 10 + 2 * PAPERS.index(paper) + draw(st.integers(0, 1)) if paper else 1 + len(made)
        made.append((number, (*people, f"#{paper}") if paper else people))
    return made


def built(
    made: Sequence[tuple[int, tuple[str, ...]]], derived: Sequence[Derivation] = ()
) -> tuple[Ancestry, list[str]]:
    claims = [claim(number, where, who) for number, (where, who) in enumerate(made, start=1)]
    exhibits = {
        where: exhibit(where, collected_by=None if where >= 10 else "the team", stated=date(2023, 1, 1))
        for where, _ in made
    }
    held = list(exhibits.values())
    return ancestry(claims, held, sources(claims, held), derivations=derived), [each.id for each in claims]


def counted(made: Sequence[tuple[int, tuple[str, ...]]]) -> Independence:
    known, keys = built(made)
    return independence(keys, known)  # type: ignore[arg-type]


def drawn(made: Sequence[tuple[int, tuple[str, ...]]], same: Mapping[str, str]) -> int:
    """Count by trying everything, whoever stands in ``same`` taken for whom it gives."""
    edges: set[tuple[str, str]] = set()
    begins: set[str] = set()
    ends: set[str] = set()
    for number, (where, who) in enumerate(made):
        people = [each for each in who if each[0] != "#"]
        named = [f"{each} {number if each == '?' else where}" if each[0] in "~?" else each for each in people]
        named = [same.get(each, each) for each in named]
        way = [*dict.fromkeys(named), *[each for each in who if each[0] == "#"], f"claim {number}"]
        if where >= 10:
            way.insert(-1, f"exhibit {where}")
        begins.add(way[0])
        ends.add(way[-1])
        edges.update((one, other) for one, other in pairwise(way) if one != other)
    told = {end for _, end in edges}
    return most_disjoint(list(paths(frozenset(edges), begins - told, ends)))


def nobodies(made: Sequence[tuple[int, tuple[str, ...]]]) -> list[str]:
    found = {
        f"{each} {number if each == '?' else where}"
        for number, (where, who) in enumerate(made)
        for each in who
        if each[0] in "~?"
    }
    return sorted(found)


@given(tellings())
@many
def test_at_least_is_the_least_over_all_ways_in_which_the_nameless_may_be_somebody(
    made: list[tuple[int, tuple[str, ...]]],
) -> None:
    """Whoever has no name may be anybody else without a name, or anybody named who is an origin, or somebody new."""
    hidden = nobodies(made)
    if len(hidden) > 3 or _circles(made):
        return
    told = {who[at + 1] for _, who in made for at in range(len(who) - 1)}
    origins = [name for name in NAMED if name not in told and any(name == who[0] for _, who in made)]
    ways = [dict(zip(hidden, chosen, strict=True)) for chosen in product([*hidden, *origins], repeat=len(hidden))]
    least = min(drawn(made, same) for same in ways)
    assert counted(made).at_least == least


def _circles(made: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    """Whether people told each other in a circle, which this counter leaves out."""
    pairs = {(one, other) for _, who in made for one, other in pairwise(who)}
    return any((other, one) in pairs for one, other in pairs) or len({one for one, _ in pairs} & set(NAMED)) > 2


@given(
    st.lists(st.tuples(st.sampled_from(PAPERS), st.booleans()), min_size=1, max_size=3, unique_by=lambda one: one[0])
)
@many
def test_a_circle_of_papers_counts_as_what_feeds_it_or_one(ring: list[tuple[str, bool]]) -> None:
    """Each paper cites the one before it; some have a witness of their own."""
    made: list[tuple[int, tuple[str, ...]]] = []
    feeding = 0
    for at, (paper, is_fed) in enumerate(ring):
        other = ring[at - 1][0]
        if other != paper:
            made.append((10 + at, (other, f"#{paper}")))
        if is_fed or other == paper:
            made.append((20 + at, (NAMED[feeding], f"#{paper}")))
            feeding += 1
    found = counted(made)
    assert (found.at_least, found.at_most) == (max(1, feeding), max(1, feeding))


@given(st.integers(0, 10_000))
@few
def test_removing_a_source_never_raises_the_count(seed: int) -> None:
    world = conflict(Random(seed), events=3)
    known = given_truth(world)
    for truth in world.truths:
        shown = descent(truth.saying, known)
        before = weighed(shown, known)
        for vertex in shown.vertices:
            if vertex[0] == "S":
                after = weighed(shown, known, (SourceId(vertex),))
                assert after.at_most <= before.at_most
                assert after.at_least <= before.at_least
                assert after.standing <= before.standing


@given(st.integers(0, 10_000), st.data())
@few
def test_adding_a_copy_never_raises_the_count_whatever_it_hides(seed: int, data: st.DataObject) -> None:
    """Given the truth of who had it from whom, and one text more that carries another whole."""
    world = conflict(Random(seed), events=3)
    published = [each.exhibit for each in world.readings if each.publisher is not None]
    original = data.draw(st.sampled_from(published))
    hides = data.draw(st.booleans())
    key = ExhibitId(identifier("E", len(world.exhibits) + 1))
    copies: dict[str, Claim] = {}
    for each in world.claims:
        if each.exhibit == original:
            number = len(world.claims) + len(copies) + 1
            where = replace(each.passage, exhibit=key)
            made = claim(number, number_of(key), ["?" if hides else "Somebody Else", "#Copycat"])
            copies[each.id] = replace(made, exhibit=key, passage=where, words=each.words, pieces=(where,))
    length = max((each.passage.end for each in world.claims if each.exhibit == original), default=1)
    whole = replace(world.claims[0].passage, exhibit=key, start=0, end=length)
    leaning = Derivation(
        derived=key,
        upstream=original,
        basis=Basis.TEXT_REUSE,
        share_permille=1000,
        passages=((whole, replace(whole, exhibit=original)),),
    )
    copied: Exhibit = exhibit(number_of(key), publisher="Copycat", stated=date(2030, 1, 1))
    after = replace(
        world,
        claims=(*world.claims, *copies.values()),
        exhibits=(*world.exhibits, copied),
        derivations=(*world.derivations, leaning),
    )
    for truth in world.truths:
        more = truth.saying | {copies[each].id for each in truth.saying if each in copies}
        one, two = independence(truth.saying, given_truth(world)), independence(more, given_truth(after))
        assert (one.at_least, one.at_most) == (two.at_least, two.at_most)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@few
def test_the_order_in_which_exhibits_came_changes_no_count(seed: int, shuffle: Random) -> None:
    """Where every text has a date of its own."""
    world = conflict(Random(seed), events=3)
    numbers = list(range(1, len(world.exhibits) + 1))
    shuffle.shuffle(numbers)
    keys = {each.id: ExhibitId(identifier("E", number)) for each, number in zip(world.exhibits, numbers, strict=True)}
    days = {each.id: date(2023, 5, 1) + timedelta(days=at) for at, each in enumerate(world.exhibits)}
    dated = replace(world, exhibits=tuple(replace(each, stated_date=days[each.id]) for each in world.exhibits))
    moved = replace(
        world,
        exhibits=tuple(replace(each, id=keys[each.id]) for each in dated.exhibits),
        readings=tuple(replace(each, exhibit=keys[each.exhibit]) for each in world.readings),
        claims=tuple(
            replace(
                each,
                exhibit=keys[each.exhibit],
                passage=replace(each.passage, exhibit=keys[each.exhibit]),
                pieces=tuple(replace(piece, exhibit=keys[piece.exhibit]) for piece in each.pieces),
            )
            for each in world.claims
        ),
    )
    one, two = found_in(dated), found_in(moved)
    for truth in world.truths:
        before, after = independence(truth.saying, one), independence(truth.saying, two)
        assert (before.at_least, before.at_most) == (after.at_least, after.at_most)


def found_in(world: World) -> Ancestry:
    derived = derivations(world.readings, world.exhibits, claims=world.claims)
    spoken = sources(world.claims, world.exhibits, derivations=derived)
    return ancestry(world.claims, world.exhibits, spoken, readings=world.readings, derivations=derived)
