"""Killed, stopped, crowded, out of room: what was acknowledged is there, and running again ends where one run would."""

import json
import os
import random  # noqa: TID251 - a test's own seeded choice of moments
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import MATERIAL, Built
from tests.conftest import environment

KINDS = ("exhibits", "claims", "propositions", "entities", "links", "events", "gaps", "timeline")
PEOPLE = ("Mira Toll", "Joran Pell", "Ilse Maret", "Tova Linn", "Osk Varen", "Ada Nord")
PLACES = ("Sarn", "Keld", "Lower Bray", "Hallin", "Vesk")
MANY = 80
RUN = [sys.executable, "-m", "probative.cli"]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many short articles beside the example: enough work for a kill to land in."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(MANY):
        person, other, place = PEOPLE[number % 6], PEOPLE[(number + 1) % 6], PLACES[number % 5]
        word = "".join(chr(97 + int(digit)) for digit in str(number * 7919))
        (folder / f"{number:03}.txt").write_text(
            f"Daily Fern\n{number % 28 + 1} May 2031\n\nThe {word} ferry left {place} empty, {person} said. "
            f"According to {other}, a {word}er waited there for a letter.\n"
        )
    return folder


@pytest.fixture(scope="module")
def undisturbed(material: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What a build holds that nobody disturbed."""
    built = _built(tmp_path_factory.mktemp("undisturbed"))
    done = built.run(*_building(built, material))
    assert done.status == 0, done.err
    return _held(built)


def _built(place: Path) -> Built:
    return Built(case=place / "case", said="", given={**environment(place), "PROBATIVE_WORKERS": "2"})


def _building(built: Built, material: Path) -> tuple[str | Path, ...]:
    return ("build", MATERIAL, material, "--case", built.case, "--received-from", "a test")


def _held(built: Built) -> dict[str, list[dict[str, Any]]]:
    held = {kind: built.listing(kind) for kind in KINDS}
    for exhibit in held["exhibits"]:
        exhibit["received"]["at"] = None
    return held


def _started(built: Built, *words: str | Path) -> subprocess.Popen[str]:
    """Start a command in a process group of its own."""
    return subprocess.Popen(
        [*RUN, *map(str, words)],
        env=built.given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _ended(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


def _workers(running: subprocess.Popen[str]) -> Iterator[int]:
    for task in Path(f"/proc/{running.pid}/task").glob("*/children"):
        yield from map(int, task.read_text().split())


def _is_group_gone(running: subprocess.Popen[str]) -> bool:
    """Whether nobody of the group is left, within five seconds: Python's own tracker ends only when it sees us gone."""
    for _ in range(100):
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return True
        select.select((), (), (), 0.05)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_a_build_that_is_run_again_ends_where_one_run_would(seed, material, undisturbed, tmp_path):
    chance = random.Random(seed)
    built = _built(tmp_path)
    for _ in range(3):
        running = _started(built, *_building(built, material))
        try:
            running.wait(timeout=chance.uniform(0.05, 3.5))
        except subprocess.TimeoutExpired:
            running.kill()
        status, _, err = _ended(running)
        assert status in (0, -signal.SIGKILL), err
    done = built.run(*_building(built, material))
    assert done.status == 0, done.err
    assert _held(built) == undisturbed
    assert built.run("check", built.case, "--full").out.startswith("Every byte")


@pytest.mark.parametrize("lines", [1, 60])
def test_an_exhibit_whose_line_was_printed_survives_a_kill(lines, material, tmp_path):
    built = _built(tmp_path)
    assert built.run("new", built.case).status == 0
    words = ("add", built.case, MATERIAL, material, "--received-from", "a test", "--json")
    running = _started(built, *words)
    assert running.stdout is not None
    acknowledged = [json.loads(running.stdout.readline()) for _ in range(lines)]
    running.kill()
    _ended(running)
    held = {exhibit["sha256"]: exhibit["id"] for exhibit in built.listing("exhibits")}
    assert all(held[exhibit["sha256"]] == exhibit["id"] for exhibit in acknowledged)
    assert built.run(*words).status == 0
    exhibits = built.listing("exhibits")
    assert len({exhibit["sha256"] for exhibit in exhibits}) == len(exhibits) == MANY + 15
    assert built.run("check", built.case, "--full").status == 0


def test_stopped_with_ctrl_c_while_workers_read_it_ends_calmly_and_goes_on_when_run_again(material, tmp_path):
    built = _built(tmp_path)
    running = _started(built, *_building(built, material))
    while running.poll() is None and not list(_workers(running)):
        pass
    os.killpg(running.pid, signal.SIGINT)
    status, _, err = _ended(running)
    assert status == 130, err
    assert err.strip() == "Stopped. What was acknowledged is safe; run the same command again to go on."
    assert _is_group_gone(running)
    done = built.run(*_building(built, material))
    assert done.status == 0, done.err
    assert f"{MANY + 15} known already, unchanged" in done.out
    assert built.run("check", built.case, "--full").status == 0


@pytest.mark.parametrize("after", ["intake", "reading", "claims"])
def test_stopped_with_ctrl_c_after_any_stage_it_ends_calmly(after, material, tmp_path):
    built = _built(tmp_path)
    running = _started(built, *_building(built, material))
    assert running.stdout is not None
    for line in running.stdout:
        if line.startswith(after):
            break
    os.killpg(running.pid, signal.SIGINT)
    status, _, err = _ended(running)
    assert status == 130, err
    assert "Traceback" not in err
    assert _is_group_gone(running)


def test_a_second_writer_is_sent_away_and_readers_read_on(material, tmp_path):
    built = _built(tmp_path)
    running = _started(built, *_building(built, material))
    assert running.stdout is not None
    assert running.stdout.readline().startswith("intake")
    refused = 0
    for words in (("process", built.case), ("rebuild", built.case), ("add", built.case, material)):
        done = built.run(*words)
        if running.poll() is not None:
            break
        refused += 1
        assert done.status == 6
        assert f"process {running.pid} is writing to this case" in done.err
        assert "Wait until it has finished" in done.err
    assert refused
    for kind in ("exhibits", "claims", "status"):
        done = built.run(kind, built.case, "--json")
        assert (done.status, done.err) == (0, "")
    assert running.wait(timeout=60) == 0
    running.communicate()
    assert built.run("check", built.case, "--full").status == 0


def test_where_the_disk_takes_no_more_nothing_acknowledged_is_lost_and_the_work_goes_on_with_more_room(tmp_path):
    fat = tmp_path / "fat"
    fat.mkdir()
    for number in range(20):
        (fat / f"{number:02}.bin").write_bytes(os.urandom(200_000))
    built = _built(tmp_path)
    assert built.run("new", built.case).status == 0
    words = ("add", built.case, fat, "--received-from", "a test", "--json")
    done = subprocess.run(
        [*RUN, *map(str, words)],
        env=built.given,
        capture_output=True,
        text=True,
        check=False,
        # The limit stands for a full disk: a write beyond it fails, as one on a full disk does.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )
    assert done.returncode == 8
    assert "P400" in done.stderr
    assert "Traceback" not in done.stderr
    held = {exhibit["id"] for exhibit in built.listing("exhibits")}
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} <= held
    assert built.run(*words).status == 0
    assert len(built.listing("exhibits")) == 20
    assert built.run("check", built.case, "--full").status == 0


def test_a_reader_that_goes_away_does_not_stop_the_work(material, tmp_path):
    built = _built(tmp_path)
    assert built.run("new", built.case).status == 0
    for words, kind in ((f"add {built.case} {material} --json", "exhibits"), (f"process {built.case}", "claims")):
        command = f"{' '.join(RUN)} {words} | head -n 1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], env=built.given, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(built.listing(kind)) >= MANY
