"""What else stands in a text: sentences about nothing in particular, put together from phrases of three languages."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - handed in, seeded by the caller
from typing import Final

from tests.world.events import PLACES
from tests.world.people import LANGUAGES

Phrase = tuple[str, str, str]


def _phrases(written: str) -> tuple[Phrase, ...]:
    rows = (line.split("|") for line in written.strip().split("\n"))
    return tuple((en.strip(), uk.strip(), ru.strip()) for en, uk, ru in rows)


_WHEN: Final = _phrases("""
last autumn | минулої осені | прошлой осенью
every Thursday | щочетверга | каждый четверг
after Easter | після Великодня | после Пасхи
this season | цього сезону | в этом сезоне
before dawn | удосвіта | до рассвета
on holidays | у свята | по праздникам
years ago | багато років тому | много лет назад
in winter | взимку | зимой
on Sunday | у неділю | в воскресенье
as usual | як завжди | как всегда
by spring | до весни | к весне
all month | весь місяць | весь месяц
for once | цього разу | на этот раз
lately | останнім часом | в последнее время
""")
_WHO: Final = _phrases("""
anglers | рибалки | рыбаки
young pianists | юні піаністи | юные пианисты
bakers | пекарі | пекари
the choir's altos | альти з хору | альты из хора
beekeepers | пасічники | пчеловоды
retired clerks | колишні писарі | бывшие писари
librarians | бібліотекарі | библиотекари
ferrymen | паромники | паромщики
tailors | кравці | портные
chess players | шахісти | шахматисты
gardeners | садівники | садовники
potters | гончарі | гончары
dairy workers | доярки | доярки
students | студенти | студенты
glaziers | склярі | стекольщики
old sailors | старі моряки | старые моряки
weavers | ткалі | ткачихи
shepherds | чабани | чабаны
""")
_DID: Final = _phrases("""
sold honey | продавали мед | продавали мед
painted fences | фарбували паркани | красили заборы
mended nets | лагодили сіті | чинили сети
counted storks | рахували лелек | считали аистов
rehearsed waltzes | розучували вальси | репетировали вальсы
carried firewood | носили дрова | носили дрова
pruned cherry trees | обрізали вишні | обрезали вишни
repaired clocks | ремонтували годинники | ремонтировали часы
brewed plum jam | варили сливове повидло | варили сливовое повидло
baked rye bread | пекли житній хліб | пекли ржаной хлеб
hung paper lanterns | вішали паперові ліхтарі | вешали бумажные фонари
sorted old postcards | перебирали старі листівки | перебирали старые открытки
planted tulips | садили тюльпани | сажали тюльпаны
measured rainfall | вимірювали опади | измеряли осадки
polished brass | чистили латунь | чистили латунь
tuned accordions | лаштували акордеони | настраивали аккордеоны
caught carp | ловили коропів | ловили карпов
knitted scarves | плели шарфи | вязали шарфы
""")
_HOW: Final = _phrases("""
despite fog | попри туман | несмотря на туман
with little success | без успіху | без успеха
for charity | задля добра | ради добра
more than before | більше, ніж раніше | больше, чем раньше
without pay | без платні | без оплаты
until noon | до полудня | до полудня
in the rain | під дощем | под дождем
by candlelight | при свічках | при свечах
behind the bakery | за пекарнею | за пекарней
at lower prices | за нижчими цінами | по низким ценам
once again | ще раз | еще раз
with some relief | з полегшенням | с облегчением
rather quietly | доволі тихо | довольно тихо
beside the pond | коло ставка | у пруда
""")
_PLACE: Final = ("around {}", "в окрузі {}", "в округе {}")
_ORDERS: Final = ("tspdh", "spdht", "spdth", "htspd", "pspdt", "sdh", "tsdh", "spd", "hsdt", "sdph")
"""t when, s who, p where, d did, h how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """One such sentence: its phrases in order, by language."""

    phrases: tuple[Phrase, ...]

    def written(self, language: str) -> str:
        """Give the sentence."""
        at = LANGUAGES.index(language)
        said = " ".join(phrase[at] for phrase in self.phrases)
        return f"{said[0].upper()}{said[1:]}."


def filling(rng: Random) -> Filling:
    """Make one."""
    order = "".join(dict.fromkeys(rng.choice(_ORDERS)))
    place = rng.choice(PLACES)
    chosen: dict[str, Phrase] = {
        "t": rng.choice(_WHEN),
        "s": rng.choice(_WHO),
        "d": rng.choice(_DID),
        "h": rng.choice(_HOW),
        "p": (_PLACE[0].format(place[0]), _PLACE[1].format(place[1]), _PLACE[2].format(place[2])),
    }
    return Filling(phrases=tuple(chosen[part] for part in order))
