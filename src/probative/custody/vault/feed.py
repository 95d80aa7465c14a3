"""A SHA-256 that is worked out beside the work: whoever feeds it goes on while another thread hashes."""

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

_LONG_BYTES = 1 << 16
"""What is shorter is hashed at once: handing it over would cost more."""

_MOST_WAITING = 8


class Hashing:
    """A running SHA-256. What it was fed is bytes that nobody changes; at most a few blocks wait, so memory is flat."""

    def __init__(self) -> None:
        self._state = hashlib.sha256()
        self._waiting: deque[Future[None]] = deque()
        self._beside: ThreadPoolExecutor | None = None

    def update(self, content: bytes) -> None:
        """Add ``content``."""
        if len(content) < _LONG_BYTES and not self._waiting:
            self._state.update(content)
            return
        if self._beside is None:
            self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pack hash")
        while len(self._waiting) >= _MOST_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._beside.submit(self._state.update, content))

    def state(self) -> "hashlib._Hash":
        """Give a copy of the state over everything so far."""
        self._settle()
        return self._state.copy()

    def go_back(self, state: "hashlib._Hash") -> None:
        """Take up an earlier state again."""
        self._settle()
        self._state = state.copy()

    def close(self) -> None:
        """Let the other thread go. The state stays."""
        self._settle()
        if self._beside is not None:
            self._beside.shutdown()
            self._beside = None

    def _settle(self) -> None:
        while self._waiting:
            self._waiting.popleft().result()
