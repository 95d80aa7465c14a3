"""Which key files go with a copy of the case that a person carries: what that person opens, and no other way in.

The rest of ``keys/`` stays behind: the door, everybody else's wraps, and the bags of compartments that are not needed
on the way. Whoever takes the copy by force, and forces its bearer, gets what the bearer can open.

Source: shared/reference/custody.md section 3 (T8); docs/how-to/travel.md.
"""

from collections.abc import Collection
from pathlib import Path

from probative.base.errors import KeyRefusedError
from probative.custody.compartments import Compartment
from probative.custody.layout import Layout
from probative.custody.seal.bagfile import generations


def travelling(layout: Layout, bearer: str, *, without: Collection[Compartment] = ()) -> tuple[Path, ...]:
    """Give the files under ``keys/`` that go with a copy for one person, sorted by name.

    Args:
        layout: The case.
        bearer: The id of who carries it.
        without: Compartments that the bearer holds and does not need on the way.

    Raises:
        KeyRefusedError: When the bearer does not open the case.
    """
    carried = []
    for compartment in Compartment:
        there = generations(layout, compartment)
        wrap = layout.recipients / f"{compartment}.{there[-1] if there else 0}.{bearer}"
        if compartment in without or not wrap.exists():
            continue
        carried += [layout.keybag(there[-1], compartment), wrap]
    if Compartment.GENERAL in without or not carried or "keybag.general" not in carried[0].name:
        raise KeyRefusedError(f"{bearer} does not open this case without a compartment that stays behind")
    return tuple(sorted(carried))
