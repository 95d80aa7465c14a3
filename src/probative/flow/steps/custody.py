"""Sealing what was done under a signed checkpoint."""

from probative.flow.case import Case


def seal(case: Case) -> str:
    """Sign a checkpoint over everything acknowledged, and say what it covers."""
    checkpoint = case.custody.seal()
    return f"{checkpoint.size} ledger entries under a signed checkpoint, root {checkpoint.root.hex()[:16]}…"
