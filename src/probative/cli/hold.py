"""`probative hold`: what must not be destroyed."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, opened_to_read, print_shape, say


@click.command(
    "hold",
    epilog="Examples:\n\n\b\n"
    "  probative hold ./case place E-0001 E-0004 --second ./usb/ada --why 'the court asked on 4 May'\n"
    "  probative hold ./case place --all --second ./usb/ada --why 'proceedings are announced'\n"
    "  probative hold ./case release H-0001 --second ./usb/ada --why 'the proceedings are over'\n"
    "  probative hold ./case list",
)
@case_argument
@click.argument("act", type=click.Choice(("place", "release", "list")))
@click.argument("about", metavar="[E-...|H-...]...", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Place it on the whole case.")
@click.option(
    "--second",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file of the second person, who agrees; the passphrase or key file opens it.",
)
@click.option("--why", default="", help="The reason. It is kept for ever.")
@json_option
@key_option
def command(
    *,
    case: Path,
    act: str,
    about: tuple[str, ...],
    is_all: bool,
    second: Path | None,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Place a legal hold on exhibits, release one, or list them. It takes two persons whose keys count in the case.

    While a hold stands, `shred` refuses. Where somebody has withdrawn their consent to what is held, `status` and the
    report show both; software does not decide between them.
    """
    from probative.flow.case import opened
    from probative.flow.holds import holds, place, release, shape
    from probative.flow.people import person_in

    found = given(case, key_file)
    if act == "list":
        with opened_to_read(case, key_file) as working:
            shapes = [shape(each) for each in holds(working)]
    else:
        if second is None:
            raise click.UsageError("a hold takes two persons: say --second")
        if bool(about) == is_all or (act == "release" and is_all):
            raise click.UsageError("name exhibits, or --all" if act == "place" else "name a hold")
        person = person_in(second, found)
        with opened(case, found, write=True) as working:
            if act == "place":
                shapes = [shape(place(working, about, second=person, why=why))]
            else:
                shapes = [shape(release(working, each, second=person, why=why)) for each in about]
    for told in shapes:
        on = " ".join(told["exhibits"]) or "the whole case"
        line = f"{told['id']}  [{told['state']}]  {on}: {told['why']}"
        print_shape(told, work_goes_on=True) if as_json else say(line, work_goes_on=True)
