"""Sources that are kept while exhibits come are those that would be found in all of them together."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ExhibitId, identifier
from probative.corroboration import sources
from probative.corroboration.naming import block_of, joined_names, same_name
from probative.corroboration.sources import Sources
from probative.corroboration.speakers import Speakers
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation
from tests.corroboration.making import claim, exhibit

NAMES = (
    "Ana Brelko", "ANA BRELKO", "Brelko", "Ilka Brelko", "A. Brelko", "Ana Maria Brelko", "Anna Brelko",
    "General Brelko",
    "Михайло Гриценко", "Mykhailo Hrytsenko", "Hrytsenko", "Гриценко", "Pavlo Hrytsenko", "Ministry of Health",
    "Tolm Tribune", "the Tolm Tribune", "Vera Tolm", "Tolm",
)  # fmt: skip
SPELLED = (*NAMES, "~two officers/2", "~the two officers", "~officers", "?")
PUBLISHERS = ("#Tolm Tribune", "#The Tolm Tribune", "#unknown", "#Seld Courier", "#Ana Brelko")

chains = st.tuples(st.lists(st.sampled_from(SPELLED), min_size=1, max_size=2), st.sampled_from(PUBLISHERS))
cases = st.lists(st.lists(chains, min_size=1, max_size=3), min_size=1, max_size=6)
links = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=5)


def claims_of(drawn: list[list[tuple[list[str], str]]]) -> list[list[Claim]]:
    made, number = [], 0
    for at, each in enumerate(drawn, start=1):
        made.append([claim(number + place, at, [*chain, end]) for place, (chain, end) in enumerate(each, start=1)])
        number += len(each)
    return made


def leaning(pairs: list[tuple[int, int]], upto: int) -> list[Derivation]:
    return [
        Derivation(
            derived=ExhibitId(identifier("E", one)), upstream=ExhibitId(identifier("E", other)),
            basis=Basis.TEXT_REUSE, share_permille=900, passages=(),
        )
        for one, other in pairs
        if one != other and one <= upto and other <= upto
    ]  # fmt: skip


def told(found: Sources) -> tuple[object, ...]:
    """Give all that is known of sources but their numbers: each is called by the hops at which it speaks."""
    called: dict[str, frozenset[object]] = {}
    for place, source in found.by_hop.items():
        called[source] = called.get(source, frozenset()) | {place}
    return (
        {(called[each.id], each.kind, each.name, each.names, each.exhibits, each.number) for each in found.sources},
        {called[each] for each in found.unclear},
        {frozenset((called[one], called[other])) for one, other in found.doubles},
    )


@given(cases, links, st.integers(0, 5))
@settings(deadline=None)
def test_adding_exhibits_one_by_one_gives_the_sources_of_all(
    drawn: list[list[tuple[list[str], str]]], pairs: list[tuple[int, int]], kept: int
) -> None:
    made = claims_of(drawn)
    exhibits = [exhibit(number) for number in range(1, len(made) + 1)]
    before = [one for each in made[:kept] for one in each]
    speakers = Speakers(before, exhibits[:kept], leaning(pairs, min(kept, len(made))))
    for at in range(kept, len(made)):
        was = dict(speakers.current.by_hop)
        held = {each.id: (each.kind, each.name, each.number) for each in speakers.current.sources}
        changed = speakers.add(made[at], [exhibits[at]], leaning(pairs, at + 1))
        now = {each.id: (each.kind, each.name, each.number) for each in speakers.current.sources}
        for place, source in speakers.current.by_hop.items():
            assert place in changed.hops or was[place] == source
            assert source in changed.sources or held[source] == now[source]
    every = [one for each in made for one in each]
    assert told(speakers.current) == told(sources(every, exhibits, derivations=leaning(pairs, len(made))))


@given(cases, links)
@settings(deadline=None)
def test_what_is_explained_otherwise_holds_no_exhibits_together(
    drawn: list[list[tuple[list[str], str]]], pairs: list[tuple[int, int]]
) -> None:
    made = claims_of(drawn)
    exhibits = [exhibit(number) for number in range(1, len(made) + 1)]
    every, links_ = [one for each in made for one in each], leaning(pairs, len(made))
    kept, lost = links_[::2], [each for each in links_[1::2] if not _is_linked(each, links_[::2])]
    speakers = Speakers(every, exhibits, links_)
    speakers.add((), (), (), lost)
    expected = sources(every, exhibits, derivations=[each for each in links_ if _is_linked(each, kept)])
    assert told(speakers.current) == told(expected)


def _is_linked(one: Derivation, among: list[Derivation]) -> bool:
    return any({one.derived, one.upstream} == {other.derived, other.upstream} for other in among)


@given(st.lists(st.sampled_from(NAMES), unique=True), st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
@settings(deadline=None)
def test_names_of_one_block_stand_as_they_do_among_all(names: list[str], publishers: list[str]) -> None:
    whole = joined_names(names, publishers, same_name)
    for block in {block_of(name) for name in (*names, *publishers)}:
        mine = [name for name in names if block_of(name) == block]
        issuing = [name for name in publishers if block_of(name) == block]
        part = joined_names(mine, issuing, same_name)
        assert part.standing == {name: whole.standing[name] for name in {*mine, *issuing}}
        assert part.unclear == {name for name in whole.unclear if block_of(name) == block}
        assert part.doubles == {pair for pair in whole.doubles if block_of(pair[0]) == block}


def test_two_names_that_may_be_one_have_one_block() -> None:
    for one, other in pairwise(["Гриценко", "Mykhailo Hrytsenko", "M. Gritsenko", "General Hrytsenko"]):
        assert block_of(one) == block_of(other)
