"""`probative contradictions`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import contradictions

    return contradictions(case)


def _line(shape: Shape) -> str:
    from probative.flow.decided import decision

    own = f", own account of {shape['own_account']}" if shape["own_account"] else ""
    told = f"{shape['id']}  [{shape['state']}]  {shape['conflict']}{own}: {shape['detail']}"
    for side, number in zip(shape["says"], (shape["left"], shape["right"]), strict=True):
        told += (
            f"\n        {number} {side['source'] or 'nobody named'}: {side['content']}"
            if side
            else f"\n        {number} is not found any more"
        )
    if shape["lapsed"]:
        told += f"\n        ! lapsed: {shape['lapsed']}"
    for each in shape["history"]:
        told += f"\n        {decision(each)}"
    return told


command = listing(
    "contradictions",
    "List the register of contradictions: claims that cannot both hold as said, each open, explained or material. "
    "All of them, always: no option leaves any out, and rejecting a claim does not either.",
    _shapes,
    _line,
)
