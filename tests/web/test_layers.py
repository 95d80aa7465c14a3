"""Laying out in columns: nothing on top of anything else, and lines that need not cross do not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from probative.web.layers import crossings, layered

GAP = 14.0


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, int], list[tuple[str, str]], dict[str, float]]:
    column = {f"k{at:02d}": draw(st.integers(0, 4)) for at in range(draw(st.integers(1, 20)))}
    pairs = st.tuples(st.sampled_from(sorted(column)), st.sampled_from(sorted(column)))
    lines = [pair for pair in draw(st.lists(pairs, max_size=30)) if column[pair[0]] < column[pair[1]]]
    heights = {key: draw(st.sampled_from([44.0, 59.0, 74.0])) for key in column}
    return column, lines, heights


@given(graphs())
def test_no_two_points_of_a_column_overlap_and_no_line_runs_behind_a_point(
    graph: tuple[dict[str, int], list[tuple[str, str]], dict[str, float]],
) -> None:
    column, lines, heights = graph
    found = layered(column, lines, heights, GAP)
    assert found == layered(dict(reversed(column.items())), [*reversed(lines)], heights, GAP)
    stacks: dict[int, list[tuple[float, float, str]]] = {}
    for key, top in found.tops.items():
        stacks.setdefault(found.column[key], []).append((top, top + heights.get(key, 12.0), key))
    for stack in stacks.values():
        for (_, bottom, one), (top, _, other) in pairwise(sorted(stack)):
            room = 2.0 if "\n" in one and "\n" in other else GAP
            assert top - bottom >= room - 0.001
    assert min(found.tops.values()) == 0
    assert all(bottom <= found.height + 0.001 for stack in stacks.values() for _, bottom, _ in stack)
    for route in found.routes:
        assert [found.column[key] for key in route] == list(range(column[route[0]], column[route[-1]] + 1))


def test_lines_that_can_run_side_by_side_do_not_cross() -> None:
    column = {f"{side}{at}": number for number, side in enumerate("ab") for at in range(9)}
    lines = [(f"a{at}", f"b{8 - at}") for at in range(9)]
    found = layered(column, lines, dict.fromkeys(column, 44.0), GAP)
    stacks = [sorted((key for key in column if column[key] == number), key=found.tops.__getitem__) for number in (0, 1)]
    assert crossings(stacks, lines) == 0
    assert all(abs(found.tops[one] - found.tops[other]) < 1 for one, other in lines)
