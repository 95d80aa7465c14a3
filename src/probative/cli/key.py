"""`probative key`: keys that take another's place, and keys that count no more."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probative.cli.invocation import case_argument, given, json_option, key_option, print_listing, print_shape, say

if TYPE_CHECKING:
    from probative.flow.settings import Settings


@click.command(
    "key",
    epilog="Examples:\n\n\b\n"
    "  probative key ./case list\n"
    "  probative key ./case change log --why 'the laptop was searched' -o handover.json\n"
    "  probative key ./case change founder --why 'a year is over'\n"
    "  probative key ./case change person --to ./usb/mira-new --why 'the old stick is lost'\n"
    "  probative key ./case revoke 0123456789abcdef --good 812 --why 'stolen on 3 May'\n"
    "  probative key ./case revoke probative/3fa9c1d2... --good 95 --why 'that laptop was seized'",
)
@case_argument
@click.argument("act", type=click.Choice(("list", "change", "revoke")))
@click.argument("which", metavar="[log|founder|person|ID]", required=False)
@click.option("--to", "to", type=click.Path(path_type=Path), help="The file of the person's new keys. change person.")
@click.option("--good", type=click.IntRange(min=0), help="The last good size: what it signed beyond does not count.")
@click.option("-o", "out", type=click.Path(path_type=Path), help="Where the handover goes that witnesses follow.")
@click.option("--why", default="", help="The reason. It is kept for ever.")
@json_option
@key_option
def command(
    *,
    case: Path,
    act: str,
    which: str | None,
    to: Path | None,
    good: int | None,
    out: Path | None,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """List the keys of the case in DIR, put a new one in the place of one that counts, or revoke one.

    `change log`: the key that signs checkpoints; `change founder`: the one that the case itself holds; `change person`:
    your own, to the keys in the file --to, which the same passphrase or key file opens. The old and the new key both
    sign. `revoke` ends the key of a person (ID) or the log of another device (its name), back to the size --good, or to
    all that is there now: `check` and the verifier flag all later entries of it, for ever.
    """
    from probative.flow.succession import keys_in, revoke_key

    if act == "list":
        shapes = list(keys_in(case))
        print_listing(iter(shapes), as_json=as_json, line=_line, empty="No keys.")
        return
    if which is None or not why.strip():
        raise click.UsageError("say which key, and --why")
    found = given(case, key_file)
    if act == "revoke":
        size = revoke_key(case, found, which, good=good, why=why)
        shape: dict[str, object] = {"revoked": which, "good": size}
        told = f"{which} counts no more. Of what it signed, only the first {size} entries of that log count."
    elif which == "log":
        shape, told = _change_log(case, found, out, why)
    elif which == "founder":
        from probative.flow.succession import change_founder_key

        name = change_founder_key(case, found, why=why)
        shape, told = {"founder": name}, f"{name} signs for the founder now; the old key is destroyed."
    elif which == "person":
        from probative.flow.people import person_in
        from probative.flow.succession import change_person_key

        if to is None:
            raise click.UsageError("--to names the file of the new keys; `probative person new` makes one")
        parts = [str(each) for each in change_person_key(case, found, person_in(to, found), why=why)]
        shape, told = (
            {"person": parts},
            f"{to} opens {', '.join(parts)} now, and its key signs; the old file opens nothing.",
        )
    else:
        raise click.UsageError("change takes log, founder or person")
    if as_json:
        print_shape(shape)
    else:
        say(told)


def _change_log(case: Path, found: "Settings", out: Path | None, why: str) -> tuple[dict[str, object], str]:
    from probative.flow.succession import change_log_key

    handover = change_log_key(case, found, why=why)
    told = "Another key signs the log from now on; the old one is destroyed."
    if out is not None:
        found.disk.replace(out.absolute(), handover)
        told += f" Each witness follows with `probative witness follow WITNESS {out.name}`."
    return {"handover": handover.decode(), "out": str(out) if out is not None else None}, told


def _line(shape: Mapping[str, object]) -> str:
    span = f"from {shape['since']}" + (f" to {shape['until']}" if shape["until"] is not None else "")
    if shape["seen"] is not None:
        span = f"seen with {shape['seen']} entries"
    ends = f"; revoked: only the first {shape['good']} entries count" if shape["good"] is not None else ""
    return f"{shape['kind']:<9}{shape['id']:<18} {span}{ends}"
