"""Two histories under one key are found wherever their checkpoints meet, and the proof convinces a stranger."""

import base64
import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.ledger.checkpoints import Checkpoint, sign_checkpoint
from probative.custody.ledger.equivocation import contradiction, contradictions, shown_by_path
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.verify.equivocation import verify_equivocation
from probative.verify.judge import main
from tests.custody.making import damage, exhibit, reopened, small_case

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key().public_bytes_raw()
KEY = NoteKey(name="probative/" + "0" * 32, public_key=PUBLIC)
KEYS = LogKeys(name=KEY.name, first=PUBLIC)


def tree_of(size: int, changed: int | None = None) -> Tree:
    tree = Tree()
    for number in range(size):
        tree.append(leaf_hash(f"entry {number}{'!' if number == changed else ''}".encode()))
    return tree


def signed(tree: Tree, size: int, key: NoteKey = KEY) -> Checkpoint:
    return sign_checkpoint(key=key, size=size, root=tree.root(size), sign=PRIVATE.sign)


SIZES = st.integers(1, 70)


@given(SIZES, SIZES)
def test_checkpoints_of_one_history_never_contradict_each_other(one: int, other: int) -> None:
    tree = tree_of(max(one, other))
    assert contradiction(signed(tree, one), signed(tree, other), tree) is None


@given(SIZES, SIZES, st.data())
def test_every_rewritten_beginning_is_proved_to_a_stranger(one: int, other: int, data: st.DataObject) -> None:
    old_size, new_size = sorted((one, other))
    changed = data.draw(st.integers(0, old_size - 1))
    older, newer = tree_of(old_size), tree_of(new_size, changed)
    proof = contradiction(signed(newer, new_size), signed(older, old_size), newer)
    assert proof is not None
    report = verify_equivocation(proof.content(KEYS), log_key=PUBLIC)
    assert report.problems == []
    assert report.sizes == (old_size, new_size)
    assert report.roots[0] != report.roots[1]


def test_of_two_sizes_nothing_is_claimed_without_the_history_of_the_newer() -> None:
    older, newer = tree_of(5), tree_of(9, 2)
    assert contradiction(signed(older, 5), signed(newer, 9), None) is None
    assert contradiction(signed(older, 5), signed(newer, 9), older) is None
    assert contradiction(signed(older, 5), signed(newer, 9), tree_of(9)) is None


def test_checkpoints_of_two_logs_do_not_contradict_each_other() -> None:
    other = NoteKey(name="probative/" + "1" * 32, public_key=PUBLIC)
    assert contradiction(signed(tree_of(4), 4), signed(tree_of(4, 1), 4, other), None) is None


def test_one_proof_is_given_for_each_checkpoint_that_is_contradicted() -> None:
    log, other = tree_of(9), tree_of(9, 1)
    found = {f"held {size}": signed(log, size) for size in (1, 4, 9)} | {"note": signed(other, 6)}
    named = [(older, newer) for older, newer, _ in contradictions(found, [log])]
    assert named == [("note", "held 9")]
    assert list(contradictions({"a": signed(log, 4), "b": signed(log, 4), "c": signed(log, 9)}, [log])) == []


@given(SIZES, SIZES, st.data())
def test_a_proof_that_came_with_a_rewritten_history_is_the_log_s_word_against_itself(
    one: int, other: int, data: st.DataObject
) -> None:
    old_size, new_size = sorted((one, other))
    changed = data.draw(st.integers(0, old_size - 1))
    older, newer, honest = tree_of(old_size), tree_of(new_size, changed), tree_of(new_size)
    path = newer.consistency(old_size, new_size)
    split = shown_by_path(signed(older, old_size), signed(newer, new_size), path)
    if old_size & (old_size - 1) and old_size < new_size:
        assert split is not None
        assert verify_equivocation(split.content(KEYS)).problems == []
    # What is honest, or whose path was tampered with, accuses nobody.
    right = honest.consistency(old_size, new_size)
    assert shown_by_path(signed(older, old_size), signed(honest, new_size), right) is None
    if right:
        assert shown_by_path(signed(older, old_size), signed(honest, new_size), [bytes(32), *right[1:]]) is None


def spelt(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def a_proof(old_size: int = 5, new_size: int = 9) -> dict[str, object]:
    newer = tree_of(new_size, 1)
    proof = contradiction(signed(tree_of(old_size), old_size), signed(newer, new_size), newer)
    assert proof is not None
    content: dict[str, object] = json.loads(proof.content(KEYS))
    return content


def test_nobody_is_accused_by_a_forged_or_borrowed_proof() -> None:
    proof = a_proof()
    notes = proof["checkpoints"]
    assert isinstance(notes, list)
    log = tree_of(9)
    honest = [signed(log, 5).note.decode(), signed(log, 9).note.decode()]
    other_key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    stranger = base64.b64encode(other_key.public_key().public_bytes_raw()).decode()
    root = base64.b64encode(log.root(5)).decode()
    path = [base64.b64encode(node).decode() for node in log.consistency(5, 9)]
    forged: dict[str, dict[str, object]] = {
        "two honest checkpoints": {"checkpoints": honest, "root": root, "path": path},
        "an honest pair with an invented root": {"checkpoints": honest, "path": path},
        "an honest pair without a path": {"checkpoints": honest, "path": []},
        "the same checkpoint twice": {"checkpoints": [notes[1], notes[1]], "path": []},
        "the newer first": {"checkpoints": notes[::-1]},
        "another key": {"log_key": stranger},
        "another log": {"origin": "probative/" + "1" * 32},
        "a cut path": {"path": proof["path"][:-1] if isinstance(proof["path"], list) else []},
        "a note by nobody": {"checkpoints": [notes[0], notes[1].replace("9\n", "8\n", 1)]},
        "one checkpoint": {"checkpoints": notes[:1]},
        "a number for a note": {"checkpoints": [1, 2]},
        "another format": {"format": "probative/equivocation@2"},
        "more": {"more": ""},
    }
    for name, parts in forged.items():
        assert verify_equivocation(spelt(proof | parts)).problems, name
    assert verify_equivocation(spelt(proof)).problems == []
    assert verify_equivocation(spelt(proof), log_key=bytes(32)).problems


def test_no_changed_byte_of_a_proof_of_equivocation_is_accepted() -> None:
    content = spelt(a_proof(3, 6))
    for at in range(0, len(content), 3):
        assert verify_equivocation(content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]).problems
        assert verify_equivocation(content[:at]).problems


def test_the_verifier_tells_it_apart_from_a_proof_of_an_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.json"
    path.write_bytes(spelt(a_proof()))
    assert main([str(path)]) == 0
    assert "signed two histories" in capsys.readouterr().out
    path.write_bytes(spelt(a_proof() | {"root": base64.b64encode(bytes(32)).decode()}))
    assert main([str(path)]) == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out


def forked(root: Path) -> tuple[Path, Path]:
    """Make two histories of one case: two machines that worked on copies. Give their roots."""
    small_case(root / "one")
    shutil.copytree(root / "one", root / "other")
    for place, content in (("one", b"seen here"), ("other", b"seen there")):
        custody, keys = reopened(root / place)
        exhibit(custody, content, "note")
        custody.close()
        keys.close()
    return root / "one", root / "other"


def test_check_names_a_checkpoint_of_another_history_that_this_log_signed(tmp_path: Path) -> None:
    one, other = forked(tmp_path)
    newest = (other / "case" / "log" / "checkpoint").read_bytes()
    guard = next((one / "guards").iterdir())
    guard.write_bytes(newest)
    codes = {found.code for found in damage(one)}
    assert codes == {"guard.rolled_back", "history.split"}
