"""How a name sounds, in one alphabet: equal for its spellings in English, Ukrainian and Russian, ending aside."""

import re
from functools import lru_cache
from typing import Final

from probative.language.names.folding import plain_words
from probative.language.places import find

_ALIKE: Final = (
    (re.compile("kh|gh|g"), "h"),
    (re.compile("shch|sch"), "sh"),
    (re.compile("ts|tz|cz|c(?=[eiy])"), "z"),
    (re.compile("ck|q|c(?!h)"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("x"), "ks"),
    (re.compile("[yj]"), "i"),
    (re.compile(r"i+(?=[aeou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings that one sound has in several languages; the last: a letter twice is a letter once."""

_CASE: Final = re.compile("(?:ami|iami|om|em|oiu|oi|akh|iakh)$")
"""Endings of a Slavic case that are no vowels alone."""

_FAMILY: Final = re.compile("(?<=[^aeiou])(?:i|o|e)v$")
"""Kharkiv and Kharkov."""

_SHORTEST: Final = 3


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Give how a name sounds: a key that its spellings share.

    A place of the table of places is called by one name however it is spelt. Two names that sound alike need not be
    one: whoever uses this asks for more.
    """
    known = find(name)
    words = plain_words(known[0].name if known else name)
    return " ".join(filter(None, (_sound(word, is_slavic=not name.isascii()) for word in words)))


def _sound(word: str, *, is_slavic: bool) -> str:
    if is_slavic and len(_CASE.sub("", word)) > _SHORTEST:
        word = _CASE.sub("", word)
    for spelling, one in _ALIKE:
        word = spelling.sub(one, word)
    bare = word.rstrip("aeiou")
    if len(bare) >= _SHORTEST:
        word = bare
    return _FAMILY.sub("v", word)
