"""`probative judge`: a human decision."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say

VERDICTS = ("accept", "reject", "merge", "split", "grade", "assign", "undo")


@click.command(
    "judge",
    epilog="Examples:\n\n\b\n"
    "  probative judge ./case accept C-0001 --why 'heard the recording' --by 'M. Oru'\n"
    "  probative judge ./case split N-0004 'T. Varen' --why 'the father, by his date of birth'\n"
    "  probative judge ./case grade S-0002 --value B2 --why 'three earlier reports held'\n"
    "  probative judge ./case undo J-0001 --why 'wrong claim'",
)
@case_argument
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.argument("subjects", metavar="SUBJECT...", nargs=-1, required=True)
@click.option("--why", required=True, help="The reason. It is kept for ever.")
@click.option("--by", help="Who decides. Default: PROBATIVE_PERSON, or the login name.")
@click.option("--value", help="For grade: A-F and 1-6, such as B2. For assign: whom to.")
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
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Record what a person decided about SUBJECT... (C-, P-, S-, N-, J- numbers, or names for merge and split).

    Nothing is deleted by a judgement and every one can be undone; what follows from it is worked out again at once.
    """
    from probative.cli.reporting import write_report
    from probative.flow import shapes
    from probative.flow.case import opened
    from probative.flow.decisions import judge

    with opened(case, given(case, key_file), write=True) as working:
        made = judge(working, verdict=verdict, subjects=subjects, why=why, by=by, value=value)
        if as_json:
            print_shape(shapes.judgement(made), work_goes_on=True)
        else:
            say(f"{made.id}: {made.verdict} {' '.join(made.subjects)}, by {made.by}", work_goes_on=True)
        write_report(working, quiet=as_json)
