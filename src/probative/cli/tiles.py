"""`probative tiles`: the ledger for outside tools."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command(
    "tiles",
    epilog="Examples:\n\n\b\n  probative tiles ./case                 bring ./case/tiles up to date\n"
    "  probative tiles ./case --proof 12      prove entry 12 from the tiles; needs no key",
)
@case_argument
@click.option("--proof", "index", type=click.IntRange(min=0), help="Print the C2SP tlog-proof of the entry N.")
@json_option
@key_option
def command(*, case: Path, index: int | None, as_json: bool, key_file: Path | None) -> None:
    """Write the ledger of DIR as C2SP tiles (DIR/tiles), which any such client reads without our code.

    Only what grew since the last time is written. The tiles hold what `log/` holds: entries that name nobody.
    """
    from probative.flow.case import opened
    from probative.flow.tiling import lay_tiles, proof_from_tiles

    if index is not None:
        try:
            proof = proof_from_tiles(case, index)
        except IndexError as error:
            raise click.BadParameter(str(error), param_hint="--proof") from error
        if as_json:
            print_shape({"index": index, "proof": proof})
        else:
            click.echo(proof, nl=False)
        return
    with opened(case, given(case, key_file), write=True) as working:
        tiled = lay_tiles(working)
    if as_json:
        print_shape({"entries": tiled.size, "written": tiled.written, "removed": tiled.removed})
    else:
        say(f"{case / 'tiles'}: {tiled.size} entries, {tiled.written} tiles written, {tiled.removed} removed.")
