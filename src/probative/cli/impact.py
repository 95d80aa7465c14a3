"""`probative impact`: what falls if a source, an exhibit or a claim falls."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from probative.cli.invocation import case_argument, json_option, key_option, opened_to_read, print_listing, say

if TYPE_CHECKING:
    from probative.flow.withdrawal import Supposed

_TOUCHED: Final = (
    ("link", "tie"),
    ("event", "event"),
    ("contradiction", "contradiction"),
    ("judgement", "judgement"),
)


@click.command(
    "impact",
    epilog="Examples:\n\n\b\n"
    "  probative impact ./case 'Osk Varen'\n"
    "  probative impact ./case E-0004\n"
    "  probative impact ./case C-0012 --json\n"
    "  probative impact ./case S-0003 --conferred-with S-0007",
)
@case_argument
@click.argument("subject", metavar="SOURCE|EXHIBIT|CLAIM")
@click.option(
    "--conferred-with",
    "others",
    metavar="SOURCE",
    multiple=True,
    help="Suppose nothing withdrawn, but that SOURCE and this one had told each other; once for each who had.",
)
@json_option
@key_option
def command(*, case: Path, subject: str, others: tuple[str, ...], as_json: bool, key_file: Path | None) -> None:
    """Show what is lost if a source (an S- number or a name), an exhibit (E-) or a claim (C-) is withdrawn.

    Propositions, ties and events with the independent origins they have before and after, the greatest loss first; then
    contradictions of which a side falls, and judgements that rest on what falls. Whoever had it from there falls too.
    Nothing is changed: `probative judge DIR withdraw` does that.
    """
    from probative.flow.withdrawal import falls, supposed

    with opened_to_read(case, key_file) as working:
        what = supposed(working, subject, others)
        found = list(falls(working, what))
        if not as_json and found:
            say(f"{_if(what)}, {_lost(found)}{_touched(found)}:")
        print_listing(
            found,
            as_json=as_json,
            line=lambda fall: f"{fall['id']}  {_fewer(fall)}  {fall['words']}",
            empty=f"{_if(what)}, nothing in {case} is lost.",
        )


def _if(what: "Supposed") -> str:
    names = " and ".join(what.names)
    return f"If {names} had told each other" if what.is_conferring else f"Without {names}"


def _lost(found: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(fall["loss"] for fall in found if fall["kind"] == "proposition")
    fewer = counts.total() - counts["claims"]
    if not fewer:
        return "no proposition loses an origin"
    said = f"{_many(fewer, 'proposition')} {_does(fewer, 'lose')} origins"
    if counts["none_left"]:
        said += f"; {counts['none_left']} of them {_does(counts['none_left'], 'have')} none left"
    if counts["second"]:
        said += f"; {counts['second']} {_does(counts['second'], 'lose')} the second"
    return said


def _does(count: int, verb: str) -> str:
    return verb if count != 1 else {"have": "has"}.get(verb, f"{verb}s")


def _touched(found: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(fall["kind"] for fall in found)
    said = [_many(counts[kind], noun) for kind, noun in _TOUCHED if counts[kind]]
    return f"; touched: {', '.join(said)}" if said else ""


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _fewer(fall: Mapping[str, Any]) -> str:
    """Say how many independent origins are left, as one number where the interval is one; and which claims fall."""
    if "before" not in fall:
        return f"without {', '.join(fall['claims'])}" if fall["claims"] else "to look at again"
    before, after = (
        low if low == high else f"{low}..{high}" for low, high in (fall[at].split("..") for at in ("before", "after"))
    )
    if fall["loss"] == "claims":
        return f"{before}, without {', '.join(fall['claims'])}"
    return f"{before} -> {after}"
