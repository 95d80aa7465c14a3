"""`probative conferrings`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import conferrings

    return conferrings(case)


def _line(shape: Shape) -> str:
    from probative.flow.decided import decision

    people = " and ".join(f"{one} {name}" for one, name in zip(shape["sources"], shape["names"], strict=True))
    told = [f"[{shape['state']}]  {people}"]
    told += [
        f"        {each['exhibit']} [{each['span'][0]}-{each['span'][1]}] {' '.join(each['words'].split())}"
        for each in shape["found"]
    ]
    told += [f"        {decision(each)}" for each in shape["history"]]
    return "\n".join(told)


command = listing(
    "conferrings",
    "List who told each other before they told anybody else: as texts say (proposed, until a human judges it with "
    "`judge confer`), and as humans declared or refused, with every earlier decision.",
    _shapes,
    _line,
)
