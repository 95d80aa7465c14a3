"""`probative verify`: a proof, checked by the stand-alone verifier."""

import sys

import click


@click.command(
    "verify", epilog="Example:\n\n\b\n  probative why ./case C-0001 --proof proof.json && probative verify proof.json"
)
@click.argument("proof", type=click.Path())
@click.pass_context
def command(ctx: click.Context, *, proof: str) -> None:
    """Check PROOF, written by `probative why --proof`, with the standard library alone.

    The same file runs as `python3 -m probative.verify PROOF`. Exit status 0 when all holds, 1 when something does not.
    """
    from probative.verify import main

    sys.stdout.flush()
    ctx.exit(main([proof]))
