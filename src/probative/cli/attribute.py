"""`probative attribute`: who says what, as a filter."""

import click

from probative.cli.invocation import lines_in, print_shape


@click.command(
    "attribute",
    epilog="Example:\n\n\b\n"
    '  echo \'{"id": 1, "text": "The mayor denied that the bridge was mined."}\' | probative attribute',
)
@click.argument("file", metavar="[FILE]", required=False)
def command(*, file: str | None) -> None:
    """Find attributions in texts: JSON Lines {"id","text"} in (FILE or standard input), JSON Lines out.

    Out: {"id","attributions":[{"source","cue","content","kind","certainty","forecast","parent"}]},
    spans in code points.
    """
    from probative.flow.filters import attribute

    for line in lines_in(file):
        print_shape(attribute(line))
