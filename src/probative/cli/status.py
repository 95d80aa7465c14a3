"""`probative status`: what a case holds, what opens it, what is not protected."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_shape, say


@click.command("status", epilog="Example:\n\n\b\n  probative status ./case")
@case_argument
@json_option
@key_option
def command(*, case: Path, as_json: bool, key_file: Path | None) -> None:
    """Say what the case in DIR holds, how it is opened, and what that does not protect."""
    from probative.flow.inspection import status
    from probative.flow.timing import said

    with opened_to_read(case, key_file) as working:
        found = status(working)
    if as_json:
        print_shape(found)
        return
    for key, value in found.items():
        told = "; ".join(f"{name} {state}" for name, state in value.items()) if isinstance(value, dict) else value
        say(f"{key.replace('_', ' '):<16}{said(value) if key in ('first_act', 'last_act') else told}")
