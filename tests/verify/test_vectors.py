"""Published vectors, and edge cases of the curve: ours and the second checker say what the publishers say."""

import base64
import hashlib
import json
from itertools import product
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteError, NoteKey, is_signed_by, read_note, sign_note
from probative.custody.ledger.proofs import is_consistent, is_included
from probative.verify import standalone
from tests.second.asking import verdicts

VECTORS = Path(__file__).parents[1] / "vectors"
P = 2**255 - 19
Y8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SOME_HASH = bytes.fromhex("abacaba0") + bytes(28)


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def test_wycheproof_ed25519_is_judged_as_published_by_both() -> None:
    rows = [(group["key"], *test) for group in read("ed25519-wycheproof.json")["groups"] for test in group["tests"]]
    assert len(rows) == 210
    second = verdicts(
        [{"kind": "ed25519", "key": key, "message": message, "signature": sig} for key, *_, message, sig in rows]
    )
    for (key, number, result, flag, message, signature), other in zip(rows, second, strict=True):
        ours = standalone.ed25519_holds(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
        assert ours == other, number
        if result != "acceptable":
            assert ours == (result == "valid"), number
        elif flag == "SmallOrderPublicKey":
            # Acceptable to some; to us never, for such a key says nothing about who signed.
            assert not ours, number


def small_encodings() -> list[bytes]:
    """Every way to write a point whose order divides eight, those with a y of P and more among them."""
    numbers = [0, 1, P - 1, Y8, P - Y8, P, P + 1]
    return [(number | sign << 255).to_bytes(32, "little") for number, sign in product(numbers, (0, 1))]


def test_no_key_of_small_order_ever_signs_in_either() -> None:
    pairs = list(product(small_encodings(), small_encodings()))
    assert len(pairs) == 196
    scalars = (bytes(32), standalone._ORDER.to_bytes(32, "little"))
    questions = [
        {"kind": "ed25519", "key": key.hex(), "message": "00", "signature": (point + scalar).hex()}
        for key, point in pairs
        for scalar in scalars
    ]
    assert not any(verdicts(questions))
    # The pure verifier takes milliseconds for each: every seventh is enough beside the published ones.
    for question in questions[::7]:
        key, signature = bytes.fromhex(question["key"]), bytes.fromhex(question["signature"])
        assert not standalone.ed25519_holds(key, b"\x00", signature)


def test_a_point_of_small_order_as_r_and_a_key_in_a_second_spelling_are_judged_alike() -> None:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"edge").digest())
    key, right = private.public_key().public_bytes_raw(), private.sign(b"edge")
    cases = [(key, point + right[32:]) for point in small_encodings()]
    cases += [(key, right), (key, right[:32] + bytes(32))]
    # y below 19 can be written as y + P as well; such a key is refused before anything else is looked at.
    cases += [((P + y).to_bytes(32, "little"), right) for y in range(2, 19)]
    second = verdicts(
        [{"kind": "ed25519", "key": k.hex(), "message": b"edge".hex(), "signature": s.hex()} for k, s in cases]
    )
    assert second == [standalone.ed25519_holds(k, b"edge", s) for k, s in cases]
    assert second.count(True) == 1


def test_the_tree_over_eight_leaves_has_the_published_roots() -> None:
    vectors = read("trees.json")
    tree = Tree()
    assert tree.root().hex() == vectors["empty_root"]
    for leaf, root in zip(vectors["leaves"], vectors["roots"], strict=True):
        tree.append(leaf_hash(bytes.fromhex(leaf)))
        assert tree.root().hex() == root
    for one in vectors["inclusion"]:
        assert [node.hex() for node in tree.inclusion(one["leaf"], one["size"])] == one["path"]
    for one in vectors["consistency"]:
        assert [node.hex() for node in tree.consistency(one["old"], one["new"])] == one["path"]


def wrong_paths(path: list[bytes], roots: tuple[bytes, ...]) -> list[list[bytes]]:
    """The published ways to spoil a path."""
    wrong = [[*path, b""], [b"", *path], *([*path, root] for root in roots), *([root, *path] for root in roots)]
    for at, node in enumerate(path):
        wrong.append([*path[:at], bytes([node[0] ^ 8]) + node[1:], *path[at + 1 :]])
    if path:
        wrong += [path[:-1], [path[0], SOME_HASH, *path[1:]]]
    return wrong


def test_published_inclusion_proofs_hold_and_every_spoilt_one_does_not_in_either() -> None:
    vectors, questions, expected = read("trees.json"), [], []
    for one in vectors["inclusion"]:
        leaf = leaf_hash(bytes.fromhex(vectors["leaves"][one["leaf"]]))
        root = bytes.fromhex(vectors["roots"][one["size"] - 1])
        index, size, path = one["leaf"], one["size"], [bytes.fromhex(node) for node in one["path"]]
        probes: list[tuple[int, int, bytes, list[bytes], bytes]] = [(index, size, leaf, path, root)]
        probes += [(place, size, leaf, path, root) for place in (index - 1, index + 1, index ^ 2)]
        probes += [(index, other, leaf, path, root) for other in (size * 2, size // 2, 0)]
        probes += [(index, size, b"WrongLeaf", path, root), (index, size, leaf, path, SOME_HASH)]
        probes += [(index, size, leaf, wrong, root) for wrong in wrong_paths(path, (root,))]
        for probe in probes:
            place, count, what, way, end = probe
            ours = is_included(leaf=what, index=place, size=count, path=way, root=end)
            assert ours == standalone.is_included(what, place, count, way, end)
            assert ours == (probe is probes[0]), probe
            expected.append(ours)
            questions.append(
                {
                    "kind": "inclusion",
                    "leaf": what.hex(),
                    "index": str(place),
                    "size": str(count),
                    "path": [node.hex() for node in way],
                    "root": end.hex(),
                }
            )
    assert verdicts(questions) == expected
    assert len(questions) > 70


def test_published_consistency_proofs_hold_and_every_spoilt_one_does_not_in_either() -> None:
    vectors, questions, expected = read("trees.json"), [], []
    for one in vectors["consistency"]:
        old, new, path = one["old"], one["new"], [bytes.fromhex(node) for node in one["path"]]
        first, last = (bytes.fromhex(vectors["roots"][size - 1]) for size in (old, new))
        probes: list[tuple[int, int, bytes, bytes, list[bytes]]] = [(old, new, first, last, path)]
        if path:
            probes += [(other, new, first, last, path) for other in (old - 1, old + 1, old ^ 2)]
            probes += [(old, other, first, last, path) for other in (new * 2, new // 2)]
            probes += [(old, new, SOME_HASH, last, path), (old, new, first, SOME_HASH, path)]
            probes += [(old, new, last, first, path), (old, new, first, last, [])]
            probes += [(old, new, first, last, wrong) for wrong in wrong_paths(path, (first, last))]
        for probe in probes:
            older, newer, before, after, way = probe
            ours = is_consistent(old_size=older, old_root=before, new_size=newer, new_root=after, path=way)
            assert ours == (probe is probes[0]), probe
            expected.append(ours)
            questions.append(
                {
                    "kind": "consistency",
                    "old_size": str(older),
                    "new_size": str(newer),
                    "old_root": before.hex(),
                    "new_root": after.hex(),
                    "path": [node.hex() for node in way],
                }
            )
    assert verdicts(questions) == expected
    assert len(questions) > 70


def test_published_notes_are_read_signed_and_refused_as_published() -> None:
    vectors = read("notes.json")
    text, keys = vectors["text"], vectors["keys"]
    questions: list[dict[str, str]] = []
    expected: list[bool] = []
    named = []
    for one in keys:
        name, key_id, encoded = one["verifier"].split("+", 2)
        key = NoteKey(name=name, public_key=base64.b64decode(encoded)[1:])
        assert (key.id.hex(), key.verifier) == (key_id, one["verifier"])
        named.append(key)
    peter, enoch = (one["line"] for one in keys)
    signer = Ed25519PrivateKey.from_private_bytes(base64.b64decode(vectors["signer"])[1:])
    assert sign_note(text, key=named[0], sign=signer.sign).decode() == f"{text}\n{peter}"
    right = [f"{text}\n{peter}", f"{text}\n{peter}{enoch}", f"{text}\n{enoch}{peter}"]
    wrong = [
        text,
        text + "\n",
        f"{text}\n{enoch}",
        f"{text}\n{peter[:-1]}",
        f"\x01{text}\n{peter}",
        f"{text}\n{peter}Unexpected line.\n",
        f"{text}\n— Bad Name {peter.split(' ')[2]}",
        f"{text}\n{peter[:60]}ABCD{peter[60:]}",
        f"{text}x\n\n{peter}",
        f"{text}\n{peter.replace('PeterNeumann', 'CarmenSandiego')}",
        f"{text}\n{peter.replace('x08g', 'xxxx')}",
    ]
    for note, holds in [*((one.encode(), True) for one in right), *((one.encode(), False) for one in wrong)]:
        try:
            ours = is_signed_by(read_note(note), named[0])
        except NoteError:
            ours = False
        assert ours == holds, note
        expected.append(ours)
        key = named[0].public_key.hex()
        questions.append({"kind": "note", "note": note.hex(), "name": named[0].name, "key": key})
    assert verdicts(questions) == expected
