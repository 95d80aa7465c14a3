"""What was not compared with everything, as gaps: nothing is passed over in silence."""

from collections.abc import Iterable, Iterator

from probative.base.identifiers import GapId
from probative.corroboration import Cut
from probative.model.gaps import Gap, GapKind


def gaps_of(cuts: Iterable[Cut]) -> Iterator[Gap]:
    """Give one gap for each kind of thing of which so many are alike that each was compared with some of them only.

    How many are alike is rounded down to a power of two, so that a case that grows does not tell the same again.
    """
    most: dict[str, Cut] = {}
    for cut in cuts:
        held = most.get(cut.what)
        if held is None or cut.held > held.held:
            most[cut.what] = cut
    for what in sorted(most):
        cut = most[what]
        many = 1 << (cut.held.bit_length() - 1)
        yield Gap(
            id=GapId("G-0000"),
            kind=GapKind.OVER_BUDGET,
            stage="corroboration",
            what=f"{what} that share very common words",
            detail=(
                f"Some words stand in {many} {what} or more. For these words alone, each was compared with "
                f"{cut.compared_with} of the others only"
            ),
        )
