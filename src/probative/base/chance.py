"""Chance as an input: whoever needs randomness is handed a source of it."""

import hashlib
import secrets
from collections.abc import Callable

Chance = Callable[[int], bytes]
"""Gives that many unpredictable bytes."""


def system_chance(count: int) -> bytes:
    """Give ``count`` bytes from the operating system's generator: for keys, salts and nonces."""
    return secrets.token_bytes(count)


def seeded_chance(seed: bytes) -> Chance:
    """Make a repeatable source for tests. Never for keys that protect anybody.

    Args:
        seed: Any bytes; the same seed gives the same sequence.
    """
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        content = b""
        while len(content) < count:
            content += hashlib.sha256(seed + drawn.to_bytes(8, "big")).digest()
            drawn += 1
        return content[:count]

    return draw
