import gzip
import io

from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from tests.reading.material import all_of, only_reading, tarred, zipped

MEMBERS = {"orders/17.pdf": b"x", "прихід.txt": b"y", "a\nb.txt": b"z"}


def test_a_container_is_the_names_of_its_members() -> None:
    for content, media_type in (
        (zipped(MEMBERS), "application/zip"),
        (tarred(MEMBERS), "application/x-tar"),
        (tarred(MEMBERS, "w:gz"), "application/gzip"),
    ):
        reading = only_reading(content, media_type)
        assert reading.genre is Genre.CONTAINER
        assert [part.kind for part in reading.parts] == [PartKind.MEMBER] * 3
        assert [part.label for part in reading.parts] == ["orders/17.pdf", "прихід.txt", "a b.txt"]
        assert reading.text == "orders/17.pdf\nприхід.txt\na b.txt\n"
        assert reading.language is None


def test_one_packed_file_has_the_name_it_had() -> None:
    stream = io.BytesIO()
    with gzip.GzipFile("mail.mbox", "wb", fileobj=stream, mtime=0) as packed:
        packed.write(b"x")
    assert only_reading(stream.getvalue(), "application/gzip").parts[0].label == "mail.mbox"
    assert only_reading(gzip.compress(b"x", mtime=0), "application/gzip").parts[0].label == "(no name)"


def test_an_empty_archive_is_empty_and_a_broken_one_unreadable() -> None:
    assert all_of(zipped({}), "application/zip")[1][0].kind is GapKind.EMPTY
    assert all_of(zipped(MEMBERS)[:-30], "application/zip")[1][0].kind is GapKind.UNREADABLE
    assert all_of(b"noise", "application/x-tar")[1][0].kind is GapKind.UNREADABLE


def test_a_tar_that_breaks_off_names_what_came_before() -> None:
    content = tarred({f"{at}.txt": b"x" * 600 for at in range(5)}, "w:gz")
    readings, gaps = all_of(content[: len(content) * 2 // 3], "application/gzip")
    assert gaps[0].kind in (GapKind.DAMAGED, GapKind.UNREADABLE)
    assert all(reading.parts for reading in readings)
