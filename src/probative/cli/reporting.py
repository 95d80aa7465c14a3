"""Working through a case before the user's eyes, and writing its report: for `build`, `process` and `rebuild`."""

from collections.abc import Callable
from pathlib import Path

from probative.cli.invocation import print_shape, say
from probative.cli.progress import bar
from probative.custody.compartments import GENERAL, place_named
from probative.flow.case import Case, opened
from probative.flow.order import process
from probative.flow.settings import Settings
from probative.flow.views import full_view


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


def say_process_and_report(
    case: Path,
    found: Settings,
    *,
    as_json: bool,
    before: Callable[[Case], None] = lambda _: None,
    is_reported: bool = True,
) -> None:
    """Work through what everybody sees and write its report; then through that with the compartments that are open."""
    with opened(case, found, write=True, view=GENERAL) as working:
        before(working)
        say_process(working, as_json=as_json)
        if is_reported:
            write_report(working, as_json=as_json)
        more = full_view(working.keybag, working.custody)
    if more:
        say_stage("compartments", f"the same with what lies in {place_named(more)}", as_json=as_json)
        with opened(case, found, write=True) as working:
            say_process(working, as_json=as_json)


def write_report(case: Case, *, quiet: bool = False, as_json: bool = False) -> None:
    """Seal what was done, render the report, put it in one step where the case keeps it, and say where.

    The report is a plain file: of a case shown with compartments none is written.
    """
    from probative.web.assembly import assemble
    from probative.web.report import render

    case.custody.seal()
    if case.view:
        if not quiet:
            text = f"not written: it is a plain file, and {place_named(case.view)} is shown here; `process` writes it"
            say_stage("report", text, as_json=as_json)
        return
    path = case.write_report(render(assemble(case)))
    if not quiet:
        say_stage("report", str(path), as_json=as_json)
