"""What a text says of itself in its first lines: headline, byline, date, dateline."""

import re
from dataclasses import dataclass, field
from typing import Final

from probative.model.periods import Period
from probative.model.readings import Genre
from probative.reading.days import WRITTEN_DAY, period_of_match, stated_period
from probative.reading.genre import head_of, witness_of

KEYS: Final = {
    "title": "title",
    "headline": "title",
    "subject": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "from": "author",
    "issued by": "author",
    "publisher": "publisher",
    "published by": "publisher",
    "outlet": "publisher",
    "source": "publisher",
    "site": "publisher",
    "date": "date",
    "published": "date",
    "published on": "date",
    "publication date": "date",
    "posted": "date",
    "dated": "date",
}
"""The words before a colon that the first lines of a text use to speak of the text."""

_KEYED: Final = re.compile(
    r"^[ \t]*(?P<key>"
    + "|".join(sorted(KEYS, key=len, reverse=True))
    + r")[ \t]*:[ \t]*(?P<value>\S[^\n]{0,200}?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SMALL_LETTERS: Final = "".join(letter for letter in map(chr, range(0x590)) if letter.islower())
_CAPITAL: Final = rf"(?![{_SMALL_LETTERS}])[^\W\d_]"
"""A letter that is not small in the Latin, Greek, Cyrillic or Armenian alphabet; others have no small ones."""

_BYLINE: Final = re.compile(
    r"^[ \t]*By[ \t]+(?P<name>" + _CAPITAL + r"[^\n,|;.]{2,80}?)[ \t]*(?:[,|;][^\n]{0,60})?$", re.MULTILINE
)
_HOUR: Final = r"(?:[ ,]+(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,5}|[+-]\d{4}))?)?"
_DATE_LINE: Final = re.compile(rf"^[ \t]*(?P<date>{WRITTEN_DAY}){_HOUR}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_DATED: Final = re.compile(
    rf"^[^\n]{{0,60}}?(?:\b(?:of|dated|on)[ \t]+|^[^\n\d,]{{2,40}},[ \t]+)(?P<date>{WRITTEN_DAY}){_HOUR}[ \t.]*$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE: Final = re.compile(
    rf"^[ \t]*(?P<place>{_CAPITAL}[^\n\d(–—]{{1,50}}?)(?:,[ \t]*(?P<date>{WRITTEN_DAY}))?"
    r"[ \t]*(?:\((?P<agency>[^)\n]{2,40})\))?[ \t]*[-–—]{1,2}[ \t]+\S",
    re.MULTILINE,
)
_SENTENCE_END: Final = (".", ";", ",", ":")

HEAD_LENGTH: Final = 4_000
"""Code points in which a head is looked for."""


@dataclass(slots=True)
class Masthead:
    """What a text says of itself; ``stated`` holds ``(key, start, end)`` in the text it was found in."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    stated_date: Period | None = None
    stated: list[tuple[str, int, int]] = field(default_factory=list)


def masthead_of(text: str, genre: Genre, start: int = 0, known: Masthead | None = None) -> Masthead:
    """Find what a text says of itself in its first dozen lines.

    Only what the material states outright: lines with a key and a colon, "By ...", a line that is a date or ends in one
    ("ORDER No. 17 of 3 April 2031", "Port Vell, 3 April 2031"), the dateline of a news agency ("PORT VELL, 3 May
    (Agency) -"), and, for publications, a first line that is no sentence as the title. A testimony's author is the
    witness its heading names. What comes first wins.

    Args:
        text: The text, from its beginning.
        genre: What kind of utterance it is.
        start: Where its head begins.
        known: What is known already, from what stands before the head; completed and given back.
    """
    head = head_of(text[start : start + HEAD_LENGTH])
    masthead = known or Masthead()
    if genre is Genre.TESTIMONY and (witness := witness_of(head)) is not None:
        take(masthead, text, "author", start + witness[0], start + witness[1])
    for match in _KEYED.finditer(head):
        take(masthead, text, KEYS[match["key"].lower()], start + match.start("value"), start + match.end("value"))
    for pattern, group, key in ((_BYLINE, "name", "author"), (_DATE_LINE, "date", "date"), (_DATED, "date", "date")):
        found = pattern.search(head)
        if found is not None:
            take(masthead, text, key, start + found.start(group), start + found.end(group))
    if genre is Genre.PUBLICATION:
        _take_dateline(masthead, head, start)
        _take_title(masthead, text, head, start)
    return masthead


def take(masthead: Masthead, text: str, key: str, start: int, end: int) -> None:
    """Note that ``text[start:end]`` states the title, author, publisher or date, unless something did before it."""
    words = text[start:end]
    if key == "date":
        if masthead.stated_date is not None:
            return
        masthead.stated_date = stated_period(words)
    elif getattr(masthead, key) is not None:
        return
    else:
        setattr(masthead, key, words)
    masthead.stated.append((key, start, end))


def _take_dateline(masthead: Masthead, head: str, start: int) -> None:
    for match in _DATELINE.finditer(head):
        place = match["place"]
        if not (match["agency"] or (match["date"] and place.isupper())):
            continue
        for group, key in (("place", "place"), ("agency", "agency"), ("date", "date")):
            if match[group] and not (key == "date" and masthead.stated_date is not None):
                masthead.stated.append((key, start + match.start(group), start + match.end(group)))
        if match["date"] and masthead.stated_date is None:
            masthead.stated_date = period_of_match(match, match["date"])
        return


def _take_title(masthead: Masthead, text: str, head: str, start: int) -> None:
    begin = len(head) - len(head.lstrip())
    end = head.find("\n", begin)
    line = head[begin:end].rstrip()
    if end < 0 or not 3 <= len(line) <= 150 or line.endswith(_SENTENCE_END) or not text[start + end :].strip():
        return
    if any(pattern.match(line) for pattern in (_KEYED, _BYLINE, _DATE_LINE, _DATED)) or _DATELINE.match(line + " x"):
        return
    take(masthead, text, "title", start + begin, start + begin + len(line))
