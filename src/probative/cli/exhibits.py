"""`probative exhibits`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import exhibits

    return exhibits(case)


def _line(shape: Shape) -> str:
    received = shape["received"]
    way = received["from"] or received["collected_by"] or received["unknown_because"]
    digest = f"{shape['sha256'][:12]}…" if shape["sha256"] else "kept apart   "
    return f"{shape['id']}  {digest}  {shape['media_type']:<28.28}  {shape['title']}  (from: {way})"


command = listing("exhibits", "List what was received: bytes, media type, and how each item came.", _shapes, _line)
