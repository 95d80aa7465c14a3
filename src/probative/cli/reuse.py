"""`probative reuse`: which texts were written from which, as a filter."""

import click

from probative.cli.invocation import lines_in, print_shape


@click.command(
    "reuse",
    epilog="Example:\n\n\b\n"
    '  printf \'%s\\n\' \'{"id": 1, "text": "Six trucks emptied the granary of Dremin.", "date": "2031-04-05"}\' \\\n'
    '    \'{"id": 2, "text": "Tolm: Six trucks emptied the granary of Dremin."}\' | probative reuse',
)
@click.argument("file", metavar="[FILE]", required=False)
def command(*, file: str | None) -> None:
    """Find which texts lean on which: JSON Lines {"id","text","date","publisher","address","lang"} in, JSON Lines out.

    Out: {"id","derived_from":[{"id","share","passages","basis"}]}, one line a text, once all were read (from FILE or
    standard input). passages pairs equal stretches, first the derived text's, in code points; basis is text_reuse or
    citation. What may be a reprint in another language or in other words has "possible" as well, in the same shape.
    date (YYYY-MM-DD), publisher, address (on the web) and lang may be null or absent: they tell who was first, who is
    cited, where links lead, and what is a translation.
    """
    from probative.flow.filters import reuse

    for shape in reuse(lines_in(file)):
        print_shape(shape)
