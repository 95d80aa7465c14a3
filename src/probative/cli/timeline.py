"""`probative timeline`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import timeline

    return timeline(case)


def _line(shape: Shape) -> str:
    period = shape["period"]
    if period is None or (period["earliest"] is None and period["latest"] is None):
        when = "no date given" if period is None else f"“{period['verbatim']}”: open"
    elif period["earliest"] == period["latest"]:
        when = period["earliest"]
    else:
        when = f"{period['earliest'] or '..'} to {period['latest'] or '..'}"
    order = "~" if shape["ranges_overlap_next"] and period is not None else " "
    return f"{when:<25}{order} {shape['id']}  {shape['words']}  {', '.join(shape['claims'])}"


command = listing(
    "timeline",
    "Lay out what is said to have happened by its earliest possible day; undated things come last, never guessed. A ~ "
    "says that the range meets the next one's, so which came first is not known.",
    _shapes,
    _line,
)
