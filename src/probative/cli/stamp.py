"""`probative stamp`: evidence of time and of one history from outside, carried by hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click

from probative.cli.invocation import (
    Day,
    case_argument,
    given,
    json_option,
    key_option,
    opened_to_read,
    print_shape,
    say,
)


@click.group(
    "stamp",
    epilog="Examples:\n\n\b\n"
    "  probative stamp paper ./case -o checkpoint.pdf           print it, give it away\n"
    "  probative stamp compare ./case typed.txt                 a sheet that came back\n"
    "  probative stamp request ./case --to /media/stick         for an authority and a witness\n"
    "  probative stamp import ./case answer.tsr --ca root.pem   what came back\n"
    "  probative stamp seen ./case 'Daily Fern: ferry sinks' --day 2031-05-04\n"
    "  probative stamp list ./case",
)
def command() -> None:
    """Have others vouch for when, and for one history, without a network.

    A checkpoint goes out on paper, to a witness, or as a hash to a time stamp authority; what comes back bounds from
    above when an entry was written. What was seen (a newspaper) bounds it from below. Only checkpoints leave.
    """


@command.command("paper", epilog="Example:\n\n\b\n  probative stamp paper ./case -o checkpoint.pdf")
@case_argument
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Where the PDF goes. Default: DIR/transfer.")
@json_option
@key_option
def paper(*, case: Path, out: Path | None, as_json: bool, key_file: Path | None) -> None:
    """Seal the case and put its checkpoint on paper: three lines, a code for a camera, words to read aloud."""
    from probative.custody.layout import Layout
    from probative.flow.case import opened
    from probative.flow.stamping import as_text, seal_on_paper
    from probative.web.paper import render

    with opened(case, given(case, key_file), write=True) as working:
        sheet = seal_on_paper(working)
        path = (out or Layout(case).transfer / f"checkpoint-{sheet.size}.pdf").absolute()
        disk = working.settings.disk
        disk.make_folder(path.parent)
        disk.replace(path, render(sheet))
    if as_json:
        print_shape({"file": str(path), "size": sheet.size, "lines": sheet.lines, "words": sheet.words})
        return
    for line in as_text(sheet).splitlines():
        say(line)
    say("")
    say(f"The sheet to print is {path}.")


@command.command(
    "compare",
    epilog="Examples:\n\n\b\n  probative stamp compare ./case typed.txt\n"
    "  probative stamp compare ./case - < scanned.txt\n"
    "  probative stamp compare ./case typed.txt --held-by 'Notary I. Maret' --since 2031-05-04",
)
@case_argument
@click.argument("typed", metavar="FILE", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--held-by", metavar="WHO", help="Enter that they hold the sheet. With --since.")
@click.option("--since", type=Day(), help="The day from which they vouch that they held it: YYYY-MM-DD.")
@json_option
@key_option
@click.pass_context
def compare(
    ctx: click.Context,
    *,
    case: Path,
    typed: TextIO,
    held_by: str | None,
    since: date | None,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Compare a sheet with the case: FILE holds its three lines, or the number and the words; `-` is standard input.

    Exit status 0 when the case goes on from what the sheet says, 1 when it does not.
    """
    from probative.flow.case import opened
    from probative.flow.stamping import compare, hold_paper

    if (held_by is None) != (since is None):
        raise click.UsageError("--held-by and --since belong together")
    text = typed.read(100_000)
    with opened_to_read(case, key_file) as working:
        found = compare(working, text)
    if found["holds"] and held_by is not None and since is not None:
        with opened(case, given(case, key_file), write=True) as working:
            hold_paper(working, found["size"], by=held_by, since=since)
    if as_json:
        print_shape(found)
    else:
        say(
            f"HOLDS          {found['what']}"
            if found["holds"]
            else f"DOES NOT HOLD  {found['what']}  [{found['code']}]"
        )
    if not found["holds"]:
        ctx.exit(1)


@command.command(
    "request",
    epilog="Examples:\n\n\b\n  probative stamp request ./case --to /media/stick\n"
    "  probative stamp request ./case --witness 'witness/1f2e...' --old 120",
)
@case_argument
@click.option("--to", type=click.Path(path_type=Path), help="The folder to carry. Default: DIR/transfer.")
@click.option("--witness", metavar="KEY", help="Which witness is asked. Default: the one that the case knows.")
@click.option("--old", type=click.IntRange(min=0), help="The size that the witness saw last, where it said another.")
@json_option
@key_option
def request(
    *, case: Path, to: Path | None, witness: str | None, old: int | None, as_json: bool, key_file: Path | None
) -> None:
    """Seal the case and write what is to be carried out: a request for a time stamp, and one for a witness."""
    from probative.flow.case import opened
    from probative.flow.stamping import request

    with opened(case, given(case, key_file), write=True) as working:
        made = request(working, to, witness=witness, old_size=old)
    for each in made:
        if as_json:
            print_shape(each)
        else:
            say(f"{each['file']}")
    if not as_json:
        say("README.txt beside them says what to do with each.")


@command.command(
    "import",
    epilog="Examples:\n\n\b\n  probative stamp import ./case 3fa9c1d2-120.tsr --ca authority-root.pem\n"
    "  probative stamp import ./case 3fa9c1d2-120.cosignature --witness 'witness/1f2e...'",
)
@case_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--ca",
    "certificates",
    multiple=True,
    type=click.Path(path_type=Path),
    help="PEM with the authority's certificates, the root among them; once for each file.",
)
@click.option(
    "--witness", "witnesses", metavar="KEY", multiple=True, help="A witness's key, the first time that it answers."
)
@json_option
@key_option
@click.pass_context
def take(
    ctx: click.Context,
    *,
    case: Path,
    files: tuple[Path, ...],
    certificates: tuple[Path, ...],
    witnesses: tuple[str, ...],
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Verify what came back and keep it: replies of authorities, lines of witnesses.

    Each time stamp is judged by two verifiers; where they disagree, it is kept and bounds nothing. What is replayed,
    cut, of another log, by another key or from the future is refused with its reason, and the exit status is 1.
    """
    from probative.cli.reporting import write_report
    from probative.flow.case import opened
    from probative.flow.stamping import take

    refused = 0
    with opened(case, given(case, key_file), write=True) as working:
        for found in take(working, files, certificates=certificates, witnesses=witnesses):
            refused += not found["taken"] and found["severity"] == "damage"
            if as_json:
                print_shape(found, work_goes_on=True)
            elif found["taken"]:
                until = f"before {found['latest']}" if found["latest"] else "bounds nothing: disputed"
                say(f"{'taken':<15}{found['file']}: the first {found['size']} entries {until}, by {found['by']}")
                for remark in found["remarks"]:
                    say(f"{'note':<15}{remark}")
            else:
                mark = "REFUSED" if found["severity"] == "damage" else "note"
                say(f"{mark:<15}{found['file']}: {found['what']}  [{found['code']}]", work_goes_on=True)
        write_report(working, quiet=True)
    if refused:
        ctx.exit(1)


@command.command(
    "seen",
    epilog="Examples:\n\n\b\n  probative stamp seen ./case 'Daily Fern, front page: ferry sinks' --day 2031-05-04\n"
    "  probative stamp seen ./case 'Daily Fern beside the officer' --day 2031-05-04 --exhibit E-0007",
)
@case_argument
@click.argument("what")
@click.option("--day", required=True, type=Day(), help="The day that it bears: YYYY-MM-DD.")
@click.option("--by", help="Who saw it. Default: PROBATIVE_PERSON, or the login name.")
@click.option("--exhibit", metavar="E-...", help="The exhibit that shows it, a photograph for instance.")
@json_option
@key_option
def seen(
    *, case: Path, what: str, day: date, by: str | None, exhibit: str | None, as_json: bool, key_file: Path | None
) -> None:
    """Enter that WHAT was seen, which nobody could know before its day: every later entry is later than that."""
    from probative.cli.reporting import write_report
    from probative.flow.case import opened
    from probative.flow.stamping import see

    with opened(case, given(case, key_file), write=True) as working:
        found = see(working, what, day=day, by=by or working.settings.person, exhibit=exhibit)
        write_report(working, quiet=True)
    if as_json:
        print_shape(found)
    else:
        say(f"From now on every entry is later than {found['earliest']}, when {found['day']} began somewhere.")


@command.command("policy", epilog="Example:\n\n\b\n  probative stamp policy ./case --quorum 2 -o policy.txt")
@case_argument
@click.option("--quorum", required=True, type=click.IntRange(min=0), help="How many witnesses must have signed.")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Where the policy goes.")
@key_option
def policy(*, case: Path, quorum: int, out: Path, key_file: Path | None) -> None:
    """Write a C2SP tlog-policy for `probative verify --policy`: this log, its witnesses, how many are wanted.

    Hand it over by another way than the proofs: it says whom the recipient trusts.
    """
    from probative.flow.stamping import policy

    with opened_to_read(case, key_file) as working:
        working.settings.disk.replace(out.absolute(), policy(working, quorum=quorum))
    say(f"{out}")


@command.command("list", epilog="Example:\n\n\b\n  probative stamp list ./case --json")
@case_argument
@json_option
@key_option
def listing(*, case: Path, as_json: bool, key_file: Path | None) -> None:
    """List what vouches for this case's time from outside."""
    from probative.cli.invocation import print_listing
    from probative.flow.stamping import listing

    def line(each: Mapping[str, Any]) -> str:
        if each["kind"] == "beacon":
            return f"entry {each['entry']:<6} beacon       entries from here on are later than {each['earliest']}"
        until = f"are earlier than {each['latest']}" if each["latest"] else "are not bounded: disputed"
        by = f", by {each['by']}" if each["by"] else ""
        return f"entry {each['entry']:<6} {each['kind']:<12} the first {each['size']} {until}{by}"

    with opened_to_read(case, key_file) as working:
        print_listing(listing(working), as_json=as_json, line=line, empty=f"Nothing from outside in {case} yet.")
