"""`probative seal`: a person becomes a pseudonym in all that is derived or shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, opened_to_read, print_shape, say

if TYPE_CHECKING:
    from probative.flow.sealing import MayName

SHOWN_PLACES = 40
"""So many places that may still name somebody are printed one by one; `--json` prints all."""


@click.command(
    "seal",
    epilog="Examples:\n\n\b\n"
    "  probative seal ./case 'Mira Toll' --why 'asked for protection on 4 May'\n"
    "  probative seal ./case N-0004 --also 'the ferryman' --why 'threatened'\n"
    "  probative seal ./case 'Osk Varen' --exhibit E-0003 --why 'another man of that name'\n"
    "  probative seal ./case --list\n"
    "  probative seal ./case --look",
)
@case_argument
@click.argument("name", required=False)
@click.option("--exhibit", metavar="E-...", help="Seal the name in this exhibit alone.")
@click.option("--also", multiple=True, metavar="FORM", help="A further form: a nickname, another spelling; repeatable.")
@click.option("--why", default="", help="The reason. It is kept with the name, which two custodians open.")
@click.option("--list", "is_list", is_flag=True, help="Say who is sealed, without any name, and change nothing.")
@click.option("--look", is_flag=True, help="Say what may still name anybody who is sealed, and change nothing.")
@json_option
@key_option
def command(
    *,
    case: Path,
    name: str | None,
    exhibit: str | None,
    also: tuple[str, ...],
    why: str,
    is_list: bool,
    look: bool,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Replace a person by a pseudonym in all that is derived or shown of the case in DIR, now and from now on.

    NAME is the person's name, the number of an entity, or a pseudonym that is to cover a further form. All forms of the
    name are found: in other cases, alphabets, spellings, initials. Originals stay as they are, in `source-protection`.
    The name itself opens with two of three custodians, through `unseal`. What may still name the person is printed
    before it is said to be done.
    """
    from probative.flow.sealed import sealed_people

    if is_list:
        with opened_to_read(case, key_file) as working:
            for person in sealed_people(working):
                shape = {
                    "pseudonym": person.pseudonym,
                    "entries": list(person.entries),
                    "exhibits": list(person.exhibits),
                    "only_in": person.only_in,
                    "at": person.at,
                }
                where = f"only in {person.only_in}" if person.only_in else f"{len(person.exhibits)} exhibits"
                entries = ", ".join(map(str, person.entries))
                print_shape(shape) if as_json else say(f"{person.pseudonym:<28}{where}, entry {entries}, {person.at}")
        return
    if look:
        from probative.flow.sealing import may_name

        with opened_to_read(case, key_file) as working:
            for person in sealed_people(working):
                _say_doubts(tuple(may_name(working, person.pseudonym)), person.pseudonym, as_json=as_json)
        return
    if name is None or not why.strip():
        raise click.UsageError("say whom to seal, and --why")
    _seal(case, name, exhibit, also, why, as_json=as_json, key_file=key_file)


def _say_doubts(doubts: "Sequence[MayName]", pseudonym: str, *, as_json: bool) -> None:
    for at, one in enumerate(doubts):
        if as_json:
            place = {"exhibit": one.exhibit, "start": one.start, "end": one.end}
            print_shape({"pseudonym": pseudonym, **place, "may_name": one.why})
        elif at < SHOWN_PLACES:
            where = f"{one.exhibit} [{one.start}..{one.end}]" if one.start is not None else one.exhibit or "elsewhere"
            say(f"may still name {pseudonym}: {where}: {one.why}")
    if len(doubts) > SHOWN_PLACES and not as_json:
        say(f"... and {len(doubts) - SHOWN_PLACES} more places; --json prints them all")


def _seal(
    case: Path,
    name: str,
    exhibit: str | None,
    also: tuple[str, ...],
    why: str,
    *,
    as_json: bool,
    key_file: Path | None,
) -> None:
    from probative.cli.progress import bar
    from probative.cli.reporting import say_process_and_report, write_report
    from probative.custody.compartments import GENERAL
    from probative.flow.case import opened, rebuild
    from probative.flow.sealing import begin, finish

    found = given(case, key_file)
    with opened(case, found, write=True) as working:
        begun = begin(working, name, only_in=exhibit, also=also, why=why, watch=bar)
    rebuild(case, found)
    say_process_and_report(case, found, as_json=as_json, is_reported=False)
    with opened(case, found, write=True) as working:
        done = finish(working, begun)
    with opened(case, found, write=True, view=GENERAL) as working:
        write_report(working, as_json=as_json)
    _say_doubts(done.doubts, begun.pseudonym, as_json=as_json)
    shape = {
        "pseudonym": begun.pseudonym,
        "is_new": begun.is_new,
        "exhibits": list(begun.exhibits),
        "may_name": len(done.doubts),
        "said_again": begun.n_records,
        "keys_destroyed": done.n_destroyed,
    }
    if as_json:
        print_shape(shape)
        return
    places = f"{len(done.doubts)} places may still name the person" if done.doubts else "nothing found that still does"
    say(f"{begun.pseudonym}: sealed in {len(begun.exhibits)} exhibits; {done.n_destroyed} keys destroyed; {places}")
