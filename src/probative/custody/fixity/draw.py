"""Which objects a check opens when it does not open all."""

import hashlib
from dataclasses import dataclass

_SCALE = 1 << 64


@dataclass(frozen=True, slots=True)
class Draw:
    """A random share of the objects, another one for every seed.

    Each object is drawn by itself, so that one check finds a damaged object with the probability ``share``, and 20
    checks of 10 % find it with 88 %. ``share`` is more than 0 and at most 1.
    """

    share: float
    seed: bytes

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 < self.share <= 1:
            raise ValueError(f"not a share: {self.share}")

    def has(self, object_id: bytes) -> bool:
        """Whether this object is opened."""
        drawn = hashlib.sha256(self.seed + object_id).digest()
        return int.from_bytes(drawn[:8], "big") < self.share * _SCALE
