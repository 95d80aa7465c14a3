"""The text that proves, with nothing but the log's public key, that an entry stands in the log.

Source: C2SP tlog-proof (c2sp.org/tlog-proof@v1).
"""

import base64
from collections.abc import Sequence

from probative.custody.ledger.checkpoints import Checkpoint


def tlog_proof(*, index: int, path: Sequence[bytes], checkpoint: Checkpoint) -> str:
    """Write the proof that the entry at ``index`` is in the tree that ``checkpoint`` signs."""
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *(base64.b64encode(node).decode() for node in path), ""]
    return "\n".join(lines) + "\n" + checkpoint.note.decode()
