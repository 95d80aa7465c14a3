"""Working through a case before the user's eyes, and writing its report: for `build`, `process` and `rebuild`."""

import click

from probative.cli.progress import bar
from probative.flow.case import Case
from probative.flow.order import process


def say_process(case: Case) -> None:
    """Work through the case and print one line a stage."""
    for line in process(case, watch=bar):
        click.echo(f"{line.stage:<14}{line.text}")


def write_report(case: Case, *, quiet: bool = False) -> None:
    """Seal what was done, render the report, put it in one step where the case keeps it, and say where."""
    from probative.web.assembly import assemble
    from probative.web.report import render

    case.custody.seal()
    path = case.write_report(render(assemble(case)))
    if not quiet:
        click.echo(f"{'report':<14}{path}")
