"""`probative doctor` as a user calls it."""

import json
from dataclasses import replace
from pathlib import Path

from probative.base.clock import fixed_clock
from probative.custody.errors import NotACaseError
from probative.flow.doctor import doctor
from probative.flow.settings import settings
from tests.conftest import Run
from tests.custody.machine.test_machine import NOW
from tests.custody.machine.trees import Trees, fortress

SHAPE = {"code", "state", "weight", "found", "means", "do"}


def test_the_machine_alone_is_looked_at_without_a_case(probative: Run) -> None:
    done = probative("doctor", "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert all(set(line) == SHAPE for line in lines)
    assert {"memory.swap", "key.place", "sandbox.means", "clock"} <= {line["code"] for line in lines}
    assert done.status == int(any(line["state"] == "exposed" for line in lines))
    assert all(line["weight"] for line in lines if line["state"] != "protected")


def test_a_case_is_looked_at_with_its_disk_key_and_habits_and_left_as_it_was(probative: Run, tmp_path: Path) -> None:
    assert probative("new", tmp_path / "case").status == 0
    before = {path: path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()}
    done = probative("doctor", tmp_path / "case")
    assert done.status == 1
    assert "[habit.copy]" in done.out
    assert "To do:" in done.out
    codes = {json.loads(line)["code"] for line in probative("doctor", tmp_path / "case", "--json").out.splitlines()}
    assert {"disk.case", "report.clear", "disk.sync", "case.others", "case.carried_away", "habit.witness"} <= codes
    assert before == {path: path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()}


def test_a_weak_passphrase_is_named_and_never_shown(probative: Run, tmp_path: Path) -> None:
    probative("new", tmp_path / "case", PROBATIVE_PASSPHRASE="sunflower1")
    done = probative("doctor", tmp_path / "case", PROBATIVE_PASSPHRASE="sunflower1")
    assert "[passphrase]" in done.out
    assert "key.place" not in done.out
    assert "sunflower1" not in done.out + done.err


def test_a_folder_without_a_case_is_an_error_with_a_hint(probative: Run, tmp_path: Path) -> None:
    done = probative("doctor", tmp_path)
    assert done.status == NotACaseError.exit_status
    assert "P2" in done.err


def test_where_nothing_is_open_nothing_is_exposed(tmp_path: Path) -> None:
    given = settings({"HOME": str(tmp_path / "home")})
    trees: Trees = fortress(tmp_path / "machine")
    states = {look["state"] for look in doctor(None, given, trees.machine())}
    assert "exposed" not in states


def test_the_clock_is_an_input(tmp_path: Path) -> None:
    given = replace(settings({"HOME": str(tmp_path)}), clock=fixed_clock(NOW))
    found = {look["code"]: look for look in doctor(None, given, fortress(tmp_path / "machine").machine())}
    assert "2031-05-04" in found["clock"]["found"]
