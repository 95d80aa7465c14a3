"""`probative propositions`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import propositions

    return propositions(case)


def _line(shape: Shape) -> str:
    counted = shape["independence"]
    interval = f"{counted['at_least']}..{counted['at_most']}"
    denied = f", {len(shape['denied_by'])} deny it" if shape["denied_by"] else ""
    foreseen = f", {len(shape['forecasts'])} foresee it" if shape["forecasts"] else ""
    hangs = f"; hangs on {', '.join(shape['bottlenecks'])}" if shape["bottlenecks"] else ""
    return (
        f"{shape['id']}  {len(shape['claims'])} claims{denied}{foreseen}; independent origins {interval}{hangs}\n"
        f"        {shape['words']}"
    )


command = listing(
    "propositions",
    "List what several claims say alike or deny, with the interval of origins that could vouch for it.",
    _shapes,
    _line,
)
