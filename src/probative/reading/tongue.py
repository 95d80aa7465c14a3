"""Which language a text is in."""

from functools import lru_cache
from typing import Any, Final

SAMPLE_LENGTH: Final = 4_000
"""Code points looked at, from the first letters on: the answer hardly changes after a page, the time does."""

LEAST_LETTERS: Final = 20
"""Below this many letters nobody can tell."""

# fmt: off
LANGUAGES: Final = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
    "fi", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn",
    "ko", "ku", "ky", "ln", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "ne", "nl", "nn", "no", "om",
    "or", "pa", "pl", "ps", "pt", "qu", "ro", "ru", "rw", "se", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta",
    "te", "tg", "th", "tk", "tl", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh", "yo", "zh", "zu",
)
# fmt: on
"""Languages that people testify and publish in. Left out of the library's list are the dead, the constructed and the
smallest ones, which short texts in large languages are taken for."""

_ONLY_UKRAINIAN: Final = frozenset("ґєіїҐЄІЇ")
_ONLY_RUSSIAN: Final = frozenset("ыэёъЫЭЁЪ")
_ONLY_BELARUSIAN: Final = frozenset("ўЎ")


def tongue_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language ``text`` is in, or ``None`` where too little is there to tell.

    The library takes short Ukrainian texts for Russian (reference/libraries.md section 4): between the East Slavic
    languages, letters that only one of them has decide.
    """
    sample = text[:SAMPLE_LENGTH]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return None
    found: str = _identifier().classify(sample)[0]
    if found in ("ru", "uk", "be"):
        return _east_slavic(sample, found)
    return found


def _east_slavic(sample: str, found: str) -> str:
    ukrainian = sum(character in _ONLY_UKRAINIAN for character in sample)
    russian = sum(character in _ONLY_RUSSIAN for character in sample)
    belarusian = sum(character in _ONLY_BELARUSIAN for character in sample)
    if belarusian:
        return "be"
    if ukrainian > russian:
        return "uk" if found != "be" else found
    return "ru" if russian > ukrainian else found


@lru_cache(maxsize=1)
def _identifier() -> Any:  # noqa: ANN401  # the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(set(LANGUAGES) & set(identifier.labels))
    return identifier
