"""Outlets whose name stands in quotation marks, and to which of them somebody gave an interview."""

from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import title_end

_OUTLETS: Final = (
    "видан", "издан", "газет", "журнал", "портал", "сайт", "телеканал", "агентств", "агенці", "тижневик",
    "еженедельник", "щоденник", "радіостанці", "радиостанци",
)  # fmt: skip
_TALKS: Final = ("інтерв'ю", "интервью")
_WITH: Final = frozenset(("з", "із", "с", "для"))


def outlet(whole: SlavicParse, found: Stretch) -> str:
    """Give the title of an outlet whose name stands in quotation marks, alone or behind what it is; else ""."""
    start, end = found
    opening = whole.tags.find("[", start, end)
    is_title = opening >= 0 and whole.tags[end - 1] == "]" and whole.tags.count("[", start, end) == 1
    if not is_title or (opening > start and not (opening == start + 1 and _is_outlet(whole, start))):
        return ""
    return whole.words(opening + 1, end - 1)


def interviewer(whole: SlavicParse, low: int, high: int) -> tuple[Stretch, Stretch] | None:
    """Give the outlet to which somebody speaks in ``[low, high)``: "в інтерв'ю «Хвилі»", "в интервью газете «Волна»".

    Returns:
        The outlet, and all the words that say so; ``None`` where none is named in quotation marks.
    """
    for at in range(low, high - 2):
        if whole.tags[at] != "p" or whole.lows[at + 1] not in _TALKS:
            continue
        start = at + 2 + (whole.lows[at + 2] in _WITH)
        opening = start + (start < high and _is_outlet(whole, start))
        closing = title_end(whole, opening, high) if whole.tag(opening) == "[" else 0
        if closing:
            return (start, closing), (at, closing)
    return None


def _is_outlet(whole: SlavicParse, at: int) -> bool:
    return whole.lows[at].startswith(_OUTLETS)
