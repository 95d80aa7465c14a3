import codecs

import pytest

from probative.model.anchors import Passage
from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from tests.reading.material import all_of, only_reading

ARTICLE = (
    "Bridge at Orlo closed after shots\n"
    "By Mira Selk\n"
    "Published: 3 May 2031\n"
    "\n"
    "ORLO, 3 May (Velmar Wire) - Two guards said the bridge was closed on Friday.\n"
    "The ministry denied it.\n"
)


def test_an_article_states_its_title_author_date_and_wire() -> None:
    reading = only_reading(ARTICLE.encode(), "text/plain")
    assert reading.text == ARTICLE
    assert (reading.title, reading.author, reading.publisher) == (
        "Bridge at Orlo closed after shots",
        "Mira Selk",
        None,
    )
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-05-03"
    assert reading.genre is Genre.PUBLICATION
    assert reading.language == "en"
    stated = {declared.key: declared for declared in reading.declared}
    assert stated["agency"].value == "Velmar Wire"
    assert stated["place"].value == "ORLO"
    for declared in reading.declared:
        assert declared.passage is not None
        assert reading.words(declared.passage) == declared.value


def test_the_whole_text_is_one_body() -> None:
    reading = only_reading(ARTICLE.encode(), "text/plain")
    (part,) = reading.parts
    assert (part.kind, part.start, part.end) == (PartKind.BODY, 0, len(ARTICLE))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1251", "koi8_r", "cp866"]
)
def test_russian_is_read_in_every_encoding(encoding: str) -> None:
    words = "Свидетель сказал, что ночью слышал выстрелы у моста. Командир приказал уйти.\n"
    reading = only_reading(words.encode(encoding), "text/plain")
    assert reading.text == words
    assert reading.encoding is not None
    name = encoding.removesuffix("-sig")
    assert codecs.lookup(reading.encoding).name.startswith(codecs.lookup(name).name)


def test_line_ends_become_line_feeds() -> None:
    assert only_reading(b"one\r\ntwo\rthree\n", "text/plain").text == "one\ntwo\nthree\n"


def test_a_line_end_cut_between_two_blocks_stays_one() -> None:
    content = b"a" * ((1 << 20) - 1) + b"\r\nb"
    assert only_reading(content, "text/plain").text == "a" * ((1 << 20) - 1) + "\nb"


def test_nuls_and_broken_bytes_stay_as_replacement_characters_and_are_counted() -> None:
    content = "The witness said Жов\n".encode() * 20 + b"one \xff two \x00 three\n"
    readings, gaps = all_of(content, "text/plain")
    (gap,) = gaps
    assert gap.kind is GapKind.DAMAGED
    assert "2 characters" in gap.detail
    assert gap.start is not None
    assert readings[0].text[gap.start] == "\ufffd"
    assert readings[0].text.endswith("one \ufffd two \ufffd three\n")


def test_ascii_that_later_turns_out_to_be_cyrillic_is_read_as_cyrillic() -> None:
    legacy = "Свидетель сказал, что ночью слышал выстрелы.\n"
    content = b"plain line\n" * 120_000 + legacy.encode("cp1251")
    reading = only_reading(content, "text/plain")
    assert reading.text.endswith(legacy)
    assert reading.encoding == "cp1251"


def test_a_statement_is_testimony_and_its_witness_its_author() -> None:
    reading = only_reading(b"Witness statement of Anna Kes\n\nI was in the yard when they came.\n", "text/plain")
    assert reading.genre is Genre.TESTIMONY
    assert reading.author == "Anna Kes"
    assert reading.title is None


def test_an_order_is_a_document_with_its_date() -> None:
    reading = only_reading(b"ORDER No. 17 of 3 April 2031\n\n1. The second company leaves Orlo.\n", "text/plain")
    assert reading.genre is Genre.DOCUMENT
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-04-03"


def test_front_matter_and_heading_of_markdown() -> None:
    matter = '---\ntitle: "The list"\nauthor: Mira Selk\ndate: 2031-05-03\noutlet: The Orlo Post\n---\n'
    text = matter + "# Another heading\n\nText.\n"
    reading = only_reading(text.encode(), "text/markdown")
    assert (reading.title, reading.author, reading.publisher) == ("The list", "Mira Selk", "The Orlo Post")
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-05-03"
    assert reading.text == text
    assert only_reading(b"# The list\n\nText of it.\n", "text/markdown").title == "The list"


def test_machine_written_text_has_no_headline() -> None:
    reading = only_reading(b'{"title": "x"}\n{"a": 1}\n', "application/x-ndjson")
    assert reading.genre is Genre.DOCUMENT
    assert reading.title is None


def test_a_family_of_types_is_read_as_text() -> None:
    assert only_reading(b"BEGIN:VCARD\n", "text/vcard").text == "BEGIN:VCARD\n"


def test_noise_is_unreadable() -> None:
    readings, gaps = all_of(bytes(range(256)) * 8, "text/plain")
    assert not readings
    assert [gap.kind for gap in gaps] == [GapKind.UNREADABLE]


def test_noise_after_text_is_damage() -> None:
    content = b"a plain line\n" * 100_000 + bytes(range(256)) * 4_096
    readings, gaps = all_of(content, "text/plain")
    assert readings[0].text.startswith("a plain line")
    assert gaps[0].kind is GapKind.DAMAGED


def test_a_byte_order_mark_alone_is_empty() -> None:
    readings, gaps = all_of(codecs.BOM_UTF8, "text/plain")
    assert not readings
    assert gaps[0].kind is GapKind.EMPTY


def test_volumes_are_cut_at_line_ends_and_keep_what_the_text_states() -> None:
    text = ARTICLE + "".join(f"Line {number} of it.\n" for number in range(200))
    readings, gaps = all_of(text.encode(), "text/plain", volume_limit=500)
    assert not gaps
    assert len(readings) > 5
    assert "".join(reading.text for reading in readings) == text
    assert [reading.volume for reading in readings] == list(range(1, len(readings) + 1))
    assert all(reading.text.endswith("\n") for reading in readings)
    assert {reading.title for reading in readings} == {"Bridge at Orlo closed after shots"}
    second = readings[1]
    place = Passage(exhibit=second.exhibit, start=second.offset, end=second.offset + 4)
    assert second.words(place) == text[second.offset : second.offset + 4]
