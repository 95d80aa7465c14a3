"""What a case holds, in the shapes that outside tools rely on."""

import json

import pytest

from probative.flow import listings
from probative.model.exhibits import Exhibit
from tests.flow.conftest import MORE, Room

KEYS = {
    "exhibits": {"id", "sha256", "media_type", "size_bytes", "parts", "received", "title"},
    "claims": {"id", "exhibit", "span", "words", "content", "chain", "certainty", "forecast", "period", "status"},
    "propositions": {"id", "words", "claims", "denied_by", "independence", "bottlenecks"},
    "entities": {"id", "schema", "caption", "names", "mentions"},
    "links": {"id", "schema", "from", "to", "role", "period", "claims"},
    "events": {"id", "kind", "words", "period", "places", "participants", "claims"},
    "timeline": {"id", "kind", "words", "period", "ranges_overlap_next"},
    "gaps": {"id", "kind", "stage", "exhibit", "what", "detail"},
}
"""DESIGN.md section 7, and our own beside them."""


@pytest.fixture
def fuller(room: Room) -> Room:
    room.add({**{name: text.encode() for name, text in MORE.items()}, "empty.txt": b"", "noise.bin": bytes(range(256))})
    room.add(
        {"pay.csv": b"date,payer,payee,amount\n2031-05-01,Ada Nord,Bo West,100\n2031-05-02,Ada Nord,Bo West,100\n"}
    )
    room.process()
    return room


@pytest.mark.parametrize("kind", KEYS)
def test_every_listing_has_the_promised_keys_and_is_json(fuller: Room, kind):
    with fuller.open() as case:
        found = list(getattr(listings, kind)(case))
    assert found
    for shape in found:
        assert set(shape) >= KEYS[kind]
        assert json.loads(json.dumps(shape)) == shape


def test_an_exhibit_counts_the_parts_of_its_reading(fuller: Room):
    with fuller.open() as case:
        by_name = {shape["name"]: shape for shape in listings.exhibits(case)}
        counted = {
            exhibit.name: sum(len(volume.parts) for volume in case.store.readings(exhibit.id))
            for exhibit in case.store.all(Exhibit)
        }
    assert {name: shape["parts"] for name, shape in by_name.items()} == counted
    assert counted["pay.csv"] > counted["a.txt"] > counted["empty.txt"] == 0


def test_a_tie_shows_the_names_of_both_ends(fuller: Room):
    with fuller.open() as case:
        found = list(listings.links(case))
    assert {(shape["from_caption"], shape["to_caption"]) for shape in found} == {("Ada Nord", "Bo West")}


def test_the_timeline_begins_with_the_earliest_and_ends_with_what_has_no_date(fuller: Room):
    with fuller.open() as case:
        found = list(listings.timeline(case))
    earliest = [shape["period"]["earliest"] if shape["period"] else None for shape in found]
    dated = [day for day in earliest if day is not None]
    assert dated == sorted(dated)
    assert earliest == dated + [None] * (len(earliest) - len(dated))
    assert None in earliest
    assert not found[-1]["ranges_overlap_next"]


def test_a_hit_shows_its_matches_in_brackets_and_counts_in_the_reading(fuller: Room):
    with fuller.open() as case:
        found = list(listings.hits(case, "mill", 10))
        texts = {reading.exhibit: reading.text for each in found for reading in case.store.readings(each["exhibit"])}
    assert len(found) >= 3
    for hit in found:
        start, end = hit["span"]
        assert texts[hit["exhibit"]][start:end] == hit["snippet"]
        assert "[mill]" in hit["shown"]
        assert all(texts[hit["exhibit"]][low:high].casefold() == "mill" for low, high in hit["marks"])
    assert len(found) > 1
    with fuller.open() as case:
        assert len(list(listings.hits(case, "mill", 1))) == 1
        assert list(listings.hits(case, "", 10)) == []
