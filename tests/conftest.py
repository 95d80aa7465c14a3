"""What every test shares: a home of its own, the example case built once, and the profiles of Hypothesis."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.claims.models import other_model, slavic_model, tiny_base, tiny_corpus, tiny_model

__all__ = ["other_model", "slavic_model", "tiny_base", "tiny_corpus", "tiny_model"]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "house", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))  # noqa: TID251 - the test run's own setting


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden again instead of comparing")


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose home, configuration and state lie in the test's own folder."""
    place = tmp_path / "home"
    place.mkdir()
    return environment(place)


def environment(place: Path) -> dict[str, str]:
    """The process environment with everything of Probative's and the user's pointed at ``place``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PROBATIVE_", "XDG_"))}  # noqa: TID251
    binaries = str(Path(sys.executable).parent)
    return {
        **kept,
        "HOME": str(place),
        "PATH": binaries + os.pathsep + kept.get("PATH", ""),
        "PROBATIVE_PERSON": "Tester",
    }


@pytest.fixture
def probative(home: dict[str, str]) -> Run:
    """Run the command line in a process of its own, as a user does."""

    def run(*words: str | Path, given: str = "", **more: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "probative.cli", *map(str, words)],
            input=given,
            capture_output=True,
            text=True,
            env={**home, **more},
            check=False,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """Where the real inputs and corpora lie; only tests marked ``shared`` ask for it."""
    if not SHARED.is_dir():
        pytest.fail("../shared is not beside this checkout: run with -m 'not shared', or put it there")
    return SHARED
