"""Invented sentences in files, and attributions written as those files write them.

A line of a file holds a text and what is expected, in text order of the cues: source, cue and content in words, and
whatever of kind, certainty, forecast, parent, speaker and number the case is about. Marks at the edges do not count.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from probative.claims.filtering import attributions_of
from probative.claims.port import Attributor

_EDGES = ' ,.;:"“”«»?!–—-\n'

Case = dict[str, Any]


def cases(folder: Path) -> Iterator[tuple[str, int, Case]]:
    """Give the stem of the file, the number of the line and the case."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield path.stem, number, json.loads(line)


def compared(case: Case, attributor: Attributor) -> tuple[list[Case], list[Case]]:
    """Give what was found and what is expected, both in words; what was found has the keys that the case has.

    Where there are more or fewer than expected, what was found has source, cue and content.
    """
    text = case["text"]
    expected = [
        asked
        | {
            "source": asked["source"] and asked["source"].strip(_EDGES),
            "content": [piece.strip(_EDGES) for piece in asked["content"]],
        }
        for asked in case["expect"]
    ]
    found = attributions_of(text, attributor)
    if len(found) != len(expected):
        return [_in_words(text, one, {"source": 0, "cue": 0, "content": 0}) for one in found], expected
    return [_in_words(text, one, asked) for one, asked in zip(found, expected, strict=True)], expected


def _in_words(text: str, found: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Write an attribution as a case does, with the keys that the case has."""
    said = dict(found)
    said["source"] = None if found["source"] is None else text[slice(*found["source"])].strip(_EDGES)
    said["cue"] = [text[slice(*piece)] for piece in found["cue"]]
    said["content"] = [text[slice(*piece)].strip(_EDGES) for piece in found["content"]]
    return {key: said[key] for key in asked}
