"""Repeatable choices: every fault can be made again from its seed."""

from collections.abc import Sequence
from typing import TypeVar

from probative.base.chance import seeded_chance

T = TypeVar("T")


class Dice:
    """Throws that follow from a seed."""

    def __init__(self, seed: str) -> None:
        self._draw = seeded_chance(seed.encode())

    def below(self, count: int) -> int:
        """A whole number from 0 up to ``count``, which is excluded."""
        return int.from_bytes(self._draw(6), "big") % count

    def one_of(self, choices: Sequence[T]) -> T:
        """One of these."""
        return choices[self.below(len(choices))]

    def share(self) -> float:
        """A number from 0 up to 1, which is excluded."""
        return self.below(1 << 40) / (1 << 40)

    def content(self, count: int) -> bytes:
        """That many bytes."""
        return self._draw(count)
