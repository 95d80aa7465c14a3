"""`probative root`: which keys count in a case, said by root keys that are kept offline."""

from pathlib import Path

import click

from probative.cli.invocation import given, json_option, key_option, print_shape, say


@click.command(
    "root",
    epilog="Examples:\n\n\b\n"
    "  probative root draft ./case --root a.card --root b.card --root c.card --threshold 2 -o root.json\n"
    "  probative root sign root.json --file /media/usb-a/person      far from the case, with a root key\n"
    "  probative root enter ./case root.json                         when enough have signed\n"
    "  probative root draft ./case --revoke 0123456789abcdef 812 -o root.json\n"
    "  probative root show ./case                                    its fingerprint goes to whoever verifies",
)
@click.argument("act", type=click.Choice(("draft", "sign", "enter", "show")))
@click.argument("place", metavar="DIR|FILE", type=click.Path(path_type=Path))
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@click.option("--root", "roots", multiple=True, type=click.Path(path_type=Path), help="A root key's card. draft only.")
@click.option("--threshold", type=click.IntRange(min=1), help="How many root keys must sign. Default: most of them.")
@click.option("--person", "persons", multiple=True, type=click.Path(path_type=Path), help="A card to let sign too.")
@click.option("--drop", "dropped", multiple=True, metavar="ID", help="A key that shall sign no more, from here on.")
@click.option("--revoke", "revoked", multiple=True, type=(str, int), metavar="ID SIZE", help="A key, and the last good "
    "size of the log: what it signed from there on does not count.")  # fmt: skip
@click.option("--expires", metavar="TIME", help="When it ends, as 2031-05-04T12:30:00Z. Default: never.")
@click.option("-o", "out", type=click.Path(path_type=Path), help="Where draft writes.")
@click.option("--file", "person_file", type=click.Path(path_type=Path), help="The root key's file, for sign.")
@json_option
@key_option
def command(
    *,
    act: str,
    place: Path,
    file: Path | None,
    roots: tuple[Path, ...],
    threshold: int | None,
    persons: tuple[Path, ...],
    dropped: tuple[str, ...],
    revoked: tuple[tuple[str, int], ...],
    expires: str | None,
    out: Path | None,
    person_file: Path | None,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Say by k of n root keys which persons' keys count in a case: draft, sign, enter, show.

    The first root file ends the founder's word alone; each later one is signed by enough root keys of the one before
    and of its own. Root keys are made by `probative person new`, sign nothing else, and are kept offline.
    """
    from probative.flow.case import opened
    from probative.flow.people import card_in, person_in
    from probative.flow.rooting import Wanted, draft, enter, signed_by

    if act == "draft":
        if out is None:
            raise click.UsageError("-o says where the draft goes")
        wanted = Wanted(
            roots=[card_in(path).signing_key for path in roots],
            threshold=threshold,
            persons=[card_in(path).signing_key for path in persons],
            dropped=dropped,
            revoked=dict(revoked),
            expires=expires,
        )
        given(place, key_file).disk.replace(out, draft(place, wanted))
        say(f"{out}: to be signed with `probative root sign`")
    elif act == "sign":
        from probative.flow.settings import settings

        found = settings(key_file=key_file)
        found.disk.replace(place, signed_by(_content(place), person_in(person_file or found.person_file, found)))
        say(f"{place}: signed")
    elif act == "enter":
        if file is None:
            raise click.UsageError("name the root file after DIR")
        content = _content(file)
        with opened(place, given(place, key_file), write=True) as working:
            root = enter(working, content)
        say(f"version {root.version} is in force; its fingerprint is {root.digest}")
    else:
        _show(place, as_json=as_json)


def _show(case: Path, *, as_json: bool) -> None:
    from probative.flow.rooting import register_in

    register, size = register_in(case)
    shown = register.root
    shape = {
        "version": shown.version if shown is not None else None,
        "fingerprint": shown.digest if shown is not None else None,
        "threshold": shown.threshold if shown is not None else None,
        "roots": sorted(shown.holders("root")) if shown is not None else [],
        "persons": sorted(register.active(size)),
        "revoked": dict(sorted(register.revoked.items())),
    }
    if as_json:
        print_shape(shape)
    else:
        for name, value in shape.items():
            say(f"{name:<14}{value if value not in (None, [], {}) else '-'}")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.BadParameter(f"cannot read {path}: {error.strerror}") from error
