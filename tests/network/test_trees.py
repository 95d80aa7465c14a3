"""What holds the names of one entity together."""

from probative.network.clusters import ties_by_form, tree
from probative.network.forms import Form, Group
from probative.network.ties import Tie


def test_a_cluster_is_held_together_by_the_strongest_ties_and_looks_at_no_other_clusters():
    one, two, three, other = (Form(exhibit_number=at, group=Group.PERSON, key=f"name {at}") for at in range(1, 5))
    held = Asked(
        ties_by_form([tied(one, two, 900), tied(two, three, 950), tied(one, three, 990), tied(one, other, 999)])
    )

    kept = tree(frozenset((one, two, three)), held)

    assert [tie.score for tie in kept] == [990, 950]
    assert held.asked == {one, two, three}


def test_of_ties_that_say_the_same_of_two_names_the_first_is_kept():
    one, two = (Form(exhibit_number=at, group=Group.PERSON, key="name") for at in (1, 2))
    first, second = tied(two, one, 900, "first"), tied(one, two, 900, "second")

    assert tree(frozenset((one, two)), ties_by_form([first, second])) == [first]


class Asked(dict[Form, list[tuple[int, Tie]]]):
    """Ties that note of which forms they were asked for."""

    def __init__(self, held: dict[Form, list[tuple[int, Tie]]]) -> None:
        super().__init__(held)
        self.asked: set[Form] = set()

    def get(self, key, default=None):
        """Give the ties of a form, noted."""
        self.asked.add(key)
        return super().get(key, default)


def tied(left: Form, right: Form, score: int, why: str = "alike") -> Tie:
    return Tie(score=score, left=left, right=right, why=why)
