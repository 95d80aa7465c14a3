"""`probative check`: every byte against the ledger."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say
from probative.cli.terminal import plain


@click.command(
    "check",
    epilog="Examples:\n\n\b\n  probative check ./case          packs, tree, signatures\n"
    "  probative check ./case --share 5   also opens a twentieth of the objects, others each time\n"
    "  probative check ./case --full   opens every object and compares its content",
)
@case_argument
@click.option("--full", is_flag=True, help="Also decrypt every object and compare its plain hash.")
@click.option(
    "--share",
    metavar="PERCENT",
    type=click.FloatRange(0, 100, min_open=True),
    help="Also decrypt so many percent of the objects, drawn at random: for every night.",
)
@json_option
@key_option
@click.pass_context
def command(
    ctx: click.Context, *, case: Path, full: bool, share: float | None, as_json: bool, key_file: Path | None
) -> None:
    """Check the case in DIR and name everything that does not hold. Repairs nothing.

    Exit status 0 when all holds, 1 when something does not.
    """
    from probative.flow.inspection import check

    found, unseen = 0, False
    for finding in check(case, given(case, key_file), full=full, share=None if share is None else share / 100):
        does_not_hold = finding["severity"] == "damage"
        found += does_not_hold
        unseen |= finding["where"] == "index/case.db"
        if as_json:
            print_shape(finding)
        else:
            mark = "DOES NOT HOLD" if does_not_hold else "note"
            say(f"{mark:<15}{finding['where']}: {finding['what']}  [{finding['code']}]")
    if found:
        click.echo(plain(f"{found} thing(s) do not hold in {case}. Nothing was repaired."), err=True)
        ctx.exit(1)
    if not as_json:
        scope = (
            f"Every byte of ledger, vault{' and keybag' if unseen else ', keybag and index'} was read and"
            if full
            else "Packs, tree, signatures and the objects that were drawn were read and"
            if share is not None
            else "Packs, tree and signatures were read and"
        )
        say(f"{scope} all holds in {case}.")
