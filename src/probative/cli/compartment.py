"""`probative compartment`: who holds which part of a case."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say

PARTS = ("general", "legal", "source-protection", "identities")


@click.command(
    "compartment",
    epilog="Examples:\n\n\b\n"
    "  probative compartment ./case list\n"
    "  probative compartment ./case give mira.card --compartment legal --why 'our counsel'\n"
    "  probative compartment ./case give heir.card --compartment legal --compartment source-protection --heir \\\n"
    "      --why 'keeps the keys abroad'\n"
    "  probative compartment ./case take 3f0c9a1b2d4e5f60 --compartment general --why 'left the office'\n"
    "  probative compartment ./case custodians a.card b.card c.card --why 'the board'",
)
@case_argument
@click.argument("act", type=click.Choice(("list", "give", "take", "custodians")))
@click.argument("who", metavar="[CARD|ID]...", nargs=-1)
@click.option("--compartment", "compartments", multiple=True, type=click.Choice(PARTS), help="Which one; repeatable.")
@click.option(
    "--heir", is_flag=True, help="They keep the keys only to recover the case; `probative recover` rehearses it."
)
@click.option(
    "--custodian",
    "present",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The file of one of two present custodians who agree to others; the passphrase or key file opens it.",
)
@click.option("--why", default="", help="The reason. It is kept for ever.")
@json_option
@key_option
def command(
    *,
    case: Path,
    act: str,
    who: tuple[str, ...],
    compartments: tuple[str, ...],
    heir: bool,
    present: tuple[Path, ...],
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Say who holds the compartments of the case in DIR; give one to the owner of a CARD, or take one from an ID.

    Who loses a compartment keeps what they saw, and opens nothing that is there from now on: it is written anew under a
    fresh key. To take `general` is to take everything. Identities have three custodians, of whom any two open them.
    """
    from probative.custody.compartments import Compartment
    from probative.custody.seal.bags import PERSON, RECOVERY
    from probative.flow.access import give, name_custodians, take
    from probative.flow.case import opened
    from probative.flow.inspection import holders
    from probative.flow.people import card_in, person_in

    found = given(case, key_file)
    if act == "list":
        with opened(case, found) as working:
            for shape in holders(working):
                line = f"{shape['compartment']:<18}{shape['id']:<18}{shape['role']:<10}{shape['name'] or '-'}"
                print_shape(shape) if as_json else say(line)
        return
    if not who or not why.strip():
        raise click.UsageError("say whom it is about, and --why")
    parts = [Compartment(each) for each in compartments]
    if act == "give":
        for one in who:
            role = RECOVERY if heir else PERSON
            fresh = give(case, found, card_in(Path(one)), parts, role=role, why=why)
            say(f"given: {', '.join(fresh)}")
    elif act == "take":
        if len(who) != 1 or len(parts) != 1:
            raise click.UsageError("take takes one ID and one --compartment")
        say(f"written anew: {', '.join(take(case, found, who[0], parts[0], why=why))}")
    else:
        people = [person_in(each, found) for each in present]
        name_custodians(case, found, [card_in(Path(one)) for one in who], present=people, why=why)
        say("Identities open with any two of these three.")
