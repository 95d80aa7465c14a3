"""`probative unseal`: one identity, for two custodians and a reason."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "unseal",
    epilog="Example:\n\n\b\n  probative unseal ./case 412 --custodian ./usb1/ada --custodian ./usb2/ben "
    "--why 'the court asks, order of 4 May'",
)
@case_argument
@click.argument("entry", type=int)
@click.option(
    "--custodian",
    "custodians",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    help="The file of one of two custodians; the passphrase or key file opens it. Name two.",
)
@click.option("--why", required=True, help="The reason. It is kept for ever.")
@json_option
@key_option
def command(
    *, case: Path, entry: int, custodians: tuple[Path, ...], why: str, as_json: bool, key_file: Path | None
) -> None:
    """Show what ENTRY of the ledger of DIR keeps in the identities: with two of its three custodians, and on record.

    The entry that says who opened it and why stands under a checkpoint before anything is shown. The keys are in this
    process alone, and it ends at once.
    """
    from probative.custody.seal.hushed import hush
    from probative.flow.access import unseal
    from probative.flow.people import person_in

    hush()
    found = given(case, key_file)
    people = [person_in(each, found) for each in custodians]
    opened = unseal(case, found, entry, people, why=why)
    shape = {"entry": entry, "kind": opened.entry.kind, "at": opened.entry.at, "fields": dict(opened.fields or {})}
    if as_json:
        print_shape(shape)
        return
    for name, value in (opened.fields or {}).items():
        say(f"{name}: {value}")
