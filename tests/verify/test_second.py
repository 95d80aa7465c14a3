"""A thousand proofs, right and wrong, judged by us and by a checker written apart: the verdicts are the same."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.base.chance import Chance, seeded_chance
from probative.custody.ledger.checkpoints import CheckpointError, read_checkpoint, sign_checkpoint
from probative.custody.ledger.commitments import commitment_of, leaf_count, open_fields
from probative.custody.ledger.entries import person_key_id, write_entry
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.proofs import is_consistent, is_included
from probative.custody.ledger.tlog_proof import tlog_proof
from probative.verify import standalone
from tests.second.asking import verdicts

Question = dict[str, Any]


class Dice:
    """Repeatable choices."""

    def __init__(self, seed: bytes) -> None:
        self.draw: Chance = seeded_chance(seed)

    def below(self, count: int) -> int:
        return int.from_bytes(self.draw(8), "big") % count

    def one_of(self, things: list[Any]) -> Any:
        return things[self.below(len(things))]


def spoilt(dice: Dice, content: bytes) -> bytes:
    """Change bytes in one of the ways in which bytes go wrong."""
    at = dice.below(max(len(content), 1))
    ways: list[Callable[[], bytes]] = [
        lambda: content[:at] + bytes([content[at] ^ 1 << dice.below(8)]) + content[at + 1 :] if content else b"\x00",
        lambda: content[:at] + content[at + 1 :],
        lambda: content[:at] + content[at : at + 1] + content[at:],
        lambda: content[:at],
        lambda: content + dice.draw(1),
    ]
    return dice.one_of(ways)()


def tree_of(dice: Dice, size: int) -> Tree:
    tree = Tree()
    for _ in range(size):
        tree.append(leaf_hash(dice.draw(8)))
    return tree


def inclusion(dice: Dice, tree: Tree) -> tuple[Question, bool]:
    size = 1 + dice.below(tree.size)
    index = dice.below(size)
    leaf, root, path = tree.leaf(index), tree.root(size), list(tree.inclusion(index, size))
    match dice.below(12):
        case 0:
            index = dice.one_of([index ^ 1, index + 1, size, size + index, 2**53 + index])
        case 1:
            size = dice.one_of([size + 1, size - 1, size * 2, 1, 0, 2**60])
        case 2:
            path = [*path, dice.draw(32)]
        case 3:
            path = path[:-1]
        case 4 if path:
            path[dice.below(len(path))] = dice.draw(32)
        case 5:
            path.reverse()
        case 6:
            leaf = dice.one_of([dice.draw(32), root])
        case _:
            pass
    ours = is_included(leaf=leaf, index=index, size=size, path=path, root=root)
    assert ours == standalone.is_included(leaf, index, size, path, root)
    question = {"leaf": leaf.hex(), "index": str(index), "size": str(size), "root": root.hex()}
    return {"kind": "inclusion", **question, "path": [node.hex() for node in path]}, ours


def consistency(dice: Dice, tree: Tree) -> tuple[Question, bool]:
    new = 1 + dice.below(tree.size)
    old = 1 + dice.below(new)
    before, after, path = tree.root(old), tree.root(new), list(tree.consistency(old, new))
    match dice.below(12):
        case 0:
            old = dice.one_of([old + 1, old - 1, new, new + 1, 0])
        case 1:
            new = dice.one_of([new + 1, new - 1, new * 2, old])
        case 2:
            path = [*path, dice.draw(32)]
        case 3:
            path = path[1:]
        case 4 if path:
            path[dice.below(len(path))] = dice.draw(32)
        case 5:
            before, after = after, before
        case _:
            pass
    ours = is_consistent(old_size=old, old_root=before, new_size=new, new_root=after, path=path)
    question = {"old_size": str(old), "new_size": str(new), "old_root": before.hex(), "new_root": after.hex()}
    return {"kind": "consistency", **question, "path": [node.hex() for node in path]}, ours


def checkpoint(dice: Dice, tree: Tree) -> tuple[Question, bool]:
    private = Ed25519PrivateKey.from_private_bytes(dice.draw(32))
    key = NoteKey(name=f"probative/{dice.draw(16).hex()}", public_key=private.public_key().public_bytes_raw())
    size = dice.below(tree.size)
    note = sign_checkpoint(key=key, size=size, root=tree.root(size), sign=private.sign).note
    if dice.below(2):
        lines = note.decode().split("\n")
        ways = [
            lambda: spoilt(dice, note),
            lambda: note.replace(lines[1].encode(), b"0" + lines[1].encode(), 1),
            lambda: note + lines[-2].encode() + b"\n",
            lambda: note.replace(b"\n", b"\r\n"),
            lambda: note.replace("\u2014".encode(), b"--"),
            lambda: b"\xef\xbb\xbf" + note,
        ]
        note = dice.one_of(ways)()
    try:
        ours = read_checkpoint(note, key) is not None
    except CheckpointError:
        ours = False
    return {"kind": "checkpoint", "note": note.hex(), "origin": key.name, "key": key.public_key.hex()}, ours


VALUES = ["", "Orsk, the old pier", "Ольга Чорна", "\u2028\x7f", 'a"b\\c\n\t\x01', "😀 and \ue000", "0"]


def a_bundle(dice: Dice, tree: Tree) -> dict[str, Any]:
    log, person = (Ed25519PrivateKey.from_private_bytes(dice.draw(32)) for _ in range(2))
    log_key, person_key = (one.public_key().public_bytes_raw() for one in (log, person))
    origin, record_key = f"probative/{dice.draw(16).hex()}", dice.draw(32)
    fields = {f"name_{number}": dice.one_of(VALUES) for number in range(dice.below(20))}
    shown = [name for name in fields if dice.below(2)]
    entry = write_entry(
        kind=dice.one_of(["exhibit.received", "claim.recorded", "thing.unheard_of"]),
        at="2031-05-04T12:30:00Z",
        by=person_key_id(person_key),
        sequence=tree.size + 1,
        commitment=commitment_of(record_key, fields) if fields else None,
        n_fields=leaf_count(len(fields)) if fields else 0,
        public={"😀": [1, {"b": None, "a": True}], "\ue000": "x", "n": dice.below(2**40)} if dice.below(2) else {},
        origin=origin,
        sign=person.sign,
    )
    tree.append(leaf_hash(entry.content))
    index = tree.size - 1
    key = NoteKey(name=origin, public_key=log_key)
    signed = sign_checkpoint(key=key, size=tree.size, root=tree.root(), sign=log.sign)
    leaves = open_fields(record_key, fields, shown) if fields and dice.below(4) else ()
    return {
        "entry": entry.content.decode(),
        "fields": [
            {"leaf": one.leaf.hex()}
            if not hasattr(one, "name")
            else {"name": one.name, "salt": one.salt.hex(), "value": one.value}
            for one in leaves
        ],
        "format": "probative/proof@1",
        "log_key": base64.b64encode(log_key).decode(),
        "origin": origin,
        "person_key": base64.b64encode(person_key).decode(),
        "proof": tlog_proof(index=index, path=tree.inclusion(index, tree.size), checkpoint=signed),
    }


def bundle(dice: Dice, tree: Tree) -> tuple[Question, bool]:
    made = a_bundle(dice, tree)
    content = canonical.encode(made)
    match dice.below(20):
        case 0 | 1 | 2:
            content = spoilt(dice, content)
        case 3:
            content = json.dumps(made, ensure_ascii=False, sort_keys=True).encode()
        case 4:
            content = canonical.encode(made | {"fields": made["fields"][::-1]})
        case 5 if made["fields"]:
            content = canonical.encode(made | {"fields": made["fields"][:-1]})
        case 6:
            part = dice.one_of(["log_key", "person_key", "origin", "proof", "entry"])
            content = canonical.encode(made | {part: a_bundle(dice, tree)[part]})
        case 7:
            content = content.replace(b'"v":1', b'"v":1.0', 1) if dice.below(2) else content.replace(b"null", b"0", 1)
        case 8:
            content = canonical.encode(made | {"proof": made["proof"].replace("index ", "index 0", 1)})
        case _:
            pass
    ours = bool(standalone.verify_proof(content))
    return {"kind": "bundle", "content": content.hex()}, ours


def asked(seed: bytes, make: Callable[[Dice, Tree], tuple[Question, bool]], count: int, size: int) -> None:
    dice = Dice(seed)
    tree = tree_of(dice, size)
    made = [make(dice, tree) for _ in range(count)]
    found = verdicts([question for question, _ in made])
    different = [(question, ours) for (question, ours), second in zip(made, found, strict=True) if ours != second]
    assert not different, different[:3]
    share = sum(found) / count
    assert 0.25 < share < 0.8, f"{share:.2f} hold: right and wrong ones are wanted"


def test_five_hundred_inclusion_proofs_are_judged_alike() -> None:
    asked(hashlib.sha256(b"inclusion").digest(), inclusion, 500, 300)


def test_three_hundred_consistency_proofs_are_judged_alike() -> None:
    asked(hashlib.sha256(b"consistency").digest(), consistency, 300, 300)


def test_two_hundred_checkpoints_are_judged_alike() -> None:
    asked(hashlib.sha256(b"checkpoint").digest(), checkpoint, 200, 70)


def test_a_hundred_and_fifty_proof_files_are_judged_alike() -> None:
    # Each costs the pure verifier two signatures, some 20 ms.
    asked(hashlib.sha256(b"bundle").digest(), bundle, 150, 40)


def test_the_kept_proof_holds_in_both_and_no_byte_of_it_can_change_in_the_second() -> None:
    content = Path(__file__).with_name("proof.json").read_bytes()
    questions: list[Question] = [{"kind": "bundle", "content": content.hex()}]
    for at in range(len(content)):
        wrong = content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]
        questions.append({"kind": "bundle", "content": wrong.hex()})
    assert verdicts(questions) == [True] + [False] * len(content)
