"""Taking material in: what is acknowledged is there, and the same again changes nothing."""

import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from probative.base.errors import StorageError
from probative.base.fs import Disk, PosixSystem
from probative.flow import delivery
from probative.flow.delivery import Provenance, add, require
from probative.intake.errors import PathMissing
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from tests.flow.conftest import ARTICLES, Room, room_in


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def counted(room: Room) -> tuple[int, int]:
    with room.open() as case:
        return case.store.count(Exhibit), case.custody.size


def test_the_same_again_changes_nothing(bare: Room):
    first = bare.add(ARTICLES)
    assert len(first.new) == len(ARTICLES)
    assert first.line == "3 exhibits received, 0 new gaps"
    before = counted(bare)
    again = bare.add(ARTICLES)
    assert (again.new, again.unchanged, again.gaps) == ([], 3, [])
    assert again.line == "0 exhibits received, 3 known already, unchanged, 0 new gaps"
    assert counted(bare) == before


def test_the_same_bytes_by_another_way_are_one_exhibit_with_two_receipts(bare: Room):
    bare.add(ARTICLES)
    again = bare.add({"copy of a.txt": ARTICLES["a.txt"]}, received_from="another")
    assert (again.new, again.again) == ([], 1)
    assert "1 came again by another way" in again.line
    (exhibit, *_) = bare.all(Exhibit)
    assert [receipt.received_from for receipt in exhibit.receipts] == ["a test", "another"]
    third = bare.add({"x.txt": b"one more\n", "y.txt": b"one more\n", "z.txt": b"one more\n"})
    assert (len(third.new), third.again) == (1, 2)
    assert len(bare.all(Exhibit)[-1].receipts) == 3


def test_the_same_bytes_three_times_in_one_group_keep_every_receipt(bare: Room):
    bare.add({"a.txt": b"the same\n"})
    done = bare.add({"b.txt": b"the same\n", "c.txt": b"the same\n"})
    assert done.again == 2
    (exhibit,) = bare.all(Exhibit)
    assert [receipt.name for receipt in exhibit.receipts] == ["a.txt", "b.txt", "c.txt"]


def test_what_lies_in_an_archive_says_so_and_what_nobody_was_asked_about_is_a_gap(bare: Room):
    with bare.open(write=True) as case:
        path = bare.place / "box.zip"
        path.write_bytes(zipped(**{"one.txt": b"first\n", "two.txt": b"second\n"}))
        done = add(case, [path], Provenance())
    assert [(exhibit.name, exhibit.container) for exhibit in done.new] == [
        ("box.zip", None),
        ("one.txt", "E-0001"),
        ("two.txt", "E-0001"),
    ]
    assert [(gap.kind, gap.exhibit) for gap in bare.all(Gap)] == [(GapKind.UNKNOWN_RECEIPT, "E-0001")]


def test_what_the_person_adding_says_of_it_stays_with_it(bare: Room):
    said = Provenance(collected_by="M. Oru", publisher="Daily Fern", stated_date=date(2031, 5, 3))
    (bare.place / "a.txt").write_text(ARTICLES["a.txt"])
    with bare.open(write=True) as case:
        (exhibit,) = add(case, [bare.place / "a.txt"], said).new
    assert (exhibit.publisher, exhibit.stated_date) == ("Daily Fern", date(2031, 5, 3))
    assert exhibit.receipts[0].collected_by == "M. Oru"


def test_the_wrong_extension_is_a_gap_that_is_noted_once(bare: Room):
    for _ in range(2):
        bare.add({"letter.pdf": b"Dear colleague, the ferry left early.\n"})
    assert [gap.kind for gap in bare.all(Gap)] == [GapKind.WRONG_EXTENSION]


def test_an_exhibit_is_announced_only_when_it_is_durable(bare: Room, monkeypatch):
    monkeypatch.setattr(delivery, "GROUP_ITEMS", 2)
    announced: list[tuple[str, int]] = []
    material = bare.place / "material"
    material.mkdir()
    for number in range(5):
        (material / f"{number}.txt").write_text(f"text {number}\n")
    with bare.open(write=True) as case:

        def acknowledged(exhibit: Exhibit) -> None:
            with bare.open() as reader:
                assert reader.store.get(Exhibit, exhibit.id) is not None
            announced.append((exhibit.id, case.custody.size))

        add(case, [material], Provenance(received_from="a test"), on_acknowledged=acknowledged)
    assert [name for name, _ in announced] == ["E-0001", "E-0002", "E-0003", "E-0004", "E-0005"]
    assert len({size for _, size in announced}) == 3


class Filling(PosixSystem):
    """A disk that is full after so many bytes."""

    def __init__(self, room_bytes: int) -> None:
        self.room_bytes = room_bytes

    def write(self, descriptor: int, content: bytes) -> int:
        self.room_bytes -= len(content)
        if self.room_bytes < 0:
            raise OSError(28, "No space left on device")
        return os.write(descriptor, content)


@pytest.mark.parametrize("room_bytes", [2_000, 60_000, 200_000])
def test_a_full_disk_loses_nothing_that_was_acknowledged(bare: Room, monkeypatch, room_bytes):
    monkeypatch.setattr(delivery, "GROUP_ITEMS", 2)
    material = bare.place / "material"
    material.mkdir()
    for number in range(12):
        (material / f"{number:02}.txt").write_bytes(bytes([65 + number]) * 20_000)
    announced: list[str] = []
    full = Room(place=bare.place, given=room_in(bare.place, disk=Disk(Filling(room_bytes))).given)
    said = Provenance(received_from="a test")
    with pytest.raises(StorageError, match="No space left"), full.open(write=True) as case:
        add(case, [material], said, on_acknowledged=lambda each: announced.append(each.digest))
    with bare.open() as case:
        assert set(announced) <= {exhibit.digest for exhibit in case.store.all(Exhibit)}
    with bare.open(write=True) as case:
        add(case, [material], said)
    held = bare.all(Exhibit)
    assert [exhibit.name for exhibit in held] == [f"material/{number:02}.txt" for number in range(12)]


def test_a_path_that_is_not_there_is_said_before_anything_is_made(tmp_path: Path):
    with pytest.raises(PathMissing):
        require([tmp_path / "nothing"])
    require([tmp_path])


def test_an_item_that_stops_giving_bytes_is_a_gap(bare: Room):
    content = bytearray(zipped(**{"one.txt": b"first sentence\n" * 50, "two.txt": b"second\n"}))
    at = content.index(b"first sentence")
    content[at : at + 4] = b"\xff\xff\xff\xff"
    done = bare.add({"box.zip": bytes(content)})
    assert GapKind.DAMAGED in {gap.kind for gap in done.gaps}
    assert "two.txt" in {exhibit.name for exhibit in done.new}
