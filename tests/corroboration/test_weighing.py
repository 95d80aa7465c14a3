"""A case that is kept says after each exhibit what weighing it anew would say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import SourceId, number_of
from probative.corroboration import ancestry, contradictions, derivations, propositions, sources
from probative.corroboration.weighing import Weighing
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.propositions import Contradiction, Proposition
from probative.model.readings import Genre, Reading
from tests.corroboration.making import claim, exhibit, reading

SAID = (
    "the northern brigade burned 12 houses in Dremin on the hill",
    "the northern brigade burned thirty houses in Dremin on the hill",
    "The northern brigade never burned 12 houses in Dremin on the hill",
    "Gunmen took forty people from the school in Karsk",
    "gunmen took 40 people from the school in Karsk",
    "Karsk gunmen shelled the mill of Orvane",
)
WHO = ("Ana Brelko", "Brelko", "Ilka Brelko", "~two officers/2", "?", "Tolm Daily", "A. Brelko")
PUBLISHERS = (None, "Karsk Courier", "Tolm Daily")

told = st.tuples(st.sampled_from(SAID), st.sampled_from(WHO), st.none() | st.sampled_from(WHO))
drawn_case = st.lists(
    st.tuples(
        st.lists(told, min_size=1, max_size=3),
        st.sampled_from(PUBLISHERS),
        st.none() | st.integers(0, 2),
        st.booleans(),
        st.none() | st.integers(0, 4),
    ),
    min_size=1,
    max_size=5,
)
Drawn = list[tuple[list[tuple[str, str, str | None]], str | None, int | None, bool, int | None]]


def made(drawn: Drawn) -> list[tuple[Exhibit, Reading, list[Claim]]]:
    """Make exhibits; one may hold the words of an earlier one."""
    found: list[tuple[Exhibit, Reading, list[Claim]]] = []
    number = 0
    for at, (sentences, publisher, day, is_statement, copied) in enumerate(drawn, start=1):
        raw = ""
        claims = []
        for words, who, relay in sentences:
            number += 1
            lead = f"{who.lstrip('~?').split('/')[0]} said that "
            chain = [who, *([relay] if relay else []), *([f"#{publisher}"] if publisher and not is_statement else [])]
            claims.append(claim(number, at, chain, content=words, start=len(raw) + len(lead)))
            raw += f"{lead}{words}. "
        if copied is not None and copied < len(found):
            raw += found[copied][1].text
        stated = None if day is None else date(2023, 5, 1) + timedelta(days=day)
        genre = Genre.TESTIMONY if is_statement else Genre.PUBLICATION
        found.append((exhibit(at), reading(at, raw, genre=genre, publisher=publisher, stated=stated), claims))
    return found


def weighed_anew(
    parts: Sequence[tuple[Exhibit, Reading, list[Claim]]], previous: tuple[Proposition, ...]
) -> tuple[tuple[Proposition, ...], tuple[Contradiction, ...], dict[tuple[str, int], SourceId]]:
    exhibits, readings = [each[0] for each in parts], [each[1] for each in parts]
    claims = [one for each in parts for one in each[2]]
    leaning = derivations(readings, exhibits, claims=claims)
    spoken = sources(claims, exhibits, derivations=leaning)
    known = ancestry(claims, exhibits, spoken, readings=readings, derivations=leaning)
    grouped = propositions(known, previous=previous)
    return grouped, contradictions(grouped, known), dict(spoken.by_hop)


def renamed(made_: Proposition, called: dict[str, str]) -> object:
    """Give all of a proposition, its sources called as in ``called``."""
    counted = made_.independence

    def name(key: str) -> str:
        return called.get(key, key)

    return (
        replace(made_, independence=replace(counted, vertices=(), edges=(), doubts=())),
        {(name(each.key), each.kind, each.label, each.is_bottleneck) for each in counted.vertices},
        {(name(start), name(end)) for start, end in counted.edges},
        {(each.kind, frozenset(map(name, each.about))) for each in counted.doubts},
    )


@given(drawn_case, st.integers(0, 4))
@settings(deadline=None)
def test_a_case_that_is_kept_says_what_one_weighed_anew_says(drawn: Drawn, kept: int) -> None:
    parts = made(drawn)
    start = parts[:kept]
    weighing = Weighing(
        [one for each in start for one in each[2]], [each[0] for each in start], [each[1] for each in start]
    )
    for at, (item, read, claims) in enumerate(parts[kept:], start=kept + 1):
        before = {each.id: each for each in weighing.propositions}
        changed = weighing.add(item, [read], claims)
        grouped, against, by_hop = weighed_anew(parts[:at], tuple(before.values()))
        mine = weighing.known.sources.by_hop
        called = {by_hop[place]: mine[place] for place in by_hop}
        assert len(set(called.values())) == len(called)
        assert [renamed(each, {}) for each in weighing.propositions] == [renamed(each, called) for each in grouped]
        assert {(each.conflict, each.left, each.right, each.detail) for each in weighing.contradictions} == {
            (each.conflict, each.left, each.right, each.detail) for each in against
        }
        after = {each.id: each for each in weighing.propositions}
        assert set(changed.gone) == before.keys() - after.keys()
        assert {each.id for each in changed.propositions} >= {
            key for key, each in after.items() if before.get(key) != each
        }
        assert all(weighing.proposition_of(one.id).id in after for one in claims)
        numbers = [number_of(each.id) for each in weighing.contradictions]
        assert len(set(numbers)) == len(numbers)
