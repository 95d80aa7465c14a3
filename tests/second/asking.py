"""Asking the second checker, which Node runs: one question a line, one verdict a line."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def node() -> str:
    """Give where Node is; the test fails where it is missing, for `tools/setup test` installs it."""
    found = shutil.which("node")
    if found is None:
        pytest.fail("Node is missing: `tools/setup test` installs Debian's nodejs")
    return found


def verdicts(questions: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Give what the second checker says to each question: whether it holds."""
    return [answer is True for answer in answers(questions)]


def answers(questions: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Give what the second checker says to each question."""
    done = subprocess.run(
        [node(), HERE / "judge.mjs"],
        input="".join(json.dumps(question) + "\n" for question in questions),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(questions)
    return found
