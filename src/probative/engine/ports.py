"""What an engine does, whoever drives it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Q = TypeVar("Q")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What stands where an answer would be: this item failed, the others did not.

    ``kind`` is the name of the error's class, ``WorkerLost`` for a process that the system killed or that crashed;
    ``message`` is what the error said. Whoever ran the engine makes a gap of it: an item that could not be worked on is
    part of the truth.
    """

    kind: str
    message: str


Outcome: TypeAlias = Q | Failure
"""A function's answer, or why there is none."""

LOST = "WorkerLost"
"""The ``kind`` of a failure that took its process along."""


class Engine(Protocol):
    """Runs a function over many items."""

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, weight: Callable[[T], int] | None = None
    ) -> Iterator[Outcome[R]]:
        """Yield one outcome for each item, in the order of the items.

        The answers do not depend on the driver, on how many work, or on which is faster. Items are taken only as
        answers are fetched, a bounded number ahead, so neither items nor answers pile up. An error in the function
        becomes the item's ``Failure``; one in ``items`` itself goes through to the caller.

        Args:
            function: Pure, and importable by name where work is done in another process. Items and answers must pickle.
            items: Taken one by one; may be a generator.
            weight: About how many milliseconds of one core an item costs. A rough guess is enough: it decides only how
                many items travel together and whether starting workers is worth it. 10 for every item if not given.

        Raises:
            ValueError: When the engine is closed.
        """
        ...

    def close(self) -> None:
        """Stop whatever runs for this engine. Calling it again does nothing."""
        ...
