"""English words without their endings."""

import re
from functools import lru_cache
from typing import Final

from probative.corroboration.vocabulary import ALIKE, FORMS

_ENDINGS: Final = ("ings", "ing", "edly", "ed", "es", "s")
_DOUBLED: Final = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a word without its ending; irregular forms and words that say the same give one stem."""
    base = _base(word)
    alike = ALIKE.get(base) or ALIKE.get(base + "e") or base
    return alike[:-1] if alike.endswith("e") and len(alike) > 3 else alike


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Give an English word without its ending; irregular forms give one root, words that say the same do not."""
    base = _base(word)
    return base[:-1] if base.endswith("e") and len(base) > 3 else base


def _base(word: str) -> str:
    base = FORMS.get(word) or _without_ending(word)
    return FORMS.get(base, base)


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            root = word[: -len(ending)]
            if ending == "es" and not root.endswith(("s", "x", "z", "ch", "sh", "o")):
                root += "e"
            return root[:-1] if ending not in ("s", "es") and _DOUBLED.search(root) else root
    return word
