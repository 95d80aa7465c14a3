"""What a word is, by closed classes, the lexicon of cues, and its ending."""

from functools import lru_cache
from typing import Final, NamedTuple

from probative.claims.slavic.event_lexicon import event_lexicon
from probative.claims.slavic.lexicon import SlavicLexicon, lexicon
from probative.language.names import given_name

_VERB_TAGS: Final = {
    "past": "V", "present": "V", "infinitive": "I", "gerund": "Q", "neuter": "S", "short": "S", "long": "L",
}  # fmt: skip
_MARKS: Final = {
    ",": ",", ";": ";", ":": ":", "-": "-", "–": "-", "—": "-", "--": "-", "(": "(", ")": ")", "!": ".", "?": ".",
    "…": ".", "...": ".", ".": ".",
}  # fmt: skip
_KNOWN: Final = 65536
"""Analyses kept at most."""

_NAME_ENDINGS: Final = (
    "ими", "ами", "ями", "ові", "еві", "єві", "ого", "ому", "ему", "ою", "ею", "єю", "ой", "ей", "ом", "ем", "єм",
    "ым", "им", "ів", "ов", "ий", "ый", "ая", "а", "я", "у", "ю", "е", "є", "и", "і", "ї", "ы", "ь", "й", "о",
)  # fmt: skip


_OF_EITHER: Final = ("чук", "щук", "юк", "ук", "ак", "як", "ик", "ич", "ець")
"""Family names that end so are a man's or a woman's, and a woman's stays as it is: "Ткачук сказала"."""


class Word(NamedTuple):
    """One letter for the class of a word (``tags`` lists them), the cases it can stand in, number, gender, tense.

    Classes: N noun, P name, J adjective, L participle, D determiner, G possessive, R pronoun, # number, V finite verb,
    I infinitive, Q gerund, S predicative, p preposition, c "and", s "if", w "who", x "not", a adverb; marks stand for
    themselves: , ; : - ( ) and . for every end of a sentence, [ ] for quotation marks.
    """

    tag: str
    cases: str = ""
    number: str = ""
    gender: str = ""
    tense: str = ""
    person: str = ""


@lru_cache(maxsize=_KNOWN)
def analyse(low: str, language: str, *, is_name: bool) -> Word:
    """Tell what a word is.

    Args:
        low: In lower case, with ё as е and one apostrophe.
        language: ``uk`` or ``ru``.
        is_name: Whether it begins with a capital where a sentence does not begin.
    """
    known = lexicon(language)
    if not low[0].isalnum():
        return Word(_MARKS.get(low[:3] if low.startswith("..") else low, "'"))
    if low[0].isdigit():
        return Word("J", "NGDAIL") if low[-1].isalpha() else Word("#", "NGDAIL", "p")
    closed = known.closed.get(low)
    if closed is not None:
        return Word(*closed)
    if is_name:
        return _name(low, known)
    if low in known.people:
        return _noun(low, known)
    if low in known.words["times"]:
        guess = _by_ending(low, known)
        return Word("N", guess.cases or "NGDAIL", guess.number)
    return _cue(low, known) or _deed(low, language) or _by_ending(low, known)


def _deed(low: str, language: str) -> Word | None:
    """Read a finite form or a passive of a verb that tells of an event: "погибли" has the ending of a noun."""
    known = event_lexicon(language)
    found = known.verbs.get(low)
    if found is None or low in known.nouns or found[1].kind not in ("past", "neuter", "short"):
        return None
    form = found[1]
    return Word(_VERB_TAGS[form.kind], "", form.number, form.gender, form.kind)


def _name(low: str, known: SlavicLexicon) -> Word:
    guess = _by_ending(low, known)
    if low in known.people and guess.tag == "N":
        return _noun(low, known)
    cases = guess.cases if guess.tag in "NJ" else "N"
    listed = given_name(low)
    is_oblique = len(low) > 4 and low.endswith(known.name_obliques) and not listed
    cases = cases.replace("N", "") if is_oblique else cases if "N" in cases else "N" + cases
    gender = "f" if low[-1] in "ая" else "m" if low[-1] not in "оуеиіюыє" else ""
    if low.endswith(("ий", "ый")):
        gender = "m"
    elif gender == "m" and not listed and low.endswith(_OF_EITHER):
        gender = ""
    return Word("P", cases or "G", "s", gender)


def _noun(low: str, known: SlavicLexicon) -> Word:
    """Read a noun of the lists of people and institutions: its class is sure, its cases come from the ending."""
    if low in known.plurals:
        return Word("N", "N", "p")
    if low in known.words["people"] or low in known.words["institutions"] or low in known.words["documents"]:
        is_feminine = low[-1] in "ая" and low not in known.known
        gender = known.known.get(low, "").split()[-1:] == ["m"]
        cases = "N" if low in known.words["people"] or low[-1] in "ая" else "NA"
        is_person = low in known.words["people"]
        kind = "m" if gender else "f" if is_feminine else "n" if low[-1] in "оея" and not is_person else "m"
        return Word("N", cases, "s", "" if low[-1] in "ьыи" else kind)
    guess = _by_ending(low, known)
    if guess.tag == "N" and low[-1] in "ая" and guess.cases == "NG":
        return Word("N", "GA", "s", "")
    if guess.tag == "J" and low[-1] == "і":
        return Word("N", "NADLG")
    if guess.tag in "NJ":
        return Word("N", guess.cases, guess.number, guess.gender)
    return Word("N", "GA" if low[-1] in "аяів" else "NG", "", "")


def _cue(low: str, known: SlavicLexicon) -> Word | None:
    found = known.verbs.get(low)
    if found is not None and found.form.kind == "long" and low in known.nouns:
        found = None
    if found is None and low in known.lights:
        form = known.lights[low][1]
    elif found is not None:
        form = found.form
    elif low in known.nouns:
        guess = _by_ending(low, known)
        return guess if guess.tag == "N" else Word("N", "NA", "s", "")
    elif low in known.adjectives:
        _, number, gender = known.adjectives[low]
        return Word("S", "N", number, gender)
    elif low in known.impersonals:
        return Word("S", "", "s", "n")
    else:
        return None
    if form.kind == "long" and low in known.adjectives:
        _, number, gender = known.adjectives[low]
        return Word("S", "N", number, gender)
    if form.kind == "long":
        guess = _by_ending(low, known)
        return Word("L", guess.cases or "NGDAIL", guess.number, guess.gender)
    return Word(_VERB_TAGS[form.kind], "", form.number, form.gender, form.kind, form.person)


def _by_ending(low: str, known: SlavicLexicon) -> Word:
    written = known.known.get(low)
    if written is None:
        written = next(
            found
            for size in range(min(6, len(low) - 1), -1, -1)
            if (found := known.endings.get(low[len(low) - size :])) is not None
        )
        tag = written[0]
        if tag == "I" and (low in known.not_infinitives or low[:-1] in known.not_infinitives):
            written = "N NA p" if known.language == "uk" else "N NA s f"
        elif tag == "I" and any(low[:-1].endswith(stem) for stem in _stems(known.language)):
            written = "N NA p"
        elif tag in "VQ" and (low in known.not_verbs or any(low.endswith(one) for one in _verbless(known.language))):
            written = "N NA s m" if low[-1] not in "аиыо" else "N NG"
    tag, *rest = written.split()
    cases = rest[0] if rest and rest[0].isupper() else ""
    number = next((one for one in rest if one in ("s", "p")), "")
    gender = next((one for one in rest if one in ("m", "f", "n")), "")
    tense = next((one for one in rest if one in ("past", "present")), "")
    return Word(tag, cases, number, gender, tense, "3" if tense == "present" else "")


@lru_cache(maxsize=4)
def _stems(language: str) -> tuple[str, ...]:
    return tuple(stem for stem in lexicon(language).not_infinitives if len(stem) > 4 and language == "uk")


@lru_cache(maxsize=4)
def _verbless(language: str) -> tuple[str, ...]:
    return tuple(word for word in lexicon(language).not_verbs if len(word) > 4)


def name_stem(low: str) -> str:
    """Give what the forms of a name have in common: "саґатові" and "саґата" give "саґат"."""
    for ending in _NAME_ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return low[: -len(ending)]
    return low
