"""The engine on all cores: worker processes on this machine."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pickle import PicklingError
from typing import Final, Generic, NamedTuple, TypeVar

from probative.engine.batches import batched_by_weight, weight_of
from probative.engine.outcomes import outcome_of, outcomes_of
from probative.engine.ports import LOST, Failure, Outcome
from probative.engine.workshop import Workshop

T = TypeVar("T")
R = TypeVar("R")

SMALL_JOB_MS: Final = 2_000
"""Work that costs less than this is done here: starting two workers costs about half of it."""

AHEAD: Final = 2
"""Batches under way for each worker: one being worked on, one waiting, so that no worker idles."""


class _Sent(NamedTuple, Generic[T, R]):
    """A batch under way, and the workshop it went to."""

    items: Sequence[T]
    future: Future[list[Outcome[R]]]
    workshop: Workshop


class PoolEngine:
    """An ``Engine`` with worker processes.

    A worker that dies (killed by the system for its memory, crashed in a library) takes only the item that killed it:
    every item under way is tried again alone, and the one that kills its worker again becomes a ``Failure``.
    """

    def __init__(self, workers: int, *, small_job_ms: int = SMALL_JOB_MS) -> None:
        """Start nothing yet.

        Args:
            workers: How many processes, 1 or more.
            small_job_ms: Work lighter than this is done in this process, where a crash is the run's crash; 0 sends
                everything to a worker.
        """
        if workers < 1:
            raise ValueError(f"not a number of workers: {workers}")
        self._workers = workers
        self._small_job_ms = small_job_ms
        self._workshop: Workshop | None = None
        self._is_closed = False

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, weight: Callable[[T], int] | None = None
    ) -> Iterator[Outcome[R]]:
        """Yield one outcome for each item, in order; see ``Engine.map``."""
        if self._is_closed:
            raise ValueError("the engine is closed")
        return self._outcomes(function, iter(items), weight)

    def close(self) -> None:
        """End the workers, also in the middle of an item."""
        self._is_closed = True
        self._let_go()

    def _outcomes(
        self, function: Callable[[T], R], items: Iterator[T], weight: Callable[[T], int] | None
    ) -> Iterator[Outcome[R]]:
        first, is_small = self._first(items, weight)
        if is_small:
            yield from (outcome_of(function, item) for item in first)
            return
        under_way: deque[_Sent[T, R]] = deque()
        batches = batched_by_weight(chain(first, items), weight)
        try:
            for batch in batches:
                under_way.append(self._sent(function, batch))
                if len(under_way) >= self._workers * AHEAD:
                    yield from self._fetched(function, under_way)
            while under_way:
                yield from self._fetched(function, under_way)
        except KeyboardInterrupt:
            self.close()
            raise
        finally:
            for sent in under_way:
                sent.future.cancel()

    def _first(self, items: Iterator[T], weight: Callable[[T], int] | None) -> tuple[list[T], bool]:
        """Take items until they are no small job, or until there are no more."""
        first: list[T] = []
        taken_ms = 0
        while taken_ms < self._small_job_ms:
            for item in items:
                first.append(item)
                taken_ms += weight_of(weight, item)
                break
            else:
                return first, True
        return first, False

    def _sent(self, function: Callable[[T], R], batch: Sequence[T]) -> _Sent[T, R]:
        if self._is_closed:
            raise ValueError("the engine is closed")
        if self._workshop is None:
            self._workshop = Workshop(self._workers)
        try:
            future = self._workshop.send(outcomes_of, function, batch)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return _Sent(batch, future, self._workshop)

    def _fetched(self, function: Callable[[T], R], under_way: deque[_Sent[T, R]]) -> Iterator[Outcome[R]]:
        """Yield the outcomes of the oldest batch; when a worker was lost, of every batch under way."""
        oldest = under_way.popleft()
        given = self._given(oldest)
        if given is not None:
            yield from given
            return
        yield from _alone(function, oldest.items)
        while under_way:
            sent = under_way.popleft()
            given = self._given(sent)
            yield from _alone(function, sent.items) if given is None else given

    def _given(self, sent: _Sent[T, R]) -> list[Outcome[R]] | None:
        """Wait for a batch's outcomes; ``None`` when its workshop lost a worker, and then that workshop is let go."""
        try:
            return sent.future.result()
        except (BrokenProcessPool, CancelledError) as error:
            if self._is_closed:
                raise ValueError("the engine is closed") from error
            if self._workshop is sent.workshop:
                self._let_go()
            return None
        except (PicklingError, AttributeError, TypeError) as error:
            raise TypeError(f"function, items and answers must pickle: {error}") from error

    def _let_go(self) -> None:
        if self._workshop is not None:
            self._workshop.close()
            self._workshop = None


def _alone(function: Callable[[T], R], items: Sequence[T]) -> list[Outcome[R]]:
    """Give the outcome of each item, worked on by a process that works on nothing else."""
    outcomes: list[Outcome[R]] = []
    workshop = Workshop(1)
    try:
        for item in items:
            try:
                outcomes += workshop.send(outcomes_of, function, [item]).result()
            except BrokenProcessPool:
                outcomes.append(Failure(kind=LOST, message="the process working on it was killed or crashed"))
                workshop.close()
                workshop = Workshop(1)
    finally:
        workshop.close()
    return outcomes
