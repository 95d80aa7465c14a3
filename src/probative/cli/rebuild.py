"""`probative rebuild`: the index, the report and the tiles again, from the ledger and the vault."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option


@click.command(
    "rebuild",
    epilog="Example:\n\n\b\n  rm -r ./case/index ./case/report ./case/tiles && probative rebuild ./case",
)
@case_argument
@json_option
@key_option
def command(*, case: Path, as_json: bool, key_file: Path | None) -> None:
    """Throw away what is derived in DIR (index, report, tiles) and make it again.

    Nothing is lost: every listing is the same, byte for byte.
    """
    from probative.cli.reporting import say_stage, write_report
    from probative.custody.compartments import GENERAL
    from probative.flow.case import opened, rebuild
    from probative.flow.tiling import lay_tiles

    found = given(case, key_file)
    acts = rebuild(case, found)
    with opened(case, found, write=True, view=GENERAL) as working:
        write_report(working, as_json=as_json)
        lay_tiles(working, anew=True)
    say_stage("rebuild", f"index, report and tiles made again from {acts} ledger entries", as_json=as_json)
