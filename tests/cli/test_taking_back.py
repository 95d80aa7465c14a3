"""Withdrawing, restoring and conferring on the command line."""

from pathlib import Path

import pytest

from probative.flow.decisions import CannotJudgeError
from tests.cli.conftest import Desk


def number(desk: Desk, name: str) -> str:
    """The number of a source, as `impact` gives it."""
    return desk.shapes("impact", desk.case, name)[0]["source"]


def test_a_withdrawal_is_listed_with_its_reason_and_comes_back(desk: Desk) -> None:
    assert "No withdrawals in" in desk.run("withdrawals", desk.case).out
    before = desk.shapes("propositions", desk.case)
    done = desk.run("judge", desk.case, "withdraw", "E-0001", "--why", "taken off the site", "--by", "M. Oru")
    assert done.out.startswith("J-0001: withdraw E-0001, by M. Oru")
    told = desk.run("withdrawals", desk.case).out
    assert "E-0001  [withdrawn]  withdrawn: a.txt" in told
    assert "J-0001 withdrawn by M. Oru" in told
    assert "taken off the site" in told
    counts = {each["id"]: each["independence"] for each in desk.shapes("propositions", desk.case)}
    assert counts["P-0002"] == {"at_least": 0, "at_most": 0}
    desk.run("judge", desk.case, "restore", "E-0001", "--why", "it is back")
    assert desk.shapes("propositions", desk.case) == before
    assert "E-0001  [restored]" in desk.run("withdrawals", desk.case).out


def test_who_told_each_other_is_declared_listed_and_refused(desk: Desk) -> None:
    assert "No conferrings in" in desk.run("conferrings", desk.case).out
    people = (number(desk, "Mira Toll"), number(desk, "Joran Pell"))
    desk.run("judge", desk.case, "confer", "Mira Toll", "Joran Pell", "--why", "they came together")
    (shape,) = desk.shapes("conferrings", desk.case)
    assert (tuple(shape["sources"]), shape["state"], shape["names"]) == (
        people,
        "declared",
        ["Mira Toll", "Joran Pell"],
    )
    desk.run("judge", desk.case, "confer", *people, "--value", "did-not", "--why", "they have never met")
    told = desk.run("conferrings", desk.case).out
    assert told.startswith(f"[refused]  {people[0]} Mira Toll and {people[1]} Joran Pell")
    assert "replaced: they came together" in told
    assert "they have never met" in told


def test_what_a_text_takes_back_is_told_in_its_own_words(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "f.txt"
    paper.write_text(
        "The Keld Herald\n9 May 2031\n\nCorrection: we wrote that Osk Varen visited the mill. We regret the error.\n\n"
        "We withdraw our article on the harbour.\n"
    )
    for name, publisher in (("c.txt", "The Keld Herald"), ("f.txt", "The Keld Herald")):
        place = paper if name == "f.txt" else tmp_path / "desk" / "material" / name
        again = tmp_path / f"again-{name}"
        again.write_text(place.read_text() + "\n")
        desk.run("add", desk.case, again, "--publisher", publisher, "--received-from", "a test")
    desk.run("process", desk.case)
    told = desk.run("withdrawals", desk.case).out
    assert "[proposed]  corrected: Osk Varen visited the mill last week" in told
    assert "Correction: we wrote that Osk Varen visited the mill. We regret the error" in told
    assert "?  [unclear]" in told
    assert "We withdraw our article on the harbour (nothing that this case holds, as far as it can be told)" in told


def test_the_report_says_what_was_withdrawn_and_who_told_each_other(desk: Desk) -> None:
    desk.run("judge", desk.case, "withdraw", "E-0001", "--why", "taken off the site")
    desk.run("judge", desk.case, "confer", "Mira Toll", "Joran Pell", "--why", "they came together")
    page = (desk.case / "report" / "index.html").read_text()
    assert "held for withdrawn" in page
    assert "said who told each other" in page


def test_what_is_not_withdrawn_cannot_be_restored(desk: Desk) -> None:
    with pytest.raises(CannotJudgeError, match="E-0001 is not withdrawn"):
        desk.run("judge", desk.case, "restore", "E-0001", "--why", "w", fails=True)
