from probative.corroboration import Cut
from probative.flow.steps.cuts import gaps_of
from probative.model.gaps import GapKind


def cut(held: int, what: str = "exhibits") -> Cut:
    return Cut(what=what, shared="on the fourth of march", held=held, compared_with=8)


def test_what_was_not_compared_with_everything_is_one_gap_a_kind() -> None:
    first, second = gaps_of([cut(70), cut(300), cut(90, "versions of what was said")])
    assert (first.kind, first.stage) == (GapKind.OVER_BUDGET, "corroboration")
    assert first.detail.startswith("Some words stand in 256 exhibits or more.")
    assert first.detail.endswith("compared with 8 of the others only")
    assert second.what.startswith("versions of what was said")


def test_a_case_that_grows_a_little_tells_nothing_again() -> None:
    assert list(gaps_of([cut(70)])) == list(gaps_of([cut(71), cut(65)]))


def test_where_all_is_compared_there_is_no_gap() -> None:
    assert not list(gaps_of([]))
