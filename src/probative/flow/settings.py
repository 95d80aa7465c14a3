"""What a run is given from outside: keys, clock, chance, disk, workers. Read once, here."""

import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from probative.base.chance import Chance, system_chance
from probative.base.clock import Clock, system_clock
from probative.base.errors import UsageError
from probative.base.fs import Disk
from probative.custody.reserve import RESERVE_BYTES

PASSPHRASE = "PROBATIVE_PASSPHRASE"  # noqa: S105 - the name of a setting, no secret
WORKERS = "PROBATIVE_WORKERS"
PERSON = "PROBATIVE_PERSON"
MODEL = "PROBATIVE_MODEL"
PERSON_FILE = "PROBATIVE_PERSON_FILE"
NEW_PASSPHRASE = "PROBATIVE_NEW_PASSPHRASE"  # noqa: S105 - the name of a setting, no secret
HEIR_PASSPHRASE = "PROBATIVE_HEIR_PASSPHRASE"  # noqa: S105 - the name of a setting, no secret

SETTINGS: Mapping[str, str] = {
    PASSPHRASE: "The passphrase that opens the case or the person's file. Where it is set, no key file is read, unless "
    "what it opens wants both.",
    PERSON_FILE: "The file with the keys of whoever works, which `probative person new` made: it then opens every "
    "case, and the passphrase or key file opens it. Default: `probative/person` in the configuration folder, for the "
    "cases to which that person was given keys.",
    NEW_PASSPHRASE: "The passphrase that `secret` and `recover` set. Default: they ask.",
    HEIR_PASSPHRASE: "The passphrase that opens the heir's file in `recover`. Default: PROBATIVE_PASSPHRASE.",
    WORKERS: "How many processes read and analyse material. Default: the number of cores, at most 8.",
    PERSON: "Who judges, where `judge` is not given --by. Default: the login name.",
    MODEL: "The folder of a model that `probative train` wrote; languages that it was taught are attributed with it. "
    "--model wins over it. Default: what ships.",
    "XDG_CONFIG_HOME": "Where the key file is made on first use: `probative/key` under it. Default: `~/.config`.",
    "XDG_STATE_HOME": "Where the highest checkpoint seen of each case is remembered: `probative/` under it. "
    "Default: `~/.local/state`.",
}
"""Every setting that is read from the environment, with its meaning; `docs/reference/settings.md` is made from it."""


class SettingError(UsageError):
    """A setting in the environment has a value that cannot be."""

    code = "P123"
    hint = "docs/reference/settings.md lists every setting; unset it to have the default."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The inputs of a run that are not material.

    ``passphrase`` is ``None`` where the key file opens the case. ``guard_folder`` is where the highest checkpoint seen
    of each case is remembered, outside every case folder. ``model`` is the folder of the model that attributes in
    the languages that it was taught, ``None`` for what ships. ``person_file`` holds the keys of whoever works; where
    it is not named (``is_person_named``), it opens only what was given to that person. ``tell`` is called with what
    whoever works must hear at once, a sentence each.
    """

    key_file: Path
    passphrase: str | None
    guard_folder: Path
    workers: int
    person: str
    person_file: Path = Path("/nowhere")
    is_person_named: bool = False
    model: Path | None = None
    clock: Clock = field(default=system_clock)
    chance: Chance = field(default=system_chance)
    tell: Callable[[str], None] = field(default=lambda _: None)
    disk: Disk = field(default_factory=Disk)


def settings(
    environment: Mapping[str, str] | None = None, *, key_file: Path | None = None, model: Path | None = None
) -> Settings:
    """Read the settings of this run.

    Args:
        environment: Names and values; the process environment where absent.
        key_file: The key file named on the command line; it wins over the default place.
        model: The model named on the command line; it wins over the environment.

    Raises:
        SettingError: When the number of workers is not a whole number from 1.
    """
    given = os.environ if environment is None else environment  # noqa: TID251 - the one place that reads it
    home = Path(given.get("HOME", "/"))
    config = Path(given.get("XDG_CONFIG_HOME") or home / ".config")
    state = Path(given.get("XDG_STATE_HOME") or home / ".local" / "state")
    workers = given.get(WORKERS) or str(min(os.cpu_count() or 1, 8))
    if not (workers.isascii() and workers.isdigit() and len(workers) <= 4 and int(workers) >= 1):
        raise SettingError(f"{WORKERS} is a whole number from 1, not {workers!r}")
    return Settings(
        key_file=key_file or config / "probative" / "key",
        passphrase=given.get(PASSPHRASE) or None,
        guard_folder=state / "probative",
        workers=int(workers),
        person=given.get(PERSON) or given.get("LOGNAME") or given.get("USER") or _login(),
        person_file=Path(given.get(PERSON_FILE) or config / "probative" / "person"),
        is_person_named=bool(given.get(PERSON_FILE)),
        model=model or (Path(given[MODEL]) if given.get(MODEL) else None),
        disk=Disk(reserve_bytes=RESERVE_BYTES),
    )


def new_passphrase(environment: Mapping[str, str] | None = None) -> str | None:
    """Give the passphrase that a case shall open with from now on; ``None`` where none is set."""
    given = os.environ if environment is None else environment  # noqa: TID251 - read once, here
    return given.get(NEW_PASSPHRASE) or None


def heir_passphrase(environment: Mapping[str, str] | None = None) -> str | None:
    """Give the passphrase that opens an heir's file; ``None`` where none is set."""
    given = os.environ if environment is None else environment  # noqa: TID251 - read once, here
    return given.get(HEIR_PASSPHRASE) or None


def _login() -> str:
    """Give the name of the account where the environment names nobody."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"account {os.getuid()}"
