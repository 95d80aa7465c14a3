"""Worker processes: started when first needed, replaced when one dies, gone when the run ends."""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from typing import Final, ParamSpec, TypeVar

from probative.engine.worker import settle

P = ParamSpec("P")
R = TypeVar("R")

PATIENCE_SECONDS: Final = 5
"""How long a worker that was told to end may take before it is killed."""


class _Recording(SpawnContext):
    """Starts fresh interpreters and remembers them, so that they can be ended in the middle of an item.

    Fresh ones (spawn), because a forked copy of a process with threads or an open database may hang or harm.
    """

    def __init__(self) -> None:
        super().__init__()
        self.started: list[BaseProcess] = []

    def Process(self, *arguments: object, **named: object) -> BaseProcess:  # type: ignore[override]  # noqa: N802
        process = multiprocessing.get_context("spawn").Process(*arguments, **named)  # type: ignore[arg-type]
        self.started.append(process)
        return process


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off until a worker is started whole: one that is half made could be neither ended nor waited for.

    A worker inherits the mask, so that Ctrl-C cannot reach it while its interpreter starts, before ``settle`` has run.
    The mask is this thread's alone; another thread may take the signal and have us raise, so the handler waits too.
    """
    came: list[int] = []
    is_ours = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if is_ours else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if is_ours:
            signal.signal(signal.SIGINT, signal.SIG_DFL if handler is None else handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if came:
            signal.raise_signal(signal.SIGINT)


class Workshop:
    """A number of worker processes."""

    def __init__(self, workers: int) -> None:
        self._context = _Recording()
        self._executor = ProcessPoolExecutor(workers, mp_context=self._context, initializer=settle)

    def send(self, function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Future[R]:
        """Have a worker call ``function``; starts one if none is idle and not all are started."""
        with _undisturbed():
            return self._executor.submit(function, *arguments, **named)

    def close(self) -> None:
        """End every worker, also in the middle of an item, and return when all are gone."""
        for process in self._context.started:
            process.terminate()
        for process in self._context.started:
            # Asked of the sentinel: the executor's own thread may take the process's end first, and then the process
            # object does not know of it yet.
            if not wait([process.sentinel], PATIENCE_SECONDS):
                process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)
