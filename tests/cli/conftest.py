"""The command line, run in this process against a small case."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from probative.cli.main import probative as command_line
from tests.conftest import Ran
from tests.flow.conftest import ARTICLES, Room, pristine_room, room_in

__all__ = ["pristine_room"]


@dataclass(frozen=True)
class Desk:
    """A case and what runs commands against it."""

    room: Room

    @property
    def case(self) -> Path:
        """Where the case lies."""
        return self.room.folder

    def run(self, *words: object, given: str | bytes | None = None, fails: bool = False, **more: str) -> Ran:
        """Run a command; an error goes through to the test where ``fails``."""
        place = self.room.place
        env = {
            "HOME": str(place),
            "XDG_CONFIG_HOME": str(place / "config"),
            "XDG_STATE_HOME": str(place / "state"),
            "PROBATIVE_PERSON": "Tester",
            "PROBATIVE_WORKERS": "1",
            "PROBATIVE_PASSPHRASE": "",
            **more,
        }
        runner = CliRunner(env=env)
        done = runner.invoke(command_line, [str(word) for word in words], input=given, standalone_mode=False)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            if fails:
                raise done.exception
            raise AssertionError(f"{words}: {done.exception!r}") from done.exception
        status = done.return_value if isinstance(done.return_value, int) else done.exit_code
        return Ran(status, done.stdout, done.stderr)

    def shapes(self, *words: object) -> list[dict[str, Any]]:
        """Run a command with --json and give what it printed, every line of it JSON."""
        done = self.run(*words, "--json")
        assert done.status == 0, done.err
        return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def desk(pristine_room: Room, tmp_path: Path) -> Desk:
    """A desk with a copy of the built case on it; the key lies where it is looked for by default."""
    shutil.copytree(pristine_room.place, tmp_path / "desk")
    (tmp_path / "desk" / "config" / "probative").mkdir(parents=True)
    shutil.copy(tmp_path / "desk" / "key", tmp_path / "desk" / "config" / "probative" / "key")
    shutil.copytree(tmp_path / "desk" / "guards", tmp_path / "desk" / "state" / "probative")
    return Desk(room=room_in(tmp_path / "desk"))


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """A folder with the articles."""
    folder = tmp_path / "material"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder
