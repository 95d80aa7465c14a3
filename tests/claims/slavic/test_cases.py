"""Every invented sentence in ``cases/`` is attributed as its line says.

A line holds a text and what is expected, in text order of the cues: source, cue and content in words, certainty and
forecast. Marks at the edges do not count. A file is named by language and construction.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from probative.claims.filtering import attributions_of
from probative.claims.slavic import slavic_rules

CASES = Path(__file__).parent / "cases"
EDGES = ' ,.;:"“”«»?!–—-\n'


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield pytest.param(path.stem[:2], json.loads(line), id=f"{path.stem}-{number}")


def in_words(text: str, found: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Write an attribution as a case does, with the keys that the case has."""
    said = dict(found)
    said["source"] = None if found["source"] is None else text[slice(*found["source"])].strip(EDGES)
    said["cue"] = [text[slice(*piece)] for piece in found["cue"]]
    said["content"] = [text[slice(*piece)].strip(EDGES) for piece in found["content"]]
    return {key: said[key] for key in asked}


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_an_invented_sentence_is_attributed_as_the_convention_says(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    expected = [
        asked
        | {
            "source": asked["source"] and asked["source"].strip(EDGES),
            "content": [piece.strip(EDGES) for piece in asked["content"]],
        }
        for asked in case["expect"]
    ]
    found = attributions_of(text, slavic_rules(language))
    assert len(found) == len(expected), [in_words(text, one, {"source": 0, "cue": 0, "content": 0}) for one in found]
    assert [in_words(text, one, asked) for one, asked in zip(found, expected, strict=True)] == expected


def test_both_languages_have_cases_for_the_same_constructions() -> None:
    names = {language: {path.stem[3:] for path in CASES.glob(f"{language}_*.jsonl")} for language in ("uk", "ru")}
    assert names["uk"] == names["ru"]
    assert {"speech", "clauses", "phrases", "infinitives", "nobody", "nesting", "labels", "nobodys"} <= names["uk"]
