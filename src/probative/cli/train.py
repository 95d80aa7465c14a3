"""`probative train`: a model of one's own from marked texts."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from probative.cli.invocation import json_option, print_shape, say

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(
    "train",
    epilog="Examples:\n\n\b\n"
    "  probative train ./our-corpus --out ./our-model\n"
    "  probative train ./our-corpus ./their-brat --out ./our-model --base ./bert-base --rounds 6\n"
    "  probative compare ./our-corpus --model ./our-model      before switching\n\n"
    "Needs the extra [train]; attributing with the model needs none of it.",
)
@click.argument("corpora", metavar="CORPUS...", nargs=-1, required=True, type=_FOLDER)
@click.option(
    "--out", "goal", metavar="MODEL", required=True, type=click.Path(path_type=Path), help="The folder to make."
)
@click.option(
    "--base",
    metavar="FOLDER",
    type=_FOLDER,
    help="A BERT to start from: model.safetensors, config.json, tokenizer.json. Default: all-MiniLM-L6-v2, which the "
    "extra installs; Ukrainian and Russian start from nothing.",
)
@click.option(
    "--rounds", default=7, show_default=True, type=click.IntRange(1, 100), help="How often the corpus is gone over."
)
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="The only source of chance.")
@click.option(
    "--preparing",
    metavar="FOLDER",
    type=_FOLDER,
    help="Open sets for a first phase: treebanks/, uner/, factuality_uds/ in it, or factrueval/ for Russian. Also the "
    "texts of a CORPUS that holds marks alone.",
)
@click.option("--first", default=1, show_default=True, type=click.IntRange(0, 100), help="Rounds of the first phase.")
@click.option("--name", help="What to call the model; the folder's name where absent.")
@click.option("--version", "edition", default="1", show_default=True, help="Its version.")
@click.option(
    "--language", default="en", show_default=True, help="What to teach: en, uk, ru, or uk,ru for one model of both."
)
@json_option
def command(*, corpora: tuple[Path, ...], edition: str, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - what click gives
    """Teach a model who says what, from the marked texts in CORPUS... (our format or brat standoff).

    Writes a folder with the model and its card; says on standard error how it goes and prints the figures on the dev
    part and on the test part.
    """
    from probative.base.fs import Disk
    from probative.flow.training import Order, train

    def tell(line: str) -> None:
        click.echo(line, err=True)

    card = train(Order(corpora=corpora, version=edition, **options), tell, disk=Disk())
    if as_json:
        print_shape({key: value for key, value in card.items() if key != "learned"})
        return
    say(f"{card['name']} {card['version']} in {card['model']}")
    for part, figures in card["figures"].items():
        say(f"{part}: {figures['documents']} documents, {figures['attributions']} attributions")
        for line in table({system: figures[system] for system in ("rules", "network", "both")}):
            say(f"  {line}")


def table(figures: Mapping[str, Mapping[str, Sequence[float]]]) -> Iterator[str]:
    """Write the figures of systems as a table: a line a measure, the values with the interval of 95 %."""
    yield f"{'':<16}" + "".join(f"{system:<22}" for system in figures).rstrip()
    for measure in next(iter(figures.values())):
        cells = (figures[system][measure] for system in figures)
        shown = "".join(f"{f'{value:.3f} [{low:.3f} {high:.3f}]':<22}" for value, low, high in cells)
        yield f"{measure:<16}{shown.rstrip()}"
