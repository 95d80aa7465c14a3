"""`probative witness`: on another machine, sign what a case's ledger said, so that it cannot be rewritten later."""

from pathlib import Path

import click

from probative.cli.invocation import json_option, print_shape, say

folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))


@click.group(
    "witness",
    epilog="Examples:\n\n\b\n"
    "  probative witness new ./my-witness                       once, on another machine\n"
    "  probative witness trust ./my-witness 'probative/3fa9...'  once for each case\n"
    "  probative witness sign ./my-witness 3fa9-120.request      each time\n"
    "  probative witness show ./my-witness",
)
def command() -> None:
    """Witness another's ledger: remember what it said, sign only what goes on from there.

    DIR is a folder on a machine that is not the case's, with a key of its own. It never sees anything of a case but a
    random name, a number and a hash.
    """


@command.command("new", epilog="Example:\n\n\b\n  probative witness new ./my-witness")
@folder_argument
@click.option("--name", help="What signature lines say; every recipient of a proof sees it. Default: from the key.")
@json_option
def new(*, folder: Path, name: str | None, as_json: bool) -> None:
    """Make a witness in DIR, and print the key that cases will know it by."""
    from probative.flow.witnessing import make

    made = make(folder, name=name)
    if as_json:
        print_shape(made)
    else:
        say(f"A witness was made in {folder}. Its key, for `probative stamp import --witness`:")
        say(made["witness"])


@command.command(
    "trust", epilog="Example:\n\n\b\n  probative witness trust ./my-witness 'probative/3fa9...+1b2c3d4e+AZ...'"
)
@folder_argument
@click.argument("key", metavar="KEY")
@json_option
def trust(*, folder: Path, key: str, as_json: bool) -> None:
    """Take checkpoints of the log with this KEY from now on.

    `probative status` of the case prints KEY as `log verifier`. Compare it by another way than the requests come:
    whoever can change both can show you a log of their own.
    """
    from probative.flow.witnessing import trust

    known = trust(folder, key)
    if as_json:
        print_shape(known)
    else:
        say(f"Checkpoints of {known['origin']} are taken from now on.")


@command.command("follow", epilog="Example:\n\n\b\n  probative witness follow ./my-witness handover.json")
@folder_argument
@click.argument("handover", type=click.Path(path_type=Path))
@json_option
def follow(*, folder: Path, handover: Path, as_json: bool) -> None:
    """Take checkpoints by the key that took the place of one that is known: the old key and the new signed HANDOVER.

    `probative key DIR change log -o HANDOVER` writes it. No other way leads to a new key of a log that is known.
    """
    from probative.flow.witnessing import follow

    for key in follow(folder, handover):
        if as_json:
            print_shape(key)
        else:
            say(f"Checkpoints of {key['origin']} are taken by its new key.")


@command.command("sign", epilog="Example:\n\n\b\n  probative witness sign ./my-witness 3fa9c1d2-120.request")
@folder_argument
@click.argument("request", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where the answer goes. Default: beside REQUEST, `.cosignature`.",
)
@json_option
@click.pass_context
def sign(ctx: click.Context, *, folder: Path, request: Path, out: Path | None, as_json: bool) -> None:
    """Sign the checkpoint in REQUEST where it goes on from what this witness saw; else say why not.

    Exit status 0 when it was signed, 1 when it was refused. What was refused though the log signed it is kept: two
    histories signed by one log are proof against its keeper.
    """
    from probative.flow.witnessing import sign

    found = sign(folder, request, out)
    if as_json:
        print_shape(found)
    elif found["signed"]:
        say(f"Signed: {found['size']} entries of {found['origin']}. The answer is in {found['out']}.")
    else:
        say(f"REFUSED        {found['what']}  [{found['code']}]")
    if not found["signed"]:
        ctx.exit(1)


@command.command("show", epilog="Example:\n\n\b\n  probative witness show ./my-witness --json")
@folder_argument
@json_option
def show(*, folder: Path, as_json: bool) -> None:
    """Say which logs this witness knows, and what it signed last of each."""
    from probative.flow.witnessing import known

    shapes = known(folder)
    if as_json:
        for shape in shapes:
            print_shape(shape)
        return
    say(f"witness        {shapes[0]['witness']}")
    for shape in shapes[1:]:
        last = "nothing signed yet" if shape["size"] is None else f"{shape['size']} entries, signed at {shape['time']}"
        say(f"log            {shape['origin']}: {last}")
