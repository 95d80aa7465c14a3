"""What changed between two readings of an exhibit is told claim by claim, and nothing judged is dropped."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from probative.claims.rereading import ChangeKind, changes, kept
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind


def claim(number: int, start: int, words: str = "nine men were held", source: str = "Toll") -> Claim:
    passage = Passage(exhibit="E-0001", start=start, end=start + len(words))
    return Claim(
        id=f"C-{number:04d}",
        exhibit="E-0001",
        passage=passage,
        words=words,
        content=words,
        pieces=(passage,),
        chain=(Hop(source=source, kind=SourceKind.NAMED, role=Role.ORIGIN, cue="said"),),
        certainty=Certainty.CERTAIN,
        suggester="one/1",
    )


ONE, TWO, THREE = claim(1, 0), claim(2, 100), claim(3, 200)
CLAIMS = some.lists(
    some.builds(claim, some.integers(1, 9), some.integers(0, 5).map(lambda place: place * 40)), max_size=6
)


def unique(claims: list[Claim]) -> list[Claim]:
    return list({each.id: each for each in claims}.values())


@given(CLAIMS.map(unique))
def test_reading_the_same_again_changes_nothing(claims):
    assert list(changes(claims, claims)) == []


@given(CLAIMS.map(unique), CLAIMS.map(unique))
def test_every_claim_that_came_or_went_is_told_once(before, after):
    told = list(changes(before, after))
    came, went = {each.id for each in after}, {each.id for each in before}
    assert {each.after.id for each in told if each.after} >= came - went
    assert {each.before.id for each in told if each.before} >= went - came
    assert len({each.after.id for each in told if each.after}) == sum(each.after is not None for each in told)
    assert len({each.before.id for each in told if each.before}) == sum(each.before is not None for each in told)


@given(CLAIMS.map(unique), CLAIMS.map(unique), some.frozensets(some.integers(1, 9).map(lambda n: f"C-{n:04d}")))
def test_no_judged_claim_is_dropped_and_no_other_stays(before, after, judged):
    stay = kept(before, after, judged)
    assert {each.id for each in stay} == ({each.id for each in before} & judged) - {each.id for each in after}
    assert all(each.suggester == "one/1" for each in stay)


def test_a_claim_that_stays_lets_go_of_a_parent_that_is_gone():
    inner = replace(TWO, parent=ONE.id)
    assert kept((ONE, inner), (), {inner.id})[0].parent is None
    assert kept((ONE, inner), (), {ONE.id, inner.id})[1].parent == ONE.id
    assert kept((ONE, inner), (ONE,), {inner.id})[0].parent == ONE.id


def test_what_differs_is_named():
    now = replace(ONE, certainty=Certainty.POSSIBLE, forecast=True, chain=claim(1, 0, source="Pell").chain)
    (change,) = changes((ONE,), (now,))
    assert (change.kind, change.what) == (ChangeKind.CHANGED, ("source", "certainty", "forecast"))


def test_the_same_cue_about_more_words_is_a_change_of_content_under_a_new_number():
    longer = claim(9, 0, "nine men were held there")
    (change,) = changes((ONE,), (longer,))
    assert (change.kind, change.what) == (ChangeKind.CHANGED, ("content",))
    assert (change.before, change.after) == (ONE, longer)


def test_new_gone_and_kept_are_told_apart():
    told = {each.kind: each for each in changes((ONE, TWO), (TWO, THREE), {TWO.id})}
    assert told[ChangeKind.NEW].after == THREE
    assert told[ChangeKind.GONE].before == ONE
    assert told[ChangeKind.KEPT].after == TWO
