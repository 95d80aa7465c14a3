"""What the dossier knows it lacks."""

from probative.model.gaps import Gap, GapKind


def test_a_gap_may_stand_outside_any_exhibit() -> None:
    gap = Gap(id="G-0001", kind=GapKind.NOT_ACCESSIBLE, stage="intake", what="locked.bin", detail="may not be opened")
    assert (gap.exhibit, gap.start) == (None, None)


def test_gap_kinds_are_words_that_can_be_stored_and_shown() -> None:
    assert all(kind.value == kind.name.lower() for kind in GapKind)
