"""`probative compare`: two models, before switching."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from probative.cli.invocation import json_option, print_shape, say
from probative.cli.train import table


@click.command(
    "compare",
    epilog="Examples:\n\n\b\n"
    "  probative compare ./our-corpus --model ./our-model\n"
    "  probative compare ./our-corpus --model ./new-model --with ./model-in-use --json",
)
@click.argument(
    "corpora",
    metavar="CORPUS...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@click.option("--model", "second", metavar="MODEL", required=True, help="What may take its place.")
@click.option(
    "--with",
    "first",
    metavar="MODEL",
    default="shipped",
    show_default=True,
    help="What is in use: a folder, 'shipped', or 'rules' for the rules alone.",
)
@json_option
def command(*, corpora: tuple[Path, ...], first: str, second: str, as_json: bool) -> None:
    """Compare two models on the test part of CORPUS..., and say whether the difference is more than chance.

    Refuses to judge a model by documents that its card says it was taught from.
    """
    from probative.flow.comparing import compare

    shapes = compare(corpora, first, second, lambda line: click.echo(line, err=True))
    if as_json:
        for shape in shapes:
            print_shape(shape)
        return
    found = tuple(shapes)
    systems = [shape for shape in found if "system" in shape]
    for name, shape in zip(_COLUMNS, systems, strict=True):
        say(f"{name:<8}{shape['system']} ({shape['suggester']})")
    say(f"{systems[0]['documents']} documents of the test part, {systems[0]['attributions']} attributions")
    for line in table({name: shape["figures"] for name, shape in zip(_COLUMNS, systems, strict=True)}):
        say(line)
    differing = [shape for shape in found if "measure" in shape]
    for shape in differing:
        say(_line(shape))
    say(_verdict(first, second, differing))


_COLUMNS = ("rules", "first", "second")


def _line(shape: Mapping[str, Any]) -> str:
    low, high = shape["interval"]
    verdict = "more than chance" if shape["beyond_chance"] else "may be chance"
    return f"{shape['measure']:<16}second - first: {shape['difference']:+.3f} [{low:+.3f} {high:+.3f}]  {verdict}"


def _verdict(first: str, second: str, differing: Sequence[Mapping[str, Any]]) -> str:
    sure = [shape for shape in differing if shape["beyond_chance"]]
    if not sure:
        return f"No difference between {first} and {second} that is more than chance on these documents."
    said = []
    for word, some in (
        ("better", [shape["measure"] for shape in sure if shape["difference"] > 0]),
        ("worse", [shape["measure"] for shape in sure if shape["difference"] < 0]),
    ):
        if some:
            said.append(f"{word} by more than chance: {', '.join(some)}")
    return f"{second} against {first}: {'; '.join(said)}."
