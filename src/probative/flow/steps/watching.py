"""How a stage shows how far it has come, and where it runs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from probative.engine.here import HereEngine
from probative.engine.pool import SMALL_JOB_MS, PoolEngine
from probative.engine.ports import Engine

Tick = Callable[[str], None]
"""Called with the name of each finished item."""

Watch = Callable[[str, int | None], AbstractContextManager[Tick]]
"""Shows how far a stage has come: given the stage and the number of items, ``None`` where nobody knows."""


@contextmanager
def engine(workers: int, *, isolated: bool = False) -> Iterator[Engine]:
    """Give an engine for as long as the block lasts.

    Args:
        workers: How many worker processes; with one, work is done in this process.
        isolated: Whether everything goes to a worker, however small: for parsers, where a crash must cost one item and
            not the run.
    """
    here = workers == 1 and not isolated
    running: Engine = HereEngine() if here else PoolEngine(workers, small_job_ms=0 if isolated else SMALL_JOB_MS)
    try:
        yield running
    finally:
        running.close()
