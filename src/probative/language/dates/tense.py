"""Which way the words around a date point: to what has been, or to what is to come."""

import re
from functools import cache

from probative.language.dates.lexicon import lexicon
from probative.language.dates.stated import Lean

_BEFORE = 90
_AFTER = 60
_STOP = re.compile(r"[.!?;:](?=\s+[A-Z“\"])|\n")
_PAST_FORM = r"\w{2,}(?<!\bne)(?<!\bindee)(?<!\bhundre)ed"


@cache
def _cues(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    future = "|".join(re.escape(word) for word in words.future_cues)
    past = "|".join(re.escape(word) for word in words.past_cues)
    return re.compile(
        rf"(?<!\w)(?:(?P<future>{future})|(?P<past>{past}|{_PAST_FORM}))(?!\w)|(?P<late_future>['’]ll)\b", re.IGNORECASE
    )


def lean_at(text: str, start: int, end: int, language: str) -> Lean:
    """Tell from the nearest cue in the same sentence whether ``text[start:end]`` lies behind or ahead of the writing.

    The cue that stands nearest before the date decides, then the first one after it.
    """
    before = text[max(0, start - _BEFORE) : start]
    for stop in _STOP.finditer(before):
        before_start = stop.end()
        before = before if before_start >= len(before) else "\0" * before_start + before[before_start:]
    found = Lean.OPEN
    for cue in _cues(language).finditer(before):
        found = Lean.PAST if cue.group("past") else Lean.FUTURE
    if found is not Lean.OPEN:
        return found
    after = text[end : end + _AFTER]
    stop_after = _STOP.search(after)
    if stop_after is not None:
        after = after[: stop_after.start()]
    first = _cues(language).search(after)
    if first is None:
        return Lean.OPEN
    return Lean.PAST if first.group("past") else Lean.FUTURE
