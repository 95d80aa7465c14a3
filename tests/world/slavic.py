"""Ukrainian and Russian sentences about events, in several forms."""

from dataclasses import dataclass
from typing import Final

from tests.world.outlets import Outlet
from tests.world.people import LANGUAGES, Person
from tests.world.voices import Described, Manner, Nobody, Speaker, Telling, Written, written
from tests.world.wordings import clause

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The sentence forms of one language. ``[a|b|c]`` chooses by the speaker: he, she, they."""

    says: Forms
    nobody: Forms
    outlet: Forms
    relayed: Forms
    by_outlet: Forms
    told: Forms
    denies: Forms
    foresees: Forms
    withdraws: Forms
    saw: Forms
    told_me: Forms


UKRAINIAN: Final = Tongue(
    says=(
        "{s} [сказав|сказала|сказали], що {c}.",
        "За словами {of}, {c}.",
        "{C}, — [сказав|сказала|сказали] {s}.",
        "{s} [розповів|розповіла|розповіли], що {c}.",
        "{s} [повідомив|повідомила|повідомили] журналістам, що {c}.",
        "«{C}», — [сказав|сказала|сказали] {s}.",
        "{s} [заявив|заявила|заявили], що {c}.",
    ),
    nobody=("Повідомляється, що {c}.", "Як повідомляється, {c}."),
    outlet=("«{s}» повідомляє, що {c}.", "За повідомленням «{s}», {c}.", "Як пише «{s}», {c}."),
    relayed=(
        "{r} (сказав|сказала|сказали), що {s} [розповів|розповіла|розповіли] {him}, що {c}.",
        "За словами {rof}, {s} [сказав|сказала|сказали], що {c}.",
    ),
    by_outlet=(
        "{s} [розповів|розповіла|розповіли] виданню «{r}», що {c}.",
        "В інтерв'ю «{r}» {s} [сказав|сказала|сказали], що {c}.",
    ),
    told=("{s} [розповів|розповіла|розповіли] виданню «{o}», що {c}.",),
    denies=("{s} [заперечив|заперечила|заперечили], що {c}.",),
    foresees=("{s} [попередив|попередила|попередили], що {c}.",),
    withdraws=("Виправлення: раніше ми повідомили, що {c}. Ми відкликаємо це повідомлення.",),
    saw=("{C}.", "Того дня {c}."),
    told_me=("{s} [розповів|розповіла|розповіли] мені, що {c}.",),
)
RUSSIAN: Final = Tongue(
    says=(
        "{s} [сказал|сказала|сказали], что {c}.",
        "По словам {of}, {c}.",
        "{C}, — [сказал|сказала|сказали] {s}.",
        "{s} [рассказал|рассказала|рассказали], что {c}.",
        "{s} [сообщил|сообщила|сообщили] журналистам, что {c}.",
        "«{C}», — [сказал|сказала|сказали] {s}.",
        "{s} [заявил|заявила|заявили], что {c}.",
    ),
    nobody=("Сообщается, что {c}.", "Как сообщается, {c}."),
    outlet=("«{s}» сообщает, что {c}.", "По сообщению «{s}», {c}.", "Как пишет «{s}», {c}."),
    relayed=(
        "{r} (сказал|сказала|сказали), что {s} [рассказал|рассказала|рассказали] {him}, что {c}.",
        "По словам {rof}, {s} [сказал|сказала|сказали], что {c}.",
    ),
    by_outlet=(
        "{s} [рассказал|рассказала|рассказали] изданию «{r}», что {c}.",
        "В интервью «{r}» {s} [сказал|сказала|сказали], что {c}.",
    ),
    told=("{s} [рассказал|рассказала|рассказали] изданию «{o}», что {c}.",),
    denies=("{s} [отрицал|отрицала|отрицали], что {c}.",),
    foresees=("{s} [предупредил|предупредила|предупредили], что {c}.",),
    withdraws=("Поправка: ранее мы сообщили, что {c}. Мы отзываем это сообщение.",),
    saw=("{C}.", "В тот день {c}."),
    told_me=("{s} [рассказал|рассказала|рассказали] мне, что {c}.",),
)
_HIM: Final = {"uk": ("йому", "їй"), "ru": ("ему", "ей")}


def tell(telling: Telling, language: str, *, is_personal: bool) -> Written:
    """Write a telling in Ukrainian or Russian; ``is_personal`` where the text is somebody's statement or mail."""
    tongue = UKRAINIAN if language == "uk" else RUSSIAN
    said = clause(telling.event, telling.worded, language, future=telling.manner is Manner.FORESEES)
    forms = _forms(telling, tongue, is_personal=is_personal)
    form = _agreeing(forms[telling.form % len(forms)], telling)
    return written(form, said, **_words(telling, language))


def _forms(telling: Telling, tongue: Tongue, *, is_personal: bool) -> Forms:
    by_manner = {
        Manner.DENIES: tongue.denies,
        Manner.FORESEES: tongue.foresees,
        Manner.WITHDRAWS: tongue.withdraws,
    }
    if telling.manner in by_manner:
        return by_manner[telling.manner]
    if not telling.speakers:
        return tongue.saw if is_personal else ("{C}.",)
    first, *relays = telling.speakers
    if relays:
        return tongue.by_outlet if isinstance(relays[0], Outlet) else tongue.relayed
    if isinstance(first, Nobody):
        return tongue.nobody
    if isinstance(first, Outlet):
        return tongue.outlet
    if is_personal:
        return tongue.told_me
    return tongue.told if telling.told_to is not None else tongue.says


def _agreeing(form: str, telling: Telling) -> str:
    """Choose each verb's form for its speaker: in square brackets for the first, in round ones for the last."""
    for opening, closing, speakers in (("[", "]", telling.speakers[:1]), ("(", ")", telling.speakers[-1:])):
        gender = _gender(speakers[0]) if speakers else 0
        while opening in form:
            before, _, rest = form.partition(opening)
            choices, _, after = rest.partition(closing)
            form = before + choices.split("|")[gender] + after
    return form


def _gender(speaker: Speaker) -> int:
    if isinstance(speaker, Person):
        return int(speaker.is_woman)
    return speaker.gender if isinstance(speaker, Described) else 0


def _words(telling: Telling, language: str) -> dict[str, str]:
    at = LANGUAGES.index(language)
    words = {"o": telling.told_to.called(language) if telling.told_to is not None else ""}
    for name, of, speaker in zip(("s", "r"), ("of", "rof"), telling.speakers, strict=False):
        if isinstance(speaker, Person):
            words[name] = speaker.name(language, short=telling.is_short)
            words[of] = words[name] if telling.is_short else speaker.of[at]
        elif isinstance(speaker, Described):
            words[name], words[of] = speaker.names[at], speaker.of[at]
        elif isinstance(speaker, Outlet):
            words[name] = words[of] = speaker.called(language)
    if telling.speakers:
        words["him"] = _HIM[language][_gender(telling.speakers[-1]) % 2]
    return words
