"""Who publishes in the made-up conflict: papers, wires and channels, in three languages."""

from dataclasses import dataclass
from typing import Final

from tests.world.people import LANGUAGES
from tests.world.spelling import latin, russian


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher: its own name and its names in the texts of others, by language."""

    key: str
    language: str
    names: tuple[str, str, str]
    is_wire: bool = False
    is_channel: bool = False

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self.called(self.language)

    def called(self, language: str) -> str:
        """Give its name as a text in this language writes it."""
        return self.names[LANGUAGES.index(language)]


def _english(name: str, **marks: bool) -> Outlet:
    return Outlet(key=name, language="en", names=(name, name, name), **marks)


def _ukrainian(name: str, **marks: bool) -> Outlet:
    return Outlet(key=name, language="uk", names=(latin(name), name, name), **marks)


def _russian(name: str, **marks: bool) -> Outlet:
    spelled = latin(name.replace("ы", "и").replace("э", "е"))
    return Outlet(key=name, language="ru", names=(spelled, name, russian(name)), **marks)


OUTLETS: Final = (
    _english("Karsk Courier"),
    _english("Orvane Observer"),
    _english("The Seld Sentinel"),
    _english("Tolm Tribune"),
    _english("The Lisora Ledger"),
    _english("Mure Gazette"),
    _english("Hastel Herald"),
    _english("The Brunik Beacon"),
    _english("Northwind Agency", is_wire=True),
    _english("Delta Newswire", is_wire=True),
    _english("Riverbank Watch", is_channel=True),
    _english("Frontier Notes", is_channel=True),
    _ukrainian("Надрічна Хвиля"),
    _ukrainian("Вільний Кут"),
    _ukrainian("Степова Брама"),
    _russian("Залесский Вестник"),
    _russian("Речная Правда"),
    _russian("Дозор Окраины"),
)
