"""Places by name: countries, capitals, towns and some regions, from a table that ships with Probative."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from probative.language.names.folding import plain_words


class PlaceKind(StrEnum):
    """What a place of the table is."""

    COUNTRY = "country"
    CAPITAL = "capital"
    REGION = "region"
    TOWN = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that bears a name; others may bear it too.

    ``country`` is an ISO 3166 code, empty for seas and continents. ``latitude`` and ``longitude`` are whole
    ten-thousandths of a degree, ``None`` where the place is no point. ``population`` is 0 where it is not known.
    """

    name: str
    kind: PlaceKind
    country: str
    latitude: int | None
    longitude: int | None
    population: int


@lru_cache(maxsize=8192)
def find(name: str) -> tuple[Place, ...]:
    """Give every place that bears ``name``, however it is spelt: countries first, then by inhabitants.

    Args:
        name: As written; marks, capitals and a leading "the" do not matter.

    Returns:
        All of them: there are two Donetsks and many Springfields, and the name alone does not say which is meant. Empty
        where none is listed, which is a gap in the table and no sign that there is no such place.
    """
    key = _key(name)
    return _by_name().get(key, ())


def is_place(name: str) -> bool:
    """Whether any place of the table bears ``name``."""
    return _key(name) in _by_name()


def country_of_demonym(word: str) -> str | None:
    """Give the country that ``word`` ("Russian", "Poles") speaks of.

    Returns:
        An ISO 3166 code; empty for a people, faith or area that is no one country's; ``None`` where the word is no
        demonym that we know.
    """
    return _demonyms().get(_key(word))


def _key(name: str) -> str:
    return " ".join(plain_words(name)).removeprefix("the ")


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[Place, None]] = {}
    for place, names in _listed():
        for name in names:
            found.setdefault(_key(name), {})[place] = None
    return {name: tuple(sorted(places, key=_rank)) for name, places in found.items() if name}


def _rank(place: Place) -> tuple[bool, int, str, str, int]:
    return place.kind is not PlaceKind.COUNTRY, -place.population, place.country, place.name, place.latitude or 0


def _listed() -> Iterator[tuple[Place, tuple[str, ...]]]:
    other_names = {row[0]: tuple(name for name in row[2].split("|") if name) for row in _rows("demonyms.tsv")}
    packed = files("probative.language").joinpath("data", "places", "places.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        kind, name, country, latitude, longitude, population, others = line.split("\t")
        place = Place(
            name=name,
            kind=PlaceKind(kind),
            country=country,
            latitude=int(latitude) if latitude else None,
            longitude=int(longitude) if longitude else None,
            population=int(population or 0),
        )
        more: Iterable[str] = other_names.get(country, ()) if place.kind is PlaceKind.COUNTRY else others.split("|")
        yield place, (name, *more)
    for country, names in ((row[0], row[1]) for row in _rows("regions.tsv")):
        for name in names.split("|"):
            region = Place(
                name=name, kind=PlaceKind.REGION, country=country, latitude=None, longitude=None, population=0
            )
            yield region, (name,)


@cache
def _demonyms() -> dict[str, str]:
    return {_key(word): row[0] for row in reversed(_rows("demonyms.tsv")) for word in row[1].split("|")}


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("probative.language").joinpath("data", "places", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
