"""What falls if a source falls."""

import pytest

from probative.flow.withdrawal import NoSuchSourceError, falls, find_source
from tests.flow.conftest import Room


def test_a_source_is_found_by_number_name_or_part_of_it(room: Room):
    with room.open() as case:
        source = find_source(case, "Mira Toll")
        for wanted in (source.id, source.id.lower(), "mira toll", "Mira  Toll", "toll"):
            assert find_source(case, wanted) == source


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("Mira Tol1", "near it: S-.... .Mira Toll"), ("unknown", "could be"), ("zzzz", "no source 'zzzz'")],
)
def test_a_name_that_is_nobodys_or_several_peoples_is_said_to_be(room: Room, wanted, said):
    with room.open() as case, pytest.raises(NoSuchSourceError, match=said):
        find_source(case, wanted)


def test_what_hangs_on_a_source_falls_with_it(room: Room):
    with room.open() as case:
        found = list(falls(case, "Mira Toll"))
    assert ("1..1", "0..0") in {(fall["before"], fall["after"]) for fall in found}
    assert all(fall["name"] == "Mira Toll" and fall["claims"] for fall in found)
