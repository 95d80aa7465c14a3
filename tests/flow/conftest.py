"""A small case that a test may change: three made-up articles about one mill."""

import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probative.base.clock import fixed_clock
from probative.base.fs import Disk
from probative.flow.case import Case, opened
from probative.flow.decisions import judge
from probative.flow.delivery import Added, Provenance, add
from probative.flow.making import create
from probative.flow.order import StageLine, process
from probative.flow.settings import Settings
from probative.model.judgements import Judgement
from probative.store.kinds import V

ARTICLES = {
    "a.txt": (
        "Daily Fern\n3 May 2031\n\nNine men were held in the mill at Sarn, Mira Toll said on Friday. Colonel Osk Varen "
        "paid the guards 300 marks in April, Toll said.\n\nThe Interior Ministry denied that nine men were held in the "
        "mill at Sarn.\n"
    ),
    "b.txt": (
        "Northern Gazette\n4 May 2031\n\nNine men were held in the mill at Sarn, said Joran Pell, a ferryman. O. Varen "
        "gave the order, Pell said.\n\nThe bridge at Keld was mined, according to two officers.\n"
    ),
    "c.txt": (
        "The Keld Herald\n6 May 2031\n\nNine men were held in the mill at Sarn, Dr Ilse Maret said. Osk Varen visited "
        "the mill last week, Maret said. The bridge at Keld was mined, Maret said.\n"
    ),
}

PAPERS = ("Daily Fern", "Northern Gazette", "The Keld Herald")

MORE = {
    "d.txt": (
        "The Harbour Post\n9 May 2031\n\nNine men were held in the mill at Sarn, said Tova Linn, a nurse. O. Varen "
        "gave the order, Linn said. Osk Varen will be questioned in June, the Interior Ministry said.\n"
    ),
    "e.txt": "Daily Fern\n10 May 2031\n\nThe ferry at Keld sank, Joran Pell said. Reportedly, nobody drowned.\n",
}


def watch(_stage: str, _length: int | None) -> AbstractContextManager:
    """Watch nothing."""
    return nullcontext(lambda _name: None)


@dataclass(frozen=True)
class Room:
    """A case folder, and the settings that open it."""

    place: Path
    given: Settings

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self.place / "case"

    def open(self, *, write: bool = False) -> AbstractContextManager[Case]:
        """Open the case."""
        return opened(self.folder, self.given, write=write)

    def add(self, texts: dict[str, str] | dict[str, bytes], **said: str) -> Added:
        """Add texts, or bytes, as files of a folder."""
        material = self.place / "material"
        material.mkdir(exist_ok=True)
        for name, content in texts.items():
            (material / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        with self.open(write=True) as case:
            return add(case, [material / name for name in texts], Provenance(**(said or {"received_from": "a test"})))

    def process(self) -> tuple[StageLine, ...]:
        """Work through the case."""
        with self.open(write=True) as case:
            return tuple(process(case, watch=watch))

    def judge(self, verdict: str, *subjects: str, value: str | None = None, grounds: Sequence[str] = ()) -> Judgement:
        """Record a judgement."""
        with self.open(write=True) as case:
            return judge(case, verdict=verdict, subjects=subjects, why="a test", value=value, grounds=grounds)

    def all(self, kind: type[V]) -> tuple[V, ...]:
        """Everything of a kind."""
        with self.open() as case:
            return tuple(case.store.all(kind))

    def exported(self) -> bytes:
        """The whole index, in its one spelling."""
        with self.open() as case:
            return b"".join(case.store.export())


def room_in(place: Path, **changed: object) -> Room:
    """A room whose case is not made yet."""
    place.mkdir(parents=True, exist_ok=True)
    given = Settings(
        key_file=place / "key",
        passphrase=None,
        guard_folder=place / "guards",
        workers=1,
        person="Tester",
        clock=fixed_clock(datetime(2031, 5, 20, 12, tzinfo=UTC)),
        disk=Disk(),
    )
    return Room(place=place, given=replace(given, **changed))


@pytest.fixture(scope="session")
def pristine_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The case, built once."""
    room = room_in(tmp_path_factory.mktemp("room"))
    create(room.folder, room.given, title="The mill")
    room.add(ARTICLES)
    room.process()
    return room


@pytest.fixture
def room(pristine_room: Room, tmp_path: Path) -> Room:
    """A copy of the built case, with the key that opens it."""
    shutil.copytree(pristine_room.place, tmp_path / "room")
    return room_in(tmp_path / "room")


@pytest.fixture(scope="session")
def pristine_papers(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The same articles, each with the paper that published it named, built once."""
    room = room_in(tmp_path_factory.mktemp("papers"))
    create(room.folder, room.given, title="The mill")
    for (name, text), publisher in zip(ARTICLES.items(), PAPERS, strict=True):
        room.add({name: text}, publisher=publisher, received_from="a test")
    room.process()
    return room


@pytest.fixture
def papers(pristine_papers: Room, tmp_path: Path) -> Room:
    """A copy of the case whose papers are named, with the key that opens it."""
    shutil.copytree(pristine_papers.place, tmp_path / "papers")
    return room_in(tmp_path / "papers")


@pytest.fixture
def bare(tmp_path: Path) -> Room:
    """An empty case."""
    room = room_in(tmp_path / "bare")
    create(room.folder, room.given)
    return room
