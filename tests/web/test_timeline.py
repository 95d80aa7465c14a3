"""The timeline: ranges, open ends, and nothing that no source gave."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, EventId
from probative.model.network import Event
from probative.model.periods import Period
from probative.web.timeline import MOST_BARS, Moment, draw, moments_of, ticks, window
from tests.web.hostile import a_claim


def period(first: date | None, last: date | None, edtf: str | None = "x") -> Period:
    return Period(verbatim="then", edtf=edtf, earliest=first, latest=last)


def event(number: int, when: Period | None) -> Event:
    return Event(
        id=EventId(f"V-{number:04d}"), kind="k", words=f"event {number}", claims=(ClaimId("C-0001"),), period=when
    )


def test_the_undated_stand_apart() -> None:
    known = event(1, period(date(2031, 1, 1), None))
    dated, undated = moments_of([event(2, None), known, event(3, Period(verbatim="last week"))], [])
    assert [moment.id for moment in dated] == ["V-0001"]
    assert [moment.id for moment in undated] == ["V-0002", "V-0003"]


def test_a_dated_claim_without_an_event_has_a_line_of_its_own() -> None:
    claim = replace(a_claim(1, "words"), period=period(date(2031, 1, 1), date(2031, 1, 1)))
    other = replace(a_claim(2, "words"), period=period(date(2031, 1, 2), date(2031, 1, 2)))
    dated, _ = moments_of([event(1, period(date(2031, 1, 1), date(2031, 1, 1)))], [claim, other])
    assert [moment.id for moment in dated] == ["V-0001", "C-0002"]


def test_a_day_is_a_diamond_and_an_open_end_is_veiled() -> None:
    day, _ = moments_of(
        [event(1, period(date(2031, 1, 1), date(2031, 1, 1))), event(2, period(date(2031, 6, 1), None))], []
    )
    drawing = draw(day)
    assert drawing.count("<polygon") == 1
    assert 'class="veil-right"' in drawing
    assert 'class="veil-left"' not in drawing


def test_an_approximate_date_fades_on_both_sides() -> None:
    dated, _ = moments_of([event(1, period(date(2031, 1, 1), date(2031, 12, 31), "2031~"))], [])
    assert 'class="veil-left"' in draw(dated)
    assert 'class="veil-right"' in draw(dated)


def test_nothing_dated_gives_no_drawing() -> None:
    assert draw([]) == ""


def test_more_than_fit_are_left_to_the_table() -> None:
    dated, _ = moments_of([event(n, period(date(2031, 1, 1), date(2031, 1, 1))) for n in range(1, MOST_BARS + 9)], [])
    assert draw(dated).count("<polygon") == MOST_BARS


def test_claims_that_say_the_same_and_give_the_same_day_share_a_line() -> None:
    day, other = period(date(2031, 1, 1), date(2031, 1, 1)), period(date(2031, 1, 2), date(2031, 1, 2))
    claims = [replace(a_claim(number, "words"), period=when) for number, when in ((1, day), (2, day), (3, other))]
    dated, _ = moments_of([], claims, [[claim.id for claim in claims]])
    assert [moment.claims for moment in dated] == [("C-0001", "C-0002"), ("C-0003",)]


def test_one_far_day_does_not_squeeze_the_others_and_is_written_at_the_edge() -> None:
    near = [event(number, period(date(2031, 3, number), date(2031, 3, number))) for number in range(1, 21)]
    dated, _ = moments_of([*near, event(30, period(date(1990, 1, 1), date(1990, 12, 31)))], [])
    first, last = window(dated)
    assert last - first < 60
    assert "◀ 1990-01-01 to 1990-12-31" in draw(dated)


def test_a_month_on_a_long_axis_is_a_narrow_bar_and_no_diamond() -> None:
    month = event(1, period(date(2031, 1, 1), date(2031, 1, 31)))
    dated, _ = moments_of([month, event(2, period(date(1990, 1, 1), date(1991, 12, 31)))], [])
    assert "<polygon" not in draw(dated)


DAYS = st.dates()


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=6))
def test_any_ranges_are_drawn_inside_the_drawing(ranges: list[tuple[date | None, date | None]]) -> None:
    moments = []
    for number, (one, other) in enumerate(ranges):
        first, last = (min(one, other), max(one, other)) if one is not None and other is not None else (one, other)
        moments.append(Moment(id=f"V-{number}", words="w", kind="k", period=period(first, last), claims=()))
    drawing = draw(moments)
    assert "nan" not in drawing
    assert 'width="-' not in drawing


@given(st.integers(1, date.max.toordinal() - 2), st.integers(2, 3_000_000))
def test_there_are_never_more_than_a_dozen_ticks(first: int, span: int) -> None:
    last = min(date.max.toordinal(), first + span)
    found = ticks(first, last)
    assert len(found) <= 12
    assert all(first <= day <= last for day, _ in found)
