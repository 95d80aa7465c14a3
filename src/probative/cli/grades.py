"""`probative grades`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import grades

    return grades(case)


def _line(shape: Shape) -> str:
    from probative.flow.decided import decision, ratings

    told = [shape["id"]]
    for name, given, line in ratings(shape):
        told.append(f"        {name} {given}")
        told += [f"          {decision(each)}" for each in line]
    return "\n".join(told)


command = listing(
    "grades",
    "List what humans graded: how reliable a source is (A-F) and how credible a claim (1-6), apart, with every "
    "earlier grade, who gave it, when and why.",
    _shapes,
    _line,
)
