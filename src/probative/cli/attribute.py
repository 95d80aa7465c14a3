"""`probative attribute`: who says what, as a filter."""

from pathlib import Path

import click

from probative.cli.invocation import lines_in, model_option, print_shape


@click.command(
    "attribute",
    epilog="Example:\n\n\b\n"
    '  echo \'{"id": 1, "text": "The mayor denied that the bridge was mined."}\' | probative attribute',
)
@click.argument("file", metavar="[FILE]", required=False)
@model_option
def command(*, file: str | None, model: Path | None) -> None:
    """Find attributions in texts: JSON Lines {"id","text","lang"} in (FILE or standard input), JSON Lines out.

    Out: {"id","attributions":[{"source","cue","content","kind","certainty","forecast","parent"}]},
    spans in code points. lang is en, uk or ru; without it the letters tell.
    """
    from probative.flow.filters import attribute
    from probative.flow.settings import settings

    used = settings(model=model).model
    for line in lines_in(file):
        print_shape(attribute(line, used))
