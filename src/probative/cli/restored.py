"""`probative restored`: a case that was put back from a backup."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "restored",
    epilog="Example:\n\n\b\n  probative restored ./case --why 'the disk failed; this is the copy of 3 May'",
)
@case_argument
@click.option(
    "--why", required=True, help="Why, and from which copy. It is kept for ever, where only the keys open it."
)
@json_option
@key_option
def command(*, case: Path, why: str, as_json: bool, key_file: Path | None) -> None:
    """Say that the case in DIR was put back from a backup on purpose, and go on with it in a new epoch.

    This machine refuses a case that lacks what it saw signed before. Look for the newer copy first: what it held and
    this one does not is given up. The ledger then says for ever that it was, how much, and what its root was; every
    reading command and `probative check` repeat it, and checkpoints and proofs bear the number of the epoch.
    """
    from probative.flow.restoring import open_restored

    made = open_restored(case, given(case, key_file), why=why)
    if as_json:
        print_shape({"epoch": made.epoch, "held": made.held, "lost": made.lost})
    else:
        say(
            f"Epoch {made.epoch} of {case}: it goes on from {made.held} entries; a history of {made.lost} that had "
            "been signed was given up. This is said in the ledger for ever."
        )
