"""Reading one date at one place of a text, without what stands around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from probative.language.dates.calendar_dates import CalendarDates
from probative.language.dates.lexicon import lexicon
from probative.language.dates.notations import Notations
from probative.language.dates.patterns import beginnings, patterns
from probative.language.dates.relative_dates import RelativeDates
from probative.language.dates.slavic_dates import SlavicCalendar, SlavicRelative
from probative.language.dates.stated import Stated

FIRST_WORD = re.compile(r"[^\W\d_]+|\d|[<>≤≥=]")
_Maker = Callable[[re.Match[str]], Stated | None]
_Entry = tuple[str, re.Pattern[str], _Maker]


@dataclass(frozen=True, slots=True)
class Core:
    """A date as said, and where its words end. ``kind`` is the pattern that found it."""

    stated: Stated
    end: int
    kind: str


class Reader:
    """Reads dates of one language.

    Args:
        language: ISO 639-1; a language with a data file.
        day_first: How 03/04/2023 is meant, ``None`` where nobody knows.
        century_pivot: The latest year that a two-digit year may mean.
    """

    def __init__(self, language: str, *, day_first: bool | None, century_pivot: int) -> None:
        shapes, words = patterns(language), lexicon(language)
        # in Ukrainian and Russian the day comes first unless somebody knows better
        is_first = day_first if language == "en" else day_first is not False
        relative, calendar = (RelativeDates, CalendarDates) if language == "en" else (SlavicRelative, SlavicCalendar)
        makers = relative(words).makers()
        makers |= calendar(words, day_first=is_first, century_pivot=century_pivot).makers()
        makers |= Notations(words, day_first=is_first, latest_year=century_pivot).makers()
        every: list[_Entry] = [(name, getattr(shapes, name), make) for name, make in makers.items()]
        self._by_word: dict[str, tuple[_Entry, ...]] = {
            word: tuple(entry for entry in every if entry[0] in names) for word, names in beginnings(language).items()
        }

    def core(self, text: str, at: int) -> Core | None:
        """Give the longest date that begins at ``at``, or ``None``."""
        word = FIRST_WORD.match(text, at)
        if word is None:
            return None
        best: Core | None = None
        for name, pattern, make in self._by_word.get("0" if word[0].isdigit() else word[0].lower(), ()):
            match = pattern.match(text, at)
            if match is not None and (best is None or match.end() > best.end):
                stated = make(match)
                if stated is not None:
                    best = Core(stated, _without_tail(text, at, match.end()), name)
        return best


def _without_tail(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] == "."):
        if _SHORT_YEAR.search(text, max(start, end - 5), end):
            break
        end -= 1
    return end


_SHORT_YEAR = re.compile(r"(?:\b(?:рр?|гг?|ст)|[IVXІХ]\s?в)\.$")
