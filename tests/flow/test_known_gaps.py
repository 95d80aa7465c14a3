"""A gap that is found again is recorded once."""

from dataclasses import replace

from probative.custody.compartments import Compartment, within
from probative.flow.known_gaps import KnownGaps
from probative.model.gaps import Gap, GapKind

ONE = Gap(id="G-0007", kind=GapKind.EMPTY, stage="intake", what="a.txt", detail="it has no bytes")


def test_what_is_known_is_left_out_and_what_is_new_is_numbered_on():
    known = KnownGaps((ONE,))
    again, other = replace(ONE, id="G-0000"), replace(ONE, id="G-0000", what="b.txt")
    assert [gap.id for gap in known.fresh((again, other, other))] == ["G-0008"]
    assert known.fresh((other,)) == ()
    assert [gap.id for gap in known.fresh((replace(other, start=3),))] == ["G-0009"]


def test_numbers_begin_at_one():
    assert [gap.id for gap in KnownGaps(()).fresh((replace(ONE, id="G-0000"),))] == ["G-0001"]


def test_gaps_of_a_compartment_are_numbered_apart() -> None:
    known = KnownGaps((ONE,))
    place = within(Compartment.LEGAL)
    other = replace(ONE, what="another thing")
    third = replace(ONE, what="a third thing")
    assert [gap.id for gap in known.fresh((other,), place)] == ["G-100000001"]
    assert [gap.id for gap in KnownGaps((ONE, replace(other, id="G-100000007"))).fresh((third,), place)] == [
        "G-100000008"
    ]
    assert not known.fresh((other,))
