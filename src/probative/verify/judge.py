"""Which of the verifiers judges a file: a proof of an entry, or one of equivocation."""

from collections.abc import Sequence
from pathlib import Path

from probative.verify import equivocation, standalone


def main(arguments: Sequence[str]) -> int:
    """Check the file named on the command line, say what it shows, and give the exit status."""
    names = [word for word in arguments if not word.startswith("-")]
    try:
        is_split = bool(names) and equivocation.is_equivocation(Path(names[0]).read_bytes())
    except OSError:
        # Whoever judges it says so.
        is_split = False
    return equivocation.main(arguments) if is_split else standalone.main(arguments)
