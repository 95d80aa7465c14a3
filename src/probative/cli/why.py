"""`probative why`: the whole ancestry of one thing."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_shape, say


@click.command(
    "why",
    epilog="Examples:\n\n\b\n  probative why ./case C-0001\n  probative why ./case P-0001 --json\n"
    "  probative why ./case C-0001 --proof proof.json && probative verify proof.json",
)
@case_argument
@click.argument("identifier", metavar="ID")
@click.option(
    "--proof",
    type=click.Path(path_type=Path),
    help="Write a proof of its ledger entry to this file, for `probative verify`.",
)
@click.option(
    "--show",
    "shown",
    metavar="FIELD",
    multiple=True,
    help="With --proof: open this field of the entry, and no other that is not named. Without it, what identifies "
    "bytes and work is open, and names and receipts stay hidden.",
)
@click.option(
    "--witnessed", is_flag=True, help="With --proof: under the checkpoint that most witnesses and authorities signed."
)
@json_option
@key_option
def command(
    *,
    case: Path,
    identifier: str,
    proof: Path | None,
    shown: tuple[str, ...],
    witnessed: bool,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Show where the thing with the number ID comes from, whatever its letter.

    For a claim: the words in the original, the chain with its cues, certainty, independence, what speaks against it,
    judgements, ledger entry and proof. Also for propositions (P-), exhibits (E-), sources (S-), entities (N-), ties
    (L-), events (V-), contradictions (X-), gaps (G-) and judgements (J-).
    """
    from probative.flow.ancestry import ancestry, proof_bundle
    from probative.flow.telling import told

    with opened_to_read(case, key_file) as working:
        found = ancestry(working, identifier)
        if proof is not None:
            bundle = proof_bundle(working, identifier, shown=shown, is_witnessed=witnessed)
            working.settings.disk.replace(proof.absolute(), bundle)
    if as_json:
        print_shape(found)
    else:
        for line in told(found):
            say(line)
