"""`probative claims`."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing
from probative.cli.listing import Shape, said

_ORDERS = ("number", "review")


def _line(shape: Shape) -> str:
    chain = " -> ".join(f"{hop['source'] or 'nobody named'} ({hop['kind']})" for hop in shape["chain"])
    forecast = ", forecast" if shape["forecast"] else ""
    event = f", {shape['event']}" if shape["event"] else ""
    told = shape["standalone"]["text"] if shape["standalone"] else shape["content"]
    return (
        f"{shape['id']}  {shape['exhibit']}  [{shape['certainty']}{forecast}{event}, {shape['status']}]  {chain}\n"
        f"        {told}{said(shape['period'])}{_review(shape)}{_since(shape)}"
    )


def _since(shape: Shape) -> str:
    """Say what a human should know who judged it, a line each."""
    from probative.flow.rereading import since_told

    return "".join(f"\n        ! {told}" for told in since_told(shape))


def _review(shape: Shape) -> str:
    """Say why a claim stands where it does in the review order; nothing in any other order."""
    from probative.flow.telling import proposed_by

    review = shape.get("review")
    if review is None:
        return ""
    reasons = f" ({', '.join(review['reasons'])})" if review["reasons"] else ""
    return f"\n        doubt {review['doubt']:.2f} x weight {review['weight']}{reasons}; {proposed_by(shape)}"


@click.command(
    "claims",
    help="List what is said: the words as they stand alone, what was filled in between brackets, the chain from origin "
    "to publisher, the speaker's certainty.",
    epilog="Examples:\n\n\b\n  probative claims ./case\n  probative claims ./case --json | head -n 3\n"
    "  probative claims ./case --order review | head -n 12",
)
@case_argument
@click.option(
    "--order",
    type=click.Choice(_ORDERS),
    default="number",
    show_default=True,
    help="By number, or the order to review them in: least certain and most consequential first.",
)
@json_option
@key_option
def command(*, case: Path, order: str, as_json: bool, key_file: Path | None) -> None:
    """List the claims of a case."""
    from probative.flow.listings import claims, claims_to_review

    with opened_to_read(case, key_file) as working:
        shapes = claims_to_review(working) if order == "review" else claims(working)
        print_listing(shapes, as_json=as_json, line=_line, empty=f"No claims in {case}.")
