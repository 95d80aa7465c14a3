"""`probative verify`: a proof, checked by the stand-alone verifier."""

import sys

import click


@click.command(
    "verify", epilog="Example:\n\n\b\n  probative why ./case C-0001 --proof proof.json && probative verify proof.json"
)
@click.argument("proof", type=click.Path())
@click.option("--log-key", help="The log's public key as you know it from elsewhere (`probative status`), in base64.")
@click.option("--root", help="The SHA-256 of a root file as you know it from elsewhere (`probative root show`).")
@click.option(
    "--policy", type=click.Path(), help="A tlog-policy: whose signatures you demand. It reached you by another way."
)
@click.option(
    "--cosigned", multiple=True, type=click.Path(), help="A checkpoint with one more witness's line, of `log/cosig/`."
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    proof: str,
    log_key: str | None,
    root: str | None,
    policy: str | None,
    cosigned: tuple[str, ...],
) -> None:
    """Check PROOF, written by `probative why --proof`, with the standard library alone.

    The same files run as `python3 -m probative.verify PROOF`. Time stamps in it are judged too. Exit status 0 when all
    holds, 1 when something does not.
    """
    from probative.base.clock import system_clock
    from probative.verify import quorum
    from probative.verify.judge import main

    sys.stdout.flush()
    if cosigned and policy is None:
        raise click.UsageError("--cosigned goes with --policy")
    known = (*(("--log-key", log_key) if log_key else ()), *(("--root", root) if root else ()))
    status = main([proof, *known])
    if policy is not None and status == 0:
        status = quorum.main([policy, *cosigned, "--proof", proof], clock=system_clock)
    ctx.exit(status)
