from hypothesis import given
from hypothesis import strategies as st

from network.making import mention
from probative.base.identifiers import ClaimId, EntityId, LinkId, identifier
from probative.model.network import Entity, Link, LinkSchema, Schema
from probative.network import layout
from probative.network.drawing import MOST_DRAWN


def made(count: int, ends: list[tuple[int, int]]) -> tuple[list[Entity], list[Link]]:
    entities = [
        Entity(
            id=EntityId(identifier("N", number)),
            schema=Schema.PERSON,
            caption=f"Person {number}",
            names=(f"Person {number}",),
            mentions=(mention(f"Person {number}"),),
        )
        for number in range(1, count + 1)
    ]
    links = [
        Link(
            id=LinkId(identifier("L", number)),
            schema=LinkSchema.UNKNOWN,
            start=entities[start % count].id,
            end=entities[end % count].id,
            role="linked to",
            claims=(ClaimId("C-0001"),),
        )
        for number, (start, end) in enumerate(ends, start=1)
    ]
    return entities, links


@given(st.integers(1, 90), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=30), st.randoms())
def test_a_drawing_is_whole_and_does_not_depend_on_order(count, ends, chance):
    entities, links = made(count, ends)
    drawing = layout(entities, links)
    assert len(drawing.spots) == min(count, MOST_DRAWN)
    assert len(drawing.spots) + drawing.left_out == count
    assert all(0 <= spot.x <= 1000 and 0 <= spot.y <= 1000 for spot in drawing.spots)
    assert len({(spot.x, spot.y) for spot in drawing.spots}) == len(drawing.spots)
    chance.shuffle(entities)
    chance.shuffle(links)
    assert layout(entities, links) == drawing


def test_the_best_connected_stands_in_the_middle():
    entities, links = made(8, [(3, other) for other in range(8) if other != 3])
    (middle,) = [spot.entity for spot in layout(entities, links).spots if (spot.x, spot.y) == (500, 500)]
    assert middle == entities[3].id


def test_nobody_needs_no_drawing():
    assert layout((), ()).spots == ()
