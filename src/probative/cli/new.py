"""`probative new`: an empty case."""

from pathlib import Path

import click

from probative.cli.invocation import ask_option, case_argument, given_for_new, key_option, say, say_put_aside


@click.command(
    "new",
    epilog="Examples:\n\n\b\n"
    "  probative new ./case --title 'The Sarn prison'\n"
    "  PROBATIVE_PASSPHRASE='six words that nobody else would choose' probative new ./case",
)
@case_argument
@click.option("--title", help="What to call the case; the folder's name where absent.")
@ask_option
@key_option
def command(*, case: Path, title: str | None, ask: bool, key_file: Path | None) -> None:
    """Make an empty case in DIR.

    With PROBATIVE_PASSPHRASE set, or with --ask-passphrase, the case opens with that passphrase; otherwise with a key
    file, which is made on first use. A case with a key file on the same disk is only as safe as that disk's encryption.
    """
    from probative.flow.case import opened
    from probative.flow.inspection import protection
    from probative.flow.making import create

    found = given_for_new(key_file, ask=ask)
    say_put_aside(case, create(case, found, title=title))
    with opened(case, found) as made:
        say(f"A new case in {case}.")
        say(protection(made))
