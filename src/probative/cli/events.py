"""`probative events`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing, said

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import events

    return events(case)


def _line(shape: Shape) -> str:
    places = f"  at {', '.join(shape['places'])}" if shape["places"] else ""
    happened = f"{shape['words']}{said(shape['period'])}{places}"
    return f"{shape['id']}  {shape['kind']:<16}{happened}  {', '.join(shape['claims'])}"


command = listing(
    "events", "List what is said to have happened: who, what, where, when, by which claims.", _shapes, _line
)
