"""`probative process`: every stage over what was added."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, check_model, given, json_option, key_option, model_option


@click.command("process", epilog="Example:\n\n\b\n  probative process ./case")
@case_argument
@model_option
@json_option
@key_option
def command(*, case: Path, model: Path | None, as_json: bool, key_file: Path | None) -> None:
    """Read, attribute, corroborate and connect what was added to the case in DIR, and write its report.

    What was read already is not read again. Interrupt it at any time and run it again: it goes on where it stood.
    Another attributor than last time (a newer version, another --model) looks for claims again and says what changed.
    """
    from probative.cli.reporting import say_process_and_report

    found = given(case, key_file, model)
    check_model(found)
    say_process_and_report(case, found, as_json=as_json)
