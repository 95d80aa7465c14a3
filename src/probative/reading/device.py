"""What a device wrote into a picture, as names and words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

VALUE_LENGTH: Final = 500
"""Code points of a value that are kept; maker notes and comments can be megabytes."""

MAIN_TAGS: Final = ("Make", "Model", "Software", "Orientation", "DateTime", "Artist", "Copyright", "ImageDescription")
CAMERA_TAGS: Final = (
    "DateTimeOriginal",
    "OffsetTimeOriginal",
    "SubsecTimeOriginal",
    "DateTimeDigitized",
    "OffsetTimeDigitized",
    "BodySerialNumber",
    "LensModel",
    "LensSerialNumber",
    "CameraOwnerName",
    "ImageUniqueID",
    "UserComment",
)
PLACE_TAGS: Final = (
    "GPSAltitude",
    "GPSDateStamp",
    "GPSTimeStamp",
    "GPSImgDirection",
    "GPSHPositioningError",
    "GPSMapDatum",
    "GPSProcessingMethod",
)
"""Tags that say who, when and where; the rest describe the exposure."""

_EXIF_FOLDER: Final = 0x8769
_GPS_FOLDER: Final = 0x8825
_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One thing the device wrote: its standard name and its value in words, on one line."""

    name: str
    value: str


def tags_of(image: Any) -> list[Tag]:  # noqa: ANN401  # the library's image is loosely typed
    """Give what a picture's metadata says of who, when and where, in a fixed order.

    Source: Exif 2.32; PNG text chunks.
    """
    from PIL import ExifTags

    exif = image.getexif()
    found = list(_named(exif, ExifTags.TAGS, MAIN_TAGS))
    found += _named(exif.get_ifd(_EXIF_FOLDER), ExifTags.TAGS, CAMERA_TAGS)
    place = exif.get_ifd(_GPS_FOLDER)
    found += _coordinates(place)
    found += _named(place, ExifTags.GPSTAGS, PLACE_TAGS)
    for key, value in sorted(getattr(image, "text", {}).items() if image.format == "PNG" else ()):
        if key != "XML:com.adobe.xmp":
            found.append(Tag(name=f"PNG {_line(key)}", value=_line(value)))
    if image.info.get("xmp") or image.info.get("XML:com.adobe.xmp"):
        found.append(Tag(name="XMP", value="present, not read"))
    if exif.get_ifd(1):
        found.append(Tag(name="Thumbnail", value="present"))
    return [tag for tag in found if tag.value]


def degrees(parts: Any, reference: str) -> tuple[str, str] | None:  # noqa: ANN401
    """Convert degrees, minutes and seconds to decimal degrees.

    Args:
        parts: Up to three rational numbers, as the device wrote them.
        reference: ``N``, ``S``, ``E`` or ``W``.

    Returns:
        The decimal degrees with as many places as the smallest unit the device wrote deserves, and that unit in words;
        ``None`` where the parts are no angle.
    """
    try:
        numbers = [Fraction(part.numerator, part.denominator) for part in parts]
        denominators = [part.denominator for part in parts]
    except (AttributeError, TypeError, ZeroDivisionError, ValueError):
        return None
    if not 1 <= len(numbers) <= 3:
        return None
    numbers += [Fraction(0)] * (3 - len(numbers))
    value = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
    limit = 90 if reference in ("N", "S") else 180
    if not 0 <= value <= limit or reference not in ("N", "S", "E", "W"):
        return None
    last = len(denominators) - 1
    unit = Fraction(1, 60**last * max(1, denominators[last]))
    places = next((count for count in range(12) if Fraction(1, 10**count) <= unit), 12)
    sign = "-" if reference in ("S", "W") and value else ""
    step = Fraction(1, max(1, denominators[last]))
    name = ("degree", "minute", "second")[last]
    return f"{sign}{float(value):.{places}f}", f"steps of {step} {name}"


def _coordinates(place: Mapping[int, Any]) -> Iterator[Tag]:
    for name, angle, reference in (("GPSLatitude", 2, 1), ("GPSLongitude", 4, 3)):
        letter = str(place.get(reference, "")).strip("\x00 ").upper()
        found = degrees(place.get(angle, ()), letter)
        if found is not None:
            yield Tag(name=name, value=f"{found[0]} ({found[1]})")
        elif angle in place:
            yield Tag(name=name, value=f"{_line(place[angle])} {letter} (no angle)")


def _named(folder: Mapping[int, Any], names: Mapping[int, str], wanted: tuple[str, ...]) -> Iterator[Tag]:
    values = {names.get(number, ""): value for number, value in folder.items()}
    for name in wanted:
        if name in values:
            yield Tag(name=name, value=_line(values[name]))


def _line(value: object) -> str:
    """A value on one line. The character code before a user comment is left out."""
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\x00\x00\x00").removeprefix(b"\x00" * 8).decode("utf-8", "replace")
    if isinstance(value, tuple | list):
        value = ", ".join(str(member) for member in value[:20])
    return " ".join(str(value).replace("\x00", " ").split())[:VALUE_LENGTH]
