"""`probative impact`: what falls if a source falls."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing, say


@click.command(
    "impact", epilog="Examples:\n\n\b\n  probative impact ./case S-0003\n  probative impact ./case 'Osk Varen'"
)
@case_argument
@click.argument("source")
@json_option
@key_option
def command(*, case: Path, source: str, as_json: bool, key_file: Path | None) -> None:
    """Show which propositions lose independent origins when SOURCE (an S- number or a name) is withdrawn."""
    from probative.flow.withdrawal import falls, find_source

    with opened_to_read(case, key_file) as working:
        withdrawn = find_source(working, source)
        found = list(falls(working, withdrawn.id))
        if not as_json and found:
            lost = sum(1 for fall in found if fall["after"] == "0..0")
            named = f"{withdrawn.id} {withdrawn.name}"
            say(f"Without {named}, {len(found)} propositions lose origins; {lost} of them have none left:")
        print_listing(
            found,
            as_json=as_json,
            line=lambda fall: f"{fall['proposition']}  {_fewer(fall)}  {fall['words']}",
            empty=f"No proposition in {case} loses an origin without {withdrawn.id} {withdrawn.name}.",
        )


def _fewer(fall: Mapping[str, Any]) -> str:
    """Say how many independent origins are left, as one number where the interval is one."""
    before, after = (
        low if low == high else f"{low}..{high}" for low, high in (fall[at].split("..") for at in ("before", "after"))
    )
    return f"{before} -> {after}"
