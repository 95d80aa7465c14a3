"""What a mail sends on: whose words stand below "Forwarded message".

The line that opens such a block and the header lines below it are nobody's claim. What follows, to the next such line
or the end, are the words of whoever the "From:" names, and whoever sent the mail passes them on.

Source: docs/explanation/attribution.md, "From attribution to claim"; RFC 5322 section 3.6.2 (who "From" names).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_OPENER: Final = re.compile(
    r"(?:(?:^[ \t]*-{2,}|(?<=[ \t])-{5,})[ \t]*(?:Forwarded message|Original message|Пересланное сообщение|"
    r"Переслане повідомлення|Исходное сообщение|Вихідне повідомлення)(?:[ \t]*-{2,})?|"
    r"^[ \t]*(?:Begin forwarded message|Начало переадресованного сообщения|Початок переадресованого повідомлення)"
    r"[ \t]*:)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER: Final = re.compile(
    r"[ \t]*(?P<name>From|Date|Sent|Subject|To|Cc|Reply-To|От|От кого|Кому|Дата|Тема|Копия|Від|Від кого|Копія)"
    r"[ \t]*:[ \t]*(?P<value>[^\n]*)(?:\n|$)",
    re.IGNORECASE,
)
_FROM: Final = frozenset(("from", "от", "от кого", "від", "від кого"))
_ADDRESS: Final = re.compile(r"[<\[(][^<>\[\]()@]*@[^<>\[\]()@]*[>\])]\s*$|^mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """A block of characters ``[start, end)`` that begins with its opening line; its words begin at ``body``.

    ``sender`` is who wrote them: a name, else an address; "" where the block does not say.
    """

    start: int
    body: int
    end: int
    sender: str


def forwarded(text: str) -> Iterator[Forwarded]:
    """Give the blocks of a mail's text that it sends on, in order; they do not overlap."""
    opened = list(_OPENER.finditer(text))
    ends = [each.start() for each in opened[1:]] + [len(text)]
    for match, following in zip(opened, ends, strict=False):
        place, sender = _past_blanks(text, match.end()), ""
        while (header := _HEADER.match(text, place, following)) is not None:
            if header["name"].lower() in _FROM and not sender:
                sender = _ADDRESS.sub("", header["value"]).strip(" \t\"'")
            place = header.end()
        yield Forwarded(start=match.start(), body=min(place, following), end=following, sender=sender)


def _past_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place
