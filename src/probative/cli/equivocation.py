"""`probative equivocation`: whether two histories of one case were signed."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "equivocation",
    epilog="Examples:\n\n\b\n  probative equivocation ./case                          what lies here or was seen here\n"
    "  probative equivocation ./case note.txt -o proof.json   also a checkpoint that somebody else holds\n"
    "  probative verify proof.json                            anybody can judge the proof",
)
@case_argument
@click.argument("notes", metavar="[NOTE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "out", type=click.Path(path_type=Path), help="Write the proof here; further ones get a number.")
@json_option
@key_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    case: Path,
    notes: tuple[Path, ...],
    out: Path | None,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Look for two histories that the case's own key signed, and write down the proof. Needs no key.

    Compares every checkpoint in DIR with the ledger, with what this machine remembers, and with each NOTE that somebody
    else holds. Exit status 0 when none contradict each other, 1 when some do.
    """
    from probative.flow.equivocation import Split, find_splits

    settings, n_splits = given(case, key_file), 0
    for found in find_splits(case, settings, notes):
        if not isinstance(found, Split):
            if as_json:
                print_shape({"unsure": found.name, "size": found.size, "held": found.held})
            else:
                say(
                    f"cannot tell      {found.name} signs {found.size} entries, this ledger holds {found.held}: "
                    "ask whoever has the longer one for it."
                )
            continue
        n_splits += 1
        target = None
        if out is not None:
            target = out if n_splits == 1 else out.with_name(f"{out.stem}-{n_splits}{out.suffix}")
            settings.disk.replace(target, found.proof)
        if as_json:
            print_shape(
                {
                    "older": found.older,
                    "newer": found.newer,
                    "sizes": [found.older_size, found.newer_size],
                    "proof": str(target) if target is not None else found.proof.decode(),
                }
            )
        else:
            where = f" Proof: {target}" if target is not None else " Give -o FILE to write the proof."
            say(
                f"TWO HISTORIES    {found.older} ({found.older_size} entries) and {found.newer} ({found.newer_size}) "
                f"cannot both be true.{where}"
            )
    if n_splits:
        ctx.exit(1)
    if not as_json:
        say("No two checkpoints at hand contradict each other. What nobody here has seen was not compared.")
