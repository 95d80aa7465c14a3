"""What Markdown says of itself: front matter and the first heading."""

import re
from typing import Final

from probative.reading.masthead import KEYS, Masthead, take

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\n(?P<lines>(?:(?!---|\.\.\.)[^\n]*\n){1,60})(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_LINE: Final = re.compile(
    r"^(?P<key>[\w -]{1,30}?)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>[^\n]+?)(?P=quote)[ \t]*$", re.MULTILINE
)
_HEADING: Final = re.compile(
    r"^(?:#[ \t]+(?P<marked>[^\n]+?)[ \t]*#*|(?P<under>[^\n]+?)[ \t]*\n=+)[ \t]*$", re.MULTILINE
)


def markdown_masthead(text: str) -> tuple[Masthead, int]:
    """Read the front matter (``key: value`` lines between ``---``) and the first heading of Markdown.

    Returns:
        What they state, and where the text after the front matter begins.
    """
    masthead = Masthead()
    matter = _FRONT_MATTER.match(text)
    start = matter.end() if matter else 0
    for match in _LINE.finditer(text, 0, start):
        key = KEYS.get(match["key"].lower())
        if key is not None:
            take(masthead, text, key, *match.span("value"))
    heading = _HEADING.search(text, start, start + 4_000)
    if heading:
        take(masthead, text, "title", *heading.span("marked" if heading["marked"] else "under"))
    return masthead, start
