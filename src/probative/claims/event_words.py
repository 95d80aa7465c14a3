"""The words of a language by which claims tell of events and speakers, as they are listed."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from probative.model.meaning import EventKind


def event_rows(language: str) -> Iterator[tuple[EventKind, str, str]]:
    """Give the rows of a language's ``events.tsv``: kind, shape ("verb", "noun", "phrase"), words."""
    text = files("probative.language").joinpath("data", language, "events.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, shape, words = line.split("\t")
            yield EventKind(name), shape, words


def listed(language: str, name: str) -> dict[str, Any]:
    """Give a list of a language as its file has it."""
    text = files("probative.language").joinpath("data", language, name).read_text(encoding="utf-8")
    said: dict[str, Any] = json.loads(text)
    return said


def word_sets(language: str, name: str) -> dict[str, frozenset[str]]:
    """Give the sets of words of a file, by name; what it says about itself is left out."""
    return {key: frozenset(words.split()) for key, words in listed(language, name).items() if key != "about"}
