"""The log's own key hands over to a new one: both sign, and what the old one signs later counts no more."""

import base64
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from probative.base.canonical import Json
from probative.base.chance import system_chance
from probative.custody.errors import RolledBackError
from probative.custody.ledger.checkpoints import CheckpointError, read_checkpoint, sign_checkpoint
from probative.custody.ledger.logkeys import HandoverError, LogKeys, handover, handover_file, read_handover
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.mirror.mirroring import mirror
from probative.custody.opening import open_case
from probative.custody.peers import devices_of, read_peer
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag, open_keybag
from probative.verify.standalone import verify_proof
from tests.custody.making import CLOCK, QUICK, SECRET, damage, exhibit, findings, new_case, reopened
from tests.custody.test_peers import record as record_peer

NAME = "probative/" + "ab" * 16
PRIVATE = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 8)]
PUBLIC = [one.public_key().public_bytes_raw() for one in PRIVATE]


def next_key(keys: LogKeys, number: int, since: int) -> dict[str, Json]:
    old = PRIVATE[PUBLIC.index(keys.newest.public_key)]
    return handover(keys, since=since, key=PUBLIC[number], sign_old=old.sign, sign_new=PRIVATE[number].sign)


def change(custody: Custody, keys: Keybag) -> dict[str, Json]:
    """Put a new key of the log in the place of the old one, up to where the old one is destroyed."""
    log_keys = custody.signers.register.log_keys
    old, new = log_keys.newest.public_key, keys.prepare("log")
    said = handover(
        log_keys,
        since=custody.size + 1,
        key=new,
        sign_old=lambda content: keys.sign_as_log(content, old),
        sign_new=lambda content: keys.sign_as_log(content, new),
    )
    custody.record("key.rotated", {}, said)
    custody.acknowledge()
    return said


def write(custody: Custody, words: str) -> int:
    index = custody.size
    exhibit(custody, words.encode(), "note")
    custody.acknowledge()
    return index


@given(st.lists(st.integers(1, 50), min_size=1, max_size=5, unique=True).map(sorted))
def test_each_size_has_one_key_and_only_that_one_signs_it(sinces: list[int]) -> None:
    keys = LogKeys(name=NAME, first=PUBLIC[0])
    for number, since in enumerate(sinces, start=1):
        keys = keys.followed(next_key(keys, number, since))
    tree = Tree()
    for size in range(1, 52):
        tree.append(leaf_hash(bytes([size])))
        right = sum(since <= size for since in sinces)
        for number in range(len(sinces) + 1):
            note = sign_checkpoint(
                key=LogKeys(name=NAME, first=PUBLIC[number]).newest,
                size=size,
                root=tree.root(),
                sign=PRIVATE[number].sign,
            ).note
            if number == right:
                assert read_checkpoint(note, keys).size == size
            else:
                with pytest.raises(CheckpointError):
                    read_checkpoint(note, keys)


def test_no_handover_counts_that_both_keys_did_not_sign_for_this_log() -> None:
    keys = LogKeys(name=NAME, first=PUBLIC[0])
    right = next_key(keys, 1, 9)
    assert read_handover(handover_file(NAME, right)) == (NAME, right)
    agreed = right["agreed"]
    assert isinstance(agreed, list)
    wrong: list[dict[str, Json]] = [
        {**right, "since": 10},
        {**right, "since": 0},
        {**right, "since": "9"},
        {**right, "agreed": agreed[::-1]},
        {**right, "agreed": agreed[:1]},
        {**right, "agreed": [agreed[0], agreed[0]]},
        {**right, "log_key": base64.b64encode(PUBLIC[2]).decode()},
        {**right, "log_key": "AAAA"},
        {**right, "old": "0" * 16},
        {name: value for name, value in right.items() if name != "since"},
        next_key(LogKeys(name="probative/" + "cd" * 16, first=PUBLIC[0]), 1, 9),
        next_key(LogKeys(name=NAME, first=PUBLIC[3]), 1, 9),
    ]
    for said in wrong:
        with pytest.raises(HandoverError):
            keys.followed(said)
    followed = keys.followed(right)
    for said in (right, next_key(followed, 2, 9), next_key(followed, 0, 20)):
        with pytest.raises(HandoverError):
            followed.followed(said)
    for content in (b"", b"{}", handover_file(NAME, right)[:-1], handover_file(NAME, right).replace(b"@1", b"@2")):
        with pytest.raises(HandoverError):
            read_handover(content)


def test_a_changed_log_key_signs_what_follows_and_every_proof_before_and_after_holds(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    first = custody.log_key.public_key
    early = write(custody, "before")
    custody.checkpoint()
    change(custody, keys)
    late = write(custody, "after")
    custody.close()
    keys.settle("log")
    keys.close()
    assert damage(tmp_path) == []
    custody, keys = reopened(tmp_path)
    assert custody.log_key.public_key != first
    assert keys.log_public_keys == (custody.log_key.public_key,)
    for index in (early, late):
        for log_key in (None, first, custody.log_key.public_key):
            assert verify_proof(custody.bundle(index, shown=()), log_key=log_key).problems == []
        assert verify_proof(custody.bundle(index, shown=()), log_key=bytes(32)).problems
    exhibit(custody, b"and more", "note")
    custody.acknowledge()
    custody.close()
    keys.close()
    assert damage(tmp_path) == []


@pytest.mark.parametrize("after", ["preparing", "entering", "sealing", "settling"])
def test_a_crash_at_any_step_leaves_a_case_whose_key_counts(tmp_path: Path, after: str) -> None:
    custody, keys = new_case(tmp_path)
    write(custody, "before")
    if after == "preparing":
        keys.prepare("log")
    else:
        change(custody, keys)
        if after != "entering":
            custody.seal()
        if after == "settling":
            keys.settle("log")
    custody.abandon()
    keys.close()
    custody, keys = reopened(tmp_path)
    if after == "preparing":
        change(custody, keys)
    assert custody.log_key.public_key == keys.log_public_keys[-1]
    write(custody, "after")
    custody.close()
    if after != "settling":
        keys.settle("log")
    keys.close()
    custody, keys = reopened(tmp_path)
    custody.close()
    assert damage(tmp_path) == []


def test_what_a_thief_signs_with_the_old_key_is_found_and_refused(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    write(custody, "before")
    custody.close()
    shutil.copytree(tmp_path, tmp_path.with_suffix(".stolen"))
    custody, keys = reopened(tmp_path)
    change(custody, keys)
    late = write(custody, "after")
    proof = custody.bundle(late, shown=(), under=custody.checkpoint())
    size, root = custody.size, custody.log.tree.root()
    custody.close()
    thief = open_keybag(tmp_path.with_suffix(".stolen") / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    key = LogKeys(name=custody.origin, first=thief.log_public_key).newest
    forged = sign_checkpoint(key=key, size=size, root=root, sign=thief.sign_as_log).note
    (tmp_path / "case" / "log" / "checkpoint").write_bytes(forged)
    assert "checkpoint.broken" in {one.code for one in damage(tmp_path)}
    honest = (tmp_path / "case" / "log" / "checkpoints" / str(size)).read_bytes()
    assert verify_proof(proof).problems == []
    swapped = proof.replace(_line(honest), _line(forged))
    assert swapped != proof
    assert any("signature does not hold" in one for one in verify_proof(swapped).problems)


def _line(note: bytes) -> bytes:
    return note.decode().rpartition(" ")[2].strip().encode()


def test_a_handover_by_somebody_else_than_the_founder_changes_nothing(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    log_keys = custody.signers.register.log_keys
    said = handover(
        log_keys, since=custody.size + 1, key=PUBLIC[1], sign_old=keys.sign_as_log, sign_new=PRIVATE[1].sign
    )
    for public in ({**said, "since": custody.size + 5}, {**said, "agreed": []}, {**said, "old": "0" * 16}):
        custody.record("key.rotated", {}, public)
    custody.acknowledge()
    assert custody.log_key.public_key == log_keys.first
    custody.close()
    assert [one.code for one in damage(tmp_path)] == ["entry.keys"] * 3


def test_a_backup_from_before_the_change_is_refused_and_can_be_said_to_be_put_back(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    write(custody, "before")
    custody.close()
    shutil.copytree(tmp_path / "case", tmp_path / "backup")
    custody, keys = reopened(tmp_path)
    change(custody, keys)
    write(custody, "after")
    custody.close()
    keys.settle("log")
    keys.close()
    shutil.rmtree(tmp_path / "case")
    shutil.copytree(tmp_path / "backup", tmp_path / "case")
    with pytest.raises(RolledBackError):
        reopened(tmp_path)
    keys = open_keybag(tmp_path / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    custody = open_case(
        tmp_path / "case",
        keys=keys,
        disk=QUICK,
        clock=CLOCK,
        chance=system_chance,
        guards=tmp_path / "guards",
        write=True,
        restored="the disk died",
    )
    write(custody, "again")
    custody.close()
    keys.close()
    assert damage(tmp_path) == []
    assert "case.restored" in {one.code for one in findings(tmp_path)}


def test_another_device_follows_a_changed_key_and_no_other(tmp_path: Path) -> None:
    other, keys = new_case(tmp_path / "other")
    write(other, "seen there")
    other.checkpoint()
    mine, _ = new_case(tmp_path / "mine")
    record_peer(mine, read_peer(tmp_path / "other" / "case"))
    change(other, keys)
    other.close()
    peer = read_peer(tmp_path / "other" / "case")
    known = devices_of(mine.log.said_of_devices).known[peer.name]
    (said,) = peer.handed_over(known)
    mine.record("device.rotated", {}, {**said, "log_key": base64.b64encode(PUBLIC[1]).decode()})
    mine.record("device.rotated", {}, said)
    mine.acknowledge()
    record_peer(mine, peer)
    assert devices_of(mine.log.said_of_devices).known[peer.name].newest == peer.checkpoint
    mine.close()
    assert [one.code for one in damage(tmp_path / "mine")] == ["entry.peer"]


def test_a_mirror_goes_on_across_a_changed_key(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    write(custody, "before")
    custody.close()
    list(mirror(tmp_path / "case", tmp_path / "mirror", disk=QUICK, chance=system_chance))
    custody, keys = reopened(tmp_path)
    change(custody, keys)
    custody.close()
    keys.settle("log")
    keys.close()
    list(mirror(tmp_path / "case", tmp_path / "mirror", disk=QUICK, chance=system_chance))
    kept: Callable[[Path], bytes] = lambda place: (place / "log" / "checkpoint").read_bytes()  # noqa: E731
    assert kept(tmp_path / "mirror") == kept(tmp_path / "case")
