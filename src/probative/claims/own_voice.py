"""What in a text is not its own voice, in every language: what others are said to say, and the notices around it."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from probative.claims.layout import Layout
from probative.model.claims import Attribution


def taken_tokens(whole: Layout, attributions: Iterable[Attribution]) -> bytearray:
    """Mark every token that belongs to somebody's attribution, its content and its cue: 1 a token, 0 for the others."""
    marks = bytearray(len(whole.tokens))
    for each in attributions:
        for start, end in (*each.content, *each.cue):
            low, high = whole.token_at(start), whole.token_at(end)
            marks[low:high] = b"\x01" * (high - low)
    return marks


def is_notice(whole: Layout, first: int, last: int, language: str) -> bool:
    """Whether tokens ``[first, last)`` hold a notice as it surrounds articles in ``language`` ("subscribe to")."""
    text = whole.text[whole.tokens[first].start : whole.tokens[last - 1].end].lower()
    return any(phrase in text for phrase in _notices(language))


@cache
def _notices(language: str) -> tuple[str, ...]:
    text = files("probative.language").joinpath("data", language, "boilerplate.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
