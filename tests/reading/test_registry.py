import io
import subprocess
import sys

import pytest

from probative.model.gaps import GapKind
from probative.reading.registry import READERS, read, reader_of
from tests.reading.material import all_of, exhibit_of


def test_no_two_readers_claim_one_type() -> None:
    claimed = [media_type for reader in READERS for media_type in reader.media_types]
    assert len(set(claimed)) == len(claimed)
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert all(reader.version for reader in READERS)


def test_a_type_with_parameters_finds_its_reader() -> None:
    found = reader_of("Text/HTML; charset=utf-8")
    assert found is not None
    assert found.name == "html"
    assert reader_of("application/octet-stream") is None


def test_what_nobody_reads_is_a_gap() -> None:
    assert [gap.kind for gap in all_of(b"{\\rtf1 words}", "application/rtf")[1]] == [GapKind.UNSUPPORTED]
    assert [gap.kind for gap in all_of(b"x", "application/encrypted")[1]] == [GapKind.ENCRYPTED]


def test_gaps_are_counted_within_a_call() -> None:
    _, gaps = all_of(b"From: a\r\nTo: x:; (y)\r\nContent-Type: multipart/mixed\r\n\r\nWords", "message/rfc822")
    assert [gap.id for gap in gaps] == [f"G-{at:04d}" for at in range(1, len(gaps) + 1)]
    assert {gap.stage for gap in gaps} == {"reading"}


def test_the_content_is_read_from_its_beginning_and_stays_open() -> None:
    content = io.BytesIO(b"some words")
    content.seek(5)
    (reading,) = read(content, exhibit_of(b"some words", "text/plain"))
    assert not content.closed
    assert reading == next(read(content, exhibit_of(b"some words", "text/plain")))


def test_a_volume_of_nothing_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        read(io.BytesIO(b"x"), exhibit_of(b"x", "text/plain"), volume_limit=0)


def test_no_library_is_loaded_before_its_format_is_met() -> None:
    heavy = "pypdfium2 docx python_calamine selectolax PIL py3langid charset_normalizer numpy lxml"
    code = f"import sys, probative.reading.registry; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
