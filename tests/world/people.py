"""The people of a made-up conflict: invented names in three spellings, their trades, and how they are told of."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

from tests.world.spelling import latin, russian

LANGUAGES: Final = ("en", "uk", "ru")

_WOMEN: Final = (
    ("Оксана", "Оксани", "Оксана", "Оксаны", "Oksana"),
    ("Ганна", "Ганни", "Анна", "Анны", "Hanna"),
    ("Марта", "Марти", "Марта", "Марты", "Marta"),
    ("Лідія", "Лідії", "Лидия", "Лидии", "Lidiia"),
    ("Віра", "Віри", "Вера", "Веры", "Vira"),
    ("Тамара", "Тамари", "Тамара", "Тамары", "Tamara"),
    ("Надія", "Надії", "Надежда", "Надежды", "Nadiia"),
    ("Раїса", "Раїси", "Раиса", "Раисы", "Raisa"),
    ("Софія", "Софії", "София", "Софии", "Sofiia"),
    ("Зоя", "Зої", "Зоя", "Зои", "Zoia"),
)
_MEN: Final = (
    ("Петро", "Петра", "Петр", "Петра", "Petro"),
    ("Остап", "Остапа", "Остап", "Остапа", "Ostap"),
    ("Богдан", "Богдана", "Богдан", "Богдана", "Bohdan"),
    ("Марко", "Марка", "Марк", "Марка", "Marko"),
    ("Тарас", "Тараса", "Тарас", "Тараса", "Taras"),
    ("Роман", "Романа", "Роман", "Романа", "Roman"),
    ("Павло", "Павла", "Павел", "Павла", "Pavlo"),
    ("Іван", "Івана", "Иван", "Ивана", "Ivan"),
    ("Денис", "Дениса", "Денис", "Дениса", "Denys"),
    ("Максим", "Максима", "Максим", "Максима", "Maksym"),
)
_STEMS: Final = """
Брел Халв Томаш Орв Дрен Кастр Молн Вешт Полт Зубр Ласк Ферт Горв Ніст Радом Сулим Тарв Улянд Вант Весел Ярм Колв Ембр
Даст Пирож Кварт Рост Сабр Тренд Улм Мегл Шаблат Бурд Нехай Цимб Гринд Левад Одарч Стеб Хорош
""".split()  # noqa: SIM905 - a list of words reads better so
_ENDINGS: Final = ("енко", "енко", "чук", "ак", "ич")

TRADES: Final = (
    (("a nurse", "медсестра", "медсестра"), True),
    (("a teacher", "учителька", "учительница"), True),
    (("a shopkeeper", "крамарка", "продавщица"), True),
    (("a midwife", "акушерка", "акушерка"), True),
    (("a farmer", "фермер", "фермер"), False),
    (("a lorry driver", "водій", "водитель"), False),
    (("a miller", "мельник", "мельник"), False),
    (("a railway guard", "провідник", "проводник"), False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody: names by language, the family name alone, the genitive for "according to", and a trade."""

    key: str
    names: tuple[str, str, str]
    families: tuple[str, str, str]
    of: tuple[str, str, str]
    trade: tuple[str, str, str]
    is_woman: bool

    def name(self, language: str, *, short: bool = False) -> str:
        """Give the name as a text in this language writes it."""
        return (self.families if short else self.names)[LANGUAGES.index(language)]


def crowd(rng: Random, size: int, *, siblings: int = 1) -> list[Person]:
    """Give ``size`` people with names of their own; ``siblings`` of them share a family name with another."""
    families = [f"{stem}{rng.choice(_ENDINGS)}" for stem in rng.sample(_STEMS, k=min(size, len(_STEMS)))]
    given = [(one, True) for one in _WOMEN] + [(one, False) for one in _MEN]
    people: list[Person] = []
    taken: set[tuple[str, str]] = set()
    while len(people) < size:
        number = len(people)
        family = families[number % len(families)] if number >= siblings or number == 0 else families[0]
        name, is_woman = rng.choice(given)
        if (name[0], family) not in taken:
            taken.add((name[0], family))
            people.append(_person(number, name, family, is_woman, rng))
    rng.shuffle(people)
    return people


def _person(number: int, given: tuple[str, ...], family: str, is_woman: bool, rng: Random) -> Person:
    uk, uk_of, ru, ru_of, en = given
    bends_uk = "" if is_woman else family[:-1] + "а" if family.endswith("о") else family + "а"
    bends_ru = "" if is_woman or family.endswith("о") else russian(family) + "а"
    english = latin(family)
    return Person(
        key=f"person {number}",
        names=(f"{en} {english}", f"{uk} {family}", f"{ru} {russian(family)}"),
        families=(english, family, russian(family)),
        of=(f"{en} {english}", f"{uk_of} {bends_uk or family}", f"{ru_of} {bends_ru or russian(family)}"),
        trade=rng.choice([trade for trade, womans in TRADES if womans is is_woman]),
        is_woman=is_woman,
    )
