"""The engine in this process passes the suite."""

import pytest

from probative.engine.here import HereEngine
from probative.engine.ports import Engine
from tests.suites.engine_suite import EngineSuite, doubled


@pytest.fixture
def engine() -> Engine:
    return HereEngine()


class TestHereEngine(EngineSuite):
    def test_an_item_is_worked_on_when_its_answer_is_asked_for(self, engine: Engine) -> None:
        taken: list[int] = []
        answers = engine.map(doubled, (taken.append(number) or number for number in range(9)))  # type: ignore[func-returns-value]
        assert taken == []
        assert next(answers) == 0
        assert taken == [0]


def broken_off(_: int) -> int:
    raise KeyboardInterrupt


def test_ctrl_c_stops_the_run_and_is_no_failure_of_an_item() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(HereEngine().map(broken_off, [1]))
