from probative.corroboration.possible import possibly_same
from tests.corroboration.making import claim


def test_what_only_a_doubt_keeps_apart_is_shown_with_the_doubt() -> None:
    mine = [claim(1, 1, ["A"], content="gunmen burned 12 houses near the mill in Dremin", places=("Dremin",))]
    others = [
        claim(
            2,
            2,
            ["B"],
            content="gunmen burned 12 houses and held 30 farmers in Dremin",
            places=("Dremin",),
        ),
        claim(3, 3, ["C"], content="gunmen burned 30 houses near the mill in Dremin", places=("Dremin",)),
        claim(4, 4, ["D"], content="бойовики спалили 12 хат, як спробували втекти з Дремина", places=("Дремин",)),
        claim(5, 5, ["E"], content="bakers sold honey in Dremin", places=("Dremin",)),
    ]
    found = possibly_same(mine, others)
    assert [each.claim for each in found] == ["C-0002", "C-0004"]
    assert any("30" in doubt for doubt in found[0].doubts)
    assert any("trying" in doubt for doubt in found[1].doubts)
    assert possibly_same(mine, reversed(others)) == found


def test_nothing_may_be_the_same_as_nothing() -> None:
    assert possibly_same([], [claim(1, 1, ["A"], content="gunmen burned 12 houses")]) == ()
