import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration.disjoint import smallest_cut

graphs = st.integers(2, 9).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=25),
        st.sets(st.integers(0, size - 1), min_size=1, max_size=3),
        st.sets(st.integers(0, size - 1), min_size=1, max_size=3),
    )
)


@given(graphs)
def test_the_flow_is_networkx_node_connectivity(drawn: tuple[int, set[tuple[int, int]], set[int], set[int]]) -> None:
    size, edges, grounds, ends = drawn
    other = nx.DiGraph()
    other.add_nodes_from(["ground", "end", *range(size)])
    other.add_edges_from((start, end) for start, end in edges if start != end)
    other.add_edges_from(("ground", vertex) for vertex in grounds)
    other.add_edges_from((vertex, "end") for vertex in ends)
    cut = smallest_cut(
        {f"v{number}": 1 for number in range(size)},
        [(f"v{start}", f"v{end}") for start, end in edges],
        [f"v{number}" for number in grounds],
        [f"v{number}" for number in ends],
    )
    assert cut.size == nx.node_connectivity(other, "ground", "end") == len(cut.vertices)
    other.remove_nodes_from(int(vertex[1:]) for vertex in cut.vertices)
    assert not nx.has_path(other, "ground", "end")


def test_of_several_smallest_cuts_the_one_nearest_to_the_ground_is_given() -> None:
    cut = smallest_cut({"a": 1, "b": 1, "c": 1}, [("a", "b"), ("b", "c")], ["a"], ["c"])
    assert cut.vertices == ("a",)


def test_a_way_through_unlimited_vertices_only_has_no_cut() -> None:
    with pytest.raises(ValueError, match="unlimited"):
        smallest_cut({"a": None}, [], ["a"], ["a"])


def test_a_vertex_lets_as_many_through_as_it_has_room_for() -> None:
    rooms = {"crowd": 3, "left": 1, "right": 1}
    assert smallest_cut(rooms, [("crowd", "left"), ("crowd", "right")], ["crowd"], ["left", "right"]).size == 2
