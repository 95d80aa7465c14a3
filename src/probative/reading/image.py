"""Images: what the device wrote into them. The words in a picture need OCR, which is not done here."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any, BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Part, PartKind, Reading
from probative.reading.days import device_period
from probative.reading.device import Tag, tags_of
from probative.reading.draft import Draft
from probative.reading.port import lack
from probative.reading.release import release_of
from probative.reading.soundness import sound

PIXELS_LIMIT: Final = 200_000_000
"""Pixels that a picture may claim; cameras reach 150 million. It is never decoded here, only opened."""

NEEDS_OCR: Final = "words in the picture need OCR, which is not done here"


class ImageReader:
    """Reads the metadata of a picture as lines of text, so that what the device claims can be anchored."""

    name = "image"
    media_types = ("image/*",)

    @cached_property
    def version(self) -> str:
        """Ours and Pillow's."""
        return f"1 (pillow {release_of('pillow')})"

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give one part of metadata, spoken by the device where it is named; and always the gap that OCR would fill."""
        from PIL import Image, UnidentifiedImageError

        bomb, unknown = Image.DecompressionBombError, UnidentifiedImageError
        try:
            with warnings.catch_warnings(), Image.open(content) as image:
                warnings.simplefilter("ignore")  # of large pictures; ours is the limit below
                if image.width * image.height > PIXELS_LIMIT:
                    detail = f"it claims {image.width} x {image.height} pixels"
                    yield lack(exhibit, GapKind.OVER_BUDGET, "", detail)
                yield from self._readings(image, exhibit, volume_limit)
        except bomb as error:
            yield lack(exhibit, GapKind.OVER_BUDGET, "", str(error)[:200])
            return
        except unknown:
            detail = f"no picture of a kind that has a reader here ({exhibit.media_type}), or a broken one"
            kind = GapKind.UNREADABLE if exhibit.media_type in WIDESPREAD else GapKind.UNSUPPORTED
            yield lack(exhibit, kind, "", detail)
            return
        except IMAGE_ERRORS as error:
            yield lack(exhibit, GapKind.UNREADABLE, "", f"a broken picture: {type(error).__name__} {error}"[:200])
            return
        yield lack(exhibit, GapKind.NO_TEXT_LAYER, "", NEEDS_OCR)

    def _readings(self, image: Any, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:  # noqa: ANN401
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.DEVICE, limit=volume_limit)
        draft.declare("format", str(image.format or ""))
        draft.declare("pixels", f"{image.width} x {image.height}")
        tags, trouble = _all_tags(image)
        text = sound("\n".join(f"{tag.name}: {tag.value}" for tag in tags))
        device = _device(tags)
        when = next((tag.value for tag in tags if tag.name in ("DateTimeOriginal", "DateTimeDigitized")), None)
        draft.author = device
        draft.stated_date = device_period(when) if when else None
        start = draft.position
        for tag in tags:
            draft.declare(tag.name, tag.value, start + len(tag.name) + 2)
            start += len(tag.name) + 2 + len(tag.value) + 1
        base = draft.position
        part = Part(
            kind=PartKind.METADATA,
            number=1,
            label="metadata",
            start=base,
            end=base + len(text),
            speaker=draft.author,
            stated_date=draft.stated_date,
        )
        yield from draft.add(text, (part,))
        yield from draft.finish()
        if trouble:
            yield lack(exhibit, GapKind.DAMAGED, "metadata", trouble)
        broken = _truncation(image)
        if broken:
            yield lack(exhibit, GapKind.DAMAGED, "", broken)


WIDESPREAD: Final = ("image/jpeg", "image/png", "image/tiff", "image/webp", "image/gif", "image/bmp")
"""Kinds that have a reader, so that one which cannot be opened is broken."""

IMAGE_ERRORS: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    NotImplementedError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on broken pictures, besides its own two."""


def _device(tags: list[Tag]) -> str | None:
    """Make and model; the model alone where it begins with the make."""
    stated = {tag.name: sound(tag.value) for tag in tags}
    make, model = stated.get("Make", ""), stated.get("Model", "")
    return (model if model.startswith(make) else f"{make} {model}").strip() or None


def _all_tags(image: Any) -> tuple[list[Tag], str]:  # noqa: ANN401  # the library's image is loosely typed
    """The tags that can be read, and what went wrong."""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        try:
            found = tags_of(image)
        except IMAGE_ERRORS as error:
            return [], f"the metadata is broken: {type(error).__name__} {error}"[:200]
    skipped = "; ".join(sorted({str(warning.message) for warning in noted}))
    return found, f"some of the metadata is broken: {skipped}"[:200] if skipped else ""


def _truncation(image: Any) -> str:  # noqa: ANN401
    """Say whether the picture is cut short, where that can be told without decoding it."""
    if image.format != "JPEG":
        return ""
    stream = image.fp
    if stream is None:
        return ""
    stream.seek(0, 2)
    size_bytes = stream.tell()
    stream.seek(max(0, size_bytes - 65_536))
    return "" if b"\xff\xd9" in stream.read() else "the picture is cut short: its end marker is missing"
