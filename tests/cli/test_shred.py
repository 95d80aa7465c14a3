"""`probative shred` as it is typed."""

import click
import pytest

from probative.flow.shredding import CannotShredError
from tests.cli.conftest import Desk


def test_a_dry_run_says_what_would_go_and_destroys_nothing(desk: Desk) -> None:
    done = desk.run("shred", desk.case, "E-0002", "--dry-run")
    assert done.out.startswith("E-0002: would be destroyed\n")
    assert "stand on less" in done.out
    assert len(desk.shapes("exhibits", desk.case)) == 3


def test_an_exhibit_is_shredded_and_every_listing_lives_without_it(desk: Desk) -> None:
    (told,) = desk.shapes("shred", desk.case, "E-0002", "--ground", "mistake", "--why", "sent by error")
    assert told["exhibits"] == ["E-0002"]
    assert told["is_done"]
    assert told["claims"] > 2
    for listing in ("exhibits", "claims", "propositions", "entities", "links", "events", "gaps", "contradictions"):
        assert desk.run(listing, desk.case, "--json").status == 0
    (gap,) = [each for each in desk.shapes("gaps", desk.case) if each["kind"] == "shredded"]
    assert gap["exhibit"] == "E-0002"
    assert desk.run("why", desk.case, gap["id"]).status == 0
    assert desk.run("check", desk.case, "--full").status == 0
    assert desk.run("process", desk.case).status == 0
    report = (desk.case / "report" / "index.html").read_text()
    assert "Destroyed on purpose" in report
    assert "Joran Pell" not in report
    assert desk.run("search", desk.case, "Pell").out.count("E-0002") == 0


def test_a_shred_says_on_what_ground_and_why(desk: Desk) -> None:
    with pytest.raises(click.UsageError, match="say --why"):
        desk.run("shred", desk.case, "E-0002", fails=True)
    with pytest.raises(CannotShredError, match="no exhibit"):
        desk.run("shred", desk.case, "E-0077", "--ground", "mistake", "--why", "x", fails=True)
