"""What a person or a body is called where a sentence speaks of them in another case, and the other way round.

Endings alone rarely say which nominative is meant, so a listed given name decides where there is one, and where
nothing does, the commonest ending. What a sentence has as its subject is never changed.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.declension import noun_forms
from probative.claims.slavic.lexicon import lexicon
from probative.claims.slavic.parse import SlavicParse
from probative.language.names import given_name
from probative.language.names.alphabets import is_cyrillic
from probative.language.names.table import rows

_PLURALS: Final = ("ам", "ами", "ах", "ям", "ями", "ях", "ів", "їв", "ов", "ев")
_VOWELS: Final = frozenset("аеєиіїоуюяыэё")
_MEN: Final = frozenset(
    ("Никита", "Микита", "Лука", "Фома", "Хома", "Кузьма", "Сава", "Савва", "Ярема", "Данила", "Гаврила")
)
_IN_O: Final = frozenset(("Марко", "Левко", "Панько", "Грицько", "Сашко", "Юрко", "Стефко"))
"""Ukrainian given names in -о beside a listed one without it: "Марка" is more often Марко's than Марк's."""

_ADJECTIVE: Final = {
    "uk": {"m": "ий", "f": "а", "n": "е"}, "ru": {"m": "ый", "f": "ая", "n": "ое"},
}  # fmt: skip
_ADJECTIVE_ENDINGS: Final = (
    "ього", "ьому", "ьої", "ого", "ому", "его", "ему", "ої", "ій", "ою", "ую", "юю", "ой", "ей", "ею",
    "им", "ым", "ом", "ем", "у", "ю",
)  # fmt: skip


def name_in_nominative(words: Sequence[str], language: str, gender: str = "") -> str:
    """Give a person's name that stands in an oblique case as it is called: "Олени Кравчук" gives "Олена Кравчук".

    Args:
        words: Its words as written, the given name first.
        language: ``uk`` or ``ru``.
        gender: "m" or "f" where it is known, else "".
    """
    if len(words) < 2 or any(not word[-1:].islower() for word in (words[0], words[-1])):
        return " ".join(words)
    first = _given(words[0], language, gender)
    if first == words[0] and not given_name(first):
        return " ".join(words)
    known = gender or _gender(first)
    return " ".join((first, *words[1:-1], _family(words[-1], known)))


def _given(word: str, language: str, gender: str) -> str:
    made = list(_made(word, language))
    if made and made[0] in _IN_O:
        return made[0]
    listed = [
        one for one in (*made, word) if any(not gender or each.gender in ("u", gender) for each in given_name(one))
    ]
    if listed:
        return listed[0]
    fitting = [one for one in made if not gender or _gender(one) == gender]
    return fitting[0] if fitting else word


def _made(word: str, language: str) -> Iterator[str]:
    """Give the nominatives that a given name can come from, the likeliest first."""
    for ending, known in _oblique("given"):
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: len(word) - len(ending)]
        if ending in ("а", "е") and stem[-1] in _VOWELS:
            return
        others = known
        if ending in ("я", "ю") and stem[-1] not in _VOWELS:
            others = ("", "ь") if language == "uk" and stem[-1] == "р" else ("ь", "я") if ending == "ю" else ("ь",)
        if language == "uk" and "о" in others:
            # "Петра", "Павла": the listed name in -о is meant, if there is one.
            yield from (one for one in (stem + "о",) if one in _IN_O or given_name(one))
        yield from (stem + other for other in others if other != "о")
        if "" in others:
            yield from (one for one in (stem[:-1] + "е" + stem[-1],) if given_name(one))
        return


@cache
def _oblique(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the endings of a kind of name, each with those of its nominatives."""
    return tuple(
        (row[1], tuple("" if one == "-" else one for one in row[2].split()))
        for row in rows("oblique_endings.tsv")
        if row[0] == kind
    )


def _gender(given: str) -> str:
    if given in _MEN:
        return "m"
    listed = given_name(given)
    if listed and listed[0].gender != "u":
        return listed[0].gender
    return "f" if given[-1] in "ая" else "m"


def _family(word: str, gender: str) -> str:
    for ending, (other, *_) in _oblique(f"family {gender}"):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: len(word) - len(ending)]
            return stem + ("ь" if other == "й" and stem[-1] not in _VOWELS else other)
    return word


@cache
def _bodies(language: str) -> dict[str, str]:
    """Give the nominative singular of the forms of bodies, documents and callings."""
    known = lexicon(language)
    found: dict[str, str] = {}
    for kind in ("institutions", "documents", "people"):
        for lemma in sorted(known.words[kind]):
            for form in noun_forms(lemma, language):
                if not form.endswith(_PLURALS):
                    found.setdefault(form, lemma)
    return found | {lemma: lemma for kind in ("institutions", "documents", "people") for lemma in known.words[kind]}


def name_in_case(name: str, language: str, case: str, gender: str = "") -> str:
    """Give a person's name in a case: "Марта Велик" in "G" gives "Марти Велик".

    Args:
        name: In the nominative; one in other letters is given as it is.
        language: ``uk`` or ``ru``.
        case: One of G, D, A, I, L; anything else is the nominative.
        gender: "m" or "f" where it is known, else "": then the given name tells.
    """
    words = name.split()
    place = "GDAIL".find(case) if case else -1
    if place < 0 or not words or not is_cyrillic(name) or not all(word[0].isupper() for word in words):
        return name
    known = gender or _gender(words[0])
    return " ".join(_declined(word, language, known, place) for word in words)


def _declined(word: str, language: str, gender: str, place: int) -> str:
    for row in rows("cases.tsv"):
        if row[:2] == (language, gender) and word.endswith(row[2]) and len(word) - len(row[2]) >= 2:
            return word[: len(word) - len(row[2])] + row[3].split()[place]
    if gender == "m" and word[-1] not in _VOWELS:
        is_family = word.endswith(("ов", "ев", "єв", "ин", "ін", "їн"))
        masculine = {
            "uk": ("а", "у" if is_family else "ові", "а", "им" if is_family else "ом", "ові"),
            "ru": ("а", "у", "а", "ым" if is_family else "ом", "е"),
        }
        return word + masculine[language][place]
    return word


def is_oblique(whole: SlavicParse, start: int) -> bool | None:
    """Whether what begins at ``start`` is governed by what stands before it: "в міністерстві", "слова лікаря Кравчук".

    A title before a name is looked through, and tells by its own case.

    Returns:
        ``None`` where nothing before it tells.
    """
    place = start - 1
    while place >= 0 and whole.tags[place] in "NJD":
        if whole.tags[place] == "N":
            cases = whole.seen[place].cases
            kind = whole.lexicon.people.get(whole.lows[place])
            if kind != "people":
                return True if kind is None and whole.lows[place] in whole.lexicon.nouns else None
            if "N" not in cases or cases == "N":
                return "N" not in cases
        place -= 1
    return True if whole.tag(place) == "p" else None


def body_in_nominative(whole: SlavicParse, source: Stretch) -> str:
    """Give a body or an office that stands in an oblique case as it is called.

    "Оборонному відомстві" gives "оборонне відомство": modifiers before its noun agree. What hangs on it ("оборони")
    stays, and anything else is given in its own words.
    """
    start, end = source
    head = next((at for at in range(start, end) if whole.lows[at] in _bodies(whole.lexicon.language)), end)
    if head == end or not all(_is_modifier(whole, at) for at in range(start, head)):
        return whole.words(start, end)
    lemma = _bodies(whole.lexicon.language)[whole.lows[head]]
    gender = "f" if lemma[-1] in "аяь" and lemma[-2:] not in ("ль",) and not lemma.endswith(("ння", "ття")) else "m"
    gender = "n" if lemma[-1] in "ое" or lemma.endswith(("ння", "ття")) else gender
    modifiers = [_agreeing(whole.tokens[at].words, gender, whole.lexicon.language) for at in range(start, head)]
    return " ".join((*modifiers, _cased(lemma, whole.tokens[head].words), whole.words(head + 1, end))).strip()


def _is_modifier(whole: SlavicParse, at: int) -> bool:
    return whole.tags[at] in "JL" or (whole.tags[at] in "NP" and whole.lows[at].endswith(_ADJECTIVE_ENDINGS[:-2]))


def _agreeing(word: str, gender: str, language: str) -> str:
    """Put an adjective into the nominative of a gender, by the commonest pattern of its stem."""
    ending = next((one for one in _ADJECTIVE_ENDINGS if word.lower().endswith(one) and len(word) - len(one) > 2), "")
    if not ending:
        return word
    stem = word[: len(word) - len(ending)]
    new = _ADJECTIVE[language][gender]
    if language == "ru" and gender == "m" and stem[-1] in "кгхжшчщ":
        new = "ий"
    if language == "ru" and ending in ("его", "ему", "ей", "ею", "ем", "юю") and stem[-1] not in "жшчщ":
        new = {"m": "ий", "f": "яя", "n": "ее"}[gender]
    if language == "uk" and ending.startswith("ь"):
        new = {"m": "ій", "f": "я", "n": "є"}[gender]
    return stem + new


def _cased(lemma: str, written: str) -> str:
    if written.isupper() and len(written) > 1:
        return lemma.upper()
    return lemma.capitalize() if written[:1].isupper() else lemma
