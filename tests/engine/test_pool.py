"""The engine on all cores passes the suite, and outlives its workers."""

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from probative.engine.here import HereEngine
from probative.engine.pool import PoolEngine
from probative.engine.ports import LOST, Engine, Failure
from tests.suites.engine_suite import EngineSuite, doubled, picky, weighty

LOST_FAILURE = Failure(kind=LOST, message="the process working on it was killed or crashed")


def deadly(number: int) -> int:
    """Give the number back, but be killed by 13 and 31."""
    if number in (13, 31):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def process(_: int) -> int:
    """Say in which process this is."""
    return os.getpid()


def unpickled_answer(_: int) -> object:
    """Give what cannot travel back."""
    return lambda: None


@pytest.fixture(scope="module")
def shared_engine() -> Iterator[Engine]:
    with closing(PoolEngine(2, small_job_ms=0)) as engine:
        yield engine


@pytest.fixture
def engine(shared_engine: Engine, request: pytest.FixtureRequest) -> Iterator[Engine]:
    if "closed" in request.node.name:
        with closing(PoolEngine(2, small_job_ms=0)) as own:
            yield own
    else:
        yield shared_engine


class TestPoolEngine(EngineSuite):
    def test_the_answers_are_those_of_the_engine_in_this_process(self, engine: Engine) -> None:
        assert list(engine.map(picky, range(500))) == list(HereEngine().map(picky, range(500)))

    def test_work_is_done_in_other_processes(self, engine: Engine) -> None:
        workers = set(engine.map(process, range(200)))
        assert os.getpid() not in workers
        assert 1 <= len(workers) <= 2

    def test_a_killed_worker_takes_only_the_item_that_killed_it(self, engine: Engine) -> None:
        answers = list(engine.map(deadly, range(60)))
        assert answers == [LOST_FAILURE if number in (13, 31) else number for number in range(60)]
        assert list(engine.map(doubled, range(3))) == [0, 2, 4]

    def test_a_worker_killed_in_one_run_does_not_disturb_another(self, engine: Engine) -> None:
        both = zip(engine.map(doubled, range(60)), engine.map(deadly, range(60)), strict=True)
        assert list(both) == [(number * 2, LOST_FAILURE if number in (13, 31) else number) for number in range(60)]

    def test_what_does_not_pickle_is_the_callers_mistake(self, engine: Engine) -> None:
        with pytest.raises(TypeError, match="must pickle"):
            list(engine.map(lambda number: number, range(3)))
        with pytest.raises(TypeError, match="must pickle"):
            list(engine.map(unpickled_answer, range(3)))
        assert list(engine.map(doubled, range(3))) == [0, 2, 4]

    def test_ctrl_c_while_an_answer_is_waited_for_ends_the_workers(self) -> None:
        before = set(multiprocessing.active_children())
        with closing(PoolEngine(2, small_job_ms=0)) as engine:
            answers = engine.map(process, range(1000))
            next(answers)
            with pytest.raises(KeyboardInterrupt):
                answers.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
            assert not set(multiprocessing.active_children()) - before

    def test_closing_ends_every_worker(self) -> None:
        before = set(multiprocessing.active_children())
        engine = PoolEngine(2, small_job_ms=0)
        answers = engine.map(process, range(1000))
        next(answers)
        assert set(multiprocessing.active_children()) - before
        engine.close()
        assert not set(multiprocessing.active_children()) - before
        with pytest.raises(ValueError, match="closed"):
            list(answers)


def test_small_work_is_done_in_this_process() -> None:
    with closing(PoolEngine(2)) as engine:
        assert set(engine.map(process, range(100))) == {os.getpid()}
        assert list(engine.map(doubled, range(100))) == list(range(0, 200, 2))


def test_work_that_weighs_enough_is_not_done_in_this_process() -> None:
    with closing(PoolEngine(1)) as engine:
        assert os.getpid() not in set(engine.map(process, range(4), weight=weighty))


def test_no_workers_is_no_engine() -> None:
    with pytest.raises(ValueError, match="not a number of workers"):
        PoolEngine(0)


SLEEPERS = """
import sys
from contextlib import closing
from probative.engine.pool import PoolEngine
from tests.suites.engine_suite import asleep

if __name__ == "__main__":
    with closing(PoolEngine(2, small_job_ms=0)) as engine:
        try:
            for answer in engine.map(asleep, range(9), weight=lambda _: 1000):
                print(answer, flush=True)
        except KeyboardInterrupt:
            sys.exit(130)
"""


def started(tmp_path: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a run whose workers never end by themselves; give it and its workers' process numbers."""
    script = tmp_path / "run.py"
    script.write_text(SLEEPERS)
    environment = dict(os.environ)  # noqa: TID251 - the run needs the one it stands in
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert run.stdout is not None
    return run, [int(run.stdout.readline()) for _ in range(2)]


def wait_until_gone(pid: int) -> None:
    """Return when the process ended; fail when it does not."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    with closing(os.fdopen(handle)):
        assert select.select([handle], [], [], 30)[0], f"process {pid} is still there"


def test_ctrl_c_ends_the_run_and_its_workers_without_a_word(tmp_path: Path) -> None:
    run, workers = started(tmp_path)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (130, "")
    for worker in workers:
        wait_until_gone(worker)


def test_workers_of_a_run_that_was_killed_end_by_themselves(tmp_path: Path) -> None:
    run, workers = started(tmp_path)
    run.kill()
    run.communicate(timeout=60)
    for worker in workers:
        wait_until_gone(worker)
