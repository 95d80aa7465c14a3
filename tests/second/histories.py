"""Histories of keys by somebody who does not care what is allowed, and proofs out of them, right ones and wrong."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.base.chance import seeded_chance
from probative.custody.ledger.checkpoints import Checkpoint, sign_checkpoint
from probative.custody.ledger.entries import person_key_id, write_entry
from probative.custody.ledger.logkeys import HandoverError, LogKeys, handover
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import COSIGNATURE, NoteKey, signature_line
from probative.custody.ledger.tlog_proof import tlog_proof

KINDS = ("key.added", "key.rotated", "key.revoked", "root.changed")


class Somebody:
    """A key and its holder."""

    def __init__(self, number: int) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([number])).digest())
        self.key = self.private.public_key().public_bytes_raw()
        self.id = person_key_id(self.key)


PEOPLE = [Somebody(number) for number in range(5)]
ROOTS = [Somebody(number) for number in range(20, 24)]
LOGS = [Somebody(number) for number in range(96, 100)]
WITNESSES = [Somebody(number) for number in range(40, 44)]
ORIGIN = "probative/" + "ab" * 16


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class History:
    """A log in the making, by somebody who does not care what is allowed."""

    seed: bytes
    origin: str = ORIGIN
    tree: Tree = field(default_factory=Tree)
    entries: list[tuple[str, bytes]] = field(default_factory=list)
    version: int = 0
    log_keys: LogKeys = field(default_factory=lambda: LogKeys(name=ORIGIN, first=LOGS[0].key))

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
        match self.below(9):
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
            case 6:
                self.change_log(by)
            case _:
                self.enter("claim.recorded", {}, self.one(PEOPLE))

    def change_log(self, by: Somebody) -> None:
        old, new = self.log_key(self.log_keys.newest.public_key), self.one(LOGS)
        since = len(self.entries) + (1 if self.below(8) else self.below(5))
        signs = (old if self.below(9) else new, new if self.below(9) else old)
        said = handover(
            self.log_keys, since=since, key=new.key, sign_old=signs[0].private.sign, sign_new=signs[1].private.sign
        )
        self.enter("key.rotated", dict(said), by)
        with suppress(HandoverError):
            self.log_keys = self.log_keys.followed(said)

    def log_key(self, public_key: bytes) -> Somebody:
        return next(one for one in LOGS if one.key == public_key)

    def witnessed(self, checkpoint: Checkpoint) -> tuple[bytes, list[str]]:
        """Add lines of witnesses, most of them right; give the note and the keys that the proof will name."""
        note, named = checkpoint.note, []
        for somebody in WITNESSES[: max(0, self.below(6) - 2)]:
            key = NoteKey(name=f"witness/{somebody.id}", public_key=somebody.key, algorithm=COSIGNATURE)
            seconds = 1_935_000_000 + self.below(2**27) if self.below(25) else 2 ** (8 + self.below(56))
            other = self.one(WITNESSES) if not self.below(12) else somebody
            text = checkpoint.note.rpartition(b"\n\n")[0] + b"\n"
            signature = other.private.sign(f"cosignature/v1\ntime {seconds}\n".encode() + text)
            note += signature_line(key, seconds.to_bytes(8, "big") + signature).encode()
            named.append(key.verifier)
        if named and not self.below(14):
            named.pop(self.below(len(named)))
        if named and not self.below(14):
            named.reverse()
        return note, named

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
        key = self.log_keys.at(size) if self.below(10) else NoteKey(name=self.origin, public_key=self.one(LOGS).key)
        sign, epoch = self.log_key(key.public_key).private.sign, 1 if self.below(6) else 2
        checkpoint = sign_checkpoint(key=key, size=size, root=self.tree.root(), sign=sign, epoch=epoch)
        note, witnesses = self.witnessed(checkpoint)
        chain: list[Any] = [
            {"entry": content.decode(), "index": at, "path": [b64(node) for node in self.tree.inclusion(at, size)]}
            for at, (kind, content) in enumerate(self.entries)
            if kind in KINDS
        ]
        if chain and not self.below(12):
            chain.pop(self.below(len(chain)))
        more: dict[str, Any] = {"witnesses": witnesses} if witnesses or not self.below(9) else {}
        proof = tlog_proof(index=index, path=self.tree.inclusion(index, size), checkpoint=checkpoint)
        return canonical.encode(
            more
            | {
                "chain": chain,
                "entry": self.entries[index][1].decode(),
                "fields": [],
                "format": "probative/proof@1",
                "log_key": b64(LOGS[0].key),
                "origin": self.origin,
                "person_key": b64(PEOPLE[0].key),
                "proof": proof.removesuffix(checkpoint.note.decode()) + note.decode(),
            }
        )


def proofs(count: int) -> Iterator[bytes]:
    """Give so many proofs, three out of each history."""
    for number in range(-(-count // 3)):
        history = History(hashlib.sha256(b"keys" + number.to_bytes(2, "big")).digest())
        for _ in range(4 + history.below(12)):
            history.act()
        yield from (history.bundle(history.below(len(history.entries))) for _ in range(min(3, count - 3 * number)))
