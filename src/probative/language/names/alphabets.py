"""Letters of other alphabets, spelt in plain Latin ones.

Source: written for Probative from the letters' usual English spellings (close to BGN/PCGN for Cyrillic, ELOT 743 for
Greek); a table a reader can check, not a scholarly transliteration. Arabic script leaves out short vowels, so names
taken from it are compared by their consonants (``probative.language.names.spelling``).
"""

import re
from typing import Final

CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj",
    "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o",
    "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip

GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip

ARABIC: Final = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ب": "b", "ت": "t", "ث": "th",
    "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ة": "a", "و": "u", "ي": "i", "ى": "a", "پ": "p", "چ": "ch", "ژ": "zh", "ک": "k", "گ": "g", "ی": "i", "ٹ": "t",
    "ڈ": "d", "ڑ": "r", "ں": "n", "ھ": "h", "ہ": "h", "ے": "e", "ـ": "",
}  # fmt: skip

LATIN: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ə": "a",
    "ŋ": "n", "ĸ": "k",
}  # fmt: skip

APOSTROPHES: Final = "'’‘ʼʹʻʿʾ`´ʽ′\"“”«»"
"""Marks that are written or left out at will ("Sana'a", "Sanaa")."""

_UKRAINIAN: Final = str.maketrans({"г": "һ", "и": "ы"})
_HEARD: Final = re.compile(r"[ьъ](?=[еєё])")
_SOFT_E: Final = re.compile(r"(?<=[бвгґджзклмнпрстфхцчшщ])є")

TABLE: Final = str.maketrans({**CYRILLIC, **GREEK, **ARABIC, **LATIN, **dict.fromkeys(APOSTROPHES, "")})
"""All of the above, for ``str.translate`` on text that is already case-folded."""


def is_arabic(text: str) -> bool:
    """Whether any letter of ``text`` is written in Arabic script."""
    return any("؀" <= character <= "ۿ" for character in text)


def is_cyrillic(text: str) -> bool:
    """Whether any letter of ``text`` is written in Cyrillic script."""
    return any("Ѐ" <= character <= "ԯ" for character in text)


def as_heard(text: str) -> str:
    """Spell what Cyrillic letters leave to the ear: "Юрьева" is "Yuryeva", and "Осєчкін" begins as "Осечкин" does."""
    return _HEARD.sub("й", _SOFT_E.sub("е", text.casefold())) if is_cyrillic(text) else text


def as_ukrainian(text: str) -> str:
    """Spell Cyrillic letters so that ``TABLE`` gives Ukrainian's Latin ones: "Гриценко" gives "hrytsenko".

    The letters alone do not say which language a name comes from; what uses this tries both.
    """
    return as_heard(text).translate(_UKRAINIAN)
