"""The command that lists one kind of thing: made once, used by exhibits, claims, propositions and their kin."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing

if TYPE_CHECKING:
    from probative.flow.case import Case

Shape = Mapping[str, Any]


def listing(
    name: str,
    about: str,
    shapes: "Callable[[Case], Iterator[Shape]]",
    line: Callable[[Shape], str],
) -> click.Command:
    """Make the command ``name``.

    Args:
        name: What is listed, in the plural.
        about: Its help, a sentence.
        shapes: Gives what an opened case holds of it, in order of number.
        line: Writes one of them for a reader.
    """

    @click.command(
        name,
        help=about,
        epilog=f"Examples:\n\n\b\n  probative {name} ./case\n  probative {name} ./case --json | head -n 3",
    )
    @case_argument
    @json_option
    @key_option
    def command(*, case: Path, as_json: bool, key_file: Path | None) -> None:

        with opened_to_read(case, key_file) as working:
            print_listing(shapes(working), as_json=as_json, line=line, empty=f"No {name} in {case}.")

    return command


def said(period: Shape | None) -> str:
    """Write a date as said with its bounds, or nothing where no source gave one."""
    if period is None:
        return ""
    if period["edtf"] is None:
        return f" ({period['verbatim']}: open)"
    bounds = f"{period['earliest'] or '..'} to {period['latest'] or '..'}"
    return f" ({period['verbatim']}: {bounds})"
