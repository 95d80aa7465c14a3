"""Small outputs that a human has read and found good. A change of them is a change somebody must look at.

`make golden` writes them again; then read the difference before you commit it. What a file holds is written for that
reader: words instead of offsets, and `…` where a key or a folder decides.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import MATERIAL, Built, build
from tests.conftest import Run

HERE = Path(__file__).parent

Golden = Callable[[str, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file that was reviewed, or write that file where ``--rewrite-golden`` is given."""

    def same(name: str, text: str) -> None:
        path = HERE / name
        if request.config.getoption("--rewrite-golden"):
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text, f"{name} has changed: `make golden`, then read the difference"

    return same


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example case, built once for this module."""
    return build(tmp_path_factory.mktemp("golden"), MATERIAL, "--received-from", "the example's authors")


def lines_of(name: str) -> list[str]:
    """The lines of an input."""
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def filtered(run: Run, command: str, lines: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Send lines through a filter; give each with its answer."""
    done = run(command, given="".join(json.dumps(line) + "\n" for line in lines))
    assert done.status == 0, done.err
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == [line["id"] for line in lines]
    return zip(lines, answers, strict=True)


def told_attribution(text: str, number: int, found: dict[str, Any]) -> str:
    """Write one attribution with its words."""
    source = text[slice(*found["source"])] if found["source"] else "nobody named"
    cue = " … ".join(text[slice(*piece)] for piece in found["cue"])
    content = " … ".join(text[slice(*piece)] for piece in found["content"])
    marks = [found["kind"], found["certainty"], *(["forecast"] if found["forecast"] else [])]
    inside = "" if found["parent"] is None else f", inside {found['parent']}"
    return f"    {number}  {source} | {cue} | {content}  ({', '.join(marks)}{inside})"


def test_attribute_says_what_was_reviewed(probative: Run, golden: Golden) -> None:
    lines = [{"id": number, "text": text} for number, text in enumerate(lines_of("attribute.in.txt"), start=1)]
    told = []
    for line, answer in filtered(probative, "attribute", lines):
        told += [line["text"]]
        told += [told_attribution(line["text"], *each) for each in enumerate(answer["attributions"])] or ["    nothing"]
    golden("attribute.txt", "\n".join(told) + "\n")


def test_dates_says_what_was_reviewed(probative: Run, golden: Golden) -> None:
    lines = []
    for number, line in enumerate(lines_of("dates.in.txt"), start=1):
        anchor, text = line.split(maxsplit=1)
        lines.append({"id": number, "text": text, "anchor": None if anchor == "none" else anchor, "lang": "en"})
    told = []
    for line, answer in filtered(probative, "dates", lines):
        told += [f"{line['text']}  (written {line['anchor'] or 'nobody knows when'})"]
        told += [
            f"    {line['text'][slice(*found['span'])]} | {found['edtf'] or 'open'} | "
            f"{found['earliest'] or '..'} to {found['latest'] or '..'}"
            for found in answer["dates"]
        ] or ["    nothing"]
    golden("dates.txt", "\n".join(told) + "\n")


def test_build_says_what_was_reviewed(example: Built, golden: Golden) -> None:
    said = example.said.replace(str(example.case), "CASE")
    golden("build.txt", re.sub(r"root [0-9a-f]{16}…", "root …", said))


def test_gaps_says_what_was_reviewed(example: Built, golden: Golden) -> None:
    golden("gaps.txt", example.run("gaps", example.case).out)


def test_a_changed_output_is_refused(golden: Golden, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--rewrite-golden"):
        with pytest.raises(AssertionError, match="has changed"):
            golden("gaps.txt", "nothing is missing\n")
