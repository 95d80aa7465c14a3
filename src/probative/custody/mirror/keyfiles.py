"""The files under ``keys/``: which there are, and which a newer one took the place of."""

import re

from probative.custody.layout import Layout

_GENERATION = re.compile(r"(?P<what>.*?(?:keybag|recipients/[a-z-]+)(?:\.[a-z-]+)?)\.(?P<number>[1-9][0-9]*)(?:\..*)?")


def key_files(layout: Layout) -> set[str]:
    """Give the names of the files under ``keys/``, those of an interrupted replacement left out."""
    return {
        path.relative_to(layout.keys).as_posix()
        for path in layout.keys.rglob("*")
        if path.is_file() and path.suffix != ".new"
    }


def supersedes(names: set[str], old: str) -> bool:
    """Whether one of ``names`` took the place of ``old``: a later generation, or another door."""
    if old.startswith("door."):
        return any(name.startswith("door.") for name in names)
    mine = _GENERATION.fullmatch(old)
    if mine is None:
        return False
    for name in names:
        other = _GENERATION.fullmatch(name)
        if other is not None and other["what"] == mine["what"] and int(other["number"]) > int(mine["number"]):
            return True
    return False
