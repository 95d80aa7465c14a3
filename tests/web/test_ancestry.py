"""The drawing of who got it from whom."""

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, PropositionId
from probative.model.propositions import Independence, Proposition, Vertex, VertexKind
from probative.web.ancestry import MOST_VERTICES, ancestry_of, caption, columns, count_in_words, rows_of
from probative.web.figure import Said, draw
from tests.web.forty import apart, forty, tangled
from tests.web.sample import sample


def independence(low: int, high: int, *bottlenecks: str, origins: int = 1, channels: int = 1) -> Independence:
    return Independence(at_least=low, at_most=high, bottlenecks=bottlenecks, origins=origins, channels=channels)


def proposition(found: Independence, claims: int = 4) -> Proposition:
    said = tuple(ClaimId(f"C-{number:04d}") for number in range(1, claims + 1))
    return Proposition(
        id=PropositionId("P-0001"), words="it happened", claims=said, denied_by=(), forecasts=(), independence=found
    )


def vertex(key: str, kind: VertexKind, *, narrow: bool = False) -> Vertex:
    return Vertex(key=key, kind=kind, label=f"label of {key}", refers_to=f"E-{key}", is_bottleneck=narrow)


def test_the_caption_names_the_one_relay_that_all_hang_on() -> None:
    found = replace(independence(1, 1, "Osk Varen"), vertices=(vertex("r", VertexKind.RELAY, narrow=True),))
    assert caption(proposition(found), 4) == "All 4 articles hang on one relay: Osk Varen."


def test_the_caption_gives_an_interval_where_sources_may_be_one() -> None:
    assert "at least 1, at most 2 independent origins" in caption(proposition(independence(1, 2, "A", "B")), 2)


def test_the_caption_tells_two_origins_in_one_channel() -> None:
    text = caption(proposition(independence(1, 1, "The Herald", origins=2, channels=1), claims=2), 1)
    assert text.endswith("2 origins, 1 channel.")


def test_no_origin_is_said_in_words() -> None:
    assert count_in_words(independence(0, 0)) == "no independent origin"


def test_a_bottleneck_has_its_own_shape_and_a_label() -> None:
    found = sample().propositions[0]
    drawing = draw(Said(number="P-0001", words="it happened"), ancestry_of(found.independence), "words")
    assert drawing.count("▲ bottleneck") == 2
    assert len(re.findall(r'<polygon points="[^"]+" class="point \w+ narrow"', drawing)) == 2


def test_a_publisher_and_its_one_exhibit_are_drawn_as_one() -> None:
    graph = ancestry_of(sample().propositions[0].independence)
    assert [knot.place for knot in graph.knots].count("publisher and exhibit") == 6


def test_a_publisher_with_two_exhibits_stays_apart() -> None:
    found = replace(
        independence(1, 1, "p"),
        vertices=(vertex("p", VertexKind.PUBLISHER), vertex("1", VertexKind.EXHIBIT), vertex("2", VertexKind.EXHIBIT)),
        edges=(("p", "1"), ("p", "2")),
    )
    assert [knot.place for knot in ancestry_of(found).knots] == ["publisher", "exhibit", "exhibit"]


def test_too_many_points_are_counted_and_bottlenecks_are_kept() -> None:
    many = tuple(vertex(f"{number:03d}", VertexKind.ORIGIN) for number in range(80))
    pairs = pairwise(many)
    found = replace(
        independence(1, 1, "z"),
        vertices=(*many, vertex("z", VertexKind.EXHIBIT, narrow=True)),
        edges=(*((one.key, "z") for one in many), *((one.key, other.key) for one, other in pairs)),
    )
    graph = ancestry_of(found)
    assert len(graph.knots) == MOST_VERTICES
    assert graph.left_out == 81 - MOST_VERTICES
    assert "z" in {knot.key for knot in graph.knots}


def test_copies_of_one_exhibit_are_one_point_with_a_count() -> None:
    graph = ancestry_of(forty().propositions[0].independence)
    (copies,) = [knot for knot in graph.knots if len(knot.members) == 13]
    assert {knot.place for knot in copies.members} == {"publisher and exhibit"}
    assert graph.is_shortened


def test_of_many_chains_that_are_alike_three_stand_for_themselves_and_the_others_are_counted() -> None:
    graph = ancestry_of(apart(40).propositions[0].independence)
    assert sorted(len(knot.members) for knot in graph.knots) == [0, 0, 0, 0, 0, 0, 37, 37]


def test_the_table_beside_the_drawing_names_each_that_was_folded_and_where_it_went() -> None:
    for dossier in (forty(), apart(40), tangled()):
        graph = dossier.propositions[0].independence
        rows = rows_of(ancestry_of(graph), "P-0001")
        shown = [number for row in rows for number in row.refers_to]
        wanted = [vertex.refers_to for vertex in graph.vertices if vertex.kind is not VertexKind.CLAIM]
        assert sorted(shown) == sorted(wanted)
        assert all(row.onward for row in rows)
    alone = {
        row.refers_to: row.onward for row in rows_of(ancestry_of(apart(40).propositions[0].independence), "P-0001")
    }
    edges = set(apart(40).propositions[0].independence.edges)
    for (person,), (exhibit,) in ((key, onward) for key, onward in alone.items() if len(key) == 1):
        assert (person, f"S-{int(person[2:]) + 1:04d}") in edges
        assert exhibit in {end for start, end in edges if start == f"S-{int(person[2:]) + 1:04d}"}


def test_who_may_hang_together_is_tied_and_who_cannot_be_told_apart_is_marked() -> None:
    found = forty().propositions[0]
    graph = ancestry_of(found.independence)
    assert [how for _, _, how in graph.ties] == ["may have conferred"]
    drawing = draw(Said(number="P-0001", words="it happened"), graph, "words")
    assert "may have conferred" in drawing
    assert drawing.count(" unsure") == sum(knot.is_unsure for knot in graph.knots) == 3


KINDS = st.sampled_from(
    [VertexKind.ORIGIN, VertexKind.RELAY, VertexKind.PUBLISHER, VertexKind.EXHIBIT, VertexKind.CLAIM]
)


@given(st.lists(KINDS, min_size=1, max_size=9), st.data())
def test_any_graph_is_drawn_and_lines_run_to_the_right_unless_they_close_a_ring(
    kinds: list[VertexKind], data: st.DataObject
) -> None:
    keys = [f"k{number}" for number in range(len(kinds))]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from([*keys, "elsewhere"]))
    edges = tuple(data.draw(st.lists(pairs, max_size=12)))
    found = replace(
        independence(1, 1, "x"),
        vertices=tuple(vertex(key, kind) for key, kind in zip(keys, kinds, strict=True)),
        edges=edges,
    )
    said = Said(number="P-0001", words="it happened")
    whole = ancestry_of(found)
    assert draw(said, whole, "words") == draw(said, ancestry_of(found), "words")
    assert sum(len(knot.each) for knot in whole.knots) + whole.left_out <= len(kinds)
    forward = tuple((start, end) for start, end in edges if start < end)
    graph = ancestry_of(replace(found, edges=forward))
    column = columns(graph)
    assert all(column[start] < column[end] for start, end in graph.edges)
