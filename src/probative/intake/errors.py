"""What can go wrong while material is taken in.

    MaterialError                P500   9
    |- PathMissing               P510   9   a path that the caller named does not exist
    `- ArrivalFailed             P520   9   an opened item stopped giving bytes; ``kind`` says which gap it is
       |- BudgetExceeded         P521   9   it gave more than its budget allows
       `- MemberDamaged          P522   9   its stored bytes are broken

Only ``PathMissing`` ends a run. An ``ArrivalFailed`` belongs to one item: whoever reads the item turns it into a gap.
"""

from typing import ClassVar

from probative.base.errors import MaterialError
from probative.model.gaps import GapKind


class PathMissing(MaterialError):
    """A path that was named on the command line does not exist."""

    code: ClassVar[str] = "P510"
    hint: ClassVar[str] = "Check the spelling of the path."


class ArrivalFailed(MaterialError):
    """An item that was opened cannot be read to its end."""

    code: ClassVar[str] = "P520"
    hint: ClassVar[str] = "The item is listed among the gaps; ask whoever handed it over for another copy."
    kind: ClassVar[GapKind] = GapKind.NOT_ACCESSIBLE

    def __init__(self, name: str, detail: str) -> None:
        """Keep the item's ``name`` and the plain ``detail`` that a gap shows."""
        super().__init__(f"{name}: {detail}")
        self.name, self.detail = name, detail


class BudgetExceeded(ArrivalFailed):
    """An item gave more bytes than the budget allows; reading stopped there."""

    code: ClassVar[str] = "P521"
    hint: ClassVar[str] = "If the item is honest, unpack it yourself and add the unpacked files."
    kind: ClassVar[GapKind] = GapKind.OVER_BUDGET


class MemberDamaged(ArrivalFailed):
    """A member's stored bytes are broken, cut off, or do not match their checksum."""

    code: ClassVar[str] = "P522"
    kind: ClassVar[GapKind] = GapKind.DAMAGED
