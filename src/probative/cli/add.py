"""`probative add`: material into a case."""

from datetime import date
from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, provenance_options, say


@click.command(
    "add",
    epilog="Examples:\n\n\b\n"
    "  probative add ./case ./mailbox.mbox --collected-by 'our office'\n"
    "  probative add ./case ./retainer.pdf --compartment legal\n"
    "  probative add ./case article.html --received-from 'a reader' --json",
)
@case_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@provenance_options
@click.option(
    "--compartment",
    "compartments",
    multiple=True,
    type=click.Choice(("general", "legal", "source-protection")),
    help="Where it belongs, with all that is made of it: only who was given that compartment will see it. Twice for "
    "what belongs to both. Default: general, which everybody sees who opens the case.",
)
@click.option(
    "--although-shredded",
    is_flag=True,
    help="Take in again what was shredded before: there is consent anew, say. Otherwise it is noted as a gap.",
)
@json_option
@key_option
def command(
    *,
    case: Path,
    paths: tuple[Path, ...],
    received_from: str | None,
    collected_by: str | None,
    publisher: str | None,
    stated_date: date | None,
    compartments: tuple[str, ...],
    although_shredded: bool,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Take files, folders, archives and mail into the case in DIR.

    Adding the same twice changes nothing. With --json, an exhibit's line is printed when it is durable, never before.
    """
    from probative.cli.progress import bar
    from probative.custody.compartments import Compartment, within
    from probative.flow import listings
    from probative.flow.case import opened
    from probative.flow.delivery import Provenance, add
    from probative.model.exhibits import Exhibit

    provenance = Provenance(
        received_from=received_from, collected_by=collected_by, publisher=publisher, stated_date=stated_date
    )
    place = within(*(Compartment(each) for each in compartments))
    with opened(case, given(case, key_file), write=True, entering=place) as working, bar("intake") as tick:

        def acknowledged(exhibit: Exhibit) -> None:
            tick(exhibit.name)
            if as_json:
                print_shape(listings.exhibit(working, exhibit), work_goes_on=True)

        added = add(
            working,
            paths,
            provenance,
            place=place,
            although_shredded=although_shredded,
            on_acknowledged=acknowledged,
        )
    if not as_json:
        say(added.line, work_goes_on=True)
