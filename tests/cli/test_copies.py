"""`probative copies` as it is typed."""

import click
import pytest

from tests.cli.conftest import Desk


def test_copies_are_noted_by_mirror_and_by_hand_and_follow_a_shred(desk: Desk) -> None:
    stick = desk.room.place / "stick"
    desk.run("mirror", desk.case, stick)
    desk.run("copies", desk.case, "note", "--where", "disk 3", "--holder", "our counsel")
    assert [each["state"] for each in desk.shapes("copies", desk.case, "list")] == ["up to date", "up to date"]
    done = desk.run("shred", desk.case, "E-0002", "--ground", "mistake", "--why", "x")
    assert "grade C" in done.out
    assert "B-0002 (backup, our counsel) may still hold it" in done.out
    assert "To our counsel, about B-0002" in desk.run("copies", desk.case, "notices").out
    assert "nothing was left to do" not in desk.run("mirror", desk.case, stick).out
    receipt = ("--fate", "destroyed", "--why", "her letter of 21 May")
    assert "[destroyed]" in desk.run("copies", desk.case, "receipt", "B-0002", *receipt).out
    assert "complete in every copy" in desk.run("status", desk.case).out
    desk.run("mirror", desk.case, stick)
    assert desk.run("check", stick).status == 0


def test_a_receipt_names_a_copy_and_its_fate(desk: Desk) -> None:
    with pytest.raises(click.UsageError, match="--fate"):
        desk.run("copies", desk.case, "receipt", "B-0001", fails=True)
