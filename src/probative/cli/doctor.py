"""`probative doctor`: what this machine does not protect."""

from collections import Counter
from pathlib import Path

import click

from probative.cli.invocation import given, json_option, key_option, print_shape, say

_MARKS = {"exposed": "NOT PROTECTED", "unknown": "cannot tell", "protected": "protected", "limit": "not yet done"}


@click.command(
    "doctor",
    epilog="Examples:\n\n\b\n  probative doctor                the machine alone\n"
    "  probative doctor ./case         also the case: its disk, its key, its copies\n"
    "  probative doctor ./case --json | grep '\"exposed\"'",
)
@click.argument("case", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@json_option
@key_option
@click.pass_context
def command(ctx: click.Context, *, case: Path | None, as_json: bool, key_file: Path | None) -> None:
    """Say in plain words what this machine does not protect, how bad that is, and what to do. Changes nothing.

    What cannot be told is said to be so, and never counted as protected. No key is needed; where the case in DIR opens
    with a passphrase and one is given, its weakness is judged too. Exit status 0 when nothing was found exposed, 1 when
    something was.
    """
    from probative.flow.doctor import doctor, this_machine
    from probative.flow.settings import settings

    found = settings(key_file=key_file) if case is None else given(case, key_file)
    counted: Counter[str] = Counter()
    for look in doctor(case, found, this_machine()):
        counted[look["state"]] += 1
        if as_json:
            print_shape(look)
            continue
        weight = f", {look['weight']}" if look["state"] == "exposed" else ""
        say(f"{_MARKS[look['state']] + weight:<24}{look['found']}  [{look['code']}]")
        if look["state"] != "protected":
            for sentence in filter(None, (look["means"], look["do"] and f"To do: {look['do']}")):
                say(f"{'':<24}{sentence}")
    if not as_json:
        say(
            f"{counted['exposed']} not protected, {counted['unknown']} cannot be told, "
            f"{counted['protected']} protected as far as can be seen."
        )
    if counted["exposed"]:
        ctx.exit(1)
