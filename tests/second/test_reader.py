"""A case is read whole by a program that knows only docs/format: what it finds is what was put in."""

import base64
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from probative.base.chance import seeded_chance, system_chance
from probative.custody.ledger.register import rotated
from probative.custody.opening import create_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import create_keybag
from probative.custody.seal.secret import Both, Cost, KeyFile, Passphrase, Secret
from probative.custody.signers import Signer
from tests.custody.making import CLOCK, QUICK, SECRET, exhibit, reopened
from tests.faults.journeys import handed_over
from tests.second.asking import HERE, node

CHEAP = Cost(memory_kib=64, passes=1, lanes=4)
WORDS = "orbit canvas mellow thirsty"
SIZES = (0, 1, 215, 216, 217, 4096, 100_000, (1 << 20) - 40, (1 << 20) - 39, 3_500_001)
"""Around the smallest padded size, and around one segment."""


def read(folder: Path, key_file: str, stretched: str = "") -> subprocess.CompletedProcess[str]:
    words = [node(), str(HERE / "reader.mjs"), str(folder), key_file, stretched]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


def made(root: Path, secret: Secret, sizes: tuple[int, ...] = SIZES) -> list[str]:
    """Make a case of contents of these sizes; give their hashes."""
    keys = create_keybag(root / "case", secret=secret, disk=QUICK, chance=system_chance, cost=CHEAP)
    custody = create_case(
        root / "case", keys=keys, disk=QUICK, clock=CLOCK, chance=system_chance, guards=root / "guards"
    )
    draw = seeded_chance(b"contents")
    contents = [draw(min(size, 5000)).ljust(size, b".") for size in sizes]
    for number, content in enumerate(contents):
        exhibit(custody, content, f"нотатка {number}.txt")
        if number % 3 == 0:
            custody.acknowledge()
    custody.record("claim.recorded", {f"field_{number}": str(number) for number in range(19)}, {"n": 19})
    custody.acknowledge()
    custody.close()
    keys.close()
    return [hashlib.sha256(content).hexdigest() for content in contents]


def stretched(folder: Path) -> str:
    """What argon2id gives over the passphrase, with what stands in the door."""
    (door,) = (folder / "keys").glob("door.*")
    value = json.loads(door.read_bytes()[8:])
    cost = value["argon2id"]
    kdf = Argon2id(
        salt=base64.b64decode(value["salt"]),
        length=32,
        iterations=cost["passes"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    )
    return kdf.derive(WORDS.encode()).hex()


def same(custody: Custody, found: dict[str, Any]) -> None:
    """Compare what the second reader found with what we say, entry by entry."""
    entries = list(custody.entries())
    assert found["origin"] == custody.origin
    assert found["kinds"] == [one.entry.kind for one in entries]
    assert found["records"] == [None if one.fields is None else dict(one.fields) for one in entries]
    for object_id, what in found["objects"].items():
        content = custody.read_object(object_id)
        assert what == {"sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)}
    assert custody.sealed is not None
    assert str(custody.sealed.size) in found["checkpoints"]


@pytest.mark.parametrize("kind", ["key file", "passphrase", "both"])
def test_a_case_is_read_whole_from_the_documents_alone(tmp_path: Path, kind: str) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(SECRET.content)
    secret: Secret = {
        "key file": SECRET,
        "passphrase": Passphrase(WORDS),
        "both": Both(Passphrase(WORDS), KeyFile(SECRET.content)),
    }[kind]
    digests = made(tmp_path, secret)
    case = tmp_path / "case"
    done = read(case, "-" if kind == "passphrase" else str(key_file), "" if kind == "key file" else stretched(case))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert sorted(one["sha256"] for one in found["objects"].values()) == sorted(digests)
    assert {one["size_bytes"] for one in found["objects"].values()} == set(SIZES)
    if kind == "key file":
        custody, keys = reopened(tmp_path, write=False)
        same(custody, found)
        keys.close()


def test_a_case_that_is_still_open_and_one_with_a_shredded_object_are_read_too(tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(SECRET.content)
    made(tmp_path, SECRET, (10, 300))
    custody, keys = reopened(tmp_path)
    exhibit(custody, b"not closed yet", "late.txt")
    custody.acknowledge()
    found = json.loads(read(tmp_path / "case", str(key_file)).stdout)
    same(custody, found)
    gone = next(iter(found["objects"]))
    custody.close()
    keys = keys.next_generation(secret=SECRET, without=[bytes.fromhex(gone)])
    keys.close()
    after = json.loads(read(tmp_path / "case", str(key_file)).stdout)
    assert set(found["objects"]) - set(after["objects"]) == {gone}


def test_what_the_documents_do_not_describe_is_refused(tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(SECRET.content)
    made(tmp_path, SECRET, (10,))
    case = tmp_path / "case"
    assert read(case, str(key_file)).returncode == 0
    paths = [path for path in sorted(case.rglob("*")) if path.is_file() and path.name not in {"lock", "reserve"}]
    for number, path in enumerate(paths):
        content = path.read_bytes()
        at = (number * 7919 + 13) % len(content)
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert read(case, str(key_file)).returncode != 0, f"byte {at} of {path.relative_to(case)}"
        path.write_bytes(content)
    (case / "log" / "more").write_bytes(b"x")
    assert read(case, str(key_file)).returncode != 0


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_case_whose_keys_changed_is_read_with_the_keys_that_count(tmp_path: Path, *, is_settled: bool) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(SECRET.content)
    made(tmp_path, SECRET, (10, 300))
    custody, keys = reopened(tmp_path)
    custody.record("key.rotated", {}, handed_over(custody, keys, keys.prepare("log")))
    custody.acknowledge()
    custody.seal()
    heir = Signer(public_key=keys.prepare("person"), sign=lambda content: keys.sign_as_person(content, heir.public_key))
    custody.signers.heir = heir
    custody.record("key.rotated", {}, rotated(custody.origin, custody.signers.acting.id, heir.public_key, heir.sign))
    custody.acknowledge()
    exhibit(custody, b"signed by the new key, under the new key's checkpoint", "late.txt")
    custody.acknowledge()
    custody.close()
    if is_settled:
        keys.settle("log")
        keys.settle("person", secret=SECRET)
    keys.close()
    done = read(tmp_path / "case", str(key_file))
    assert done.returncode == 0, done.stderr
    custody, keys = reopened(tmp_path, write=False)
    same(custody, json.loads(done.stdout))
    keys.close()
