"""One name in three spellings: written in Ukrainian letters, told in Russian ones and in Latin ones."""

from typing import Final

_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "'": "", " ": " ",
}  # fmt: skip
_FIRST: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN: Final = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ", "'")


def latin(name: str) -> str:
    """Give a Ukrainian name in Latin letters.

    Source: resolution 55 of the Cabinet of Ministers of Ukraine, 2010.
    """
    words = []
    for word in name.split():
        letters = word.lower().replace("зг", "z\0").replace("ьо", "ио")
        spelled = "".join(_spelled(letter, is_first=not at) for at, letter in enumerate(letters))
        words.append(spelled[:1].upper() + spelled[1:])
    return " ".join(words)


def _spelled(letter: str, *, is_first: bool) -> str:
    if letter == "\0":
        return "gh"
    return _FIRST[letter] if is_first and letter in _FIRST else _LATIN.get(letter, letter)


def russian(name: str) -> str:
    """Give a Ukrainian name in Russian letters."""
    return name.translate(_RUSSIAN)
