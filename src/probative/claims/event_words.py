"""The words of a language by which claims tell of events, as they are listed."""

import json
from collections.abc import Iterator
from importlib.resources import files

from probative.model.meaning import EventKind


def event_rows(language: str) -> Iterator[tuple[EventKind, str, str]]:
    """Give the rows of a language's ``events.tsv``: kind, shape ("verb", "noun", "phrase"), words."""
    text = files("probative.language").joinpath("data", language, "events.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, shape, words = line.split("\t")
            yield EventKind(name), shape, words


def word_sets(language: str, name: str) -> dict[str, frozenset[str]]:
    """Give the sets of words of a file, by name; what it says about itself is left out."""
    text = files("probative.language").joinpath("data", language, name).read_text(encoding="utf-8")
    said: dict[str, str] = json.loads(text)
    return {key: frozenset(words.split()) for key, words in said.items() if key != "about"}
