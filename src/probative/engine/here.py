"""The engine in this process: one item after another."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from probative.engine.outcomes import outcome_of
from probative.engine.ports import Outcome

T = TypeVar("T")
R = TypeVar("R")


class HereEngine:
    """An ``Engine`` without workers. What crashes the process crashes the run: hostile material belongs in a pool."""

    def __init__(self) -> None:
        self._is_closed = False

    def map(
        self,
        function: Callable[[T], R],
        items: Iterable[T],
        *,
        weight: Callable[[T], int] | None = None,  # noqa: ARG002 - nothing travels here
    ) -> Iterator[Outcome[R]]:
        """Yield one outcome for each item, when it is asked for; see ``Engine.map``."""
        if self._is_closed:
            raise ValueError("the engine is closed")
        return (outcome_of(function, item) for item in items)

    def close(self) -> None:
        """Take no more work."""
        self._is_closed = True
