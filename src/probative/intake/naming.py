"""Names as they came, made safe to show and to store."""

import re
import unicodedata

_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATORS = re.compile(r"[/\\]+")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST = 1024


def shown(name: str | bytes) -> str:
    """Give ``name`` without anything that could mislead a reader or break a line.

    Control characters, direction overrides, line separators and bytes that are no UTF-8 become backslash escapes, so
    the result holds no surrogate and no newline. Very long names are cut in the middle.
    """
    if isinstance(name, str):
        name = name.encode("utf-8", "surrogateescape" if _is_escaped(name) else "backslashreplace")
    text = name.decode("utf-8", "backslashreplace")
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 200]}…{text[-199:]}"
    if text.isprintable():
        return text
    return "".join(
        _escaped(character) if unicodedata.category(character) in _HIDDEN else character for character in text
    )


def is_unsafe(name: str) -> bool:
    """Whether a member's name is absolute, climbs out of its archive, or is no name at all.

    Both ``/`` and the backslash count as separators, since Windows writes archives too.
    """
    if not name or "\0" in name or name[0] in "/\\" or _DRIVE.match(name):
        return True
    return ".." in _SEPARATORS.split(name)


def _is_escaped(name: str) -> bool:
    surrogates = [character for character in name if "\ud800" <= character <= "\udfff"]
    return bool(surrogates) and all("\udc80" <= character <= "\udcff" for character in surrogates)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii") if ord(character) < 256 else f"\\u{ord(character):04x}"


class Names:
    """Tells members of one name apart: the second ``a.txt`` is shown as ``a.txt [2]``."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, name: str) -> str:
        """Give ``name``, with a number behind it from the second time on."""
        times = self._seen[name] = self._seen.get(name, 0) + 1
        return name if times == 1 else f"{name} [{times}]"
