"""A progress bar with the time left, on standard error, where a person is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from probative.cli.terminal import plain

STEPS: Final = 200
"""A bar moves at most this often: drawing it for each of a million rows would take longer than the rows."""

SHOWN_EVERY: Final = 16
"""A count without an end is shown at each so-manieth item."""


@contextmanager
def bar(stage: str, length: int | None = None) -> Iterator[Callable[[str], None]]:
    """Show how far a stage has come.

    Args:
        stage: What is at work.
        length: How many items there are; ``None`` where nobody knows, then items are counted without time left.

    Yields:
        A function to call with each finished item's name. Where standard error is no terminal it does nothing.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    if length is None:
        count = 0

        def tick(name: str) -> None:
            nonlocal count
            count += 1
            if count % SHOWN_EVERY == 0:
                click.echo(f"\r{stage:<14}{count} {plain(name)[:40]:<40}", err=True, nl=False)

        yield tick
        click.echo("\r" + " " * 64 + "\r", err=True, nl=False)
        return
    with click.progressbar(
        length=length,
        label=f"{stage:<14}",
        file=sys.stderr,
        show_eta=True,
        show_pos=True,
        update_min_steps=max(1, length // STEPS),
    ) as shown:
        yield lambda _: shown.update(1)
