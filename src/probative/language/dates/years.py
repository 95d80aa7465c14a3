"""Whether four digits are a year."""

import re

from probative.language.dates.cores import Core
from probative.language.dates.lexicon import Lexicon

_WORDS_BEFORE = re.compile(r"((?:[^\W\d_]|[.’'])+)[\s(-]*$")
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_RANGE_AFTER = re.compile(
    r"\s+(?:(?:to|until|till|through)\s+(?:19|20)\d\d\b(?!\s+[a-z]+s\b)|onwards?\b|(?:and|or)\s+(?:later|after|earlier|before)\b)"
)
_REACHES_BACK = re.compile(r"\b(?:dat(?:es|ed|ing)\s+(?:back\s+)?|(?:goes?|going|went)\s+back\s+)to\s+$", re.IGNORECASE)
_FIRST_PLAIN_YEAR = 1900
_LAST_PLAIN_YEAR = 2099


def is_year_here(text: str, at: int, core: Core, words: Lexicon, *, follows: bool) -> bool:
    """Tell a year from a count, a number of a document, or a price, by the words beside it.

    Args:
        text: The text.
        at: Where the digits begin.
        core: The year, or the range of years, as read.
        words: The language's words.
        follows: Whether it continues a list of years ("in 2014 and 2016").
    """
    digits = re.search(r"\d{4}", text[at : core.end])
    is_plain = digits is not None and _FIRST_PLAIN_YEAR <= int(digits[0]) <= _LAST_PLAIN_YEAR
    after = _WORD_AFTER.match(text, core.end)
    is_counted = after is not None and _is_plural(after[1], words)
    if core.kind == "iso_month" or any(letter.isalpha() for letter in text[at : core.end]):
        # 2014-05; "the year 2014"; "2014 року"
        return True
    if is_plain and _RANGE_AFTER.match(text, core.end):
        return True
    if core.kind == "year_range" or follows:
        return is_plain and not is_counted
    is_bracketed = text[at - 1 : at] == "(" and text[core.end : core.end + 1] in {")", ",", ";"}
    return (is_bracketed and is_plain) or _is_led(text, at, after, words, is_plain=is_plain, is_counted=is_counted)


def _is_led(
    text: str, at: int, after: re.Match[str] | None, words: Lexicon, *, is_plain: bool, is_counted: bool
) -> bool:
    """Tell by the word before the digits."""
    if _REACHES_BACK.search(text[max(0, at - 24) : at]):
        return not is_counted
    match = _WORDS_BEFORE.search(text[max(0, at - 30) : at])
    lead = match[1].lower() if match else ""
    if lead in words.year_lead_strong:
        is_strict = lead in {"after", "before", "between", "during", "until", "till"} or not is_plain
        return not (is_counted and is_strict)
    if lead not in words.year_lead_weak or not is_plain or is_counted:
        return False
    if lead == "the":
        # "the 2014 war" names a year, "the 2014" at a stop does not
        return after is not None and after[1][0].islower()
    earlier = text[max(0, at - 60) : at].split()[-3:]
    return lead not in {"by", "to", "from"} or not any(word.lower() in words.year_change_verbs for word in earlier)


_COUNTED = frozenset({"people", "men", "women", "children", "percent", "per", "kilometres", "feet", "metric"})


_SLAVIC_PLURALS = (
    "ів",
    "їв",
    "ей",
    "ов",
    "ев",
    "ах",
    "ях",
    "ам",
    "ям",
    "ами",
    "ями",
    "их",
    "ых",
    "людей",
    "осіб",
    "человек",
)


def _is_plural(word: str, words: Lexicon) -> bool:
    is_plural = word.islower() and word.endswith("s") and len(word) > 3
    if not word.isascii():
        return word.islower() and word.endswith(_SLAVIC_PLURALS)
    return word in _COUNTED or (is_plural and word not in words.year_plurals_that_date)
