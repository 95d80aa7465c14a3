"""`probative read`: the text and parts of one file, as a filter."""

from pathlib import Path

import click

from probative.cli.invocation import json_option, print_shape
from probative.cli.terminal import plain, plain_lines


@click.command(
    "read", epilog="Examples:\n\n\b\n  probative read order.pdf\n  probative read payments.xlsx --json | head -n 1"
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(*, file: Path, as_json: bool) -> None:
    """Show what Probative reads in FILE: its text, its parts, and what could not be read. Needs no case."""
    from probative.flow.filters import read

    for shape in read(file):
        if as_json:
            print_shape(shape)
        elif "gap" in shape:
            click.echo(plain(f"gap ({shape['gap']}): {shape['what']}: {shape['detail']}"), err=True)
        else:
            click.echo(plain_lines(shape["text"]))
