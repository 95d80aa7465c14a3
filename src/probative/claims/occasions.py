"""When and where, as a claim's own words say it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from probative.language.dates import LANGUAGES, Found, find_dates
from probative.model.periods import Period

_PLACE: Final = re.compile(
    r"\b(?:in|near|at|outside|around|from|to|towards|across|of|into|inside|on)\s+"
    r"(?:the\s+(?:(?:town|city|village|region|district|province|port|capital|suburb|outskirts)\s+of\s+)?)?"
    r"([A-Z][\w’'-]+(?:[ -](?:of|the|upon|on|al|de|la|[A-Z][\w’'-]+)){0,3})"
)
_NOT_PLACES: Final = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I", "The", "He",
    "She", "They", "It", "We", "Mr", "Mrs", "Ms", "Dr", "President", "Minister", "General", "Colonel", "Lieutenant",
    "Major", "Captain", "Sergeant", "Reuters", "God",
))  # fmt: skip
_PLACE_AFTER: Final = frozenset(("in", "near", "at", "outside", "around", "across", "inside", "into", "towards"))
_SMALL: Final = frozenset((
    "and", "or", "but", "on", "in", "at", "to", "of", "for", "with", "by", "from", "when", "where", "who", "which",
    "that", "as", "after", "before", "is", "was", "were", "are", "has", "had",
))  # fmt: skip
_AREAS: Final = frozenset((
    "region", "district", "province", "area", "oblast", "valley", "peninsula", "border", "coast", "front", "port",
    "city", "town", "village", "strait", "gulf", "sea",
))  # fmt: skip
_AFTER: Final = re.compile(r"\s+([a-z][\w-]*)")
_TAIL: Final = re.compile(r"[ -](?:of|the|upon|on|al|de|la)$|[’']s$")


def dates_in(text: str, anchor: date | None, language: str | None = None) -> tuple[Found, ...]:
    """Give the dates that ``text`` states, in order, relative ones counted from ``anchor``.

    A language without words of time, and one that nobody could tell, is read as English: figures are the same in all.
    """
    return find_dates(text, anchor=anchor, language=language if language in LANGUAGES else "en")


def period_in(found: Sequence[Found], start: int, end: int) -> Period | None:
    """Give the first stated date that lies in characters ``[start, end)``."""
    place = bisect_left(found, start, key=lambda one: one.start)
    if place < len(found) and found[place].end <= end:
        return found[place].period
    return None


def _without_time(name: str) -> str:
    """Cut "on Friday" off "Keld on Friday"."""
    while " " in name and name.rsplit(None, 1)[1] in _NOT_PLACES:
        name = _TAIL.sub("", name.rsplit(None, 1)[0])
    return name


def places_in(words: str) -> tuple[str, ...]:
    """Give the places that ``words`` name after "in", "near" and their kin, in order, each once.

    Looks only at capitals and prepositions; whether there is such a place is the network's business. "To", "from" and
    "of" count only where they say "the town of" or the name is known as a place.
    """
    return tuple(dict.fromkeys(name for _, _, name in placed(words)))


def placed(words: str) -> Iterator[tuple[int, int, str]]:
    """Give the places that ``words`` name, each with the characters of its name."""
    from probative.language.places import is_place

    for match in _PLACE.finditer(words):
        name = _without_time(_TAIL.sub("", match.group(1)))
        preposition = match.group(0).split(None, 1)[0].lower()
        if name.split()[0] in _NOT_PLACES or (name.isupper() and len(name) > 3):
            continue
        following = _AFTER.match(words, match.end())
        if (
            "the" in match.group(0).lower().split()[1:2]
            and following is not None
            and following.group(1) not in _AREAS | _SMALL
        ):
            continue
        is_sure = preposition in _PLACE_AFTER or " of " in match.group(0)[: match.start(1) - match.start()]
        if is_sure or is_place(name):
            yield match.start(1), match.start(1) + len(name), name
