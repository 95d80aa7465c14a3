"""The small worlds of tests/network/cases, from text to network."""

import pytest

from probative.network import entities, events, links, mentions
from tests.network.making import CASES, Case


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.json")))
def test_a_small_world_gives_its_people_ties_and_events(name):
    case = Case(name)
    found = entities({one.exhibit: mentions(one) for one in case.readings})
    captions = {one.id: one.caption for one in found}
    assert sorted([one.schema, one.caption, list(one.names)] for one in found) == sorted(case.raw["entities"])
    assert sorted(
        [one.schema, captions[one.start], captions[one.end], one.role, list(one.claims)]
        for one in links(case.claims, case.readings, found)
    ) == sorted(case.raw["links"])
    told = [
        [
            one.kind,
            one.period.edtf if one.period else None,
            list(one.places),
            [[captions[part.entity], part.role] for part in one.participants],
            list(one.claims),
        ]
        for one in events(case.claims, found)
    ]
    assert told == case.raw["events"]
