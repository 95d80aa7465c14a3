"""The file that proves one entry to somebody who has nothing of ours.

Source: docs/format/proof.md.
"""

import base64
from collections.abc import Sequence

from probative.base import canonical
from probative.base.canonical import Json
from probative.custody.casefile import CaseFile
from probative.custody.ledger.commitments import Hidden, Opened
from probative.custody.ledger.entries import Entry

FORMAT = "probative/proof@1"


def proof_bundle(*, case_file: CaseFile, entry: Entry, leaves: Sequence[Opened | Hidden], proof: str) -> bytes:
    """Write a proof file in its one spelling.

    Args:
        case_file: Whose origin and public keys the proof names.
        entry: The entry that is proved.
        leaves: All leaves of its record in the order of its tree, opened or hidden; empty when it has no record, or
            the record cannot be opened any more.
        proof: The tlog-proof of the entry.
    """
    return canonical.encode(
        {
            "entry": entry.content.decode(),
            "fields": [_leaf(leaf) for leaf in leaves],
            "format": FORMAT,
            "log_key": base64.b64encode(case_file.log_public_key).decode(),
            "origin": case_file.origin,
            "person_key": base64.b64encode(case_file.person_public_key).decode(),
            "proof": proof,
        }
    )


def _leaf(leaf: Opened | Hidden) -> Json:
    if isinstance(leaf, Hidden):
        return {"leaf": leaf.leaf.hex()}
    return {"name": leaf.name, "salt": leaf.salt.hex(), "value": leaf.value}
