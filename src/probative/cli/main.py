"""The ``probative`` command: finds the module of the command that was called, and turns errors into exit statuses."""

import importlib
import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from probative import __version__
from probative.base.errors import ProbativeError, StorageError
from probative.cli.terminal import plain, plain_lines

COMMANDS: Final[Mapping[str, str]] = {
    "build": "Make a case, fill it, work through it, write the report: the main job.",
    "new": "Make an empty case.",
    "add": "Take material into a case.",
    "process": "Read, attribute, corroborate and connect what was added.",
    "rebuild": "Make the index and the report again from the ledger and the vault.",
    "status": "Say what a case holds, what opens it, and what is not protected.",
    "person": "Make the keys of a person, and the card that others need of them.",
    "compartment": "Say who holds which part of a case; give and take away.",
    "secret": "Have a case open with another passphrase or key file.",
    "seal": "Replace a person by a pseudonym in all that is derived or shown.",
    "unseal": "Show one identity, with two custodians, for a reason, on record.",
    "consent": "Say what people allow with what they gave; withdraw it; ask whether a use is allowed.",
    "hold": "Say what must not be destroyed; two persons place it, two release it.",
    "shred": "Destroy an exhibit with all that was made of it, on record.",
    "copies": "List who holds copies; note one; record what became of it after a shred.",
    "recover": "Rehearse the recovery of a case, or carry it out.",
    "check": "Check every byte against the ledger; name what does not hold.",
    "doctor": "Say what this machine does not protect, how bad that is, and what to do.",
    "mirror": "Keep a second copy that verifies without a key; repair either from the other.",
    "exhibits": "List what was received.",
    "claims": "List what is said, by whom, through whom, how surely.",
    "propositions": "List what several claims say alike, and who could vouch for it.",
    "contradictions": "List what cannot both hold as said, and what humans say of it.",
    "withdrawals": "List what was taken back or corrected, and by whom.",
    "conferrings": "List who told each other, and are at least one origin.",
    "forecasts": "List what was foretold, and what became of it.",
    "grades": "List how reliable and how credible humans hold what.",
    "entities": "List people, organisations and places.",
    "links": "List ties between them.",
    "events": "List what is said to have happened.",
    "changes": "List what reading again with another model changed.",
    "gaps": "List what the dossier knows it lacks.",
    "timeline": "Lay out what is said to have happened, in order of time.",
    "search": "Find words in the readings.",
    "why": "Show where a claim, proposition or anything else with a number comes from.",
    "impact": "Show what falls if a source, an exhibit or a claim falls.",
    "judge": "Record a human decision.",
    "restored": "Say that a case was put back from a backup; go on in a new epoch.",
    "tiles": "Write the ledger as tiles that any C2SP client reads; prove an entry from them.",
    "root": "Say by k of n offline root keys whose keys count.",
    "key": "Put a new key in the place of one that counts, or revoke one.",
    "peer": "Meet another device's log: record what it signed, and compare what each says of the other.",
    "equivocation": "Look for two histories that the case's own key signed; write the proof.",
    "stamp": "Have others vouch for when, and for one history: paper, witness, time stamp.",
    "witness": "On another machine: witness a case's ledger, so that it cannot be rewritten.",
    "verify": "Check a proof, with nothing but the standard library.",
    "read": "Filter: show the text and parts of a file.",
    "attribute": "Filter: find who says what in texts.",
    "dates": "Filter: find dates in texts.",
    "reuse": "Filter: find which texts were written from which.",
    "train": "Teach a model of one's own from marked texts.",
    "compare": "Compare two models on marked texts, before switching.",
    "completion": "Print the shell completion script.",
}
"""Every command with its one-line help, in the order of work. The order is the order of ``probative --help``."""

INTERRUPTED: Final = 130
"""The exit status after Ctrl-C, as shells have it."""


class _ReaderGone(Exception):
    """The reader of our output has gone (`| head`): nothing is wrong, and nothing more is wanted.

    Not an ``OSError``: those Click turns into exit status 1, which here means that something does not hold.
    """


@contextmanager
def _noticing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGone from error


class Lazy(click.Group):
    """A group whose commands are imported when called, not when listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; also prints the help."""
        with _noticing():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _noticing():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and give the command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"probative.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples:\n\n\b\n"
    "  probative build ./material --case ./case      everything, from material to report\n"
    "  probative why ./case C-0001                   one claim's whole ancestry\n"
    "  probative check ./case --full                 every byte against the ledger\n\n"
    "Exit status: 0 done, 1 something does not hold, 2 wrong use, 3 and up an error class "
    "(docs/reference/errors.md).",
)
@click.version_option(__version__, prog_name="probative")
def probative() -> None:
    """Turn raw material into a dossier that an outsider can check.

    Every original is kept with its chain of custody, every claim with who said it, through whom and how surely;
    corroboration is counted by independent origins. Nothing leaves this machine.
    """


def run() -> None:
    """Run the command line and exit with the status that DESIGN.md section 7 promises."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows its escape; no output ends in an error about encodings.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = probative.main(standalone_mode=False)
    except click.ClickException as wrong:
        said = io.StringIO()
        wrong.show(said)
        click.echo(plain_lines(said.getvalue()), err=True, nl=False)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was acknowledged is safe; run the same command again to go on.", err=True)
        sys.exit(INTERRUPTED)
    except ProbativeError as error:
        click.echo(f"probative: {plain(str(error))}\n  {error.code}: {error.hint}", err=True)
        sys.exit(error.exit_status)
    except _ReaderGone:
        _close_ears()
        sys.exit(0)
    except OSError as error:
        where = f"cannot use {error.filename}: " if error.filename else ""
        click.echo(f"probative: {plain(where)}{error.strerror}\n  {_REFUSED}", err=True)
        sys.exit(StorageError.exit_status)
    sys.exit(status if isinstance(status, int) else 0)


_REFUSED: Final = f"{StorageError.code}: {StorageError.hint}"


def _close_ears() -> None:
    """Let what is still buffered go nowhere: a flush at the end would fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
