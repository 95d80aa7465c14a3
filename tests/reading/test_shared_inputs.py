"""Real files of many kinds, some broken on purpose: nothing raises, and all that is stated is anchored."""

import io
from pathlib import Path

import pytest

from probative.intake.media_types import media_type
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Reading
from probative.reading.registry import read
from tests.reading.material import exhibit_of


def found_in(path: Path) -> list[Reading | Gap]:
    content = path.read_bytes()
    kind = media_type(path.name, content[:65_536], content[-65_536:]).value
    return list(read(io.BytesIO(content), exhibit_of(content, kind, path.name)))


@pytest.mark.shared
def test_every_real_file_gives_a_reading_or_a_gap(shared: Path) -> None:
    paths = sorted(path for path in (shared / "inputs" / "files").rglob("*") if path.is_file())
    assert len(paths) > 100
    for path in paths:
        found = found_in(path)
        assert found, path
        for reading in found:
            if isinstance(reading, Reading):
                for declared in reading.declared:
                    assert declared.passage is None or reading.words(declared.passage) == declared.value, path


@pytest.mark.shared
def test_the_news_story_is_read_to_the_letter(shared: Path) -> None:
    path = shared / "inputs" / "seed-story.txt"
    (reading,) = (one for one in found_in(path) if isinstance(one, Reading))
    assert reading.text == path.read_text(encoding="utf-8").replace("\r\n", "\n")
    assert reading.language == "en"
    assert (reading.title, reading.stated_date) == (None, None)


@pytest.mark.shared
def test_files_that_need_a_password_say_so(shared: Path) -> None:
    files = shared / "inputs" / "files"
    for path in files.rglob("*pass*"):
        assert GapKind.ENCRYPTED in [one.kind for one in found_in(path) if isinstance(one, Gap)], path
