"""Which sayings may be alike to another: looked up by what they would share."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from probative.corroboration.agreement import LEAST_MARKS
from probative.corroboration.likeness import LEAST_WORDS
from probative.corroboration.parts import LEAST_ANCHORS
from probative.corroboration.sayings import Saying

_WORD_MARK: Final = "w "
_FRAME_MARK: Final = "f "


class Neighbours:
    """Sayings by what two of them share if they are alike."""

    def __init__(self) -> None:
        self._held: dict[int, frozenset[str]] = {}
        self._marked: dict[str, list[int]] = {}
        self._worded: dict[str, list[int]] = {}
        self._under: dict[str, list[int]] = {}

    def add(self, number: int, saying: Saying) -> None:
        """Hold a saying under its number; what is held already stays as it is."""
        if number in self._held:
            return
        kinds = self._held[number] = saying.content.kinds
        for mark in _marks(saying):
            self._marked.setdefault(mark, []).append(number)
        if len(kinds) >= LEAST_WORDS:
            rarest = min(kinds, key=lambda word: (len(self._worded.get(word, ())), word))
            self._under.setdefault(rarest, []).append(number)
        for word in kinds:
            self._worded.setdefault(word, []).append(number)

    def remove(self, number: int, saying: Saying) -> None:
        """Hold a saying no longer."""
        for mark in _marks(saying):
            self._marked[mark].remove(number)
        for word in self._held.pop(number):
            self._worded[word].remove(number)
            if number in self._under.get(word, ()):
                self._under[word].remove(number)

    def near(self, saying: Saying) -> set[int]:
        """Give the sayings that may be alike: by rules P-1, P-9 and P-11 they share marks, or one holds the other."""
        found: set[int] = set()
        for kind, least in ((_WORD_MARK, LEAST_MARKS), (_FRAME_MARK, LEAST_ANCHORS)):
            mine = (mark for mark in _marks(saying) if mark.startswith(kind))
            met = Counter(number for mark in mine for number in self._marked.get(mark, ()))
            found.update(number for number, count in met.items() if count >= least)
        kinds = saying.content.kinds
        for word in kinds:
            found.update(each for each in self._under.get(word, ()) if self._held[each] <= kinds)
        if len(kinds) >= LEAST_WORDS:
            fewest = min((self._worded.get(word, []) for word in kinds), key=len)
            found.update(each for each in fewest if kinds <= self._held[each])
        return found


def _marks(saying: Saying) -> Iterator[str]:
    yield from (_WORD_MARK + mark for mark in saying.content.marks)
    yield from (_FRAME_MARK + mark for mark in saying.frame.marks)
