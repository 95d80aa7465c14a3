"""`probative recover`: rehearse the recovery of a case, or carry it out."""

from dataclasses import replace
from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "recover",
    epilog="Examples:\n\n\b\n"
    "  probative recover ./case --heir ./usb/heir --rehearse\n"
    "  PROBATIVE_NEW_PASSPHRASE='words for the founder' probative recover ./case --heir ./heir --why 'lost'",
)
@case_argument
@click.option("--heir", required=True, type=click.Path(path_type=Path), help="The file with the heir's keys.")
@click.option("--heir-key-file", type=click.Path(path_type=Path), help="The key file that opens it, where one does.")
@click.option(
    "--rehearse", is_flag=True, help="Prove that it would work, change nothing, and record that it was proved."
)
@click.option("--why", default="", help="The reason for a recovery. It is kept for ever.")
@json_option
@key_option
def command(
    *,
    case: Path,
    heir: Path,
    heir_key_file: Path | None,
    rehearse: bool,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Recover the case in DIR with the keys of an heir, to whom `compartment give --heir` gave all of it.

    With --rehearse nothing changes: everything is opened once with what lies there for the heir, and compared with what
    is open to whoever runs the rehearsal. A case wants two heirs, and a rehearsal now and then: `status` says when the
    last was. PROBATIVE_HEIR_PASSPHRASE opens the heir's file, or PROBATIVE_PASSPHRASE where that is not set.
    """
    from probative.flow.access import change_secret
    from probative.flow.access import rehearse as prove
    from probative.flow.people import new_secret, person_in
    from probative.flow.settings import heir_passphrase, new_passphrase

    found = given(case, key_file)
    theirs = replace(found, passphrase=heir_passphrase() or found.passphrase, key_file=heir_key_file or found.key_file)
    if rehearse:
        opened = prove(case, found, person_in(heir, theirs))
        if as_json:
            print_shape({"rehearsed": opened})
        else:
            shown = ", ".join(f"{name}: {count} keys" for name, count in opened.items())
            say(f"The heir could open everything ({shown}). It is recorded.")
        return
    if not why.strip():
        raise click.UsageError("a recovery has a reason: --why")
    words = new_passphrase() or click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    secret = new_secret(replace(found, passphrase=words))
    change_secret(case, replace(theirs, person_file=heir, is_person_named=True), secret, why=why)
    say("The case opens with the new secret. Take away what the lost keys held, and rehearse again.")
