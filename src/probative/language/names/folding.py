"""One plain spelling of a name: small Latin letters, no marks, no titles."""

import re
import unicodedata
from functools import lru_cache

from probative.language.names.alphabets import APOSTROPHES, TABLE
from probative.language.names.titles import without_titles

_BREAK = re.compile(r"[^\w]+|_")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_UNWRITTEN = str.maketrans(dict.fromkeys(APOSTROPHES, ""))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Spell ``name`` in small plain Latin letters, without marks, apostrophes, titles and ranks.

    Letters of alphabets we have no table for stay as they are. A name that is nothing but a title stays too.

    Args:
        name: As written, in any of Latin, Cyrillic, Greek or Arabic script.

    Returns:
        Words parted by single spaces; empty where ``name`` holds no letter or digit.
    """
    return " ".join(without_titles(plain_words(name)))


def plain_words(name: str) -> tuple[str, ...]:
    """Give the words of ``name`` in small plain Latin letters, titles included."""
    if name.isascii():
        return tuple(_ASCII_WORD.findall(name.casefold().translate(_UNWRITTEN)))
    composed = unicodedata.normalize("NFKC", name).casefold()
    latin = composed.replace("ού", "ou").replace("ου", "ou").translate(TABLE)
    bare = "".join(
        character for character in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(character)
    )
    return tuple(word for word in _BREAK.split(bare.translate(TABLE)) if word)
