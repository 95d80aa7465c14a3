"""Time as an input."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.clock import fixed_clock, stamp, system_clock

moments = st.datetimes(
    min_value=datetime(1000, 1, 2),
    max_value=datetime(9999, 12, 30),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


def test_the_machines_clock_speaks_utc() -> None:
    assert system_clock().tzinfo is UTC


@given(moments)
def test_a_fixed_clock_always_says_the_same_moment_in_utc(moment: datetime) -> None:
    clock = fixed_clock(moment)
    assert clock() == clock() == moment
    assert clock().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no moment"):
        fixed_clock(datetime(2031, 4, 5))


def test_a_stamp_is_to_the_second_in_utc() -> None:
    moment = datetime(2031, 4, 5, 1, 2, 3, 999_999, tzinfo=timezone(timedelta(hours=3)))
    assert stamp(moment) == "2031-04-04T22:02:03Z"


@given(moments)
def test_a_stamp_reads_back_as_the_same_second(moment: datetime) -> None:
    assert datetime.fromisoformat(stamp(moment)) == moment.astimezone(UTC).replace(microsecond=0)


@given(moments, moments)
def test_stamps_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    assert stamp(earlier) <= stamp(later)


@pytest.mark.parametrize("year", [1, 99, 999])
def test_early_years_keep_four_digits(year: int) -> None:
    assert stamp(datetime(year, 1, 2, tzinfo=UTC)) == f"{year:04d}-01-02T00:00:00Z"


def test_a_stamp_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="no moment"):
        stamp(datetime(2031, 4, 5))
