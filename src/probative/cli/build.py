"""`probative build`: the main job, from material to report."""

from datetime import date
from pathlib import Path

import click

from probative.cli.invocation import (
    ask_option,
    check_model,
    given,
    given_for_new,
    json_option,
    key_option,
    model_option,
    provenance_options,
    say_put_aside,
)


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
@ask_option
@provenance_options
@model_option
@json_option
@key_option
def command(
    *,
    paths: tuple[Path, ...],
    case: Path,
    title: str | None,
    ask: bool,
    received_from: str | None,
    collected_by: str | None,
    publisher: str | None,
    stated_date: date | None,
    model: Path | None,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Make a case, fill it with PATH..., work through it, and write DIR/report/index.html.

    Prints one line a stage with counts that a human can check. The same as `new`, `add`, `process` one after the other.
    """
    from probative.cli.progress import bar
    from probative.cli.reporting import say_process_and_report, say_stage
    from probative.flow.case import Case
    from probative.flow.delivery import Provenance, add, require
    from probative.flow.keyed import is_case
    from probative.flow.making import create

    require(paths)
    is_new = not is_case(case)
    found = given_for_new(key_file, ask=ask, model=model) if is_new else given(case, key_file, model)
    check_model(found)
    if is_new:
        say_put_aside(case, create(case, found, title=title))
    provenance = Provenance(
        received_from=received_from, collected_by=collected_by, publisher=publisher, stated_date=stated_date
    )

    def take_in(working: Case) -> None:
        working.entitle(title)
        with bar("intake") as tick:
            added = add(working, paths, provenance, on_acknowledged=lambda exhibit: tick(exhibit.name))
        say_stage("intake", added.line, as_json=as_json)

    say_process_and_report(case, found, as_json=as_json, before=take_in)
