"""`probative copies`: who holds copies of a case, and what became of them after a shred."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, opened_to_read, print_shape, say

WHATS = ("mirror", "travel", "backup", "secret")
FATES = ("renewed", "destroyed")


@click.command(
    "copies",
    epilog="Examples:\n\n\b\n"
    "  probative copies ./case list\n"
    "  probative copies ./case note --what backup --where 'disk 3, in the safe' --holder 'our counsel'\n"
    "  probative copies ./case notices                           letters to who may still hold what was shredded\n"
    "  probative copies ./case receipt B-0002 --fate destroyed --why 'her letter of 21 May'",
)
@case_argument
@click.argument("act", type=click.Choice(("list", "note", "receipt", "notices")))
@click.argument("copy", metavar="[B-...]", required=False)
@click.option(
    "--what",
    type=click.Choice(WHATS),
    default="backup",
    show_default=True,
    help="What kind of copy; secret is a token or paper with what opened the case. For note.",
)
@click.option("--where", default="", help="Where it is. For note.")
@click.option("--holder", default="", help="Who holds it. For note.")
@click.option("--fate", type=click.Choice(FATES), help="What became of it. For receipt.")
@click.option("--why", default="", help="How that is known: whose receipt, of when. For receipt.")
@json_option
@key_option
def command(
    *,
    case: Path,
    act: str,
    copy: str | None,
    what: str,
    where: str,
    holder: str,
    fate: str | None,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """List the copies of a case that the ledger knows of, note one, or record what became of it.

    A copy made before a shred still holds what was destroyed. `mirror` notes its copies by itself where a key is at
    hand. A shred is complete when every copy was brought up to date or destroyed.
    """
    from probative.flow.case import opened
    from probative.flow.copies import CopyKind, Fate, behind, copies, note, notices, receipt

    if act in ("list", "notices"):
        with opened_to_read(case, key_file) as working:
            late = {each.id for each in behind(working.custody)}
            known = copies(working.custody)
            letters = list(notices(working)) if act == "notices" else []
        for letter in letters:
            print_shape({"notice": letter}) if as_json else say(letter.replace("\n", " "))
    else:
        if act == "receipt" and (copy is None or fate is None):
            raise click.UsageError("name the copy, and say --fate")
        with opened(case, given(case, key_file), write=True) as working:
            if act == "note":
                known = (note(working, CopyKind(what), where=where, holder=holder),)
            else:
                known = (receipt(working, copy or "", Fate(fate or FATES[0]), why=why),)
            late = {each.id for each in behind(working.custody)}
    for each in known if act != "notices" else ():
        state = "destroyed" if each.is_destroyed else "BEHIND A SHRED" if each.id in late else "up to date"
        shape = {
            "id": each.id,
            "what": each.kind,
            "where": each.where,
            "holder": each.holder,
            "state": state.lower(),
            "entry": each.noted_at,
        }
        line = f"{each.id}  [{state}]  {each.kind}: {each.where}, held by {each.holder}"
        print_shape(shape, work_goes_on=True) if as_json else say(line, work_goes_on=True)
