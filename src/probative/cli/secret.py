"""`probative secret`: another passphrase or key file for a case."""

from dataclasses import replace
from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, key_option, say


@click.command(
    "secret",
    epilog="Examples:\n\n\b\n"
    "  probative secret ./case --why 'the old words were seen'\n"
    "  PROBATIVE_NEW_PASSPHRASE='other words that nobody guesses' probative secret ./case --new-key-file ./usb/key "
    "--both --why 'two things from now on'",
)
@case_argument
@click.option("--new-key-file", type=click.Path(path_type=Path), help="The new key file; made where it is not there.")
@click.option("--both", is_flag=True, help="From now on only the new passphrase and key file together open the case.")
@click.option("--why", required=True, help="The reason. It is kept for ever.")
@key_option
def command(*, case: Path, new_key_file: Path | None, both: bool, why: str, key_file: Path | None) -> None:
    """Have the case in DIR open with another secret: every keybag is written anew, and the old one opens nothing.

    The new passphrase is PROBATIVE_NEW_PASSPHRASE, or asked for; with --new-key-file alone there is none. Copies of
    `keys/` made before still open with the old secret: find and destroy them.
    """
    from probative.flow.access import change_secret
    from probative.flow.people import new_secret
    from probative.flow.settings import new_passphrase

    found = given(case, key_file)
    words = new_passphrase()
    if words is None and (new_key_file is None or both):
        words = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    new = replace(found, passphrase=words, key_file=new_key_file or found.key_file)
    change_secret(case, found, new_secret(new, both=both), why=why)
    say("The case opens with the new secret only. Copies of `keys/` made before still open with the old one.")
