"""`probative links`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing, said

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import links

    return links(case)


def _line(shape: Shape) -> str:
    return (
        f"{shape['id']}  {shape['from_caption']} -[{shape['schema']}: {shape['role']}]-> {shape['to_caption']}"
        f"{said(shape['period'])}  {', '.join(shape['claims'])}"
    )


command = listing(
    "links", "List ties between people, organisations and places, each with the claims that carry it.", _shapes, _line
)
