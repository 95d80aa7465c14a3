"""What a reader must know who reads a case that `probative process` would refuse to touch."""

from collections.abc import Iterator
from pathlib import Path

from probative.custody.epochs import epoch_sentences
from probative.custody.guard import remembered_size
from probative.custody.layout import Layout
from probative.custody.shredding import unfinished
from probative.flow.case import Case
from probative.flow.timing import clock_warnings


def doubts(case: Case) -> Iterator[str]:
    """Say in sentences why what is read may not be the whole or the newest; nothing where there is no doubt.

    Cheap, so that every reading command can say it; `probative check` looks at every byte.
    """
    for _, sentence in epoch_sentences(case.custody.log):
        yield sentence
    sealed, size = case.custody.sealed, case.custody.size
    if sealed is None:
        yield "The newest checkpoint is missing or broken: nothing vouches for the end of the ledger."
    elif sealed.size > size:
        yield f"The ledger was cut: its checkpoint signs {sealed.size} entries, and {size} are left."
    yield from clock_warnings(case)
    for index in unfinished(case.custody.log):
        yield f"Entry {index} orders that something be destroyed, and a crash came before: the next writing does it."
    # What a writer has signed since this case was opened is there for the next reader, and no cause for doubt.
    seen = remembered_size(case.settings.guard_folder, case.custody.origin)
    if seen > max(size, _signed(Layout(case.folder).checkpoint)):
        yield f"This machine saw {seen} entries of this case signed; this copy holds {size}: it is older, or was cut."


def _signed(checkpoint: Path) -> int:
    """Give how many entries a checkpoint speaks of; 0 where there is none."""
    try:
        return int(checkpoint.read_text(encoding="utf-8").split("\n")[1])
    except (OSError, ValueError, IndexError):
        return 0
