"""What contradicts is never dropped: not by a rejection, a merge, a state, a listing, an export, a report."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ContradictionId, identifier
from probative.corroboration import ancestry, contradictions, kept, propositions, sources, weighed
from probative.flow import register_shapes
from probative.flow.steps.numbers import contradictions_numbered
from probative.model.claims import Claim, Status
from probative.model.judgements import Judgement, Verdict
from probative.model.propositions import Conflict, Contradiction, State
from probative.store.open import open_memory
from tests.corroboration.making import claim, day, exhibit

EXHIBITS = [exhibit(number) for number in range(1, 9)]
SAID = (
    "the strike on the market square killed 12 people",
    "the strike on the market square killed thirty people",
    "the strike on the market square never killed 12 people",
    "the militia burned the grain store of the cooperative",
)
NAMES = ("Ana Brelko", "Ivo Tarn", "?", "~two officers")


def made(number: int, said: str, name: str, on: str | None) -> Claim:
    return claim(number, number, [name], content=said, period=day(on) if on else None)


several = st.lists(
    st.tuples(st.sampled_from(SAID), st.sampled_from(NAMES), st.sampled_from([None, "2023-05-01", "2023-06-01"])),
    min_size=2,
    max_size=6,
).map(lambda drawn: tuple(made(number, *each) for number, each in enumerate(drawn, start=1)))


def verdicts(claims: int) -> st.SearchStrategy[list[tuple[Verdict, tuple[str, ...]]]]:
    numbers = st.integers(1, claims).map(lambda number: identifier("C", number))
    one = st.tuples(st.sampled_from([Verdict.REJECT, Verdict.ACCEPT]), st.tuples(numbers))
    two = st.lists(numbers, min_size=2, max_size=3, unique=True).map(tuple)
    return st.lists(one | st.tuples(st.sampled_from([Verdict.MERGE, Verdict.SPLIT]), two), min_size=1, max_size=4)


def judgement(number: int, verdict: Verdict, subjects: tuple[str, ...], value: str | None = None) -> Judgement:
    return Judgement(
        id=identifier("J", number), verdict=verdict, subjects=subjects, why="w", by="t", at="2031-05-20T12:00:00Z",
        value=value,
    )  # fmt: skip


def looked_at(claims, judgements, previous_propositions=(), previous=()):
    """What a run of the stage leaves, given what the last one left."""
    rejected = {each.subjects[0]: Status.REJECTED for each in judgements if each.verdict is Verdict.REJECT}
    rejected |= {each.subjects[0]: Status.ACCEPTED for each in judgements if each.verdict is Verdict.ACCEPT}
    now = tuple(replace(each, status=rejected.get(each.id, each.status)) for each in claims)
    known = ancestry(now, EXHIBITS, sources(now, EXHIBITS))
    grouped = propositions(known, judgements=judgements, previous=previous_propositions)
    found = contradictions_numbered(contradictions(grouped, known), previous=previous, first=1)
    return grouped, kept(found, previous, claims=known.claims, propositions=grouped)


def pairs(register):
    return {each.id: (each.conflict, each.left, each.right) for each in register}


@given(several, st.data())
def test_no_judgement_of_claims_takes_a_contradiction_out_of_the_register(claims, data):
    grouped, register = looked_at(claims, ())
    judgements: list[Judgement] = []
    for verdict, subjects in data.draw(verdicts(len(claims))):
        judgements.append(judgement(len(judgements) + 1, verdict, subjects))
        before = pairs(register)
        grouped, register = looked_at(claims, judgements, grouped, register)
        after = pairs(register)
        assert before.items() <= after.items()
        assert len(set(after.values())) == len(after)


@given(several)
def test_what_lapsed_says_why_and_what_stands_says_nothing(claims):
    _, register = looked_at(claims, ())
    rejected = [judgement(1, Verdict.REJECT, (claims[0].id,))]
    _, after = looked_at(claims, rejected, (), register)
    touched = {each.id for each in register if claims[0].id in (each.left, each.right)}
    assert {each.id for each in after if each.lapsed} >= touched
    assert all(claims[0].id in each.lapsed for each in after if each.id in touched)


@given(several)
def test_a_claim_that_a_later_reading_loses_leaves_its_contradictions_behind(claims):
    _, register = looked_at(claims, ())
    _, after = looked_at(claims[1:], (), (), register)
    assert pairs(register).items() <= pairs(after).items()
    assert all(each.lapsed for each in after if claims[0].id in (each.left, each.right))


@given(several, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_come_changes_no_contradiction(claims, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert looked_at(shuffled, ())[1] == looked_at(claims, ())[1]


@given(several)
def test_an_own_account_has_one_firm_speaker_who_says_both(claims):
    known = ancestry(claims, EXHIBITS, sources(claims, EXHIBITS))
    for each in contradictions(propositions(known), known):
        speakers = {known.sources.by_hop[each.left, 0], known.sources.by_hop[each.right, 0]}
        is_own = len(speakers) == 1 and known.is_firm(min(speakers))
        assert each.own_account == (min(speakers) if is_own else None)


WHYS = ("", "C-0001 was rejected by a human")


def against(number: int, conflict: Conflict, lapsed: str) -> Contradiction:
    return Contradiction(
        id=ContradictionId(identifier("X", number)),
        conflict=conflict,
        left=ClaimId("C-0001"),
        right=ClaimId(identifier("C", number + 1)),
        detail="they differ",
        lapsed=lapsed,
    )


opposed = st.lists(st.tuples(st.sampled_from(Conflict), st.sampled_from(WHYS)), min_size=1, max_size=5).map(
    lambda drawn: tuple(against(number, *each) for number, each in enumerate(drawn, start=1))
)
weighings = st.lists(
    st.tuples(st.sampled_from([Verdict.WEIGH, Verdict.UNDO]), st.integers(1, 5), st.sampled_from(State)), max_size=8
).map(
    lambda drawn: tuple(
        judgement(number, verdict, (identifier("X" if verdict is Verdict.WEIGH else "J", at),), value)
        for number, (verdict, at, value) in enumerate(drawn, start=1)
    )
)


@given(opposed, weighings)
def test_no_state_takes_a_contradiction_out_and_none_loses_a_decision(register, judgements):
    shown = weighed(reversed(register), judgements)
    assert [each.contradiction for each in shown] == list(register)
    for each in shown:
        made = [one.id for one in judgements if one.verdict is Verdict.WEIGH and each.contradiction.id in one.subjects]
        assert [one.judgement for one in each.decided] == made
        shape = register_shapes.contradiction(each)
        assert [one["judgement"] for one in shape["history"]] == made
        assert shape["state"] in set(State)


@given(opposed, weighings)
def test_the_index_and_its_export_hold_every_contradiction_and_every_decision(register, judgements):
    store = open_memory()
    store.put((*register, *judgements))
    assert tuple(store.all(Contradiction)) == register
    exported = b"".join(store.export())
    for each in (*register, *judgements):
        assert exported.count(f'"id":"{each.id}"'.encode()) == 1


def test_a_case_shows_every_contradiction_everywhere_after_every_judgement(tmp_path):
    from probative.base.identifiers import number_of
    from probative.flow import listings
    from probative.flow.ancestry import ancestry as why
    from probative.flow.case import rebuild
    from probative.flow.making import create
    from probative.web.assembly import assemble
    from probative.web.report import render
    from tests.flow.conftest import ARTICLES, room_in

    room = room_in(tmp_path / "room")
    create(room.folder, room.given)
    room.add(ARTICLES)
    room.process()
    (first, *_) = room.all(Contradiction)
    steps = (
        ("weigh", (first.id,), "explained"),
        ("reject", (first.right,), None),
        ("merge", (first.left, first.right), None),
        ("undo", ("J-0001",), None),
    )
    seen = {each.id for each in room.all(Contradiction)}
    for verdict, subjects, value in steps:
        room.judge(verdict, *subjects, value=value)
        with room.open() as case:
            listed = [each["id"] for each in listings.contradictions(case)]
            page = render(assemble(case)).decode()
            for number in seen:
                assert number in listed
                assert f'id="{number}"' in page
                assert f'"id":"{number}"'.encode() in b"".join(case.store.export())
                assert why(case, number)["contradiction"]["id"] == number
                assert number in {each["id"] for each in why(case, first.left)["contradictions"]} or number != first.id
        seen |= set(listed)
    assert sorted(seen, key=number_of) == listed
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before
