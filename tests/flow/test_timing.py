"""Views say between which moments something was entered; what our clock claimed stands only beside it, and named so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from probative.base.clock import fixed_clock
from probative.custody.anchors.taking import Anchors
from probative.flow.ancestry import ancestry
from probative.flow.case import opened, rebuild
from probative.flow.doubts import doubts
from probative.flow.inspection import status
from probative.flow.stamping import DayWrongError, hold_paper, see
from probative.flow.telling import told
from probative.flow.timing import said, times, when
from probative.web.assembly import assemble
from probative.web.report import render
from tests.flow.conftest import Room, room_in

__all__ = ["room_in"]


def at(room: Room, moment: datetime) -> Room:
    return replace(room, given=replace(room.given, clock=fixed_clock(moment)))


@pytest.fixture
def vouched(room: Room) -> Room:
    """The small case; a newspaper was seen on 21 May, and on 23 May somebody held its sheet."""
    later = at(room, datetime(2031, 5, 24, 12, tzinfo=UTC))
    with opened(later.folder, later.given, write=True) as case:
        see(case, "Daily Fern: ferry sinks", day=date(2031, 5, 21), by="M. Oru", exhibit=None)
        size = case.custody.seal().size
        hold_paper(case, size, by="a notary", since=date(2031, 5, 23))
        case.commit()
        assert Anchors(case.custody, disk=later.given.disk, chance=later.given.chance).witnesses == ()
    return later


def test_a_case_without_evidence_says_so_and_names_the_clock_as_a_clock(room: Room) -> None:
    with room.open() as case:
        shape = ancestry(case, "E-0001")
        lines = "\n".join(told(shape))
        html = render(assemble(case)).decode()
    assert shape["entry"]["when"]["earliest"] is shape["entry"]["when"]["latest"] is None
    assert "no outside evidence of when (our clock said 2031-05-20T12:00:00Z)" in lines
    assert "Nothing yet: no witness, no time stamp" in html
    assert html.count("2031-05-20T12:00:00Z") == html.count("our clock said 2031-05-20T12:00:00Z")


def test_evidence_brackets_what_was_entered_before_and_after_it(vouched: Room) -> None:
    with vouched.open() as case:
        first, last = when(case, 0, "x"), when(case, case.custody.size - 1, "x")
        assert (first["earliest"], first["latest"]) == (None, "2031-05-24T12:00:00Z")
        assert (last["earliest"], last["latest"]) == ("2031-05-20T10:00:00Z", None)
        between = when(case, first["latest_by"] - 2, "2031-05-24T11:00:00Z")
        assert (between["earliest"], between["latest"]) == ("2031-05-20T10:00:00Z", "2031-05-24T12:00:00Z")
        assert said(between) == (
            "between 2031-05-20T10:00:00Z and 2031-05-24T12:00:00Z (our clock said 2031-05-24T11:00:00Z)"
        )
        assert said({**between, "claim_fits": False}).endswith("2031-05-24T11:00:00Z, which cannot be)")
        html = render(assemble(case)).decode()
        assert "before 2031-05-24T12:00:00Z (our clock said 2031-05-20T12:00:00Z)" in html
        assert times(case)["E-0001"].startswith("before ")
        assert "The first" in status(case)["outside"]
        assert "before 2031-05-24T12:00:00Z" in "\n".join(told(ancestry(case, "E-0001")))


def test_a_clock_that_goes_back_is_a_doubt_of_every_reader_and_survives_a_rebuild(vouched: Room) -> None:
    with vouched.open() as case:
        assert [each for each in doubts(case) if "clock" in each] == []
    back = at(vouched, datetime(2021, 5, 24, 12, tzinfo=UTC))
    with opened(back.folder, back.given, write=True) as case:
        see(case, "an old paper", day=date(2021, 5, 1), by="M. Oru", exhibit=None)
        case.commit()
    for _ in range(2):
        with vouched.open() as case:
            (doubt,) = [each for each in doubts(case) if "clock" in each]
            assert "from 2031-05-24T12:00:00Z to 2021-05-24T12:00:00Z" in doubt
            brackets = [when(case, index, "x") for index in range(case.custody.size)]
            lower = [each["earliest"] or "" for each in brackets]
            assert lower == sorted(lower)
        rebuild(vouched.folder, vouched.given)


def test_a_day_that_is_still_to_come_is_no_evidence(room: Room) -> None:
    with opened(room.folder, room.given, write=True) as case:
        tomorrow = room.given.clock().date() + timedelta(days=4)
        with pytest.raises(DayWrongError):
            see(case, "x", day=tomorrow, by="M. Oru", exhibit=None)
        with pytest.raises(DayWrongError):
            hold_paper(case, 2, by="a notary", since=tomorrow)
