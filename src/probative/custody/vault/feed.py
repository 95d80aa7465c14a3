"""Handing blocks to another thread, which takes them in their order, while whoever brings them works on the next."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

_LONG_BYTES = 1 << 16
"""What is shorter is taken at once: handing it over would cost more."""

_MOST_WAITING = 8


class Feed:
    """Blocks on their way to ``take``. At most a few wait, so memory is flat; nobody may change them meanwhile.

    Whatever ``take`` raises is raised here, by the next ``put`` that has to wait or by ``settle``.
    """

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._waiting: deque[Future[None]] = deque()
        self._beside: ThreadPoolExecutor | None = None

    def put(self, block: bytes) -> None:
        """Have ``block`` taken after all earlier ones."""
        if len(block) < _LONG_BYTES and not self._waiting:
            self._take(block)
            return
        if self._beside is None:
            self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pack")
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._beside.submit(self._take, block))

    def settle(self) -> None:
        """Return when everything was taken."""
        while self._waiting:
            self._waiting.popleft().result()

    def stop(self) -> None:
        """Return when nothing is being taken any more, whatever became of it, and let the other thread go."""
        while self._waiting:
            self._waiting.popleft().exception()
        if self._beside is not None:
            self._beside.shutdown()
            self._beside = None
