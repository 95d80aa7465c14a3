"""Working through a case before the user's eyes, and writing its report: for `build`, `process` and `rebuild`."""

from probative.cli.invocation import print_shape, say
from probative.cli.progress import bar
from probative.flow.case import Case
from probative.flow.order import process


def say_stage(stage: str, text: str, *, as_json: bool = False) -> None:
    """Print what a stage says when it is done. That nobody listens any more is no reason to stop."""
    if as_json:
        print_shape({"stage": stage, "line": text}, work_goes_on=True)
    else:
        say(f"{stage:<14}{text}", work_goes_on=True)


def say_process(case: Case, *, as_json: bool = False) -> None:
    """Work through the case and print one line a stage."""
    for line in process(case, watch=bar):
        say_stage(line.stage, line.text, as_json=as_json)


def write_report(case: Case, *, quiet: bool = False, as_json: bool = False) -> None:
    """Seal what was done, render the report, put it in one step where the case keeps it, and say where."""
    from probative.web.assembly import assemble
    from probative.web.report import render

    case.custody.seal()
    path = case.write_report(render(assemble(case)))
    if not quiet:
        say_stage("report", str(path), as_json=as_json)
