"""From a function and an item to an outcome: the one place where any error is caught and kept."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from probative.engine.ports import Failure, Outcome

T = TypeVar("T")
R = TypeVar("R")


def outcome_of(function: Callable[[T], R], item: T) -> Outcome[R]:
    """Give the function's answer for ``item``, or the failure that its error is.

    ``KeyboardInterrupt`` and ``SystemExit`` go through: they stop the run and are no property of the item. Everything
    else is caught, beyond ``Exception`` too: a panic in a library written in Rust comes as a ``BaseException``.
    """
    try:
        return function(item)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - house rule 4.3: around one item in engine, where it is recorded
        return Failure(kind=type(error).__name__, message=str(error))


def outcomes_of(function: Callable[[T], R], items: Sequence[T]) -> list[Outcome[R]]:
    """Give the outcome of each item, in order."""
    return [outcome_of(function, item) for item in items]
