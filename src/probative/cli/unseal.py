"""`probative unseal`: one identity, for two custodians and a reason."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "unseal",
    epilog="Examples:\n\n\b\n"
    "  probative unseal ./case 'Quiet Alder' --custodian ./usb1/ada --custodian ./usb2/ben --why 'order of 4 May'\n"
    "  probative unseal ./case 412 --custodian ./usb1/ada --custodian ./usb2/ben "
    "--why 'the court asks, order of 4 May'",
)
@case_argument
@click.argument("entry", metavar="ENTRY|PSEUDONYM")
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
    *, case: Path, entry: str, custodians: tuple[Path, ...], why: str, as_json: bool, key_file: Path | None
) -> None:
    """Show what DIR keeps in the identities under ENTRY of its ledger, or under a PSEUDONYM.

    It takes two of the three custodians and a reason, and it is recorded.

    The entry that says who opened it and why stands under a checkpoint before anything is shown. The keys are in this
    process alone, and it ends at once.
    """
    from probative.custody.seal.hushed import hush
    from probative.flow.access import unseal
    from probative.flow.people import person_in
    from probative.flow.sealed import entries_of

    hush()
    found = given(case, key_file)
    people = [person_in(each, found) for each in custodians]
    for number in (int(entry),) if entry.isdigit() else entries_of(case, found, entry):
        kept = unseal(case, found, number, people, why=why)
        if as_json:
            fields = dict(kept.fields or {})
            print_shape({"entry": number, "kind": kept.entry.kind, "at": kept.entry.at, "fields": fields})
            continue
        for name, value in (kept.fields or {}).items():
            say(f"{name}: {value}")
