"""`probative forecasts`."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing
from probative.cli.listing import Shape


def _line(shape: Shape) -> str:
    from probative.flow.decided import decision, outcome, until

    told = [f"{shape['id']}  [{outcome(shape)}]  {shape['name']}, {until(shape)}", f"        {shape['words']}"]
    return "\n".join((*told, *(f"        {decision(each)}" for each in shape["history"])))


def _record(shape: Shape) -> str:
    from probative.flow.decided import counts

    return f"{shape['source'] or '-'}  {shape['name']}\n        {counts(shape)}"


@click.command(
    "forecasts",
    epilog="Examples:\n\n\b\n  probative forecasts ./case\n  probative forecasts ./case --by-source --json",
)
@case_argument
@click.option("--by-source", is_flag=True, help="List each source's track record instead: counts, never one figure.")
@json_option
@key_option
def command(*, case: Path, by_source: bool, as_json: bool, key_file: Path | None) -> None:
    """List what was foretold, by whom, until when, and what humans say became of it."""
    from probative.flow.listings import forecasts, track_records

    with opened_to_read(case, key_file) as working:
        shapes = track_records(working) if by_source else forecasts(working)
        line = _record if by_source else _line
        print_listing(shapes, as_json=as_json, line=line, empty=f"No forecasts in {case}.")
