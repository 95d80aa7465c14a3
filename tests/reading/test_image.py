import io
import struct
import zlib
from fractions import Fraction

from PIL import Image, PngImagePlugin

from probative.model.gaps import GapKind
from probative.model.readings import Genre
from probative.reading.device import degrees
from tests.reading.material import all_of, jpeg


def test_what_the_camera_wrote_can_be_anchored() -> None:
    readings, gaps = all_of(jpeg(), "image/jpeg")
    (reading,) = readings
    assert reading.genre is Genre.DEVICE
    assert reading.author == "Lumio X2"
    assert "DateTimeOriginal: 2031:04:02 11:20:05" in reading.text
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-04-02"
    assert reading.parts[0].speaker == "Lumio X2"
    anchored = {one.key: one for one in reading.declared if one.passage is not None}
    assert anchored["Model"].value == "Lumio X2"
    assert all(reading.words(one.passage) == one.value for one in anchored.values() if one.passage)
    assert [gap.kind for gap in gaps] == [GapKind.NO_TEXT_LAYER]


def test_places_are_decimal_and_say_how_fine_they_are() -> None:
    text = all_of(jpeg(), "image/jpeg")[0][0].text
    assert "GPSLatitude: -12.51000 (steps of 1/100 second)" in text or "GPSLatitude: -12.5100" in text
    assert "GPSLongitude: 45.1000 (steps of 1 second)" in text


def test_degrees_gain_no_places_the_device_did_not_write() -> None:
    assert degrees((Fraction(12), Fraction(30)), "N") == ("12.50", "steps of 1 minute")
    assert degrees((Fraction(12),), "S") == ("-12", "steps of 1 degree")
    assert degrees((Fraction(200),), "N") is None
    assert degrees((Fraction(1),), "") is None
    assert degrees(("x",), "N") is None


def test_a_picture_without_metadata_still_lacks_its_words() -> None:
    readings, gaps = all_of(jpeg(exif=False), "image/jpeg")
    assert readings[0].text.strip() == ""
    assert ("pixels", "64 x 48") in [(one.key, one.value) for one in readings[0].declared]
    assert [gap.kind for gap in gaps] == [GapKind.NO_TEXT_LAYER]


def test_text_chunks_of_a_png_are_read() -> None:
    stream, chunks = io.BytesIO(), PngImagePlugin.PngInfo()
    chunks.add_text("Comment", "taken at the bridge")
    Image.new("L", (4, 4)).save(stream, "PNG", pnginfo=chunks)
    assert "PNG Comment: taken at the bridge" in all_of(stream.getvalue(), "image/png")[0][0].text


def test_a_truncated_photograph_is_damaged() -> None:
    readings, gaps = all_of(jpeg()[:-60], "image/jpeg")
    assert readings
    assert [gap.kind for gap in gaps] == [GapKind.DAMAGED, GapKind.NO_TEXT_LAYER]


def test_a_picture_that_claims_too_many_pixels_is_over_budget() -> None:
    stream = io.BytesIO()
    Image.new("1", (4, 4)).save(stream, "PNG")
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    claimed = stream.getvalue()[:12] + header + struct.pack(">I", zlib.crc32(header)) + stream.getvalue()[33:]
    assert GapKind.OVER_BUDGET in [gap.kind for gap in all_of(claimed, "image/png")[1]]


def test_kinds_without_a_reader_and_broken_ones_are_told_apart() -> None:
    assert all_of(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "image/heic")[1][0].kind is GapKind.UNSUPPORTED
    assert all_of(b"\xff\xd8\xff\xe0 broken", "image/jpeg")[1][0].kind is GapKind.UNREADABLE
