"""Random histories of keys (added, rotated, revoked, root files; rightly and wrongly): both checkers judge alike."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.base.chance import seeded_chance
from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.entries import person_key_id, write_entry
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.tlog_proof import tlog_proof
from probative.verify import standalone
from tests.second.asking import verdicts

KINDS = ("key.added", "key.rotated", "key.revoked", "root.changed")


class Somebody:
    """A key and its holder."""

    def __init__(self, number: int) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([number])).digest())
        self.key = self.private.public_key().public_bytes_raw()
        self.id = person_key_id(self.key)


PEOPLE = [Somebody(number) for number in range(5)]
ROOTS = [Somebody(number) for number in range(20, 24)]
LOG = Somebody(99)


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class History:
    """A log in the making, by somebody who does not care what is allowed."""

    seed: bytes
    origin: str = "probative/" + "ab" * 16
    tree: Tree = field(default_factory=Tree)
    entries: list[tuple[str, bytes]] = field(default_factory=list)
    version: int = 0

    def __post_init__(self) -> None:
        self.draw = seeded_chance(self.seed)

    def below(self, count: int) -> int:
        return int.from_bytes(self.draw(4), "big") % count

    def one(self, things: list[Any]) -> Any:
        return things[self.below(len(things))]

    def enter(self, kind: str, public: dict[str, Any], by: Somebody) -> None:
        entry = write_entry(
            kind=kind,
            at=f"20{31 + self.below(4)}-05-04T12:30:00Z",
            by=by.id,
            sequence=len(self.entries) + 1,
            commitment=None,
            n_fields=0,
            public=public,
            origin=self.origin,
            sign=(by if self.below(12) else self.one(PEOPLE)).private.sign,
        )
        self.entries.append((kind, entry.content))
        self.tree.append(leaf_hash(entry.content))

    def act(self) -> None:
        by, new = PEOPLE[0] if self.below(3) else self.one(PEOPLE), self.one(PEOPLE)
        match self.below(8):
            case 0 | 1 | 2:
                kind = self.one(["added", "rotated"])
                message = f"probative/key@1\n{self.origin}\n{kind}\n{by.id}\n".encode()
                part = {"signing_key": b64(new.key), "proof": b64((new if self.below(9) else by).private.sign(message))}
                self.enter(f"key.{kind}", part | ({"old": by.id} if kind == "rotated" else {}), by)
            case 3:
                good = self.below(len(self.entries) + 3)
                self.enter("key.revoked", {"signer": self.one(PEOPLE).id, "good": good}, by)
            case 4 | 5:
                self.enter("root.changed", {"root": self.root_file()}, by)
            case _:
                self.enter("claim.recorded", {}, self.one(PEOPLE))

    def root_file(self) -> dict[str, Any]:
        persons = [one for one in PEOPLE if self.below(3)]
        roots = ROOTS[: 2 + self.below(3)]
        signed = {
            "expires": self.one([None, None, "2032-12-31T00:00:00Z"]),
            "format": "probative/root@1" if self.below(15) else "probative/root@2",
            "keys": {
                **{one.id: {"key": b64(one.key), "roles": ["person"]} for one in persons},
                **{one.id: {"key": b64(one.key), "roles": ["root"]} for one in roots},
            },
            "origin": self.origin,
            "revoked": {self.one(PEOPLE).id: self.below(20)} if not self.below(4) else {},
            "threshold": 1 + self.below(2 if self.below(9) else 9),
            "version": self.version + (1 if self.below(8) else 0),
        }
        self.version = int(signed["version"])
        message = b"probative/root@1\n" + canonical.encode(signed)
        signers = [one for one in ROOTS if self.below(5)] + ([] if self.below(9) else [PEOPLE[1]])
        return {"signed": signed, "signatures": {one.id: b64(one.private.sign(message)) for one in signers}}

    def bundle(self, index: int) -> bytes:
        size = self.tree.size
        key = NoteKey(name=self.origin, public_key=LOG.key)
        epoch = 1 if self.below(6) else 2
        checkpoint = sign_checkpoint(key=key, size=size, root=self.tree.root(), sign=LOG.private.sign, epoch=epoch)
        chain: list[Any] = [
            {"entry": content.decode(), "index": at, "path": [b64(node) for node in self.tree.inclusion(at, size)]}
            for at, (kind, content) in enumerate(self.entries)
            if kind in KINDS
        ]
        if chain and not self.below(12):
            chain.pop(self.below(len(chain)))
        return canonical.encode(
            {
                "chain": chain,
                "entry": self.entries[index][1].decode(),
                "fields": [],
                "format": "probative/proof@1",
                "log_key": b64(LOG.key),
                "origin": self.origin,
                "person_key": b64(PEOPLE[0].key),
                "proof": tlog_proof(index=index, path=self.tree.inclusion(index, size), checkpoint=checkpoint),
            }
        )


def test_a_hundred_and_twenty_proofs_with_histories_of_keys_are_judged_alike() -> None:
    questions, ours = [], []
    for number in range(40):
        history = History(hashlib.sha256(b"keys" + bytes([number])).digest())
        for _ in range(4 + history.below(12)):
            history.act()
        for _ in range(3):
            content = history.bundle(history.below(len(history.entries)))
            questions.append({"kind": "bundle", "content": content.hex()})
            ours.append(bool(standalone.verify_proof(content)))
    assert verdicts(questions) == ours
    assert 20 < ours.count(True) < 100


def test_proofs_of_two_histories_are_judged_alike() -> None:
    key = NoteKey(name="probative/" + "cd" * 16, public_key=LOG.key)
    draw = seeded_chance(b"split")
    questions, ours = [], []
    for number in range(60):
        trees = [Tree(), Tree()]
        size = 2 + draw(1)[0] % 30
        fork = draw(1)[0] % size
        for at in range(size):
            for side, tree in enumerate(trees):
                tree.append(leaf_hash(bytes([at, side if at >= fork and number % 3 else 0])))
        old = 1 + draw(1)[0] % size
        notes = [
            sign_checkpoint(key=key, size=old, root=trees[0].root(old), sign=LOG.private.sign),
            sign_checkpoint(key=key, size=size, root=trees[1].root(), sign=LOG.private.sign),
        ]
        content = canonical.encode(
            {
                "checkpoints": [note.note.decode() for note in notes],
                "format": "probative/equivocation@1",
                "log_key": b64(key.public_key),
                "origin": key.name,
                "path": [b64(node) for node in trees[1].consistency(old, size)],
                "root": b64(trees[1].root(old)),
            }
        )
        if number % 7 == 0:
            content = content.replace(
                b'"path":[', b'"path":["AAAA",' if b'"path":[]' not in content else b'"path":["x"', 1
            )
        questions.append({"kind": "equivocation", "content": content.hex()})
        ours.append(bool(standalone.verify_equivocation(content)))
    assert verdicts(questions) == ours
    assert 10 < ours.count(True) < 50
