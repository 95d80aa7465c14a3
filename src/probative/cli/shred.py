"""`probative shred`: an exhibit destroyed, with everything that was made of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from probative.flow.shredding import Shredding

GROUNDS = ("consent-withdrawn", "court-order", "mistake", "protection", "retention")


@click.command(
    "shred",
    epilog="Examples:\n\n\b\n"
    "  probative shred ./case E-0003 --dry-run                 what would go, and what would fall\n"
    "  probative consent ./case withdraw E-0003 && probative shred ./case E-0003 --why 'as they asked'\n"
    "  probative shred ./case W-07 --why 'as they asked'       all about which W-07 withdrew a consent\n"
    "  probative shred ./case E-0003 --ground mistake --why 'sent to us by error'\n"
    "  probative shred ./case E-0007 --with-containers --ground court-order --why 'order of 4 May'",
)
@case_argument
@click.argument("exhibits", metavar="EXHIBIT|PERSON...", nargs=-1, required=True)
@click.option(
    "--ground",
    type=click.Choice(GROUNDS),
    default="consent-withdrawn",
    show_default=True,
    help="Why it may be destroyed. The first needs a withdrawal on record.",
)
@click.option("--why", default="", help="The reason. It is kept for ever: name nobody in it.")
@click.option(
    "--with-containers",
    is_flag=True,
    help="Destroy the archive or mail that it came in too, but not what else came in it.",
)
@click.option(
    "--second",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file of a second person, who agrees: needed wherever more than one person's key counts in the case.",
)
@click.option("--dry-run", is_flag=True, help="Say what would go; destroy nothing.")
@json_option
@key_option
def command(
    *,
    case: Path,
    exhibits: tuple[str, ...],
    ground: str,
    why: str,
    with_containers: bool,
    second: Path | None,
    dry_run: bool,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Destroy EXHIBIT... and all that was ever made of it: keys and salts, readings, claims, postings, reports.

    There is no way back. The ledger goes on to verify, and says that something was destroyed, when, by whom and why.
    Judgements and lists that speak of other things too lose only what they said of it. The whole case is weighed anew.
    """
    from probative.cli.progress import bar
    from probative.cli.reporting import write_report
    from probative.custody.compartments import GENERAL
    from probative.flow.case import opened
    from probative.flow.copies import standing
    from probative.flow.people import person_in
    from probative.flow.shredding import Ground, foreseen, shred

    found = given(case, key_file)
    if dry_run:
        with opened(case, found) as working:
            _tell(foreseen(working, exhibits, with_containers=with_containers), is_done=False, as_json=as_json)
        return
    if not why.strip():
        raise click.UsageError("say --why, or --dry-run")
    agrees = person_in(second, found) if second is not None else None
    told = shred(
        case,
        found,
        exhibits,
        ground=Ground(ground),
        why=why,
        with_containers=with_containers,
        second=agrees,
        watch=bar,
    )
    with opened(case, found, write=True, view=GENERAL) as working:
        write_report(working, quiet=True)
        stands = standing(working)
    _tell(told, is_done=True, as_json=as_json, stands=stands)


def _tell(told: "Shredding", *, is_done: bool, as_json: bool, stands: "Mapping[str, str] | None" = None) -> None:
    from probative.flow.shredding import shape, told_of

    if as_json:
        print_shape({**shape(told, is_done=is_done), **({"stands": stands} if stands else {})}, work_goes_on=True)
        return
    for line in (*told_of(told, is_done=is_done), *(f"  {name}: {value}" for name, value in (stands or {}).items())):
        say(line, work_goes_on=True)
