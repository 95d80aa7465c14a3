"""Records whose keys became durable and whose entries did not.

Source: docs/format/ledger.md, after a crash.
"""

from probative.custody.keys import Keys
from probative.custody.ledger.entries import read_entry
from probative.custody.ledger.log import Log
from probative.custody.vault.vault import record_id


def void_unrecorded(keys: Keys, log: Log, newest_record: bytes | None) -> int:
    """Give up records whose keys became durable and whose entries did not."""
    if keys.newest_record() == newest_record:
        return 0
    commitments = (read_entry(content).commitment for content in log.contents())
    entered = {record_id(keys.vault_id_key, commitment) for commitment in commitments if commitment is not None}
    unrecorded = [name for name in keys.record_ids() if name not in entered]
    keys.void(unrecorded)
    return len(unrecorded)
