"""Every passage points at the words it claims, and no bytes are bad enough to break a reader."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.model.gaps import Gap
from probative.model.readings import Reading
from probative.reading.registry import READERS, read
from tests.reading.material import (
    DOCX,
    ODS,
    XLSX,
    docx,
    exhibit_of,
    jpeg,
    mail,
    pdf,
    rows_of_payments,
    tarred,
    xlsx,
    zipped,
)

TYPES = sorted(
    {kind.replace("*", "x-any") for reader in READERS for kind in reader.media_types} | {"application/x-none"}
)
LINES = st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=60), max_size=40)
MAILS = b"".join(
    b"From a@example.org Wed Apr  2 21:05:00 2031\n" + mail(body=f"Mail {n}.\n" * n) + b"\n" for n in range(1, 6)
)
PAGE = (
    "<html lang='en'><head><title>The list</title></head><body><article>"
    + "<p>A guard said that “nobody” left.</p>" * 20
    + "</article></body></html>"
)
MATERIAL = {
    "application/pdf": pdf(
        [["Statement of Anna Kes", "“I left,” she said."], ["A second page."], []], info={"Title": "t"}
    ),
    DOCX: docx(["ORDER No. 17 of 3 April 2031", "Leave."], rows=[["Payee", "Sum"], ["Kes", "100"]]),
    XLSX: xlsx({"Cash": rows_of_payments(40), "Two": [["x"]]}),
    "text/csv": b"Date,Payee\n" + b"2031-04-02,Kes\n" * 40,
    "text/html": PAGE.encode(),
    "text/plain": b"Shots at Orlo\nBy Mira Selk\n\n" + b"They came at night, a guard said.\n" * 30,
    "text/markdown": b"---\ntitle: Shots\n---\n# Shots\n\nThey came.\n",
    "message/rfc822": mail(),
    "application/mbox": MAILS,
    "image/jpeg": jpeg(),
    "application/zip": zipped({f"folder/{at}.txt": b"x" for at in range(30)}),
    "application/gzip": tarred({f"folder/{at}.txt": b"x" for at in range(30)}, "w:gz"),
}


def found(content: bytes, media_type: str, limit: int = 4_000_000) -> tuple[list[Reading], list[Gap]]:
    every = list(read(io.BytesIO(content), exhibit_of(content, media_type), volume_limit=limit))
    return [one for one in every if isinstance(one, Reading)], [one for one in every if isinstance(one, Gap)]


def check(readings: list[Reading]) -> None:
    for number, reading in enumerate(readings, 1):
        end = reading.offset + len(reading.text)
        assert reading.volume == number
        assert all(reading.offset <= part.start <= part.end <= end for part in reading.parts)
        assert all((left.start, -left.end) <= (right.start, -right.end) for left, right in pairwise(reading.parts))
        for declared in reading.declared:
            if declared.passage is not None:
                assert reading.words(declared.passage) == declared.value
        reading.text.encode("utf-8")
        assert "\x00" not in reading.text
    for left, right in pairwise(readings):
        assert right.offset == left.offset + len(left.text)


@given(st.binary(max_size=400), st.sampled_from(TYPES))
@settings(max_examples=150)
def test_no_bytes_under_any_type_raise(content: bytes, media_type: str) -> None:
    readings, gaps = found(content, media_type)
    assert readings or gaps
    check(readings)


@given(st.sampled_from(sorted(MATERIAL)), st.data())
@settings(max_examples=120)
def test_no_damage_to_good_material_raises(media_type: str, data: st.DataObject) -> None:
    content = bytearray(MATERIAL[media_type])
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(content[: data.draw(st.integers(1, len(content)))])
    readings, gaps = found(damaged, media_type)
    assert readings or gaps
    check(readings)


@given(st.sampled_from(sorted(MATERIAL)), st.integers(1, 300))
def test_volumes_joined_are_the_whole(media_type: str, limit: int) -> None:
    (whole,), _ = found(MATERIAL[media_type], media_type)
    volumes, _ = found(MATERIAL[media_type], media_type, limit)
    check(volumes)
    assert "".join(volume.text for volume in volumes) == whole.text
    assert all(len(volume.text) <= limit + 2 for volume in volumes)


@given(LINES, st.sampled_from(["text/plain", "text/markdown", "text/csv", "text/html"]), st.integers(1, 200))
def test_every_text_is_read_alike_in_volumes(lines: list[str], media_type: str, limit: int) -> None:
    content = "\n".join(lines).encode()
    whole, _ = found(content, media_type)
    volumes, _ = found(content, media_type, limit)
    check(whole)
    check(volumes)
    assert "".join(volume.text for volume in volumes) == "".join(one.text for one in whole)


@given(LINES)
def test_plain_text_loses_nothing_but_its_kind_of_line_end(lines: list[str]) -> None:
    text = "\n".join(lines)
    readings, _ = found(text.encode(), "text/plain")
    if readings:
        expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
        assert readings[0].text == expected


@pytest.mark.parametrize("media_type", sorted(MATERIAL))
def test_reading_twice_gives_the_same(media_type: str) -> None:
    assert found(MATERIAL[media_type], media_type) == found(MATERIAL[media_type], media_type)


@pytest.mark.parametrize("media_type", sorted(MATERIAL))
def test_what_the_material_states_is_anchored(media_type: str) -> None:
    readings, _ = found(MATERIAL[media_type], media_type)
    assert readings
    check(readings)


def test_a_repeat_bomb_is_refused_and_not_opened() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="9000" '
    )
    from tests.reading.material import ods

    readings, gaps = found(
        ods(row + 'office:value-type="float" office:value="1">1</table:table-cell></table:table-row>'), ODS
    )
    assert not readings
    assert gaps
