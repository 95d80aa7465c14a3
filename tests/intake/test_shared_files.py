"""Real files of many makers: each is recognised, and everything in them is taken or named."""

from pathlib import Path

import pytest

from probative.intake import Arrival, ArrivalFailed, Budget, Refusal, Spending, expand, is_container, media_type, walk
from probative.intake.media_types import HEAD_BYTES, TAIL_BYTES

FILES = Path(__file__).resolve().parents[3] / "shared" / "inputs" / "files"
pytestmark = pytest.mark.shared

OFFICE = "application/vnd.openxmlformats-officedocument."
BY_ENDING = {
    "eml": {"message/rfc822"},
    "mbox": {"application/mbox"},
    "pdf": {"application/pdf", "application/x-empty"},
    "docx": {OFFICE + "wordprocessingml.document", "application/encrypted"},
    "xlsx": {OFFICE + "spreadsheetml.sheet", "application/encrypted"},
    "pptx": {OFFICE + "presentationml.presentation"},
    "html": {"text/html"},
    "rtf": {"application/rtf"},
    "msg": {"application/vnd.ms-outlook"},
    "jpg": {"image/jpeg"},
    "csv": {"text/csv"},
    "zip": {"application/zip"},
    "gz": {"application/gzip"},
    "7z": {"application/x-7z-compressed"},
    "arc": {"application/x-arc"},
    "warc": {"application/warc", "application/gzip"},
}


def kind_of(item: Arrival) -> str:
    with item.open() as stream:
        content = stream.read()
    return media_type(
        item.name, content[:HEAD_BYTES], content[-TAIL_BYTES:] if len(content) > HEAD_BYTES else b""
    ).value


def test_every_shared_file_is_recognised_for_what_its_maker_calls_it():
    items = list(walk([FILES], budget=Budget()))
    assert len(items) == sum(path.is_file() for path in FILES.rglob("*"))
    for item in items:
        assert isinstance(item, Arrival)
        kind = kind_of(item)
        expected = BY_ENDING.get(item.name.rpartition(".")[2])
        assert expected is None or kind in expected, (item.name, kind)
        if "/mbox/" in item.name:
            assert kind == "application/mbox", item.name
        elif "MimeKit/UnitTests/TestData/messages" in item.name:
            assert kind in {"message/rfc822", "application/mbox"}, item.name


def test_everything_inside_the_shared_files_is_taken_or_named():
    taken, broken = 0, []
    for item in walk([FILES], budget=Budget()):
        assert isinstance(item, Arrival)
        kind = kind_of(item)
        if not is_container(kind):
            continue
        with item.open() as content:
            spending = Spending(Budget())
            for member in expand(content, item.name, kind, budget=spending.budget, depth=0, spending=spending):
                if isinstance(member, Refusal):
                    assert member.detail
                    continue
                try:
                    kind_of(member)
                    taken += 1
                except ArrivalFailed as failure:
                    broken.append((item.name.rpartition("/")[2], failure.kind))
    assert taken > 70
    assert broken == [("testZip_with_DataDescriptor.zip", "damaged")] * 4
