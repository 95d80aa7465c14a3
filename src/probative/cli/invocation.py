"""What several commands share: the case argument, the key option, `--json`, and how they print."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from probative.base.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

case_argument = click.argument("case", metavar="DIR", type=click.Path(path_type=Path))
key_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="The key file that opens the case. Default: `probative/key` in the user's configuration folder, made on first "
    "use. Ignored where PROBATIVE_PASSPHRASE is set.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines on standard output.")


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """Read the day, or say what is wrong with it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day written YYYY-MM-DD", param, ctx)


def provenance_options(command: F) -> F:
    """Add the options that say how material came: for what it does not say itself."""
    for option in reversed(
        (
            click.option("--received-from", metavar="WHO", help="Who handed it over."),
            click.option(
                "--collected-by",
                metavar="WHO",
                help="Who of us took it (a statement) or received it (a mailbox); then we are no channel of it.",
            ),
            click.option("--publisher", metavar="NAME", help="Who published it, where the material does not say."),
            click.option(
                "--date", "stated_date", type=Day(), help="Its date, where the material does not say: YYYY-MM-DD."
            ),
        )
    ):
        command = option(command)
    return command


def print_shape(shape: Mapping[str, Any]) -> None:
    """Print one JSON line and send it on its way at once, so that a reader downstream sees it when it is true."""
    sys.stdout.write(json.dumps(shape, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_listing(
    shapes: Iterable[Mapping[str, Any]], *, as_json: bool, line: Callable[[Mapping[str, Any]], str], empty: str
) -> None:
    """Print shapes as JSON Lines, or as one readable line each, or ``empty`` where there are none."""
    found = False
    for shape in shapes:
        found = True
        if as_json:
            print_shape(shape)
        else:
            click.echo(line(shape))
    if not found and not as_json:
        click.echo(empty)


def lines_in(path: str | None) -> Iterable[Mapping[str, Any]]:
    """Read JSON Lines from a file, or from standard input where ``path`` is ``None`` or ``-``.

    Raises:
        UsageError: At the first line that is no JSON object, by number.
    """
    stream = sys.stdin if path in (None, "-") else Path(str(path)).open(encoding="utf-8")  # noqa: SIM115 - ends with the process
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"line {number} is no JSON: {error}") from error
        if not isinstance(value, dict):
            raise UsageError(f"line {number} is no JSON object")
        yield value
