"""`probative process`: every stage over what was added."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, key_option


@click.command("process", epilog="Example:\n\n\b\n  probative process ./case")
@case_argument
@key_option
def command(*, case: Path, key_file: Path | None) -> None:
    """Read, attribute, corroborate and connect what was added to the case in DIR, and write its report.

    What was read already is not read again. Interrupt it at any time and run it again: it goes on where it stood.
    """
    from probative.cli.reporting import say_process, write_report
    from probative.flow.case import opened
    from probative.flow.settings import settings

    with opened(case, settings(key_file=key_file), write=True) as working:
        say_process(working)
        write_report(working)
