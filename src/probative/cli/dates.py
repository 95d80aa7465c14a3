"""`probative dates`: dates in texts, as a filter."""

import click

from probative.cli.invocation import lines_in, print_shape


@click.command(
    "dates",
    epilog="Example:\n\n\b\n"
    '  echo \'{"id": 1, "text": "It began last month.", "anchor": "2031-04-05", "lang": "en"}\' | probative dates',
)
@click.argument("file", metavar="[FILE]", required=False)
def command(*, file: str | None) -> None:
    """Find dates in texts: JSON Lines {"id","text","anchor","lang"} in (FILE or standard input), JSON Lines out.

    Out: {"id","dates":[{"span","edtf","earliest","latest"}]}. Without an anchor, relative dates stay open.
    """
    from probative.flow.filters import dates

    for line in lines_in(file):
        print_shape(dates(line))
