"""Words broken into lines for a drawing."""

from hypothesis import given
from hypothesis import strategies as st

from probative.web.letters import broken, shortened, width_of

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


@given(texts, rooms)
def test_a_name_is_cut_in_its_middle(text: str, room: float) -> None:
    found = shortened(text, room)
    assert width_of(found) <= room
    whole = " ".join(text.split())
    if found != whole:
        head, _, tail = found.partition("…")
        assert whole.startswith(head)
        assert whole.endswith(tail)


def test_the_end_of_a_name_that_is_too_long_stays() -> None:
    assert shortened("Local Paper of the Second Ward 14", 110.0).endswith("Ward 14"[-3:])
