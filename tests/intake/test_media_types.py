"""Content decides what an item is; the name is only compared."""

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.intake import media_type

MAIL = b"From: Ada <ada@example.org>\r\nTo: b@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nWords.\r\n"
NOTE = b"From: the watchman\nTo: whoever reads this\n\nThey came at night.\n"
BUS = "Вони прийшли вночі.\n"


def zipped(*names: str, mimetype: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


def tarred() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return held.getvalue()


CASES = [
    ("a.txt", b"Words.\n", "text/plain"),
    ("a.txt", BUS.encode(), "text/plain"),
    ("a.txt", BUS.encode("cp1251"), "text/plain"),
    ("a.txt", BUS.encode("koi8-u"), "text/plain"),
    ("a.txt", b"\xff\xfe" + BUS.encode("utf-16-le"), "text/plain"),
    ("a.txt", BUS.encode("utf-16-le"), "text/plain"),
    ("a.txt", ("W" * 20).encode("utf-16-be"), "text/plain"),
    ("a.txt", "日本語".encode("iso2022_jp"), "text/plain"),
    ("a.txt", BUS.encode()[:-3], "text/plain"),
    ("a.txt", NOTE, "text/plain"),
    ("a.md", b"# Title\n", "text/markdown"),
    ("a.csv", b"name;sum\nA;1\n", "text/csv"),
    ("payments", b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n1,1,1\n", "text/csv"),
    ("a.json", b'{"a": [1, 2]}', "application/json"),
    ("a.jsonl", b'{"a": 1}\n{"a": 2}\n', "application/x-ndjson"),
    ("a.html", b"<!DOCTYPE html>\n<html><body>x</body></html>", "text/html"),
    ("a.html", b"\n<!-- saved --><html lang=en><p>x", "text/html"),
    ("a.html", b'<?xml version="1.0"?><html><head></head></html>', "text/html"),
    ("a.xml", b'<?xml version="1.0"?><feed/>', "application/xml"),
    ("a.svg", b"<svg xmlns='x'/>", "image/svg+xml"),
    ("a.rtf", b"{\\rtf1\\ansi x}", "application/rtf"),
    ("a.eml", MAIL, "message/rfc822"),
    ("a.eml", b"From: a\nSubject: b\n\nwords", "message/rfc822"),
    ("a.mbox", b"From ada@example.org Mon Oct 17 09:00:00 2022\n" + MAIL, "application/mbox"),
    ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
    ("a.pdf", b"\r\n\r\n%PDF-1.4\n", "application/pdf"),
    (
        "a.docx",
        zipped("[Content_Types].xml", "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "a.xlsx",
        zipped("xl/workbook.xml", "[Content_Types].xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "a.pptx",
        zipped("_rels/.rels", "ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (
        "a.odt",
        zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    ("a.wacz", zipped("datapackage.json", "archive/data.warc.gz"), "application/x-wacz"),
    ("a.zip", zipped("a.txt"), "application/zip"),
    ("a.zip", zipped(), "application/zip"),
    ("a.zip", zipped("word/readme.txt"), "application/zip"),
    ("a.tar", tarred(), "application/x-tar"),
    ("a.gz", b"\x1f\x8b\x08\0", "application/gzip"),
    ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
    ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "application/warc"),
    (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
        "application/encrypted",
    ),
    ("a.bin", bytes(range(256)), "application/octet-stream"),
    ("a.pdf", b"", "application/x-empty"),
]


@pytest.mark.parametrize(
    ("name", "content", "value"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)]
)
def test_content_under_an_honest_name_is_recognised(name, content, value):
    found = media_type(name, content)
    assert (found.value, found.agrees_with_name) == (value, True)


@pytest.mark.parametrize(
    ("name", "content", "value"),
    [
        ("a.pdf", zipped("a.txt"), "application/zip"),
        ("a.txt", MAIL, "message/rfc822"),
        ("a.jpg", b"%PDF-1.7\n", "application/pdf"),
        ("a.docx", b"{\\rtf1 x}", "application/rtf"),
        ("a.xlsx", b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n1,1,1\n", "text/csv"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.pdf", b"<html><body>Not found</body></html>", "text/html"),
    ],
)
def test_content_under_another_format_s_name_keeps_its_own_type(name, content, value):
    found = media_type(name, content)
    assert (found.value, found.agrees_with_name) == (value, False)


def test_a_document_larger_than_its_head_is_told_by_its_table_of_contents():
    content = zipped("[Content_Types].xml", *(f"customXml/{number}.xml" for number in range(3000)), "word/document.xml")
    found = media_type("a.docx", content[:65536], content[-65536:])
    assert found.value.endswith("wordprocessingml.document")


@given(
    st.binary(max_size=600),
    st.sampled_from(["a", "a.txt", "a.eml", "a.html", "a.csv", "a.zip", ".x"]),
    st.binary(max_size=80),
)
def test_any_bytes_at_all_get_a_type(content, name, tail):
    found = media_type(name, content, tail)
    assert "/" in found.value
    assert found == media_type(name, content, tail)


@given(st.sampled_from(CASES), st.sampled_from([".doc", ".xyz", ".txt", ".zip", ""]))
def test_a_name_never_changes_what_a_signature_says(case, ending):
    name, content, value = case
    if media_type(name, content).by in {"signature", "zip members"}:
        assert media_type("a" + ending, content).value == value


def test_a_long_item_whose_end_cannot_be_reached_is_still_recognised():
    content = b'{"rows": [' + b'"word", ' * 20_000
    assert media_type("a.json", content[:65536]).value == "application/json"
    assert media_type("a", content[:65536]).value == "application/json"
