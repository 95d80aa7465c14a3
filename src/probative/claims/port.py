"""What an attributor is, so that a trained model can take the place of the rules."""

from typing import Protocol

from probative.model.claims import Attribution


class Attributor(Protocol):
    """Finds who says what in a text. A pure function: the same text gives the same attributions."""

    @property
    def name(self) -> str:
        """What proposes: part of every claim's ``suggester``."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text may give another answer."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it reads."""
        ...

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of ``text``.

        Args:
            text: Any text; offsets count its Unicode code points.

        Returns:
            In text order of the cues; ``parent`` may point to an earlier or a later one.
        """
        ...
