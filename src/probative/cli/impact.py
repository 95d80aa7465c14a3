"""`probative impact`: what falls if a source falls."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_listing


@click.command(
    "impact", epilog="Examples:\n\n\b\n  probative impact ./case S-0003\n  probative impact ./case 'Osk Varen'"
)
@case_argument
@click.argument("source")
@json_option
@key_option
def command(*, case: Path, source: str, as_json: bool, key_file: Path | None) -> None:
    """Show which propositions lose independent origins when SOURCE (an S- number or a name) is withdrawn."""
    from probative.flow.case import opened
    from probative.flow.withdrawal import falls

    with opened(case, given(case, key_file)) as working:
        print_listing(
            falls(working, source),
            as_json=as_json,
            line=lambda fall: f"{fall['proposition']}  {fall['before']} -> {fall['after']}  {fall['words']}",
            empty=f"Nothing in {case} rests on {source}.",
        )
