"""Words broken into lines for a drawing."""

from hypothesis import given
from hypothesis import strategies as st

from probative.web.letters import broken, width_of

rooms = st.sampled_from([60.0, 110.0, 154.0])
texts = st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Zs"]), max_size=80)


@given(texts, rooms, st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_what_is_left_out_is_marked(text: str, room: float, lines: int) -> None:
    found = broken(text, room, lines)
    assert len(found) <= lines
    assert all(width_of(line) <= room for line in found)
    whole = "".join(text.split())
    told = "".join("".join(found).split())
    assert told == whole or (found[-1].endswith("…") and whole.startswith(told[:-1]))


def test_a_name_that_is_too_long_for_a_line_is_broken_behind_its_hyphen() -> None:
    name = "Oleksandra Kostiantynivna Hnatiuk-Zalizniak"
    found = broken(name, 110.0, 8)
    assert found == ["Oleksandra", "Kostiantynivna", "Hnatiuk-", "Zalizniak"]
