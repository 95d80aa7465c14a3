"""An exhibit as a text among others: its words, its date, who published it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from probative.base.identifiers import ExhibitId, number_of
from probative.corroboration.addresses import address, addresses
from probative.corroboration.wording import Wording, wording
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre, Reading

_NOT_PROSE: Final = frozenset((Genre.TABLE, Genre.DEVICE, Genre.CONTAINER))
"""What these share is their form (column heads, keys), which tells nothing about who copied whom."""

_UNPUBLISHED: Final = frozenset((Genre.TESTIMONY, Genre.MAIL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that may lean on others. ``number`` is its place in the case (or in the input of the filter).

    ``earliest`` and ``latest`` bound its stated date; both are ``None`` where none is known. ``address`` is where it
    stands on the web, ``links`` where it leads to, both in the plain form of ``addresses``. What nobody
    published (a statement, a mail) is no reprint of anything.
    """

    key: str
    number: int
    raw: str
    words: Wording
    earliest: date | None = None
    latest: date | None = None
    publisher: str | None = None
    address: str | None = None
    links: frozenset[str] = frozenset()
    language: str | None = None
    is_published: bool = True

    def is_before(self, other: "Text") -> bool:
        """Whether its stated date is surely earlier than the other's."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest


def texts(readings: Iterable[Reading], exhibits: Mapping[ExhibitId, Exhibit]) -> tuple[Text, ...]:
    """Give one text an exhibit, by exhibit number, its volumes put together. Tables, device data and lists stay out.

    What the person adding an exhibit said of its date and publisher goes before what the material says of itself.
    """
    volumes: dict[ExhibitId, list[Reading]] = {}
    for reading in readings:
        if reading.genre not in _NOT_PROSE:
            volumes.setdefault(reading.exhibit, []).append(reading)
    return tuple(
        _text(exhibit, sorted(volumes[exhibit], key=lambda each: each.offset), exhibits.get(exhibit))
        for exhibit in sorted(volumes, key=number_of)
    )


def bounds(exhibit: Exhibit | None, readings: Iterable[Reading]) -> tuple[date | None, date | None]:
    """Give the earliest and latest date an exhibit may have, as stated; ``None`` twice where nothing is stated."""
    if exhibit is not None and exhibit.stated_date is not None:
        return exhibit.stated_date, exhibit.stated_date
    for reading in readings:
        stated = reading.stated_date
        if stated is not None and (stated.earliest is not None or stated.latest is not None):
            return stated.earliest, stated.latest
    return None, None


def _text(key: ExhibitId, volumes: list[Reading], exhibit: Exhibit | None) -> Text:
    earliest, latest = bounds(exhibit, volumes)
    stated = exhibit.publisher if exhibit is not None else None
    raw = "".join(volume.text for volume in volumes)
    declared = [each for volume in volumes for each in volume.declared]
    return Text(
        key=key,
        number=number_of(key),
        raw=raw,
        words=wording(raw),
        earliest=earliest,
        latest=latest,
        publisher=stated or next((volume.publisher for volume in volumes if volume.publisher), None),
        address=next((address(each.value) for each in declared if each.key == "address"), None),
        language=next((volume.language for volume in volumes if volume.language), None),
        is_published=all(volume.genre not in _UNPUBLISHED for volume in volumes),
        links=addresses(raw) | {address(each.value) for each in declared if each.key == "link"},
    )
