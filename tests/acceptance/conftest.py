"""The example case, built once for the session; each test gets a copy of its own."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ran, environment

MATERIAL = ROOT / "examples" / "tarn-ford" / "material"


@dataclass(frozen=True)
class Built:
    """A built case: where it lies, what building said, and the environment that opens it."""

    case: Path
    said: str
    given: dict[str, str]
    material: Path = MATERIAL

    def run(self, *words: str | Path, given: str = "") -> Ran:
        """Run a command against it."""
        done = subprocess.run(
            [sys.executable, "-m", "probative.cli", *map(str, words)],
            env=self.given,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def listing(self, kind: str) -> list[dict[str, Any]]:
        """Everything of one kind that it holds."""
        done = self.run(kind, self.case, "--json")
        assert done.status == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]

    def authority(self) -> dict[str, bytes]:
        """Every byte that is not derived, by path."""
        derived = ("index", "report", "tiles", "lock")
        return {
            path.relative_to(self.case).as_posix(): path.read_bytes()
            for path in sorted(self.case.rglob("*"))
            if path.is_file() and path.relative_to(self.case).parts[0] not in derived
        }


def build(place: Path, *words: str | Path) -> Built:
    """Build a case from ``words`` in ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    built = Built(case=place / "case", said="", given=environment(place))
    done = built.run("build", *words, "--case", built.case)
    assert done.status == 0, done.err
    return Built(case=built.case, said=done.out, given=built.given)


@pytest.fixture(scope="session")
def pristine_example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example, built once."""
    return build(tmp_path_factory.mktemp("example"), MATERIAL, "--received-from", "the example's authors")


@pytest.fixture
def example(pristine_example: Built, tmp_path: Path) -> Built:
    """A copy of the built example that a test may change, with the key that opens it."""
    place = tmp_path / "example"
    shutil.copytree(pristine_example.case.parent, place)
    return Built(case=place / "case", said=pristine_example.said, given=environment(place))
