"""How many guesses a passphrase can withstand at most. Nobody can say that one is strong, only that it is weak.

The bound is what a guesser needs who knows how such passphrases are made: the cheapest of trying every string of these
characters, every row of that many ordinary words, every date, every repetition. What the passphrase means to its owner,
or that it was used before, cannot be seen from here.
"""

import math
import re
from datetime import date

from probative.custody.machine.exposures import Exposure, Weight, exposed, unknown

WORD_BITS = 12.9
"""One word of an ordinary list of 7,776 words, drawn by dice."""

_GRAVE_BITS, _WEAK_BITS = 36, 56
_SETS = (
    (re.compile(r"[a-z]"), 26),
    (re.compile(r"[A-Z]"), 26),
    (re.compile(r"[0-9]"), 10),
    (re.compile(r"[ -/:-@\[-`{-~]"), 33),
)
_LETTERS_BEYOND = 64
_WORD = re.compile(r"[^\W\d_]{3,}")
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "йцукенгшщзхъ",
    "фывапролджэ",
)
_DATE = re.compile(
    r"(19|20)?\d{2}[-./]?(0?[1-9]|1[0-2])[-./]?([012]?\d|3[01])|([012]?\d|3[01])[-./]?(0?[1-9]|1[0-2])[-./]?(19|20)?\d{2}"
)
_YEAR = re.compile(r"(19|20)\d{2}(?!\d)")
_DAYS = (date(2100, 1, 1) - date(1900, 1, 1)).days


def most_bits(words: str) -> float:
    """Give the number of guesses that is enough at most, as a power of two."""
    if not words:
        return 0.0
    return min(_by_characters(words), _by_parts(words), _by_repetition(words))


def strength(words: str) -> Exposure:
    """Say whether a passphrase is weak. The passphrase itself is nowhere in the answer."""
    code, bits = "passphrase", most_bits(words)
    do = "Change it: six words drawn by dice from a list, or as many random characters as you can keep."
    means = "Who has a copy of the case can try as many as their machines allow, for as long as they like."
    if bits < _WEAK_BITS:
        weight = Weight.GRAVE if bits < _GRAVE_BITS else Weight.SERIOUS
        found = f"The passphrase can be found in at most 2^{math.ceil(bits)} guesses."
        return exposed(code, weight, found, means=means, do=do)
    found = "The passphrase shows no weakness that can be seen from here."
    means = "That it was used elsewhere, is a quotation, or is known to somebody, cannot be seen."
    return unknown(code, Weight.SLIGHT, found, means=means, do="Use it nowhere else.")


def _by_characters(words: str) -> float:
    return len(words) * _bits_a_character(words)


def _bits_a_character(words: str) -> float:
    alphabet = sum(size for kind, size in _SETS if kind.search(words))
    alphabet += _LETTERS_BEYOND if any(ord(character) > 126 for character in words) else 0
    return math.log2(max(alphabet, 2))


def _by_parts(words: str) -> float:
    """Taken apart into rows of keys, dates, ordinary words, and single characters for the rest."""
    bits, at, each = 0.0, 0, _bits_a_character(words)
    while at < len(words):
        row, year = _row_at(words, at), _YEAR.match(words, at)
        day, word = _DATE.match(words, at), _WORD.match(words, at)
        if row >= 3:
            bits, at = bits + math.log2(sum(map(len, _ROWS)) * 2 * row), at + row
        elif day is not None and len(day.group()) >= 6:
            bits, at = bits + math.log2(_DAYS * 8), at + len(day.group())
        elif year is not None:
            bits, at = bits + math.log2(200), at + 4
        elif word is not None:
            # Capitals and the usual disguises add little; camel case is taken for more than one word.
            parts = max(1, len(re.findall(r"[A-ZА-ЯЇІЄҐ][a-zа-яїієґё]{2,}", word.group())))
            bits, at = bits + parts * WORD_BITS + 1, at + len(word.group())
        else:
            bits, at = bits + each, at + 1
    return bits


def _by_repetition(words: str) -> float:
    for length in range(1, len(words) // 2 + 1):
        if len(words) % length == 0 and words[:length] * (len(words) // length) == words:
            return min(_by_characters(words[:length]), _by_parts(words[:length])) + math.log2(len(words) // length) + 1
    return math.inf


def _row_at(words: str, at: int) -> int:
    """Give how many characters from ``at`` on follow a row of keys or the alphabet, forwards or backwards."""
    low = words.lower()
    return max(_run(low, at, line) for row in _ROWS for line in (row, row[::-1]))


def _run(words: str, at: int, line: str) -> int:
    start = line.find(words[at])
    length = 0
    while start >= 0 and start + length < len(line) and at + length < len(words):
        if line[start + length] != words[at + length]:
            break
        length += 1
    return length
