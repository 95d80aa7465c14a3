"""How a text says that it has something from the publisher it names."""

import json
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from probative.corroboration.publishers import Named
from probative.corroboration.texts import Text

_AROUND: Final = 90
_OPENERS: Final = re.compile(r"[\s«“„\"'’*_\[]*$")
_CLOSERS: Final = re.compile(r"^(?:[»”“\"*_\]]|['’](?!s\b))*")
_SIGNED: Final = re.compile(r"(?:^|[\n.!?…»”\"])\s*(?:[—–-]{1,2}|/)\s*$")
_LINE_END: Final = re.compile(r"^\s*[./]?\s*(?:\n|$)")
_BYLINE: Final = re.compile(r"^[\s*_]*(?:By|BY|Від|Автор|Автори|Авторы|Текст)\b[:\s][^\n]{0,80}$")
_STAFF: Final = re.compile(
    r"^[\s,]*(?:staff|correspondents?|reporters?|writers?|news\s?desk)?[\s.,*_]*(?:\n|$)", re.IGNORECASE
)
_FORWARD: Final = re.compile(
    r"(?:forwarded message|original message|begin forwarded message|пересла\w+|переслан\w+|пересыла\w+|переадрес\w+|"
    r"исходное сообщение|оригінальне повідомлення|вихідне повідомлення)[^\n]*\n(?:[^\n]{0,200}\n){0,4}?"
    r"[\s>*]*(?:from|від|от|von|de)\s*:[\s*]*$",
    re.IGNORECASE,
)
_FORWARD_AROUND: Final = 400


@cache
def _words() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files(__package__).joinpath("data/crediting.json").read_text("utf-8"))
    return read


def cues() -> frozenset[str]:
    """Give the words and phrases of citing, in all languages; a star stands for any ending."""
    return frozenset(each for side in ("before", "after") for phrases in _words()[side].values() for each in phrases)


@cache
def _said() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words()

    def any_of(phrases: list[str]) -> str:
        ordered = sorted(set(phrases), key=lambda each: (-len(each), each))
        return "|".join(re.escape(each).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for each in ordered)

    before = any_of([each for phrases in words["before"].values() for each in phrases])
    after = any_of([each for phrases in words["after"].values() for each in phrases])
    between, adverbs = any_of(words["between"]), any_of(words["adverbs"])
    return (
        re.compile(rf"(?<!\w)(?:{before})\s*:?\s*(?:[\s«“„\"]*(?<!\w)(?:{between})\s+){{0,3}}$", re.IGNORECASE),
        re.compile(
            rf"^(?:['’]s)?\s*(?:(?:{adverbs})\s+){{0,3}}(?:{after})(?!\w)"
            r"|^['’]s\s+(?:\w+\s+)?(?:report|story|article|account|interview|investigation|dispatch)",
            re.IGNORECASE,
        ),
    )


class Scope(StrEnum):
    """What a text has from the publisher it credits: what the sentence tells, or all of it."""

    SENTENCE = "sentence"
    TEXT = "text"


def credited(text: Text, named: Named) -> Scope | None:
    """Say whether a text, where it names a publisher, says that it has something from it; ``None`` where it does not.

    Words of citing before or after the name ("told the Courier", "Courier reported", "джерело: «Хвиля»"); a name in
    brackets, as in a place line ("KARSK (Northwind) -"); a byline or a line that signs; who wrote what is forwarded;
    an address or a handle.
    """
    if named.after == named.first:
        return Scope.TEXT
    raw, words = text.raw, text.words
    start, end = words.starts[named.first], words.ends[named.after - 1]
    if words.forms[named.after - 1].endswith("'s"):
        end -= 2
    before, after = raw[max(0, start - _AROUND) : start], raw[end : end + _AROUND]
    led, follows = _OPENERS.sub("", before), _CLOSERS.sub("", after)
    leads, trails = _said()
    trailing = trails.search(follows)
    if trailing is not None:
        return Scope.TEXT if follows[trailing.end() :].startswith(":") else Scope.SENTENCE
    if led.endswith(":") and _FORWARD.search(raw[max(0, start - _FORWARD_AROUND) : start]) is not None:
        return Scope.TEXT
    if leads.search(f"{led} "):
        return Scope.SENTENCE
    is_bracketed = led.endswith("(") and follows.startswith(")")
    is_signed = _SIGNED.search(before) is not None and _LINE_END.search(after) is not None
    is_byline = _STAFF.search(follows) is not None and _BYLINE.search(before.rpartition("\n")[2]) is not None
    return Scope.TEXT if is_bracketed or is_signed or is_byline else None
