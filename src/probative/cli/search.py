"""`probative search`: words in the readings."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing


@click.command(
    "search",
    epilog="Examples:\n\n\b\n  probative search ./case mercenary\n"
    "  probative search ./case '\"prison vans\" -denied' --json",
)
@case_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many hits.")
@json_option
@key_option
def command(*, case: Path, query: str, limit: int, as_json: bool, key_file: Path | None) -> None:
    """Find QUERY in the readings of the case in DIR: words, "phrases", -exclusions. Accents and case do not matter."""
    from probative.flow.listings import hits

    with opened_to_read(case, key_file) as working:
        print_listing(
            hits(working, query, limit),
            as_json=as_json,
            line=lambda hit: f"{hit['exhibit']} [{hit['span'][0]}..{hit['span'][1]}]  {hit['shown']}",
            # Not what was asked for: it may be the name of somebody sealed, and screens are looked over.
            empty=f"Nothing in {case} holds every word of that. Quotes look for a phrase, a minus leaves out.",
        )
