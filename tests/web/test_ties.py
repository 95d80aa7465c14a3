"""The network drawing."""

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, EntityId, LinkId
from probative.model.network import Entity, Link, LinkSchema, Schema
from probative.web.ties import MOST_ENTITIES, draw, layout, ties_of


def entity(number: int) -> Entity:
    return Entity(
        id=EntityId(f"N-{number:04d}"),
        schema=list(Schema)[number % len(Schema)],
        caption=f"Name {number}",
        names=(),
        mentions=(),
    )


def link(number: int, start: int, end: int) -> Link:
    return Link(
        id=LinkId(f"L-{number:04d}"),
        schema=list(LinkSchema)[number % len(LinkSchema)],
        start=EntityId(f"N-{start:04d}"),
        end=EntityId(f"N-{end:04d}"),
        role="",
        claims=(ClaimId("C-0001"),),
    )


def test_no_links_give_no_drawing() -> None:
    assert draw(ties_of([entity(1)], [])) == ""


def test_an_entity_tied_to_itself_is_left_to_the_table() -> None:
    assert draw(ties_of([entity(1)], [link(1, 1, 1)])) == ""


def test_the_best_connected_are_drawn_and_the_rest_counted() -> None:
    people = [entity(number) for number in range(1, 101)]
    star = [link(number, 1, number) for number in range(2, 101)]
    found = ties_of(people, star)
    assert len(found.entities) == MOST_ENTITIES
    assert found.left_out == 100 - MOST_ENTITIES
    assert found.entities[0].id == "N-0001"


def test_like_ties_share_a_line_and_say_how_many_they_are() -> None:
    people = [entity(1), entity(2)]
    drawing = draw(ties_of(people, [link(number, 1, 2) for number in (1, 7, 13)]))
    assert drawing.count("<line") == 1
    assert "×3" in drawing


def test_ties_of_other_kinds_and_directions_have_lines_of_their_own() -> None:
    drawing = draw(ties_of([entity(1), entity(2)], [link(1, 1, 2), link(2, 1, 2), link(1, 2, 1)]))
    assert drawing.count("<line") == 3


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=14))
def test_places_repeat_and_lie_on_the_sheet(pairs: list[tuple[int, int]]) -> None:
    links = [link(number, start, end) for number, (start, end) in enumerate(pairs, start=1)]
    found = ties_of([entity(number) for number in range(1, 13)], links)
    if not found.links:
        return
    places = layout(found, 960, 600)
    assert places == layout(ties_of([entity(number) for number in range(12, 0, -1)], links[::-1]), 960, 600)
    assert all(0 < x < 960 and 0 < y < 600 for x, y in places.values())
    assert len(set(places.values())) == len(places)
