"""`probative recover`: rehearse the recovery of a case, or carry it out."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say

if TYPE_CHECKING:
    from probative.custody.seal.person import Person
    from probative.flow.settings import Settings


@click.command(
    "recover",
    epilog="Examples:\n\n\b\n"
    "  probative recover ./case --heir ./usb/heir --rehearse\n"
    "  probative recover ./case --ask 3f0c9a1b2d4e5f60         writes a challenge to send to the heir\n"
    "  probative recover challenge-3f0c.json --heir ./heir --answer -o answer.json    on the heir's machine\n"
    "  probative recover ./case --hear 3f0c9a1b2d4e5f60 answer.json\n"
    "  PROBATIVE_NEW_PASSPHRASE='words for the founder' probative recover ./case --heir ./heir --why 'lost'",
)
@case_argument
@click.option("--heir", type=click.Path(path_type=Path), help="The file with the heir's keys.")
@click.option("--heir-key-file", type=click.Path(path_type=Path), help="The key file that opens it, where one does.")
@click.option(
    "--rehearse", is_flag=True, help="Prove that it would work, change nothing, and record that it was proved."
)
@click.option("--ask", "asked", metavar="ID", help="Write a challenge for the heir with this id, who is elsewhere.")
@click.option("--answer", "is_answer", is_flag=True, help="On the heir's machine: answer the challenge in DIR.")
@click.option("--hear", "heard", type=(str, click.Path(path_type=Path)), metavar="ID FILE", help="Take an answer.")
@click.option("-o", "out", type=click.Path(path_type=Path), help="Where the answer goes.")
@click.option("--why", default="", help="The reason for a recovery. It is kept for ever.")
@json_option
@key_option
def command(
    *,
    case: Path,
    heir: Path | None,
    heir_key_file: Path | None,
    rehearse: bool,
    asked: str | None,
    is_answer: bool,
    heard: tuple[str, Path] | None,
    out: Path | None,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Recover the case in DIR with the keys of an heir, to whom `compartment give --heir` gave all of it.

    With --rehearse nothing changes: everything is opened once with what lies there for the heir, and compared with what
    is open to whoever runs the rehearsal. An heir who is elsewhere is asked (--ask), answers (--answer, with the
    challenge in the place of DIR) and is heard (--hear): no key travels. A case wants two heirs, and a rehearsal now
    and then: `status` says when the last was. PROBATIVE_HEIR_PASSPHRASE opens the heir's file, or
    PROBATIVE_PASSPHRASE where that is not set.
    """
    from probative.flow.access import change_secret
    from probative.flow.access import rehearse as prove
    from probative.flow.people import new_secret, person_in
    from probative.flow.settings import heir_passphrase, new_passphrase

    found = given(case, key_file)
    if asked is not None or heard is not None:
        _from_afar(case, found, asked, heard, as_json=as_json)
        return
    if heir is None:
        raise click.UsageError("--heir names the file with the heir's keys")
    theirs = replace(found, passphrase=heir_passphrase() or found.passphrase, key_file=heir_key_file or found.key_file)
    if is_answer:
        _answer(case, person_in(heir, theirs), out, theirs)
        return
    if rehearse:
        opened = prove(case, found, person_in(heir, theirs))
        if as_json:
            print_shape({"rehearsed": opened})
        else:
            shown = ", ".join(f"{name}: {count} keys" for name, count in opened.items())
            say(f"The heir could open everything ({shown}). It is recorded.")
        return
    if not why.strip():
        raise click.UsageError("a recovery has a reason: --why")
    words = new_passphrase() or click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    secret = new_secret(replace(found, passphrase=words))
    change_secret(case, replace(theirs, person_file=heir, is_person_named=True), secret, why=why)
    say("The case opens with the new secret. Take away what the lost keys held, and rehearse again.")


def _from_afar(
    case: Path, found: "Settings", asked: str | None, heard: tuple[str, Path] | None, *, as_json: bool
) -> None:
    from probative.flow.drill import ask, hear

    if asked is not None:
        path = ask(case, found, asked)
        if as_json:
            print_shape({"challenge": str(path)})
        else:
            say(f"{path}: send it to the heir, who answers with `probative recover FILE --heir KEYS --answer -o OUT`.")
    elif heard is not None:
        opened = [str(each) for each in hear(case, found, heard[0], _content(heard[1]))]
        if as_json:
            print_shape({"rehearsed": opened})
        else:
            say(f"The heir could open everything ({', '.join(opened)}). It is recorded.")


def _answer(challenge: Path, heir: "Person", out: Path | None, found: "Settings") -> None:
    from probative.flow.drill import answer_to

    if out is None:
        raise click.UsageError("-o says where the answer goes")
    found.disk.replace(out.absolute(), answer_to(_content(challenge), heir))
    say(f"{out}: send it back. It shows that you could open everything, and holds no key.")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.BadParameter(f"cannot read {path}: {error.strerror}") from error
