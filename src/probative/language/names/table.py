"""The tables of names that ship with Probative, read once, when first needed."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table ``name``: tab-separated cells, ``#`` lines and empty lines left out."""
    text = files("probative.language").joinpath("data", "names", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def column(name: str, number: int) -> tuple[str, ...]:
    """Give one column of the table ``name``, counted from 0, in its order."""
    return tuple(row[number] for row in rows(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one of the closed sets of ``word_sets.tsv``."""
    return frozenset(word for row in rows("word_sets.tsv") if row[0] == name for word in row[1].split())
