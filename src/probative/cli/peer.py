"""`probative peer`: two devices' logs meet."""

from pathlib import Path

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_shape, say


@click.command("peer", epilog="Example:\n\n\b\n  probative peer ./case /media/usb/case-of-the-other-laptop")
@case_argument
@click.argument("other", metavar="OTHER", type=click.Path(path_type=Path))
@json_option
@key_option
def command(*, case: Path, other: Path, as_json: bool, key_file: Path | None) -> None:
    """Record in DIR what the log of another device, in OTHER, has signed; compare what each says of the other.

    No key of OTHER is needed: `case.json` and `log/` are enough. Do it on both devices, each with the other's copy:
    from then on neither can rewrite what the other has recorded. Nothing is recorded where they contradict each other.
    """
    from probative.flow.case import opened
    from probative.flow.meeting import meet

    with opened(case, given(case, key_file), write=True) as working:
        met = meet(working, other)
    if as_json:
        print_shape({"log": met.log, "size": met.size, "new": met.is_new})
    else:
        say(f"{met.log}: {met.size} entries recorded{', for the first time' if met.is_new else ''}; no contradiction.")
