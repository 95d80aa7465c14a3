"""A number that names a thing counts nothing: two lorries are not one lorry told with two figures."""

from probative.corroboration.content import content
from tests.corroboration.making import claim


def test_a_number_after_a_thing_that_is_numbered_names_it():
    told = content(claim(1, 1, ["Mira Toll"], content="the guard saw lorry 12 at the bridge with 9 crates"))
    assert [each.value for each in told.amounts] == [9]
    assert "lorry 12" in told.names
