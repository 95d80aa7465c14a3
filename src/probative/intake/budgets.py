"""How much an archive may turn into."""

from dataclasses import dataclass

from probative.intake.errors import BudgetExceeded


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The limits on what one delivered item may unfold into.

    ``ratio`` is unpacked bytes to stored bytes, per member and per archive; ``small_bytes`` is what any member may have
    without that question being asked. ``total_bytes`` limits *growth*: what comes out beyond what went in, summed over
    all levels. ``member_bytes`` limits one member; ``members`` their count over all levels; ``depth`` how many archives
    may lie in one another. ``file_bytes`` limits a file found on disk, ``None`` meaning that it may have any size.

    Source: shared/reference/custody.md section 9.
    """

    ratio: int = 200
    total_bytes: int = 2 << 30
    depth: int = 8
    members: int = 100_000
    member_bytes: int = 2 << 30
    small_bytes: int = 1 << 20
    file_bytes: int | None = None

    def __post_init__(self) -> None:
        """Refuse limits that allow nothing."""
        if min(self.ratio, self.total_bytes, self.depth, self.members, self.member_bytes) < 1 or self.small_bytes < 0:
            raise ValueError("every limit of a budget is 1 or more")

    def ceiling(self, stored_bytes: int) -> int:
        """Give how many bytes a member stored in ``stored_bytes`` may become."""
        return min(self.member_bytes, max(self.small_bytes, stored_bytes * self.ratio))


class Spending:
    """What one delivered item has used of its budget so far, over all its levels.

    Hand the same one to every ``expand`` below the same delivered item, so that a nest of small archives counts as one.
    """

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.grown_bytes = 0
        self.members = 0

    def fits(self, growth_bytes: int) -> bool:
        """Whether that much more growth is still allowed."""
        return self.grown_bytes + growth_bytes <= self.budget.total_bytes

    def count_member(self) -> bool:
        """Count one more member; give whether it is still allowed."""
        self.members += 1
        return self.members <= self.budget.members

    def grow(self, name: str, growth_bytes: int) -> None:
        """Use up ``growth_bytes``.

        Raises:
            BudgetExceeded: When the total is used up.
        """
        self.grown_bytes += growth_bytes
        if self.grown_bytes > self.budget.total_bytes:
            raise BudgetExceeded(name, f"all that came out of it exceeds {self.budget.total_bytes} bytes")
