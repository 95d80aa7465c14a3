"""The forms of Ukrainian and Russian nouns and adjectives, made by rules of endings.

Some forms that nobody says are among them: they only serve to look words up.
"""

from collections.abc import Iterator
from typing import Final

_NOUNS: Final = {
    "uk": (
        ("ія", ("ія", "ії", "ію", "ією", "ій", "іям", "іями", "іях")),
        ("ння", ("ння", "нню", "нням", "нні", "нь", "нням", "ннями", "ннях")),
        ("ття", ("ття", "ттю", "ттям", "тті", "тть", "ттями", "ттях")),
        ("ка", ("ка", "ки", "ці", "ку", "кою", "ок", "кам", "ками", "ках")),
        ("га", ("га", "ги", "зі", "гу", "гою", "г", "гам", "гами", "гах")),
        ("я", ("я", "і", "ю", "ею", "ь", "ям", "ями", "ях")),
        ("а", ("а", "и", "і", "у", "ою", "", "ам", "ами", "ах")),
        ("ість", ("ість", "ості", "істю", "остей", "остям", "остями", "остях")),
        ("ць", ("ць", "ця", "цю", "цем", "цеві", "ці", "ців", "цям", "цями", "цях")),
        ("ь", ("ь", "я", "ю", "ем", "еві", "і", "ів", "ям", "ями", "ях")),
        ("о", ("о", "а", "у", "ом", "і", "", "ам", "ами", "ах")),
        ("ий", ("ий", "ого", "ому", "им", "і", "их", "ими")),
        ("ій", ("ій", "ія", "ієм", "ії", "іїв", "ієві")),
        ("й", ("й", "я", "ю", "єм", "ї", "їв", "єві")),
        ("", ("", "а", "у", "ом", "ові", "і", "и", "ів", "ам", "ами", "ах")),
    ),
    "ru": (
        ("ия", ("ия", "ии", "ию", "ией", "ий", "иям", "иями", "иях")),
        ("ие", ("ие", "ия", "ию", "ием", "ии", "ий", "иям", "иями", "иях")),
        ("ка", ("ка", "ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")),
        ("га", ("га", "ги", "ге", "гу", "гой", "г", "гам", "гами", "гах")),
        ("жа", ("жа", "жи", "же", "жу", "жей", "ж", "жам", "жами", "жах")),
        ("а", ("а", "ы", "е", "у", "ой", "", "ам", "ами", "ах")),
        ("я", ("я", "и", "е", "ю", "ей", "ь", "ям", "ями", "ях")),
        ("ость", ("ость", "ости", "остью", "остей", "остям", "остями", "остях")),
        ("ь", ("ь", "я", "ю", "ем", "и", "ей", "ям", "ями", "ях")),
        ("о", ("о", "а", "у", "ом", "е", "", "ам", "ами", "ах")),
        ("ый", ("ый", "ого", "ому", "ым", "ые", "ых", "ыми")),
        ("ий", ("ий", "его", "ему", "им", "ие", "их", "ими")),
        ("ец", ("ец", "ца", "цу", "цом", "цем", "цы", "цов", "цев", "цам", "цами", "цах")),
        ("к", ("к", "ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках")),
        ("й", ("й", "я", "ю", "ем", "е", "и", "ев")),
        ("", ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")),
    ),
}
"""For each ending of the nominative the endings of all forms; the first that fits holds."""
_PLURALS: Final = frozenset(("и", "ы", "і"))


def noun_forms(word: str, language: str) -> Iterator[str]:
    """Give the forms of a noun. A noun in the plural keeps its own form and the plural endings of a stem."""
    for ending, others in _NOUNS[language]:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + other for other in others)
            break
    if language == "uk" and word.endswith("ець"):
        yield from (word[:-3] + "ц" + other for other in ("я", "ю", "ем", "еві", "і", "ів", "ям", "ями", "ях"))
    if word[-1] in _PLURALS:
        yield from (word, *(word[:-1] + other for other in ("ів", "ов", "ам", "ами", "ах")))


def adjective_forms(word: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Give the forms that can be a predicate, each with number and gender. "/" at the end: the word has one form."""
    if word.endswith("/"):
        plain = word[:-1]
        number = "s" if plain[-1] in "нана" else "p" if plain[-1] in "ыі" else ""
        yield plain, number, "m" if plain[-1] == "н" else "f" if number == "s" else ""
    elif word.endswith(("ий", "ый")):
        stem = word[:-2]
        long = (("ая", "f"), ("ое", "n")) if language == "ru" else (("а", "f"), ("е", "n"))
        yield word, "s", "m"
        yield from ((stem + ending, "s", gender) for ending, gender in long)
        yield stem + ("ые" if language == "ru" else "і"), "p", ""
    elif language == "ru" and word[-1] not in "аяоы":
        yield word, "s", "m"
        yield from ((word + "а", "s", "f"), (word + "о", "s", "n"), (word + "ы", "p", ""))
    else:
        yield word, "s", "f" if word[-1] in "ая" else ""
