"""The file that proves one entry to somebody who has nothing of ours.

Source: docs/format/proof.md.
"""

import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json
from probative.custody.casefile import CaseFile
from probative.custody.keys import Keys
from probative.custody.ledger.commitments import Hidden, Opened, open_fields
from probative.custody.ledger.entries import Entry
from probative.custody.recorded import Recorded
from probative.custody.vault.vault import record_id

FORMAT = "probative/proof@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time stamp over a checkpoint: the authority's reply, and the certificates by which it is judged, in PEM."""

    reply: bytes
    chain: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What others signed of a checkpoint: by each witness's key its line, newline included; and time stamps."""

    lines: tuple[tuple[str, str], ...] = ()
    stamps: tuple[Stamp, ...] = ()


def proof_bundle(
    *,
    case_file: CaseFile,
    entry: Entry,
    leaves: Sequence[Opened | Hidden],
    proof: str,
    chain: Sequence[tuple[int, Entry, Sequence[bytes]]] = (),
    attested: Attested | None = None,
) -> bytes:
    """Write a proof file in its one spelling.

    Args:
        case_file: Whose origin and public keys the proof names.
        entry: The entry that is proved.
        leaves: All leaves of its record in the order of its tree, opened or hidden; empty when it has no record, or
            the record cannot be opened any more.
        proof: The tlog-proof of the entry.
        chain: Every entry that says which keys count, with its index and its path to the same checkpoint; a proof
            without any has no ``chain``.
        attested: What others signed of its checkpoint.
    """
    said: dict[str, Json] = {"chain": [_link(*link) for link in chain]} if chain else {}
    if attested is not None and attested.lines:
        said["witnesses"] = [verifier for verifier, _ in attested.lines]
        proof += "".join(line for _, line in attested.lines)
    if attested is not None and attested.stamps:
        said["stamps"] = [_stamp(one) for one in attested.stamps]
    return canonical.encode(
        said
        | {
            "entry": entry.content.decode(),
            "fields": [_leaf(leaf) for leaf in leaves],
            "format": FORMAT,
            "log_key": base64.b64encode(case_file.log_public_key).decode(),
            "origin": case_file.origin,
            "person_key": base64.b64encode(case_file.person_public_key).decode(),
            "proof": proof,
        }
    )


def shown_leaves(keys: Keys, recorded: Recorded, shown: Collection[str]) -> tuple[Opened | Hidden, ...]:
    """Give all leaves of an entry's record, those named in ``shown`` opened; none where no record can be opened.

    Raises:
        ValueError: When a field is not in the record, or fields are to be shown and no record can be opened.
    """
    if recorded.entry.commitment is not None and recorded.fields is not None:
        record_key = keys.record_key(record_id(keys.vault_id_key, recorded.entry.commitment))
        if record_key is not None:
            return open_fields(record_key, recorded.fields, shown)
    if shown:
        raise ValueError("this entry has no record to show fields of")
    return ()


def _link(index: int, entry: Entry, path: Sequence[bytes]) -> Json:
    nodes: list[Json] = [base64.b64encode(node).decode() for node in path]
    return {"entry": entry.content.decode(), "index": index, "path": nodes}


def _stamp(one: Stamp) -> Json:
    return {"chain": one.chain.decode("ascii"), "reply": base64.b64encode(one.reply).decode()}


def _leaf(leaf: Opened | Hidden) -> Json:
    if isinstance(leaf, Hidden):
        return {"leaf": leaf.leaf.hex()}
    return {"name": leaf.name, "salt": leaf.salt.hex(), "value": leaf.value}
