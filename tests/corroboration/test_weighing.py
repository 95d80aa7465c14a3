"""A case that is kept says after each exhibit what weighing it anew would say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId, JudgementId, SourceId, identifier, number_of
from probative.corroboration import Withdrawn, ancestry, contradictions, derivations, propositions, sources
from probative.corroboration.decisions import decisions
from probative.corroboration.weighing import Added, Weighing
from probative.model.claims import Claim, Status
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement, Verdict
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
PUBLISHERS = (None, "Karsk Courier", "The Karsk Courier", "Tolm Daily")

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


Place = tuple[ClaimId, int]


@dataclass(slots=True, kw_only=True)
class Decided:
    """What humans decided so far; sources are known by a place at which they speak."""

    rejected: set[ClaimId] = field(default_factory=set)
    judgements: list[Judgement] = field(default_factory=list)
    conferred: set[tuple[Place, Place]] = field(default_factory=set)
    claims: dict[bool, set[ClaimId]] = field(default_factory=lambda: {True: set(), False: set()})
    """Withdrawn for sure, and perhaps."""
    exhibits: set[ExhibitId] = field(default_factory=set)
    speakers: set[Place] = field(default_factory=set)

    def judged(self, made: Claim) -> Claim:
        """Give a claim with its status."""
        return replace(made, status=Status.REJECTED if made.id in self.rejected else Status.PROPOSED)

    def groups(self, by_hop: Mapping[Place, SourceId]) -> list[set[SourceId]]:
        """Give who conferred."""
        return [group for pair in self.conferred if len(group := {by_hop[place] for place in pair}) > 1]

    def taken(self, by_hop: Mapping[Place, SourceId], *, surely: bool) -> Withdrawn:
        """Give what is withdrawn, or may be."""
        return Withdrawn(
            claims=frozenset(self.claims[surely]),
            exhibits=frozenset(self.exhibits if surely else ()),
            sources=frozenset(by_hop[place] for place in (self.speakers if surely else ())),
        )


NOBODY = Decided()


def weighed_anew(
    parts: Sequence[tuple[Exhibit, Reading, list[Claim]]],
    previous: tuple[Proposition, ...],
    decided: Decided = NOBODY,
    first: int = 1,
    former: Mapping[int, Collection[str]] | None = None,
) -> tuple[tuple[Proposition, ...], tuple[Contradiction, ...], dict[Place, SourceId]]:
    exhibits, readings = [each[0] for each in parts], [each[1] for each in parts]
    claims = [decided.judged(one) for each in parts for one in each[2]]
    leaning = derivations(readings, exhibits, claims=claims)
    spoken = sources(claims, exhibits, derivations=leaning)
    known = ancestry(
        claims,
        exhibits,
        spoken,
        readings=readings,
        derivations=leaning,
        conferred=decided.groups(spoken.by_hop),
        withdrawn=decided.taken(spoken.by_hop, surely=True),
        doubted=decided.taken(spoken.by_hop, surely=False),
    )
    grouped = propositions(known, judgements=decided.judgements, previous=previous, former=former or {}, first=first)
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
        before, former = weighing.propositions, dict(weighing.former)
        changed = weighing.add(item, [read], claims)
        assert_weighed(weighing, parts[:at], before, former=former)
        assert_told(changed, before, weighing)
        after = {each.id for each in weighing.propositions}
        assert all(weighing.proposition_of(one.id).id in after for one in claims)


def assert_weighed(
    weighing: Weighing,
    parts: Sequence[tuple[Exhibit, Reading, list[Claim]]],
    before: tuple[Proposition, ...],
    decided: Decided = NOBODY,
    first: int = 1,
    former: Mapping[int, Collection[str]] | None = None,
) -> None:
    """Demand that it says what weighing all anew says, sources called otherwise."""
    grouped, against, by_hop = weighed_anew(parts, before, decided, first, former)
    mine = weighing.known.sources.by_hop
    called: dict[str, str] = {by_hop[place]: mine[place] for place in by_hop}
    assert len(set(called.values())) == len(called)
    assert [renamed(each, {}) for each in weighing.propositions] == [renamed(each, called) for each in grouped]
    assert {(each.conflict, each.left, each.right, each.detail, each.lapsed) for each in weighing.contradictions} == {
        (each.conflict, each.left, each.right, each.detail, each.lapsed) for each in against
    }
    numbers = [number_of(each.id) for each in weighing.contradictions]
    assert len(set(numbers)) == len(numbers)


def assert_told(changed: Added, before: tuple[Proposition, ...], weighing: Weighing) -> None:
    """Demand that everything that changed is told."""
    was = {each.id: each for each in before}
    after = {each.id: each for each in weighing.propositions}
    assert set(changed.gone) == was.keys() - after.keys()
    assert {each.id for each in changed.propositions} >= {key for key, each in after.items() if was.get(key) != each}


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ("add", "add", "reject", "merge", "split", "undo", "claim", "doubt", "exhibit", "source", "confer")
        ),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=9,
)


def judgement(number: int, verdict: Verdict, *subjects: str) -> Judgement:
    return Judgement(
        id=JudgementId(identifier("J", number)),
        verdict=verdict,
        subjects=subjects,
        why="it is so",
        by="Ilka Tomsa",
        at="2024-01-01T00:00:00Z",
    )


def act(decided: Decided, kind: str, one: Claim, other: Claim) -> None:
    """Decide something; what was decided before is taken back instead."""
    pairs = {"merge": Verdict.MERGE, "split": Verdict.SPLIT}
    if kind in pairs and one.id != other.id:
        decided.judgements.append(judgement(len(decided.judgements) + 1, pairs[kind], one.id, other.id))
    elif kind == "undo" and decided.judgements:
        last = decided.judgements[-1].id
        decided.judgements.append(judgement(len(decided.judgements) + 1, Verdict.UNDO, last))
    elif kind == "reject":
        decided.rejected ^= {one.id}
    elif kind in ("claim", "doubt"):
        decided.claims[kind == "claim"] ^= {one.id}
    elif kind == "exhibit":
        decided.exhibits ^= {one.exhibit}
    elif kind == "source":
        decided.speakers ^= {(one.id, 0)}
    elif kind == "confer":
        decided.conferred ^= {((one.id, 0), (other.id, 0))}


@given(drawn_case, acts)
@settings(deadline=None)
def test_judgements_withdrawals_and_conferrings_come_in_any_order_between_exhibits(
    drawn: Drawn, wanted: list[tuple[str, int, int]]
) -> None:
    parts = made(drawn)
    weighing, decided, at, highest = Weighing([], [], []), Decided(), 0, 0
    for kind, first, second in [("add", 0, 0), *wanted]:
        if kind == "add" and at < len(parts):
            item, read, claims = parts[at]
            weighing.add(item, [read], claims)
            at += 1
        told = [one for each in parts[:at] for one in each[2]]
        one, other = told[first % len(told)], told[second % len(told)]
        act(decided, kind, one, other)
        mine = weighing.known.sources.by_hop
        before, former = weighing.propositions, dict(weighing.former)
        highest = max([highest, *(number_of(each.id) for each in before)])
        changed = weighing.decide(
            claims=[decided.judged(one)],
            decided=decisions(decided.judgements, ()),
            conferred=decided.groups(mine),
            withdrawn=decided.taken(mine, surely=True),
            doubted=decided.taken(mine, surely=False),
        )
        assert_told(changed, before, weighing)
        assert_weighed(weighing, parts[:at], before, decided, first=highest + 1, former=former)
