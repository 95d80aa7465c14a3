"""Two devices' logs are witnesses of each other: what one recorded, the other cannot rewrite."""

import base64
import shutil
from pathlib import Path

import pytest

from probative.base.canonical import Json
from probative.custody.casefile import read_case_file
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.custody.peers import Peer, devices_of, disagreements, read_peer
from probative.custody.protocol import Custody
from tests.custody.making import damage, exhibit, new_case, reopened, small_case


def grown(root: Path, words: bytes) -> None:
    custody, keys = reopened(root)
    exhibit(custody, words, "note")
    custody.close()
    keys.close()


def added(peer: Peer) -> dict[str, Json]:
    return {"log": peer.name, "log_key": base64.b64encode(peer.keys.first).decode()}


def record(custody: Custody, peer: Peer) -> None:
    known = devices_of(custody.log.said_of_devices).known.get(peer.name)
    if known is None:
        custody.record("device.added", {}, added(peer))
    custody.record("peer.checkpoint", {}, peer.record(known))
    custody.acknowledge()


def test_what_was_recorded_of_a_log_that_only_grew_holds(tmp_path: Path) -> None:
    other = tmp_path / "other"
    small_case(other)
    custody, _ = new_case(tmp_path / "mine")
    for number in range(3):
        record(custody, read_peer(other / "case"))
        grown(other, f"seen there {number}".encode())
    record(custody, read_peer(other / "case"))
    assert list(disagreements(custody.log, custody.origin, read_peer(other / "case"))) == []
    custody.close()
    assert damage(tmp_path / "mine") == []


@pytest.fixture
def mine(tmp_path: Path) -> Custody:
    """A case that has recorded what another log had signed; a copy of that from ``before`` lies beside it."""
    other = tmp_path / "other"
    small_case(other)
    shutil.copytree(other, tmp_path / "before")
    grown(other, b"what was seen")
    custody, _ = new_case(tmp_path / "mine")
    record(custody, read_peer(other / "case"))
    return custody


def test_a_log_that_was_rewritten_after_it_was_recorded_is_found(tmp_path: Path, mine: Custody) -> None:
    grown(tmp_path / "before", b"what shall have been seen")
    grown(tmp_path / "before", b"and more")
    rewritten = read_peer(tmp_path / "before" / "case")
    assert any("another history" in what for what in disagreements(mine.log, mine.origin, rewritten))
    record(mine, rewritten)
    mine.close()
    assert [one.code for one in damage(tmp_path / "mine")] == ["entry.peer"]


def test_a_log_that_was_cut_after_it_was_recorded_is_found(tmp_path: Path, mine: Custody) -> None:
    cut = read_peer(tmp_path / "before" / "case")
    assert any("are there" in what for what in disagreements(mine.log, mine.origin, cut))
    record(mine, cut)
    mine.close()
    assert [one.code for one in damage(tmp_path / "mine")] == ["entry.peer"]


def test_what_the_other_log_recorded_of_this_one_is_compared_too(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    small_case(mine)
    shutil.copytree(mine, tmp_path / "before")
    grown(mine, b"what was seen")
    custody, _ = new_case(tmp_path / "other")
    record(custody, read_peer(mine / "case"))
    custody.close()
    grown(tmp_path / "before", b"rewritten")
    rewritten, _ = reopened(tmp_path / "before", write=False)
    peer = read_peer(tmp_path / "other" / "case")
    assert any("the other log" in what for what in disagreements(rewritten.log, rewritten.origin, peer))
    honest, _ = reopened(mine, write=False)
    assert list(disagreements(honest.log, honest.origin, peer)) == []


def test_a_revoked_log_is_recorded_no_further_than_its_last_good_size(tmp_path: Path) -> None:
    other = tmp_path / "other"
    small_case(other)
    custody, _ = new_case(tmp_path / "mine")
    peer = read_peer(other / "case")
    record(custody, peer)
    custody.record("device.revoked", {}, {"log": peer.name, "good": peer.checkpoint.size})
    grown(other, b"after the theft")
    record(custody, read_peer(other / "case"))
    custody.close()
    assert [one.code for one in damage(tmp_path / "mine")] == ["entry.peer"]


def test_nonsense_about_other_logs_is_named_entry_by_entry(tmp_path: Path) -> None:
    other = tmp_path / "other"
    small_case(other)
    peer = read_peer(other / "case")
    grown(other, b"later")
    later = read_peer(other / "case")
    custody, _ = new_case(tmp_path / "mine")
    record(custody, peer)
    right = later.record(devices_of(custody.log.said_of_devices).known[peer.name])
    stranger = read_case_file((tmp_path / "mine" / "case" / "case.json").read_bytes()).log_key.name
    wrong: list[tuple[str, dict[str, Json]]] = [
        ("device.added", added(peer)),
        ("device.added", {"log": "probative/" + "1" * 32, "log_key": "AAAA"}),
        ("device.revoked", {"log": peer.name, "good": -1}),
        ("device.revoked", {"log": stranger, "good": 1}),
        ("peer.checkpoint", {**right, "path": []}),
        ("peer.checkpoint", {**right, "path": 1}),
        ("peer.checkpoint", {**right, "path": [base64.b64encode(bytes(32)).decode()]}),
        ("peer.checkpoint", {**right, "log": stranger}),
        ("peer.checkpoint", {**right, "note": str(right["note"]).replace("\n", "\n1", 1)}),
    ]
    for kind, public in wrong:
        custody.record(kind, {}, public)
    custody.record("peer.checkpoint", {}, right)
    custody.acknowledge()
    custody.close()
    assert [one.code for one in damage(tmp_path / "mine")] == ["entry.peer"] * len(wrong)


def test_a_folder_whose_log_does_not_hold_is_no_peer(tmp_path: Path) -> None:
    case = small_case(tmp_path)
    segment = case / "log" / "seg-00000001"
    content = segment.read_bytes()
    segment.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedCaseError):
        read_peer(case)
    (case / "log" / "checkpoint").write_bytes(b"")
    with pytest.raises(DamagedCaseError):
        read_peer(case)
    with pytest.raises(NotACaseError):
        read_peer(tmp_path)
