"""What outsiders signed goes along in the proof, and both verifiers say alike by when the entry was there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from probative.custody.anchors.attested import attested
from probative.custody.anchors.taking import Taken
from probative.custody.layout import Layout
from probative.verify import standalone, timestamps
from tests.custody.authority import Authority, make_authority
from tests.custody.making import exhibit
from tests.custody.test_anchors import Room
from tests.second.asking import answers


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "a")


@pytest.fixture
def room(tmp_path: Path, authority: Authority) -> Iterator[Room]:
    made = Room(tmp_path, authority)
    yield made
    made.close()


def proof(room: Room, index: int, size: int | None = None) -> bytes:
    under = room.anchors.checkpoint(size) if size is not None else room.custody.sealed
    assert under is not None
    others = attested(Layout(room.custody.folder), room.anchors.evidence, under)
    return room.custody.bundle(index, shown=(), under=under, attested=others)


def test_a_witness_and_an_authority_bound_the_entry_for_whoever_holds_the_proof(room: Room) -> None:
    checkpoint, request = room.asked()
    line = room.take(room.line())
    assert isinstance(line, Taken)
    stamped = room.take(room.authority.reply(request))
    assert isinstance(stamped, Taken)
    for size, n_lines in ((checkpoint.size, 0), (line.size, 1)):
        content = proof(room, 1, size)
        report = standalone.verify_proof(content)
        assert report.problems == []
        assert len(report.witnessed) == n_lines
        (second,) = answers([{"kind": "bracket", "content": content.hex()}])
        assert second == {"holds": True, "not_after": report.not_after}
        assert report.not_after == (line.latest if n_lines else None)
    content = proof(room, 1, checkpoint.size)
    found = timestamps.judge(content)
    assert found
    assert found.not_after == stamped.latest
    (second,) = answers([{"kind": "stamps", "content": content.hex()}])
    assert [one["latest"] for one in second] == found.times


def test_a_proof_shows_nothing_of_the_case_but_its_checkpoint_to_outsiders_words(room: Room) -> None:
    exhibit(room.custody, b"who said so", "a name.txt")
    room.custody.acknowledge()
    line = room.take(room.line())
    assert isinstance(line, Taken)
    content = proof(room, 1, line.size)
    assert b"a name" not in content
    value = json.loads(content)
    assert value["witnesses"] == [room.key.verifier]
    assert "stamps" not in value


def test_no_line_of_a_witness_can_be_added_taken_swapped_or_changed(room: Room) -> None:
    line = room.take(room.line())
    assert isinstance(line, Taken)
    right = json.loads(proof(room, 1, line.size))
    other = "witness/else+00000000+" + room.key.verifier.rpartition("+")[2]
    lines = right["proof"].splitlines(keepends=True)
    wrong = [
        right | {"proof": "".join(lines[:-1])},
        right | {"proof": "".join([*lines, lines[-1]])},
        right | {"proof": "".join([*lines[:-2], lines[-1], lines[-2]])},
        right | {"proof": right["proof"][:-6] + ("A" if right["proof"][-6] != "A" else "B") + right["proof"][-5:]},
        right | {"witnesses": []},
        right | {"witnesses": [other]},
        right | {"witnesses": [room.key.verifier] * 2},
        right | {"witnesses": [1]},
        right | {"witnesses": "x"},
        right | {"stamps": [{"chain": "", "reply": "A"}]},
        right | {"stamps": [1]},
    ]
    contents = [json.dumps(one, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() for one in wrong]
    assert [bool(standalone.verify_proof(one)) for one in contents] == [False] * len(wrong)
    second = answers([{"kind": "bracket", "content": one.hex()} for one in contents])
    assert second == [{"holds": False, "not_after": None}] * len(wrong)


def test_a_file_that_was_changed_is_left_out_and_the_proof_holds_without_it(room: Room) -> None:
    line = room.take(room.line())
    assert isinstance(line, Taken)
    (path,) = Layout(room.custody.folder).cosignatures.iterdir()
    path.write_bytes(path.read_bytes() + b"\n")
    content = proof(room, 1, line.size)
    assert standalone.verify_proof(content).problems == []
    assert "witnesses" not in json.loads(content)
