"""What a family of faults came to."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Figures:
    """``n`` faults were made; ``broken`` says, for the first few, where a promise did not hold; ``said`` is for people.

    ``not_run`` says why nothing could be tried on this machine; it is never the same as all being well.
    """

    name: str
    n: int = 0
    broken: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    not_run: str = ""

    @property
    def holds(self) -> bool:
        """Whether faults were made and every promise held."""
        return self.n > 0 and not self.broken and not self.not_run
