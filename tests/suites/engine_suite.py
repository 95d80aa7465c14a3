"""What every driver of ``Engine`` must do.

Take part by subclassing ``EngineSuite`` in a test module and giving a fixture ``engine``. The functions stand here, at
the top of a module, because a worker process imports them by name.
"""

import os
import threading
from collections.abc import Iterator

import pytest

from probative.engine.ports import Engine, Failure


def doubled(number: int) -> int:
    """Give twice the number."""
    return number * 2


def picky(number: int) -> int:
    """Give the number back, but fail on every multiple of seven in one of three ways."""
    if number % 21 == 0:
        raise MemoryError("no room")
    if number % 14 == 0:
        raise Panic("a library gave up")
    if number % 7 == 0:
        raise ValueError(f"not {number}")
    return number


class Panic(BaseException):
    """What a library written in Rust raises, and no ``except Exception`` catches."""


def weighty(number: int) -> int:
    """Say that every item takes long, so that it is sent alone."""
    return 1000 + number


class Unpickled(Exception):
    """An error that cannot travel as it is."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")
        self.hold = lambda: one


def unpickled(_: int) -> int:
    """Fail with an error that does not pickle."""
    raise Unpickled("this", "that")


def expected(number: int) -> int | Failure:
    """Give what ``picky`` comes to."""
    if number % 21 == 0:
        return Failure(kind="MemoryError", message="no room")
    if number % 14 == 0:
        return Failure(kind="Panic", message="a library gave up")
    if number % 7 == 0:
        return Failure(kind="ValueError", message=f"not {number}")
    return number


def asleep(number: int) -> int:
    """Say in which process this is, but only twice; then never answer."""
    if number > 1:
        threading.Event().wait()
    return os.getpid()


class EngineSuite:
    """Laws of every engine."""

    def test_answers_come_in_the_order_of_the_items(self, engine: Engine) -> None:
        assert list(engine.map(doubled, range(1000))) == [number * 2 for number in range(1000)]

    def test_weights_change_no_answer(self, engine: Engine) -> None:
        assert list(engine.map(doubled, range(40), weight=weighty)) == [number * 2 for number in range(40)]

    def test_no_items_give_no_answers(self, engine: Engine) -> None:
        assert list(engine.map(doubled, [])) == []

    def test_a_failing_item_fails_alone(self, engine: Engine) -> None:
        assert list(engine.map(picky, range(1, 200))) == [expected(number) for number in range(1, 200)]

    def test_an_error_of_any_shape_becomes_a_failure(self, engine: Engine) -> None:
        assert list(engine.map(unpickled, [1])) == [Failure(kind="Unpickled", message="this and that")]

    def test_an_engine_runs_more_than_once(self, engine: Engine) -> None:
        assert [list(engine.map(doubled, [number])) for number in (1, 2)] == [[2], [4]]

    def test_two_runs_may_be_open_at_a_time(self, engine: Engine) -> None:
        both = zip(engine.map(doubled, range(900)), engine.map(picky, range(1, 901)), strict=True)
        assert list(both) == [(number * 2, expected(number + 1)) for number in range(900)]

    def test_items_are_taken_only_as_answers_are_fetched(self, engine: Engine) -> None:
        taken = 0

        def endless() -> Iterator[int]:
            nonlocal taken
            while True:
                taken += 1
                yield taken

        answers = engine.map(doubled, endless())
        assert [next(answers) for _ in range(300)] == [number * 2 for number in range(1, 301)]
        assert taken < 3000
        answers.close()  # type: ignore[attr-defined]
        assert list(engine.map(doubled, [1])) == [2]

    def test_an_error_among_the_items_goes_through(self, engine: Engine) -> None:
        def broken() -> Iterator[int]:
            yield from range(500)
            raise LookupError("the items are gone")

        with pytest.raises(LookupError, match="the items are gone"):
            list(engine.map(doubled, broken()))
        assert list(engine.map(doubled, [1])) == [2]

    def test_a_closed_engine_takes_no_work(self, engine: Engine) -> None:
        engine.close()
        engine.close()
        with pytest.raises(ValueError, match="closed"):
            engine.map(doubled, [1])
