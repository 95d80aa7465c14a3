"""`probative mirror`: a second copy that anybody can verify."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, print_shape, say
from probative.cli.terminal import plain


@click.command(
    "mirror",
    epilog="Examples:\n\n\b\n  probative mirror ./case /media/stick/case   copy what is new, verify all, repair\n"
    "  probative check /media/stick/case --full    open every object of the mirror (needs the key)\n"
    "  probative mirror ./case /media/stick/case --travel mira.card --without source-protection",
)
@case_argument
@click.argument("to", metavar="TO", type=click.Path(path_type=Path))
@click.option(
    "--travel",
    "bearer",
    metavar="CARD",
    type=click.Path(path_type=Path),
    help="A copy for the owner of this card or person's file to carry: no key goes along but those that they open.",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(("legal", "source-protection")),
    help="With --travel: a compartment that they hold and leave behind; repeatable.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, *, case: Path, to: Path, bearer: Path | None, without: tuple[str, ...], as_json: bool
) -> None:
    """Keep a mirror of the case DIR in the folder TO. Needs no key.

    Copies what is new, verifies every byte on both sides, and repairs either from the other. What verifies is never
    written over; what does not is kept in quarantine/. Interrupted, it goes on where it stopped. Where a key is at hand
    anyway, the ledger notes the copy: after a shred, `copies` says which have to follow.

    Exit status 0 when both sides hold, 1 when something holds on neither.
    """
    from probative.custody.compartments import Compartment
    from probative.flow.copies import CopyKind, note_mirror
    from probative.flow.mirroring import mirror
    from probative.flow.people import card_in
    from probative.flow.settings import settings

    damaged = n_deeds = n_bytes = 0
    who = card_in(bearer).id if bearer is not None else None
    behind = [Compartment(each) for each in without]
    found = settings()
    for shape in mirror(case, to, found, bearer=who, without=behind):
        damaged += shape["damage"]
        n_deeds += not shape["damage"]
        n_bytes += shape["bytes"]
        if as_json:
            print_shape(shape, work_goes_on=True)
        elif shape["damage"] or shape["deed"] != "copied":
            mark = "DOES NOT HOLD" if shape["damage"] else shape["deed"]
            say(f"{mark:<15}{shape['side']} {shape['where']}: {shape['what']}", work_goes_on=True)
    if damaged:
        click.echo(plain(f"{damaged} thing(s) do not hold. What could be repaired was."), err=True)
        ctx.exit(1)
    if note_mirror(case, to, found, kind=CopyKind.TRAVEL if who else CopyKind.MIRROR, holder=who or found.person):
        # What was recorded goes along.
        for _ in mirror(case, to, found, bearer=who, without=behind):
            pass
    if not as_json:
        done = f"{n_deeds} file(s), {n_bytes} bytes written" if n_deeds else "nothing was left to do"
        say(f"Case and mirror are the same and verify: {done}.", work_goes_on=True)
