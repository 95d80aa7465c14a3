"""Text that can be stored: no NUL, no lone surrogate."""

import re
from typing import Final

_UNSOUND: Final = re.compile("[\x00\ud800-\udfff]")


def sound(text: str) -> str:
    """Give ``text`` with each NUL and lone surrogate replaced by U+FFFD: as long as before, so positions hold."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _UNSOUND.sub("\ufffd", text)
    return text
