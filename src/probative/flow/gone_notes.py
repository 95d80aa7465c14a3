"""What the index notes of what was shredded, so that the same bytes are known when they come again."""

from typing import Final

from probative.base import canonical
from probative.store.ports import Store

ANYTHING: Final = "gone"
"""The note that stands where anything was shredded: most cases need not ask further."""


def note_gone(objects: canonical.Json, exhibits: canonical.Json, store: Store) -> None:
    """Note the ids of what was shredded with exhibits, so that the same bytes are known when they come again."""
    names = [str(each) for each in exhibits] if isinstance(exhibits, list) else []
    for each in objects if names and isinstance(objects, list) else ():
        store.set_note(ANYTHING, "yes")
        store.set_note(f"gone:{each}", " ".join(names))
