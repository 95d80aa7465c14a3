"""`probative consent` as it is typed."""

import click
import pytest

from tests.cli.conftest import Desk

GIVE = ("--person", "W-07", "--purpose", "research", "--recipient", "partner", "--how", "written", "--on", "2026-01-01")


def test_a_consent_is_given_asked_listed_changed_and_withdrawn(desk: Desk) -> None:
    done = desk.run("consent", desk.case, "give", "E-0001", *GIVE)
    assert done.out.startswith("K-0001  [given]  E-0001 by W-07: for research; to partner; written, 2026-01-01")
    ask = ("consent", desk.case, "ask", "E-0001", "--recipient", "The Fern", "--purpose")
    allowed = desk.run(*ask, "research", "--kind", "partner")
    assert (allowed.status, allowed.out.splitlines()[0]) == (0, "E-0001  allowed")
    refused = desk.run(*ask, "publication")
    assert refused.status == 1
    assert "for other purposes" in refused.out
    assert (
        desk.run("consent", desk.case, "ask", "E-0002", *ask[4:], "research")
        .out.splitlines()[1]
        .endswith("nobody consented; that is no consent")
    )
    change = ("--purpose", "publication", "--recipient", "public", "--why", "asked so")
    assert "for publication" in desk.run("consent", desk.case, "change", "K-0001", *change).out
    assert desk.run(*ask, "publication").status == 0
    gone = desk.run("consent", desk.case, "withdraw", "W-07")
    assert "Still here: E-0001" in gone.out
    (told,) = desk.shapes("consent", desk.case, "list")
    assert told["state"] == "withdrawn"
    assert len(told["entries"]) == 3
    assert "withdrawn, still here K-0001: E-0001" in desk.run("status", desk.case).out
    assert desk.run("shred", desk.case, "W-07", "--why", "as they asked").out.startswith("E-0001: destroyed")


def test_what_is_missing_is_said(desk: Desk) -> None:
    for words, missing in (
        (("give",), "say what to give"),
        (("give", "E-0001"), "--how"),
        (("give", "E-0001", "--how", "oral"), "--purpose and --recipient"),
        (("ask", "E-0001", "--purpose", "research"), "one --purpose and one --recipient"),
    ):
        with pytest.raises(click.UsageError, match=missing):
            desk.run("consent", desk.case, *words, fails=True)


def test_the_answer_is_a_value_with_its_reasons(desk: Desk) -> None:
    desk.run("consent", desk.case, "give", "E-0001", *GIVE)
    done = desk.run("consent", desk.case, "ask", "E-0001", "--purpose", "research", "--recipient", "X", "--json")
    assert done.status == 1
    assert '"refusal": "other_recipient"' in done.out
