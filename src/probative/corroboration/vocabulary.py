"""The few words that decide whether two contents say the same, read from ``data/vocabulary.*.txt``."""

import json
from importlib.resources import files
from typing import Final


def _sections() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    lines: list[list[str]] = []
    for language in ("en", "uk", "ru"):
        for line in files(__package__).joinpath(f"data/vocabulary.{language}.txt").read_text("utf-8").splitlines():
            if line.startswith("["):
                lines = found.setdefault(line.strip("[]"), [])
            elif line and not line.startswith("#"):
                lines.append(line.split())
    return found


def _slavic_numbers() -> dict[str, int]:
    """Give the words of number of Ukrainian and Russian, but for "one", in all their forms."""
    found: dict[str, int] = {}
    for language in ("uk", "ru"):
        text = files("probative.language").joinpath("data", language, "quantities.json").read_text("utf-8")
        found |= {word: value for word, value in json.loads(text)["numbers"].items() if value > 1}
    return found


_SECTIONS: Final = _sections()


def _words(section: str) -> list[str]:
    return [word for line in _SECTIONS[section] for word in line]


EMPTY: Final = frozenset(_words("empty"))
"""Words that carry no content of their own. "Before", "after", "without", "against", "if" are no such words."""

PRONOUNS: Final = frozenset(_words("pronouns"))
"""What a content with one of these speaks of is known only from its surroundings."""

NEGATIONS: Final = frozenset(_words("negations"))

DENIALS: Final = (
    *("den", "reject", "refut", "dismiss", "contradict", "disput"),
    *("запереч", "спрост", "відкин", "отриц", "опроверг", "отверг"),
)
"""Beginnings of cues that deny: "denied", "rejected". A content that follows one and is negated is affirmed."""

TURNING: Final = frozenset(_words("turning"))
"""Words that turn what they stand with into something else: one content with and one without is never the same."""

QUANTITIES: Final = frozenset(_words("quantities"))
"""Words of amount: both contents have the same ones, or they are not the same."""

NUMBERED: Final = frozenset(_words("numbered"))
"""Things that a number after them names: "lorry 12" counts nothing."""

BODIES: Final = frozenset(_words("bodies"))
"""Last words of what acts as one body: "the militia", "the Harbour Police"."""

CONTRASTS: Final = tuple(frozenset(line) for line in _SECTIONS["contrasts"])
"""Words that keep apart what they stand with, line by line, as stems: "first" and "second"."""

PLAIN_OFFICES: Final = frozenset(_words("plain offices"))
"""Last words of an office's name that stand for no office in particular."""

ALIKE: Final = {word: line[0] for line in _SECTIONS["alike"] for word in line}
"""For each word, the one that stands for it and its like. Only words that a reader would swap without a thought."""

FORMS: Final = {word: line[0] for line in _SECTIONS["forms"] for word in line}
"""Irregular forms and the word they belong to."""

NUMBERS: Final = {
    **{word: value for value, word in enumerate(_words("units"))},
    **{word: 10 * value for value, word in enumerate(_words("tens"), start=2)},
    **_slavic_numbers(),
}
SCALES: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    **{
        scale + end: value
        for scale, value in (("тисяч", 1000), ("тысяч", 1000), ("мільйон", 1_000_000), ("миллион", 1_000_000))
        for end in ("", "а", "и", "у", "і", "ы", "ів", "ов")
    },
}
