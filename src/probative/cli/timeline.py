"""`probative timeline`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing, said

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import timeline

    return timeline(case)


def _line(shape: Shape) -> str:
    return f"{shape['id']}  {shape['words']}{said(shape['period']) or ' (no date given)'}  {', '.join(shape['claims'])}"


command = listing(
    "timeline",
    "Lay out what is said to have happened by its earliest possible day; undated things come last, never guessed.",
    _shapes,
    _line,
)
