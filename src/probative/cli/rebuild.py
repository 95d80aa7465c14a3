"""`probative rebuild`: the index and the report again, from the ledger and the vault."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, key_option


@click.command("rebuild", epilog="Example:\n\n\b\n  rm -r ./case/index ./case/report && probative rebuild ./case")
@case_argument
@key_option
def command(*, case: Path, key_file: Path | None) -> None:
    """Throw away what is derived in DIR (index, report) and make it again.

    Nothing is lost: every listing is the same, byte for byte.
    """
    from probative.cli.reporting import write_report
    from probative.flow.case import opened, rebuild
    from probative.flow.settings import settings

    given = settings(key_file=key_file)
    acts = rebuild(case, given)
    with opened(case, given, write=True) as working:
        write_report(working)
    click.echo(f"Index and report made again from {acts} ledger entries.")
