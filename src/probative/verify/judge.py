"""Which of the verifiers judge a file: a proof of an entry, with the time stamps in it; or one of equivocation."""

import json
from collections.abc import Sequence
from pathlib import Path

from probative.verify import equivocation, standalone, timestamps


def main(arguments: Sequence[str]) -> int:
    """Check the file named on the command line, say what it shows, and give the exit status."""
    names = [word for word in arguments if not word.startswith("-")]
    try:
        content = Path(names[0]).read_bytes() if names else b""
    except OSError:
        # Whoever judges it says so.
        content = b""
    if equivocation.is_equivocation(content):
        return equivocation.main(arguments)
    status = standalone.main(arguments)
    return max(status, timestamps.main([names[0]])) if status in {0, 1} and _has_stamps(content) else status


def _has_stamps(content: bytes) -> bool:
    try:
        proof = json.loads(content)
    except ValueError:
        return False
    return isinstance(proof, dict) and bool(proof.get("stamps"))
