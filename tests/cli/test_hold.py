"""`probative hold` as it is typed, and what it blocks."""

import click
import pytest

from probative.flow.holds import HeldError
from tests.cli.conftest import Desk
from tests.cli.test_access import card, person


def test_a_hold_is_placed_by_two_blocks_a_shred_and_is_released_by_two(desk: Desk) -> None:
    file, _ = person(desk, "ada")
    desk.run("compartment", desk.case, "give", card(desk, "ada"), "--compartment", "general", "--why", "helps")
    with_her = ("--second", file)
    placed = desk.run("hold", desk.case, "place", "E-0002", *with_her, "--why", "the court asked")
    assert placed.out == "H-0001  [stands]  E-0002: the court asked\n"
    assert "holds           H-0001 E-0002" in desk.run("status", desk.case).out
    shred = ("shred", desk.case, "E-0002", "--ground", "mistake", "--why", "x", *with_her)
    with pytest.raises(HeldError, match="H-0001"):
        desk.run(*shred, fails=True)
    desk.run("hold", desk.case, "release", "H-0001", *with_her, "--why", "it is over")
    (told,) = desk.shapes("hold", desk.case, "list")
    assert told["state"] == "released"
    assert desk.run(*shred).out.startswith("E-0002: destroyed")


def test_what_a_hold_lacks_is_said(desk: Desk) -> None:
    file, _ = person(desk, "ada")
    with pytest.raises(click.UsageError, match="two persons"):
        desk.run("hold", desk.case, "place", "E-0001", "--why", "x", fails=True)
    with pytest.raises(click.UsageError, match="exhibits, or --all"):
        desk.run("hold", desk.case, "place", "--second", file, "--why", "x", fails=True)
    with pytest.raises(click.UsageError, match="name a hold"):
        desk.run("hold", desk.case, "release", "--second", file, "--why", "x", fails=True)
