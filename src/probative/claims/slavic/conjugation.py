"""The forms of Ukrainian and Russian verbs, made from the infinitive by rules of endings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

_VOWELS: Final = frozenset("аеєиіїоуюяыэ")
_HUSHERS: Final = frozenset("жчшщ")
_LABIALS: Final = frozenset("бпвмф")


class VerbForm(NamedTuple):
    """One form: ``kind`` is past, present, infinitive, gerund, neuter ("сказано"), short or long (participles).

    ``person`` is 1, 2, 3 or "", ``number`` s, p or "", ``gender`` m, f, n or "".
    """

    kind: str
    person: str = ""
    number: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Endings:
    """What tells the two languages apart when verbs are conjugated."""

    infinitive: str
    vowel_stem: dict[str, str]
    consonant_stem: dict[str, str]
    second: dict[str, str]
    masculine: str
    softened: dict[str, str]
    long_participle: tuple[str, ...]


UKRAINIAN: Final = Endings(
    infinitive="ти",
    vowel_stem={"1s": "ю", "3s": "є", "1p": "ємо", "2p": "єте", "3p": "ють", "2s": "єш"},
    consonant_stem={"1s": "у", "3s": "е", "1p": "емо", "2p": "ете", "3p": "уть", "2s": "еш"},
    second={"1s": "ю", "3s": "ить", "1p": "имо", "2p": "ите", "3p": "ять", "2s": "иш"},
    masculine="в",
    softened={"ст": "щ", "д": "дж", "т": "ч", "з": "ж", "с": "ш"},
    long_participle=("ий", "а", "е", "і", "ого", "ої", "ому", "ій", "у", "им", "ою", "их", "ими"),
)
RUSSIAN: Final = Endings(
    infinitive="ть",
    vowel_stem={"1s": "ю", "3s": "ет", "1p": "ем", "2p": "ете", "3p": "ют", "2s": "ешь"},
    consonant_stem={"1s": "у", "3s": "ет", "1p": "ем", "2p": "ете", "3p": "ут", "2s": "ешь"},
    second={"1s": "ю", "3s": "ит", "1p": "им", "2p": "ите", "3p": "ят", "2s": "ишь"},
    masculine="л",
    softened={"ст": "щ", "д": "ж", "т": "ч", "з": "ж", "с": "ш"},
    long_participle=("ый", "ая", "ое", "ые", "ого", "ой", "ому", "ую", "ым", "ых", "ыми", "ом"),
)
_SHORT: Final = (("", "s", "m"), ("а", "s", "f"), ("ы", "p", ""))


def forms(entry: str, endings: Endings) -> Iterator[tuple[str, VerbForm]]:
    """Give every form of a verb with what it says.

    Args:
        entry: The infinitive, with "=" and the present stem and its conjugation, and "/" with the past, where rules
            do not find them: see ``cue_verbs.txt``.
        endings: The language.
    """
    infinitive, _, special = entry.partition("=")
    present, _, past = special.partition("/")
    is_reflexive = infinitive.endswith("ся")
    plain = infinitive[:-2] if is_reflexive else infinitive
    plain = plain.removesuffix("ь") + "ь" if endings is RUSSIAN and plain.endswith("т") else plain
    base = plain[:-2]
    stem, conjugation = (present[:-1], present[-1]) if present else _present_stem(base, endings)
    made = [
        *_present(stem, conjugation, endings),
        *_past(base, past.replace("ся", ""), endings),
        (plain, VerbForm("infinitive")),
        *_gerunds(base, stem, conjugation, endings),
        *_participles(base, stem, conjugation, endings),
    ]
    for form, meaning in made:
        if is_reflexive:
            yield from ((each, meaning) for each in _reflexive(form, meaning, endings))
        else:
            yield form, meaning


def _present_stem(base: str, endings: Endings) -> tuple[str, str]:
    if base.endswith(("знава", "става", "дава")) and not base.endswith("вдава"):
        return base[:-2], "1"
    if endings is UKRAINIAN and base.endswith(("ува", "юва")) and not base.endswith(("дчува", "вчува")):
        return base[:-2], "1"
    if endings is RUSSIAN and base.endswith(("ова", "ева")) and len(base) > 4:
        return base[:-3] + "у", "1"
    if base.endswith("ну"):
        return base[:-1], "1"
    if base.endswith("и"):
        return base[:-1], "2"
    return base, "1"


def _present(stem: str, conjugation: str, endings: Endings) -> Iterator[tuple[str, VerbForm]]:
    if conjugation == "2":
        table = dict(endings.second)
        hushed = stem[-1:] in _HUSHERS
        soft = _softened(stem, endings)
        first = soft + ("у" if soft[-1:] in _HUSHERS else "ю")
        many = stem
        if endings is UKRAINIAN:
            if stem[-1:] in _VOWELS:
                table = {key: value.replace("и", "ї", 1) for key, value in table.items()}
            if stem[-1:] in _LABIALS:
                many = stem + "л"
        if hushed:
            table["3p"] = table["3p"].replace("я", "а")
        for key, ending in table.items():
            base = many if key == "3p" else stem
            yield (first if key == "1s" else base + ending), VerbForm("present", key[0], key[1])
        return
    table = endings.vowel_stem if stem[-1:] in _VOWELS else endings.consonant_stem
    for key, ending in table.items():
        yield stem + ending, VerbForm("present", key[0], key[1])


def _softened(stem: str, endings: Endings) -> str:
    for hard, soft in endings.softened.items():
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem + "л" if stem[-1:] in _LABIALS else stem


def _past(base: str, given: str, endings: Endings) -> Iterator[tuple[str, VerbForm]]:
    masculine, _, rest = given.partition(",")
    if not masculine:
        masculine, rest = base + endings.masculine, base + "л"
    rest = rest or masculine
    yield masculine, VerbForm("past", "", "s", "m")
    for ending, number, gender in (("а", "s", "f"), ("о", "s", "n"), ("и", "p", "")):
        yield rest + ending, VerbForm("past", "", number, gender)


def _gerunds(base: str, stem: str, conjugation: str, endings: Endings) -> Iterator[tuple[str, VerbForm]]:
    gerund = VerbForm("gerund")
    yield base + ("вши"), gerund
    if endings is RUSSIAN:
        yield base + "в", gerund
        yield stem + ("а" if stem[-1:] in _HUSHERS else "я"), gerund
        return
    many = next(form for form, meaning in _present(stem, conjugation, endings) if meaning[1:3] == ("3", "p"))
    yield many[:-2] + "чи", gerund


def _participles(base: str, stem: str, conjugation: str, endings: Endings) -> Iterator[tuple[str, VerbForm]]:
    if base.endswith(("а", "я")):
        passive = base + "н"
    elif base.endswith("и"):
        passive = _softened(base[:-1], endings) + "ен"
    elif base.endswith("ну"):
        passive = base + "т"
    else:
        return
    yield passive + "о", VerbForm("neuter", "", "s", "n")
    if endings is RUSSIAN:
        for ending, number, gender in _SHORT:
            yield passive + ending, VerbForm("short", "", number, gender)
        many = next(form for form, meaning in _present(stem, conjugation, endings) if meaning[1:3] == ("3", "p"))
        for soft in ("ий", "ая", "ее", "ие", "его", "ей", "ему", "ую", "им", "их", "ими", "ем"):
            yield base + "вш" + soft, VerbForm("long")
            yield many[:-1] + "щ" + soft, VerbForm("long")
    doubled = passive + "н" if endings is RUSSIAN and passive.endswith("н") else passive
    for ending in endings.long_participle:
        yield doubled + ending, VerbForm("long")


def _reflexive(form: str, meaning: VerbForm, endings: Endings) -> Iterator[str]:
    if meaning.kind in ("neuter", "short"):
        return
    if endings is RUSSIAN:
        if meaning.kind == "gerund" and form.endswith("в"):
            return
        yield form + ("сь" if form[-1] in _VOWELS and meaning.kind != "long" else "ся")
        return
    if meaning.kind == "present" and meaning[1:3] == ("3", "s") and form.endswith(("е", "є")):
        form += "ть"
    yield form + "ся"
    if form[-1] in _VOWELS:
        yield form + "сь"
