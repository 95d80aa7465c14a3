"""Every entry stands between the newest thing it knew and the first anchor over it; our clock has no say."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from probative.custody.anchors.brackets import Bracket, Brackets
from probative.custody.anchors.evidence import Evidence, Form, Obtained, Requested, Seen
from probative.custody.fixity.evidence import time_problems
from probative.custody.fixity.history import claimed


def at(second: int) -> str:
    return f"2031-05-04T12:{second // 60:02d}:{second % 60:02d}Z"


def clocks(*seconds: int) -> "array[int]":
    return array("Q", [20310504120000 + second // 60 * 100 + second % 60 for second in seconds])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[int], list[Evidence]]:
    """A log written at true times, and what honest outsiders said while it grew."""
    times = sorted(draw(st.lists(st.integers(0, 3000), min_size=1, max_size=30)))
    evidence: list[Evidence] = []
    for index, now in enumerate(times):
        match draw(st.integers(0, 5)):
            case 0:
                evidence.append(Seen(index=index, earliest=at(draw(st.integers(0, now)))))
            case 1 if index:
                size = draw(st.integers(1, index))
                made = draw(st.integers(times[size - 1], now))
                evidence.append(Obtained(index=index, form=Form.RFC3161, size=size, earliest=at(made), latest=at(made)))
            case 2 if index:
                evidence.append(Requested(index=index, form=Form.RFC3161, size=index, nonce=1))
            case 3 if index:
                evidence.append(Obtained(index=index, form=Form.RFC3161, size=index))
            case _:
                pass
    return times, evidence


@given(worlds())
def test_the_true_time_of_every_entry_lies_in_its_bracket(world: tuple[list[int], list[Evidence]]) -> None:
    times, evidence = world
    brackets = Brackets(evidence)
    for index, time in enumerate(times):
        assert brackets.of(index).holds(at(time))
    assert list(brackets.empty()) == []
    assert not list(time_problems(evidence, clocks(*times)))


@given(worlds())
def test_a_bracket_is_the_tightest_that_the_evidence_allows(world: tuple[list[int], list[Evidence]]) -> None:
    times, evidence = world
    brackets = Brackets(evidence)
    for index in range(len(times)):
        lower = [each.earliest for each in evidence
                 if isinstance(each, Seen | Obtained) and each.earliest and each.index <= index]  # fmt: skip
        upper = [each.latest for each in evidence
                 if isinstance(each, Obtained) and each.latest and index < each.size]  # fmt: skip
        found = brackets.of(index)
        assert found.earliest == max(lower, default=None)
        assert found.latest == min(upper, default=None)


@given(worlds())
def test_more_evidence_never_widens_a_bracket(world: tuple[list[int], list[Evidence]]) -> None:
    times, evidence = world
    for count in range(len(evidence)):
        fewer, more = Brackets(evidence[:count]), Brackets(evidence[: count + 1])
        for index in range(len(times)):
            before, after = fewer.of(index), more.of(index)
            assert before.earliest is None or (after.earliest or "") >= before.earliest
            assert before.latest is None or (after.latest or "~") <= before.latest


def test_without_evidence_nothing_is_said() -> None:
    assert Brackets([]).of(7) == Bracket()


def test_evidence_that_contradicts_itself_is_named() -> None:
    evidence: list[Evidence] = [
        Seen(index=2, earliest=at(500)),
        Obtained(index=5, form=Form.COSIGNATURE, size=4, earliest=at(100), latest=at(100)),
    ]
    found = list(time_problems(evidence, clocks(1, 2, 3, 4, 5, 6)))
    assert [each.code for each in found] == ["time.contradiction", "clock.outside"]
    assert "entry 2" in found[0].what
    assert "entry 5" in found[0].what


def test_a_clock_ten_years_off_is_a_warning_where_evidence_contradicts_it_and_moves_no_bracket() -> None:
    evidence = [Obtained(index=4, form=Form.COSIGNATURE, size=3, earliest=at(100), latest=at(100))]
    honest = clocks(1, 2, 3, 101, 102)
    back = clocks(1, 2, 3, 101, 102)
    back[3] -= 10 * 10_000_000_000
    ahead = clocks(1, 2, 3, 101, 102)
    ahead[1] += 10 * 10_000_000_000
    assert [each.code for each in time_problems(evidence, honest)] == []
    assert [each.code for each in time_problems(evidence, back)] == []
    assert [each.code for each in time_problems(evidence, ahead)] == ["clock.outside"]
    assert claimed(back[3]) == "2021-05-04T12:01:41Z"
