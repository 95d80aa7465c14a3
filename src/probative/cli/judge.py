"""`probative judge`: a human decision."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say

VERDICTS = (
    "accept", "reject", "merge", "split", "grade", "weigh", "resolve", "assign", "confer", "withdraw", "restore",
    "undo",
)  # fmt: skip


@click.command(
    "judge",
    epilog="Examples:\n\n\b\n"
    "  probative judge ./case accept C-0001 --why 'heard the recording' --by 'M. Oru'\n"
    "  probative judge ./case split N-0004 'T. Varen' --why 'the father, by his date of birth'\n"
    "  probative judge ./case grade S-0002 --value B --why 'three earlier reports held'\n"
    "  probative judge ./case grade C-0007 --value 3 --why 'one origin, and it fits the terrain'\n"
    "  probative judge ./case weigh X-0001 --value explained --why 'two shellings, a day apart'\n"
    "  probative judge ./case resolve C-0012 --value came_true --ground C-0031 --why 'both ferries were sunk'\n"
    "  probative judge ./case confer 'Mira Toll' 'Joran Pell' --why 'they came together, and say so'\n"
    "  probative judge ./case withdraw E-0004 --why 'the paper took the article back on 9 May'\n"
    "  probative judge ./case withdraw C-0012 --value corrected --ground C-0031 --why 'they give another number'\n"
    "  probative judge ./case restore E-0004 --why 'it was another article'\n"
    "  probative judge ./case undo J-0001 --why 'wrong claim'",
)
@case_argument
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("subjects", metavar="SUBJECT...", nargs=-1, required=True)
@click.option("--why", required=True, help="The reason. It is kept for ever.")
@click.option("--by", help="Who decides. Default: PROBATIVE_PERSON, or the login name.")
@click.option(
    "--value",
    help="For grade: A-F, 1-6 or both, such as B2. For weigh: open, explained or material. For resolve: came_true, "
    "did_not or cannot_tell. For confer: conferred (where nothing is said) or did_not. For withdraw: withdrawn (where "
    "nothing is said) or corrected. For assign: whom to.",
)
@click.option(
    "--ground",
    "grounds",
    metavar="C-...",
    multiple=True,
    help="A claim on which it rests, once for each. For grade, weigh, resolve, confer, withdraw and restore; that a "
    "forecast came true or did not needs one.",
)
@json_option
@key_option
def command(
    *,
    case: Path,
    verdict: str,
    subjects: tuple[str, ...],
    why: str,
    by: str | None,
    value: str | None,
    grounds: tuple[str, ...],
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Record what a person decided about SUBJECT... (C-, P-, S-, E-, N-, X-, J- numbers).

    Merge and split take names of people too, and confer, withdraw and restore names of sources.

    Nothing is deleted by a judgement and every one can be undone; what follows from it is worked out again at once.
    """
    from probative.cli.reporting import write_report
    from probative.flow import shapes
    from probative.flow.case import opened
    from probative.flow.decisions import judge

    with opened(case, given(case, key_file), write=True) as working:
        made = judge(working, verdict=verdict, subjects=subjects, why=why, by=by, value=value, grounds=grounds)
        if as_json:
            print_shape(shapes.judgement(made), work_goes_on=True)
        else:
            say(f"{made.id}: {made.verdict} {' '.join(made.subjects)}, by {made.by}", work_goes_on=True)
        write_report(working, quiet=as_json)
