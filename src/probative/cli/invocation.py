"""What several commands share: the case argument, the key option, `--json`, and how they print."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from probative.base.errors import MaterialError, UsageError
from probative.cli.terminal import plain, plain_shape

if TYPE_CHECKING:
    from probative.flow.case import Case
    from probative.flow.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_TURNING: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]")
"""Characters that move a terminal's cursor, turn text around, or cannot be encoded; JSON itself escapes the others."""


class LineWrongError(UsageError):
    """A line that a filter was given is not what it reads."""

    code = "P124"
    hint = "A filter reads JSON Lines: one object a line, in UTF-8. The command's --help shows one."


class LinesMissingError(MaterialError):
    """The file that a filter should read cannot be read."""

    code = "P530"
    hint = "Check that the path exists and may be read; `-` reads standard input."


case_argument = click.argument("case", metavar="DIR", type=click.Path(path_type=Path))
key_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="The key file that opens the case. Default: `probative/key` in the user's configuration folder, made on first "
    "use. Ignored where PROBATIVE_PASSPHRASE is set, unless the case opens with both together.",
)
ask_option = click.option(
    "--ask-passphrase", "ask", is_flag=True, help="Ask for a passphrase, and have the new case open with that."
)
model_option = click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Attribute with this model, which `probative train` wrote; wins over PROBATIVE_MODEL. Default: what ships.",
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


def given(case: Path, key_file: Path | None, model: Path | None = None) -> "Settings":
    """Give the settings of this run; asks for the passphrase where the case wants one and a person is there to ask."""
    from probative.flow.secret import opens_with_words
    from probative.flow.settings import settings

    found = replace(settings(key_file=key_file, model=model), tell=_warn)
    if found.passphrase is None and _is_somebody_there() and opens_with_words(case, found):
        return replace(found, passphrase=click.prompt("Passphrase", hide_input=True, err=True))
    return found


def check_model(found: "Settings") -> None:
    """Open the model of the settings, where one is named, before any work is done.

    Raises:
        ModelInvalid: When the folder holds no model, one that was changed, or one that was not taught English.
    """
    if found.model is not None:
        from probative.flow.steps.claims import suggester

        suggester(found.model)


def _warn(what: str) -> None:
    click.echo(f"warning: {what}", err=True)


def _is_somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def opened_to_read(case: Path, key_file: Path | None) -> "Iterator[Case]":
    """Open a case for a command that only shows; what a reader should doubt is said on standard error."""
    from probative.flow.case import opened
    from probative.flow.doubts import doubts

    with opened(case, given(case, key_file)) as working:
        for doubt in doubts(working):
            _warn(f"{doubt} Run `probative check`.")
        yield working


def given_for_new(key_file: Path | None, *, ask: bool, model: Path | None = None) -> "Settings":
    """Give the settings for a new case; with ``ask``, asks twice for a passphrase that will open it."""
    from probative.flow.settings import settings

    found = settings(key_file=key_file, model=model)
    if ask and found.passphrase is None:
        words = click.prompt("Passphrase for the new case", hide_input=True, confirmation_prompt=True, err=True)
        return replace(found, passphrase=words)
    return found


def say_put_aside(case: Path, leavings: Path | None) -> None:
    """Say where the leavings of an interrupted making went, if there were any."""
    if leavings is not None:
        text = f"The making of a case in {case} was interrupted before; what was left lies in {leavings.name} now."
        click.echo(plain(text), err=True)


def say(text: str, *, work_goes_on: bool = False) -> None:
    """Print a line for a reader, with nothing in it that could move the cursor or turn words around.

    Args:
        text: One line.
        work_goes_on: Whether a reader who has gone (`| head`) is no reason to stop: for commands that change a case.
    """
    _put_out(plain(text), work_goes_on=work_goes_on)


def print_shape(shape: Mapping[str, Any], *, work_goes_on: bool = False) -> None:
    """Print one JSON line and send it on its way at once, so that a reader downstream sees it when it is true.

    What a terminal could take for a command is written as a JSON escape, which is the same JSON.
    """
    line = _TURNING.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(shape, ensure_ascii=False))
    _put_out(line, work_goes_on=work_goes_on)


class _Nowhere(io.TextIOBase):
    """Takes what is printed after the reader has gone."""

    def write(self, text: str, /) -> int:
        return len(text)


def _put_out(line: str, *, work_goes_on: bool) -> None:
    try:
        click.echo(line)
    except BrokenPipeError:
        if not work_goes_on:
            raise
        sys.stdout = _Nowhere()


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
            click.echo(line(plain_shape(shape)))
    if not found and not as_json:
        say(empty)


def lines_in(path: str | None) -> Iterable[Mapping[str, Any]]:
    """Read JSON Lines from a file, or from standard input where ``path`` is ``None`` or ``-``.

    Raises:
        UsageError: At the first line that is no JSON object, by number.
        LinesMissingError: When the file cannot be read.
    """
    if path in (None, "-") and sys.stdin is None:
        raise LinesMissingError("standard input is closed")
    try:
        stream = sys.stdin.buffer if path in (None, "-") else Path(str(path)).open("rb")  # noqa: SIM115 - ends with the process
    except OSError as error:
        raise LinesMissingError(f"cannot read {path}: {error.strerror}") from error
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield _object(number, line)


def _object(number: int, line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise LineWrongError(f"line {number} is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise LineWrongError(f"line {number} is no JSON object")
    return value


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
