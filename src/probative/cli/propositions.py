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
    least, most = counted["at_least"], counted["at_most"]
    interval = f"{least}" if least == most else f"{least}..{most}"
    denied = f", {len(shape['denied_by'])} deny it" if shape["denied_by"] else ""
    foreseen = f", {len(shape['forecasts'])} foresee it" if shape["forecasts"] else ""
    hangs = f"; hangs on {' and '.join(shape['bottlenecks'])}" if shape["bottlenecks"] else ""
    claims = "1 claim" if len(shape["claims"]) == 1 else f"{len(shape['claims'])} claims"
    told = f"\n        {' '.join(shape['account'])}" if len(shape["claims"]) > 1 else ""
    counts = f"{claims}{denied}{foreseen}; independent origins {interval}{hangs}"
    return f"{shape['id']}  {counts}\n        {shape['words']}{told}"


command = listing(
    "propositions",
    "List what several claims say alike or deny, with the interval of origins that could vouch for it, and who "
    "got it from whom in plain words.",
    _shapes,
    _line,
)
