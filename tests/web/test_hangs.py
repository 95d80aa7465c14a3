"""What falls with whom."""

from probative.model.propositions import VertexKind
from probative.web.hangs import bottlenecks_of
from tests.web.sample import sample


def test_what_hangs_on_one_relay_falls_with_it_and_what_has_another_path_stays() -> None:
    found = {one.name: one for one in bottlenecks_of(sample().propositions)}
    falls = {fall.proposition: (fall.left, fall.origins) for fall in found["Osk Varen"].falls}
    assert falls == {"P-0002": (0, 1), "P-0001": (1, 2)}
    assert found["Osk Varen"].wholly == 1


def test_the_heaviest_bottleneck_comes_first() -> None:
    assert bottlenecks_of(sample().propositions)[0].name == "Osk Varen"


def test_a_single_claim_hangs_on_whoever_passed_it_on_and_not_on_who_makes_it() -> None:
    found = bottlenecks_of(one for one in sample().propositions if len(one.claims) == 1)
    assert all(VertexKind.RELAY in one.kinds for one in found)


def test_a_relay_is_named_with_those_of_whom_nothing_is_left_without_it() -> None:
    (varen,) = [one for one in bottlenecks_of(sample().propositions) if one.name == "Osk Varen"]
    assert varen.speakers
    assert "Osk Varen" not in varen.speakers
