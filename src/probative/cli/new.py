"""`probative new`: an empty case."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, key_option


@click.command(
    "new",
    epilog="Examples:\n\n\b\n"
    "  probative new ./case --title 'The Sarn prison'\n"
    "  PROBATIVE_PASSPHRASE='six words that nobody else would choose' probative new ./case",
)
@case_argument
@click.option("--title", help="What to call the case; the folder's name where absent.")
@key_option
def command(*, case: Path, title: str | None, key_file: Path | None) -> None:
    """Make an empty case in DIR.

    With PROBATIVE_PASSPHRASE set, the case opens with that passphrase; otherwise with a key file, which is made on
    first use. A case with a key file on the same disk is only as safe as that disk's encryption.
    """
    from probative.flow.case import create, opened
    from probative.flow.inspection import protection
    from probative.flow.settings import settings

    given = settings(key_file=key_file)
    create(case, given, title=title)
    with opened(case, given) as made:
        click.echo(f"A new case in {case}.\n{protection(made)}")
