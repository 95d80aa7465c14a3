"""Saying again what stages made, without names that were sealed since, each anchor where its words lie now.

What is said again here stands only until the stages have made it anew; the numbers that judgements hang on stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, cast

from probative.flow.screen import Moves, Screen
from probative.model.anchors import Passage
from probative.model.meaning import Wording
from probative.model.readings import Reading
from probative.store.kinds import Value

T = TypeVar("T")

_ANCHORED = ("passage", "mention")


@dataclass(slots=True)
class Rewording:
    """Says values again. ``moves`` and ``texts`` are those of the exhibits in which names were replaced."""

    screen: Screen
    moves: dict[str, Moves] = field(default_factory=dict)
    texts: dict[str, list[Reading]] = field(default_factory=dict)

    def add(self, volumes: Sequence[Reading], moves: Moves) -> None:
        """Take note of an exhibit's reading as it stands now."""
        exhibit = volumes[0].exhibit
        self.moves[exhibit], self.texts[exhibit] = moves, list(volumes)

    def value(self, value: Value) -> Value:
        """Give a value without the names."""
        about = getattr(value, "exhibit", None)
        return self._dataclass(value, about if isinstance(about, str) else None)

    def _any(self, value: Any, about: str | None) -> Any:  # noqa: ANN401 - a field of any type
        if isinstance(value, Passage):
            moves = self.moves.get(value.exhibit)
            return value if moves is None else moves.passage(value)
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self.screen.text(value, about)
        if isinstance(value, tuple):
            return tuple(self._any(member, about) for member in value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value, about)
        return value

    def _dataclass(self, value: T, about: str | None) -> T:
        held: dict[str, Any] = {}
        for each in fields(cast("Any", value)):
            held[each.name] = self._any(getattr(value, each.name), about)
        passage = next((held[name] for name in _ANCHORED if isinstance(held.get(name), Passage)), None)
        is_own = not (isinstance(value, Wording) and value.is_filled)
        if passage is not None and is_own and isinstance(held.get("words"), str):
            words = self._words(passage)
            if words is not None:
                held["words"] = words
        return type(value)(**held)

    def _words(self, passage: Passage) -> str | None:
        """Give the words of a passage as they stand now; ``None`` where its exhibit is as it was."""
        for volume in self.texts.get(passage.exhibit, ()):
            start = passage.start - volume.offset
            if 0 <= start < len(volume.text):
                return volume.text[start : passage.end - volume.offset]
        return None
