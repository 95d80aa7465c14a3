"""`probative changes`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import changes

    return changes(case)


def _line(shape: Shape) -> str:
    what = f" ({', '.join(shape['what'])})" if shape["what"] else ""
    judged = ", judged" if shape["judged"] else ""
    sides = [f"{side:<7}{_said(shape[side])}" for side in ("before", "after") if shape[side]]
    return "\n        ".join((f"{shape['claim']}  {shape['exhibit']}  {shape['change']}{what}{judged}", *sides))


def _said(claim: Shape) -> str:
    chain = " -> ".join(hop["source"] or "nobody named" for hop in claim["chain"])
    return (
        f"{claim['id']} [{claim['certainty']}{', forecast' if claim['forecast'] else ''}] {chain}: {claim['content']}"
    )


command = listing(
    "changes",
    "List what reading again with another attributor changed: claims new, gone, changed, and kept because judged.",
    _shapes,
    _line,
)
