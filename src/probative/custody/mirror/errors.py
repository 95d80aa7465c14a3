"""Why two folders are not made copies of each other."""

from typing import ClassVar

from probative.base.errors import CaseError, IntegrityError


class MirrorPlaceError(CaseError):
    """The place for a mirror holds something else, or lies inside the case."""

    code: ClassVar[str] = "P235"
    hint: ClassVar[str] = "Name an empty folder, one that does not exist yet, or this case's own mirror."


class OtherHistoryError(IntegrityError):
    """The mirror holds another or a longer signed history than the case. Neither was touched."""

    code: ClassVar[str] = "P319"
    hint: ClassVar[str] = (
        "Find out which of the two is the case: an older copy may have been put back in its place. Keep both."
    )
