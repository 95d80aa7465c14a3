"""`probative withdrawals`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import withdrawals

    return withdrawals(case)


def _line(shape: Shape) -> str:
    from probative.flow.decided import decision

    what = f"{shape['id']}  [{shape['state']}]  {shape['manner']}: {shape['what']}" if shape["id"] else "?  [unclear]"
    told = [what]
    for each in shape["found"]:
        where = f"{each['exhibit']} [{each['span'][0]}-{each['span'][1]}]"
        words = " ".join(each["words"].split())
        clear = "" if shape["id"] else _unclear(each)
        told.append(f"        {where} {words}{clear}")
    told += [f"        {decision(each)}" for each in shape["history"]]
    return "\n".join(told)


def _unclear(found: Shape) -> str:
    if found["takes_back"] is None:
        return " (nothing that this case holds, as far as it can be told)"
    return f" (in {found['takes_back']}; which claims, a human has to say)"


command = listing(
    "withdrawals",
    "List what was taken back or corrected: by whoever published or said it, as texts say (proposed, until a human "
    "judges it with `judge withdraw` or `judge restore`), and as humans decided, with every earlier decision.",
    _shapes,
    _line,
)
