"""A powered-off case shows nothing: a thousand names, paths and hashes that are in it stand in none of its bytes."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random  # noqa: TID251 - seeded

import pytest

from probative.flow.case import opened
from probative.flow.delivery import Provenance, add
from probative.flow.making import create
from probative.flow.order import process
from probative.flow.sealing import begin
from tests.flow.conftest import room_in, watch
from tests.flow.sealing import custodians
from tests.world.people import crowd

N_EXHIBITS = 250


def spellings(word: str) -> Iterator[bytes]:
    """Give a text as a file might hold it in the open."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    plain = word.encode()
    yield plain.hex().encode()
    for shift in range(3):
        # Base64 of the text at each of the three offsets, without the characters that neighbours take part in.
        padded = base64.b64encode(b"\0" * shift + plain)
        yield padded[(4 if shift else 0) : len(padded) - 4]


def hashes(content: bytes) -> Iterator[bytes]:
    """Give the hashes by which somebody could ask whether a content is there."""
    for name in ("sha256", "sha1", "md5", "sha512", "blake2b"):
        digest = hashlib.new(name, content).digest()
        yield from (digest, digest.hex().encode(), base64.b64encode(digest)[:-4])


def planted(root: Path) -> dict[Path, bytes]:
    people = crowd(Random(7), 20)
    found = {}
    for number in range(N_EXHIBITS):
        one = people[number % len(people)]
        folder = root / f"{one.families[0]} papers"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"statement {number} of {one.names[0]}.txt"
        found[path] = f"Statement {number}.\n\nI, {one.names[0]}, saw cart {number} at Zelvar mill.\n".encode()
        path.write_bytes(found[path])
    return found


@pytest.mark.slow
def test_a_thousand_known_names_paths_and_hashes_are_nowhere_in_a_case_that_is_closed(tmp_path: Path) -> None:
    room = room_in(tmp_path / "room")
    create(room.folder, room.given, title="The Zelvar inquiry")
    material = planted(tmp_path / "Ostrel delivery")
    with room.open(write=True) as case:
        add(case, [tmp_path / "Ostrel delivery"], Provenance(received_from="Zhenya Ostrel"))
        list(process(case, watch=watch))
    custodians(room)
    name = crowd(Random(7), 20)[0].names[0]
    with room.open(write=True) as case:
        begin(case, name, why="asked for it", watch=watch)
    with opened(room.folder, room.given):
        pass
    words = {"The Zelvar inquiry", "Zhenya Ostrel", "Ostrel delivery", "Zelvar"}
    for path in material:
        words |= {path.name, path.parent.name, str(path), *path.stem.split(" of ")}
    words = {word for word in words if len(word) > 8}
    known = {spelt for word in words for spelt in spellings(word) if len(spelt) > 6}
    known |= {one for content in material.values() for one in hashes(content)}
    assert len(words) + len(material) > 1000
    files = [path for path in room.folder.rglob("*") if path.is_file()]
    names = "\n".join(path.relative_to(room.folder).as_posix() for path in files)
    held = b"".join(path.read_bytes() for path in files) + names.encode()
    assert len(files) > 10
    assert not [one for one in known if one in held]
