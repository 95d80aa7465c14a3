"""What else stands in a text: sentences about nothing in particular, each in three languages."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

from tests.world.events import PLACES
from tests.world.people import LANGUAGES

_SLOTS: Final = {
    "goods": (
        ("barley", "ячмінь", "ячмень"),
        ("salt", "сіль", "соль"),
        ("firewood", "дрова", "дрова"),
        ("paraffin", "гас", "керосин"),
        ("apples", "яблука", "яблоки"),
        ("flour", "борошно", "мука"),
        ("honey", "мед", "мед"),
        ("cement", "цемент", "цемент"),
        ("wool", "вовна", "шерсть"),
        ("coal", "вугілля", "уголь"),
    ),
    "house": (
        ("library", "бібліотека", "библиотека"),
        ("bakery", "пекарня", "пекарня"),
        ("ferry office", "каса порома", "касса парома"),
        ("theatre", "театральна зала", "театральная касса"),
        ("pharmacy", "аптека", "аптека"),
        ("post office", "пошта", "почта"),
        ("music school", "музична школа", "музыкальная школа"),
        ("laundry", "пральня", "прачечная"),
        ("museum", "картинна галерея", "картинная галерея"),
        ("clinic", "поліклініка", "поликлиника"),
    ),
    "day": (
        ("Monday", "понеділок", "понедельник"),
        ("Tuesday", "вівторок", "вторник"),
        ("Thursday", "четвер", "четверг"),
    ),
    "much": (
        ("slightly", "трохи", "немного"),
        ("sharply", "різко", "резко"),
        ("steadily", "поступово", "постепенно"),
        ("again", "знову", "снова"),
        ("unexpectedly", "несподівано", "неожиданно"),
    ),
    "cause": (
        ("frost", "мороз", "мороза"),
        ("repairs", "ремонт", "ремонта"),
        ("floods", "повінь", "наводнения"),
        ("a strike", "страйк", "забастовки"),
        ("fog", "туман", "тумана"),
        ("a shortage of staff", "нестачу людей", "нехватки людей"),
    ),
}
_TEMPLATES: Final = (
    (
        "{goods} became {much} dearer in {place}.",
        "У селі {place} {much} подорожчали {goods}.",
        "В селе {place} {much} подорожали {goods}.",
    ),
    (
        "The {house} in {place} stays closed because of {cause}.",
        "У селі {place} зачинена {house} через {cause}.",
        "В селе {place} закрыта {house} из-за {cause}.",
    ),
    (
        "Last winter {goods} and {goods} sold badly here.",
        "Торік узимку {goods} та {goods} купували погано.",
        "Прошлой зимой {goods} и {goods} покупали плохо.",
    ),
    (
        "On {day} the {house} opens {number} minutes later than usual.",
        "У {day} {house} відчиняється на {number} хвилин пізніше.",
        "В {day} {house} открывается на {number} минут позже.",
    ),
    (
        "Buses between {place} and {place} run every {number} minutes.",
        "Автобуси між селами {place} та {place} ходять кожні {number} хвилин.",
        "Автобусы между селами {place} и {place} ходят каждые {number} минут.",
    ),
    (
        "The road from {place} was under water because of {cause}.",
        "Дорога від села {place} стояла під водою через {cause}.",
        "Дорога от села {place} стояла под водой из-за {cause}.",
    ),
    (
        "Demand for {goods} {much} fell before the holidays.",
        "Попит на {goods} перед святами {much} впав.",
        "Спрос на {goods} перед праздниками {much} упал.",
    ),
    (
        "A new {house} is planned for {place}, at a cost of {number} thousand.",
        "У селі {place} планується нова {house} за {number} тисяч.",
        "В селе {place} планируется новая {house} за {number} тысяч.",
    ),
    (
        "Trains were late by {number} minutes because of {cause}.",
        "Потяги запізнювалися на {number} хвилин через {cause}.",
        "Поезда опаздывали на {number} минут из-за {cause}.",
    ),
    (
        "The choir of {place} sang in the {house} on {day}.",
        "Хор села {place} співав у {day}, поруч була {house}.",
        "Хор села {place} пел в {day}, рядом была {house}.",
    ),
    (
        "The river at {place} rose by {number} centimetres.",
        "Річка біля села {place} піднялася на {number} сантиметрів.",
        "Река возле села {place} поднялась на {number} сантиметров.",
    ),
    (
        "Schools of {place} collected {number} sacks of {goods} for the fair.",
        "Школи села {place} зібрали {number} мішків, серед них {goods}.",
        "Школы села {place} собрали {number} мешков, среди них {goods}.",
    ),
    (
        "The {house} was painted green, and they store {goods} behind it.",
        "Пофарбована в зелене {house}, а за нею зберігають {goods}.",
        "Покрашена в зеленый {house}, а за ней хранят {goods}.",
    ),
    (
        "Pensions in {place} come on {day} this month.",
        "Пенсії в селі {place} цього місяця надійдуть у {day}.",
        "Пенсии в селе {place} в этом месяце придут в {day}.",
    ),
    (
        "Anglers near {place} counted {number} pike, {much} more than before.",
        "Рибалки біля села {place} нарахували {number} щук, {much} більше.",
        "Рыбаки возле села {place} насчитали {number} щук, {much} больше.",
    ),
    (
        "Its {house} lost {number} panes in the storm.",
        "Буря вибила {number} шибок, постраждала {house}.",
        "Буря выбила {number} стекол, пострадала {house}.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """One such sentence: which, and what stands in its gaps, by language."""

    template: int
    slots: tuple[tuple[str, str, str], ...]

    def written(self, language: str) -> str:
        """Give the sentence."""
        at = LANGUAGES.index(language)
        pieces = _TEMPLATES[self.template][at]
        kinds = _kinds(self.template)
        left = list(zip(kinds, self.slots, strict=True))
        for kind in _gaps(pieces):
            found = next(number for number, (each, _) in enumerate(left) if each == kind)
            pieces = pieces.replace("{" + kind + "}", left.pop(found)[1][at], 1)
        return pieces[0].upper() + pieces[1:]


def filling(rng: Random) -> Filling:
    """Make one."""
    template = rng.randrange(len(_TEMPLATES))
    slots = []
    for kind in _kinds(template):
        if kind == "number":
            number = str(rng.randint(21, 98))
            slots.append((number, number, number))
        else:
            slots.append(rng.choice(PLACES if kind == "place" else _SLOTS[kind]))
    return Filling(template=template, slots=tuple(slots))


def _kinds(template: int) -> tuple[str, ...]:
    return _gaps(_TEMPLATES[template][0])


def _gaps(pieces: str) -> tuple[str, ...]:
    return tuple(part.split("}")[0] for part in pieces.split("{")[1:])
