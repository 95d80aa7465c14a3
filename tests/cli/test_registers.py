"""Contradictions, forecasts and grades on the command line, with what was decided of them."""

import pytest

from probative.flow.grounds import NotBorneOutError
from tests.cli.conftest import Desk


def test_a_contradiction_is_listed_with_its_state_author_and_reason(desk: Desk) -> None:
    (first, *_) = desk.shapes("contradictions", desk.case)
    assert (first["state"], first["history"]) == ("open", [])
    desk.run("judge", desk.case, "weigh", first["id"], "--value", "explained", "--why", "two mills", "--by", "M. Oru")
    told = desk.run("contradictions", desk.case).out
    assert f"{first['id']}  [explained]" in told
    assert "explained by M. Oru" in told
    assert "two mills" in told
    assert next(each["id"] for each in desk.shapes("contradictions", desk.case)) == first["id"]


def test_credibility_1_is_refused_with_the_reason(desk: Desk) -> None:
    with pytest.raises(NotBorneOutError, match="grade those"):
        desk.run("judge", desk.case, "grade", "S-0001", "--value", "1", "--why", "sure", fails=True)


def test_grades_are_listed_apart_with_the_earlier_ones(desk: Desk) -> None:
    for value in ("C", "B", "4"):
        desk.run("judge", desk.case, "grade", "S-0001", "--value", value, "--why", f"because {value}")
    (shape,) = desk.shapes("grades", desk.case)
    assert (shape["reliability"], shape["credibility"]) == ("B", "4")
    assert [each["value"] for each in shape["reliability_history"]] == ["C", "B"]
    assert "replaced: because C" in desk.run("grades", desk.case).out
