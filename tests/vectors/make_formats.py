"""Write formats.json: every piece of our formats, worked out from secrets that everybody may know.

Run it only when a format changes, look at the difference, and change docs/format with it.
"""

import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from probative.base import canonical
from probative.base.identifiers import GapId
from probative.custody.anchors.paper import Paper, three_lines, words_of
from probative.custody.anchors.words import WORDS
from probative.custody.compartments import Compartment
from probative.custody.frames import frame
from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.commitments import commitment_of, field_leaf, leaf_count, salt_of
from probative.custody.ledger.entries import person_key_id, write_entry
from probative.custody.ledger.logkeys import LogKeys, handover
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.custody.seal.drill import expected
from probative.custody.seconding import AT, SALTS, SIGNATURE, field_digest, said_again, signed_part
from probative.custody.vault.packs import MARK, Place, item_head, table_of
from probative.custody.vault.sealed import padded, seal
from probative.custody.vault.vault import content_id
from probative.flow import artefact
from probative.flow.envelopes import commitment_in_place, rounded
from probative.language.hiding import NameWords, Part, name_words, printed
from probative.model.gaps import Gap, GapKind
from probative.model.propositions import Derivation
from probative.model.readings import Reading

HERE = Path(__file__).parent
ORIGIN = "probative/" + "0f" * 16
VAULT_ID_KEY = bytes(range(64, 96))

RIGHT = [
    '{"\\u0001":"\\"\\\\\\n","a":1,"b":[true,false,null]}',
    "[]",
    "0",
    "-9007199254740991",
    '{"\ue000":1,"😀":2}',
    '"\x7f\u2028"',
]
WRONG = [
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a": 1}',
    "1.0",
    "1e2",
    "-0",
    "9007199254740992",
    '"\\u00e9"',
    '"\\/"',
    '"\\ud800"',
    "NaN",
    "[1,]",
    "[] ",
    '{"😀":2,"\ue000":1}',
]


def objects() -> list[dict[str, Any]]:
    found = []
    for number, size in enumerate((0, 1, 216, 217, 1000, 2_000_000)):
        key, content = hashlib.sha256(bytes([number])).digest(), b"ab".ljust(2)[:2] * (size // 2) + b"a" * (size % 2)
        digest = hashlib.sha256(content).digest()
        sealed = b"".join(seal(key, digest, size, io.BytesIO(content).read))
        one = {
            "repeated": b"ab".hex(),
            "size_bytes": size,
            "sha256": digest.hex(),
            "id": content_id(VAULT_ID_KEY, digest).hex(),
            "key": key.hex(),
            "sealed_sha256": hashlib.sha256(sealed).hexdigest(),
            "sealed_bytes": len(sealed),
        }
        found.append(one | ({"sealed": sealed.hex()} if len(sealed) < 2000 else {}))
    return found


def pack(of: list[dict[str, Any]]) -> dict[str, Any]:
    content, places = MARK, []
    for one in of:
        sealed, object_id = bytes.fromhex(one["sealed"]), bytes.fromhex(one["id"])
        content += item_head(object_id, len(sealed))
        places.append(Place(object_id, len(content), len(sealed)))
        content += sealed
    content += table_of(places, len(content))
    return {"bytes": content.hex(), "name": hashlib.sha256(content).hexdigest(), "ids": [one["id"] for one in of]}


def log(commitment: dict[str, Any]) -> dict[str, Any]:
    seeds = {name: hashlib.sha256(name.encode()).digest() for name in ("log", "person")}
    keys = {name: Ed25519PrivateKey.from_private_bytes(seed) for name, seed in seeds.items()}
    tree, entries = Tree(), []
    for number, kind in enumerate(("vault.created", "exhibit.received", "thing.unheard_of")):
        entry = write_entry(
            kind=kind,
            at=f"2031-05-04T12:30:{number:02d}Z",
            by=person_key_id(keys["person"].public_key().public_bytes_raw()),
            sequence=number + 1,
            commitment=bytes.fromhex(commitment["root"]) if number == 1 else None,
            n_fields=commitment["leaves"] if number == 1 else 0,
            public={"case": "00" * 32} if number == 0 else {"packs": [], "ü": number},
            origin=ORIGIN,
            sign=keys["person"].sign,
        )
        entries.append(entry.content.decode())
        tree.append(leaf_hash(entry.content))
    key = NoteKey(name=ORIGIN, public_key=keys["log"].public_key().public_bytes_raw())
    signed = sign_checkpoint(key=key, size=tree.size, root=tree.root(), sign=keys["log"].sign)
    return {
        "origin": ORIGIN,
        "log_seed": seeds["log"].hex(),
        "person_seed": seeds["person"].hex(),
        "entries": entries,
        "leaves": [tree.leaf(number).hex() for number in range(tree.size)],
        "checkpoint": signed.note.decode(),
    }


def commitments() -> list[dict[str, Any]]:
    found = []
    for count in (1, 3, 16, 17):
        key = hashlib.sha256(b"record" + bytes([count])).digest()
        fields = {f"name_{number}": ["Orsk", "Ольга", "", "😀"][number % 4] for number in range(count)}
        opened = []
        for name, value in list(fields.items())[:2]:
            salt = salt_of(key, name)
            opened.append({"name": name, "salt": salt.hex(), "leaf": field_leaf(salt, name, value).hex()})
        found.append(
            {
                "record_key": key.hex(),
                "fields": fields,
                "leaves": leaf_count(count),
                "root": commitment_of(key, fields).hex(),
                "opened": opened,
            }
        )
    return found


def derived() -> list[dict[str, str]]:
    found = []
    for info, secret in (("probative/keyfile@1", bytes(range(32))), ("probative/both@1", bytes(range(64)))):
        salt = bytes(range(16))
        key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(secret)
        found.append({"secret": secret.hex(), "salt": salt.hex(), "info": info, "key": key.hex()})
    return found


def handovers() -> dict[str, Any]:
    """Give a log whose key changed twice: from which size on which key signs, and a checkpoint on each side."""
    private = [Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"log %d" % each).digest()) for each in range(3)]
    public = [each.public_key().public_bytes_raw() for each in private]
    keys, said = LogKeys(name=ORIGIN, first=public[0]), list[dict[str, Any]]()
    for number, since in enumerate((3, 7), start=1):
        old, new = private[number - 1].sign, private[number].sign
        said.append(dict(handover(keys, since=since, key=public[number], sign_old=old, sign_new=new)))
        keys = keys.followed(said[-1])
    notes = []
    for size in (2, 3, 6, 7, 9):
        key = keys.at(size)
        sign = private[public.index(key.public_key)].sign
        notes.append(sign_checkpoint(key=key, size=size, root=bytes([size]) * 32, sign=sign).note.decode())
    return {"first": public[0].hex(), "handovers": said, "checkpoints": notes}


def second() -> dict[str, Any]:
    """Give an act that two persons signed, as it was recorded and as it is said again without a name."""
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"second").digest())
    fields = {"id": '"H-0001"', "exhibits": '["E-0001"]', "by": '"Mira"', "why": '"Osk Varen asked"', AT: "41"}
    salts = {name: hashlib.sha256(name.encode()).hexdigest()[:32] for name in sorted(fields)}
    digests = {name: field_digest(salts[name], value) for name, value in fields.items()}
    message = signed_part(ORIGIN, "hold.placed", digests)
    recorded = {**fields, SALTS: canonical.encode(salts).decode(), SIGNATURE: f'"{private.sign(message).hex()}"'}
    again = said_again(recorded, {**recorded, "why": '"Quiet Alder asked"'})
    key = private.public_key().public_bytes_raw().hex()
    return {"key": key, "kind": "hold.placed", "message": message.decode(), "recorded": recorded, "said_again": again}


def drill() -> dict[str, str]:
    """Give what an heir answers for one compartment."""
    key, nonce = bytes(range(32)), bytes(range(32, 64))
    return {"key": key.hex(), "nonce": nonce.hex(), "legal": expected(key, nonce, Compartment.LEGAL).hex()}


def paper() -> dict[str, Any]:
    """Give the words of a sheet."""
    told = Paper(origin=ORIGIN, size=41, root=bytes(range(32)))
    return {"lines": list(three_lines(told)), "words": list(words_of(told)), "list": list(WORDS)}


def sealed_people() -> dict[str, Any]:
    """Give prints of spellings, the commitment in the place of a digest, and sizes rounded up."""
    key, salt, digest = bytes(range(32)), bytes(range(32, 64)), hashlib.sha256(b"The ferry left.").digest()
    (part,) = (forms for part, forms in name_words("Kovalenko").parts if part is Part.CORE)
    words = NameWords(parts=((Part.CORE, part),))
    return {
        "key": key.hex(),
        "prints": {"spellings": sorted(part), "prints": list(printed(words, key)["core"])},
        "envelope": {"salt": salt.hex(), "sha256": digest.hex(), "digest": commitment_in_place(salt, digest)},
        "sizes": [[size, rounded(size)] for size in (0, 1, 256, 257, 4096, 4097, 100_000, 10**7 + 1)],
    }


def values() -> dict[str, str]:
    """Give an object of values, and one of what changed."""
    gap = Gap(id=GapId("G-0001"), kind=GapKind.DAMAGED, stage="reading", what="a.pdf", detail="cut short")
    gone = (
        (Gap, "G-0002"),
        (Reading, ("E-0001", 1)),
        (Derivation, ("E-0002", "E-0001", "reprint")),
    )
    changed = artefact.pack_changes(artefact.Changes(put=(gap,), gone=gone))
    return {"object": artefact.pack((gap,)).decode(), "changed": changed.decode()}


def made() -> dict[str, Any]:
    """Give all vectors."""
    things, bound = objects(), commitments()
    sizes = (
        0,
        1,
        255,
        256,
        257,
        1000,
        4096,
        5000,
        65_536,
        65_537,
        (1 << 20) - 1,
        (1 << 20) + 40,
        3_500_041,
        10**10 + 7,
    )
    return {
        "vault_id_key": VAULT_ID_KEY.hex(),
        "canonical": {
            kind: [text.encode().hex() for text in texts] for kind, texts in (("right", RIGHT), ("wrong", WRONG))
        },
        "frames": [{"content": one.hex(), "frame": frame(one).hex()} for one in (b"a", b"The ferry left.", bytes(300))],
        "padding": [{"size": size, "padded": padded(size)} for size in sizes],
        "commitments": bound,
        "objects": things,
        "pack": pack([one for one in things if "sealed" in one][:3]),
        "log": log(bound[1]),
        "handovers": handovers(),
        "derived": derived(),
        "second": second(),
        "drill": drill(),
        "paper": paper(),
        "sealed_people": sealed_people(),
        "values": values(),
    }


def spelt() -> str:
    """Give the file."""
    return json.dumps(made(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (HERE / "formats.json").write_text(spelt(), encoding="utf-8")
    sys.stdout.write("tests/vectors/formats.json\n")
