"""Time as it was said."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from probative.model.periods import Period
from tests.suites.values import periods

EARLY, LATE = date(2031, 4, 1), date(2031, 4, 30)


def test_a_period_keeps_the_words_that_state_it() -> None:
    with pytest.raises(ValueError, match="keeps the words"):
        Period(verbatim="")


@pytest.mark.parametrize("bounds", [{"earliest": EARLY}, {"latest": LATE}, {"earliest": EARLY, "latest": LATE}])
def test_bounds_without_an_edtf_form_are_refused(bounds: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="without an EDTF form"):
        Period(verbatim="in April", **bounds)


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="2031-04-30 is after 2031-04-01"):
        Period(verbatim="in April", edtf="2031-04", earliest=LATE, latest=EARLY)


def test_what_is_unresolved_stays_unresolved() -> None:
    said = Period(verbatim="last week")
    assert (said.edtf, said.earliest, said.latest) == (None, None, None)


def test_one_day_and_an_open_interval_are_periods() -> None:
    assert Period(verbatim="on 1 April", edtf="2031-04-01", earliest=EARLY, latest=EARLY)
    assert Period(verbatim="since April", edtf="2031-04/..", earliest=EARLY).latest is None


@given(periods())
def test_no_period_has_bounds_that_nobody_stated(drawn: Period) -> None:
    assert drawn.edtf is not None or (drawn.earliest is None and drawn.latest is None)
