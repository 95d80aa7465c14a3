"""What kind of utterance a text is, by the words at its head."""

import re
from typing import Final

from probative.model.readings import Genre

_TESTIMONY: Final = re.compile(
    r"^\W*(?:(?:signed |sworn )?(?:witness |victim |voluntary )?statement(?: of| by|\s*$)|witness statement"
    r"|(?:sworn )?testimony (?:of|by)|affidavit\b|(?:record|transcript|notes) of (?:an? |the )?(?:interview|testimony)"
    r"|interview (?:with|of|notes)|deposition of|i, [^,\n]{3,60},.{0,80}\b(?:state|declare|swear|testify|make this)\b"
    r"|протокол допит|протокол допрос|показання свідка|показания свидетеля|заява свідка)",
    re.IGNORECASE | re.MULTILINE,
)
_DOCUMENT: Final = re.compile(
    r"^\W*(?:(?:order|decree|directive|instruction|decision|resolution|minutes|memo(?:randum)?|contract|invoice|receipt"
    r"|protocol|agenda|report)\s*(?:$|no\b|nr\b|№|#|of the|to\b|:|\d)|dear \S|to whom it may concern"
    r"|наказ\b|приказ\b|розпорядження\b|распоряжение\b|рапорт\b)",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERHEAD: Final = re.compile(r"^(?:from|to|subject|re|від|от|кому)\s*:\s*\S", re.IGNORECASE | re.MULTILINE)
_WITNESS: Final = re.compile(
    r"^\W*(?:(?:witness |victim |signed |sworn |voluntary )*(?:statement|testimony|affidavit|deposition)(?: of| by)"
    r"|(?:(?:record|transcript|notes) of (?:an? |the )?)?interview (?:with|of)|(?:name of )?(?:witness|interviewee)\s*:"
    r"|i,)[ \t]+(?P<name>[^\n,;:(]{3,60}?)[ \t]*(?=$|[,;:(]|\.\s|\btaken\b|\bon\b|\bgiven\b|\brecorded\b)",
    re.IGNORECASE | re.MULTILINE,
)

HEAD_LINES: Final = 12
"""Lines with words that count as the head of a text."""


def head_of(text: str) -> str:
    """Give the first dozen lines that have words, with the blank ones between them."""
    end, seen = 0, 0
    while seen < HEAD_LINES and end < min(len(text), 4_000):
        line_end = text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end + 1
        seen += bool(text[end:line_end].strip())
        end = line_end
    return text[:end]


def genre_of(head: str, otherwise: Genre) -> Genre:
    """Give the genre that the words at the head of a text show, or ``otherwise``.

    Testimony and documents say what they are ("Statement of ...", "ORDER No. 17", "Dear ..."); nothing else is guessed.
    """
    if _TESTIMONY.search(head):
        return Genre.TESTIMONY
    if _DOCUMENT.search(head) or len(_LETTERHEAD.findall(head)) >= 2:
        return Genre.DOCUMENT
    return otherwise


def witness_of(head: str) -> tuple[int, int] | None:
    """Give where the head of a testimony names its witness, or ``None`` where it does not."""
    match = _WITNESS.search(head)
    return match.span("name") if match else None
