"""`probative build`: the main job, from material to report."""

from datetime import date
from pathlib import Path

import click

from probative.cli.invocation import key_option, provenance_options


@click.command(
    "build",
    epilog="Examples:\n\n\b\n"
    "  probative build ./material --case ./case --received-from 'the family'\n"
    "  probative build article.txt --case ./case --publisher 'Daily Example' --date 2031-04-05\n\n"
    "Run it again with more material: what is there already is left as it is.",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case",
    "case",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the case lies or is made.",
)
@click.option("--title", help="What to call the case; the folder's name where absent.")
@provenance_options
@key_option
def command(
    *,
    paths: tuple[Path, ...],
    case: Path,
    title: str | None,
    received_from: str | None,
    collected_by: str | None,
    publisher: str | None,
    stated_date: date | None,
    key_file: Path | None,
) -> None:
    """Make a case, fill it with PATH..., work through it, and write DIR/report/index.html.

    Prints one line a stage with counts that a human can check. The same as `new`, `add`, `process` one after the other.
    """
    from probative.cli.progress import bar
    from probative.cli.reporting import say_process, write_report
    from probative.flow.case import create, is_case, opened
    from probative.flow.delivery import Provenance, add
    from probative.flow.settings import settings

    given = settings(key_file=key_file)
    if not is_case(case):
        create(case, given, title=title)
    provenance = Provenance(
        received_from=received_from, collected_by=collected_by, publisher=publisher, stated_date=stated_date
    )
    with opened(case, given, write=True) as working:
        with bar("intake") as tick:
            added = add(working, paths, provenance, on_acknowledged=lambda exhibit: tick(exhibit.name))
        click.echo(f"{'intake':<14}{added.line}")
        say_process(working)
        write_report(working)
