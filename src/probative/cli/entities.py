"""`probative entities`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import entities

    return entities(case)


def _line(shape: Shape) -> str:
    others = [name for name in shape["names"] if name != shape["caption"]]
    also = f"  (also: {', '.join(others)})" if others else ""
    return f"{shape['id']}  {shape['schema']:<14}{shape['caption']}{also}  {shape['mentions']} mentions"


command = listing(
    "entities", "List people, organisations and places, with every name form that was joined.", _shapes, _line
)
