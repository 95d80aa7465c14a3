"""What was shredded does not come back unnoticed: the same bytes are not taken in again unless somebody says so."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from probative.base.digest import BLOCK_BYTES
from probative.custody.compartments import CLOSED_BY_DEFAULT, place_of
from probative.custody.vault.vault import content_id
from probative.flow.case import Case
from probative.flow.gone_notes import ANYTHING


def shredded_as(case: Case, open_content: Callable[[], BinaryIO]) -> str | None:
    """Say as which exhibits these bytes were shredded; ``None`` where they were not, or nothing was.

    Only what can be told with the keys that are open here: the id of a content differs in each compartment.
    """
    if case.store.note(ANYTHING) is None:
        return None
    state = hashlib.sha256()
    with open_content() as stream:
        while block := stream.read(BLOCK_BYTES):
            state.update(block)
    for mask in range(1 << len(CLOSED_BY_DEFAULT)):
        id_key = case.keybag.id_key(place_of(mask))
        found = case.store.note(f"gone:{content_id(id_key, state.digest()).hex()}") if id_key is not None else None
        if found is not None:
            return found
    return None
