"""What happened, or is said to have: deeds, places and days, with the words of three languages for each."""

from dataclasses import dataclass
from datetime import date
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A kind of deed. Verbs are told of several people; things follow a number from five to twenty."""

    key: str
    did: tuple[Words, Words, Words]
    done: tuple[Words, Words, Words]
    will: tuple[str, str, str]
    things: tuple[Words, Words, Words]


def _deed(key: str, did: str, done: str, will: str, things: str) -> Deed:
    def three(written: str) -> tuple[Words, Words, Words]:
        en, uk, ru = (tuple(one.strip() for one in words.split(",")) for words in written.split("|"))
        return en, uk, ru

    en, uk, ru = (word.strip() for word in will.split("|"))
    return Deed(key=key, did=three(did), done=three(done), will=(en, uk, ru), things=three(things))


DEEDS: Final = (
    _deed(
        "burning",
        "burned,burned down,set fire to,torched | спалили,підпалили | сожгли,подожгли",
        "burned,burned down,set on fire,torched | спалено,підпалено | сожжены,подожжены",
        "burn | спалять | сожгут",
        "houses,homes | будинків,хат | домов",
    ),
    _deed(
        "shelling",
        "shelled,bombarded | обстріляли | обстреляли",
        "shelled,bombarded | обстріляно | обстреляны",
        "shell | обстріляють | обстреляют",
        "barges,boats | барж,човнів | барж,лодок",
    ),
    _deed(
        "detention",
        "detained,arrested,seized | затримали,заарештували | задержали,арестовали",
        "detained,arrested,seized | затримано,заарештовано | задержаны,арестованы",
        "detain | затримають | задержат",
        "teachers,schoolteachers | вчителів,учителів | учителей,преподавателей",
    ),
    _deed(
        "killing",
        "killed,shot,shot dead | вбили,застрелили | убили,застрелили",
        "killed,shot,shot dead | вбито,застрелено | убиты,застрелены",
        "kill | вб'ють | убьют",
        "drivers,lorry drivers | водіїв,шоферів | водителей,шоферов",
    ),
    _deed(
        "looting",
        "looted,plundered,robbed | пограбували,розграбували | разграбили,ограбили",
        "looted,plundered,robbed | пограбовано,розграбовано | разграблены,ограблены",
        "loot | пограбують | разграбят",
        "shops,stores | крамниць,магазинів | магазинов,лавок",
    ),
    _deed(
        "wounding",
        "wounded,injured | поранили | ранили",
        "wounded,injured | поранено | ранены",
        "wound | поранять | ранят",
        "farmers,farm workers | фермерів,селян | фермеров,крестьян",
    ),
    _deed(
        "abduction",
        "abducted,kidnapped,took away | викрали,забрали | похитили,увезли",
        "abducted,kidnapped,taken away | викрадено,забрано | похищены,увезены",
        "abduct | викрадуть | похитят",
        "nurses,medical workers | медсестер | медсестер",
    ),
    _deed(
        "burial",
        "buried | поховали,закопали | похоронили,закопали",
        "buried | поховано,закопано | похоронены,закопаны",
        "bury | поховають | похоронят",
        "bodies,corpses | тіл | тел",
    ),
    _deed(
        "theft",
        "stole,drove off | вкрали | украли,угнали",
        "stolen,driven off | вкрадено | украдены,угнаны",
        "steal | вкрадуть | украдут",
        "cows | корів | коров",
    ),
    _deed(
        "destruction",
        "blew up,destroyed | підірвали,знищили | взорвали,уничтожили",
        "blown up,destroyed | підірвано,знищено | взорваны,уничтожены",
        "blow up | підірвуть | взорвут",
        "tractors | тракторів | тракторов",
    ),
)
ACTORS: Final = (
    ("masked gunmen", "озброєні люди в масках", "вооруженные люди в масках", "вооруженными людьми в масках"),
    ("border guards", "прикордонники", "пограничники", "пограничниками"),
    ("river militiamen", "річкові ополченці", "речные ополченцы", "речными ополченцами"),
    ("soldiers of the Third Brigade", "бійці Третьої бригади", "бойцы Третьей бригады", "бойцами Третьей бригады"),
    ("the governor's bodyguards", "охоронці губернатора", "охранники губернатора", "охранниками губернатора"),
    ("northern deserters", "північні дезертири", "северные дезертиры", "северными дезертирами"),
)
"""In English, Ukrainian and Russian, and the Russian ones by whom a thing is done."""
PLACES: Final = (
    ("Karsk", "Карськ", "Карск"),
    ("Orvane", "Орване", "Орване"),
    ("Dremin", "Дремин", "Дремин"),
    ("Tolm", "Толм", "Толм"),
    ("Seld", "Селд", "Селд"),
    ("Mure", "Муре", "Муре"),
    ("Lisora", "Лісора", "Лисора"),
    ("Hastel", "Гастель", "Хастель"),
    ("Brunik", "Бруник", "Бруник"),
    ("Vasko", "Васько", "Васько"),
    ("Pelgar", "Пелгар", "Пелгар"),
    ("Ostrel", "Острел", "Острел"),
    ("Wendak", "Вендак", "Вендак"),
    ("Zarim", "Зарим", "Зарим"),
    ("Kolmar", "Колмар", "Колмар"),
    ("Tarnitz", "Тарніц", "Тарниц"),
)
SITES: Final = (
    ("the timber mill", "лісопилки", "лесопилки"),
    ("the canal", "каналу", "канала"),
    ("the girls' school", "дівочої школи", "женской школы"),
    ("the market square", "ринкової площі", "рыночной площади"),
    ("the stone bridge", "кам'яного мосту", "каменного моста"),
    ("the old quay", "старої пристані", "старой пристани"),
    ("the railway station", "вокзалу", "вокзала"),
    ("the town hall", "ратуші", "ратуши"),
)
"""In Ukrainian and Russian in the genitive."""
_MONTHS: Final = tuple(
    months.split()
    for months in (
        "January February March April May June July August September October November December",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
)
_NUMBERS: Final = tuple(
    numbers.split()
    for numbers in (
        (
            "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
            "twenty"
        ),
        (
            "п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять "
            "шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять"
        ),
        (
            "пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать "
            "шестнадцать семнадцать восемнадцать девятнадцать двадцать"
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One account of one happening: who did what to how many, where and when. Another number is another account.

    ``happened`` is whether it did: a liar's account has tellers and texts like any other.
    """

    key: str
    deed: Deed
    actor: tuple[str, str, str, str]
    number: int
    site: tuple[str, str, str]
    place: tuple[str, str, str]
    day: date
    happened: bool = True

    def written_day(self, language: int) -> str:
        """Give the day in words, without a year."""
        return f"{self.day.day} {_MONTHS[language][self.day.month - 1]}"

    def written_number(self, language: int, *, as_word: bool) -> str:
        """Give the number in words or digits."""
        return _NUMBERS[language][self.number - 5] if as_word else str(self.number)


def events(rng: Random, size: int, first_day: date) -> list[Event]:
    """Give ``size`` happenings; some are alike in deed or in place, and none in both."""
    made: list[Event] = []
    taken: set[tuple[str, str]] = set()
    while len(made) < size:
        deed, place = rng.choice(DEEDS), rng.choice(PLACES)
        if (deed.key, place[0]) in taken:
            continue
        taken.add((deed.key, place[0]))
        made.append(
            Event(
                key=f"event {len(made)}",
                deed=deed,
                actor=rng.choice(ACTORS),
                number=rng.randint(5, 20),
                site=rng.choice(SITES),
                place=place,
                day=first_day.replace(month=rng.randint(1, 3), day=rng.randint(1, 28)),
            )
        )
    return made
