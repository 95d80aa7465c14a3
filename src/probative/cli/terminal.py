"""Text from the material on its way to a terminal: nothing in it may move the cursor, hide or turn words around."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

_SPACES: Final = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_KEPT: Final = frozenset("\u00ad\u200c\u200d\u200e\u200f\u061c\ufeff")
"""Soft hyphens, joiners and marks of direction: they are spelling in many scripts and turn nothing around."""


def plain(text: str) -> str:
    r"""Give ``text`` on one line, every control and override character written out as an escape.

    Line breaks become spaces; an escape sequence, a direction override or a lone surrogate becomes ``\x1b``,
    ``\u202e`` or ``\udc80``. JSON output is not touched by this: there a reader gets the exact text.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def plain_lines(text: str) -> str:
    """Give ``text`` as ``plain`` does, but with its lines and tabs: for showing a whole reading."""
    return "\n".join("\t".join(map(plain, line.split("\t"))) for line in text.split("\n"))


def plain_shape(value: Any) -> Any:  # noqa: ANN401 - JSON-able data of any shape
    """Give a shape with every text in it plain, the keys too."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain_shape(key): plain_shape(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain_shape(member) for member in value]
    return value


def _shown(character: str) -> str:
    if character in _SPACES:
        return " "
    if character in _KEPT or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
