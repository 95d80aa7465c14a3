"""Forms put together: only where every name of a cluster may be every other's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from probative.network.decisions import Decisions, pair
from probative.network.forms import Form
from probative.network.ties import Tie

SAME_PERMILLE: Final = 990
"""From here on two names differ in marks and small words only."""

Cluster = frozenset[Form]


class Unions:
    """Sets that grow together."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._parent = {form: form for form in forms}

    def root(self, form: Form) -> Form:
        """Give the form that stands for the set of ``form``."""
        while self._parent[form] != form:
            self._parent[form] = self._parent[self._parent[form]]
            form = self._parent[form]
        return form

    def join(self, left: Form, right: Form) -> None:
        """Make the sets of two forms one; the smallest form stands for it."""
        first, second = sorted((self.root(left), self.root(right)))
        self._parent[second] = first

    def clusters(self) -> list[Cluster]:
        """Give the sets, in the order of their smallest forms."""
        found: dict[Form, set[Form]] = {}
        for form in sorted(self._parent):
            found.setdefault(self.root(form), set()).add(form)
        return [frozenset(members) for members in found.values()]


def judged(forms: Sequence[Form], decisions: Decisions) -> tuple[list[Cluster], list[Tie]]:
    """Join what humans joined; where an older merge would join what a split parts, the split holds."""
    sets = {form: frozenset((form,)) for form in forms}
    made: list[Tie] = []
    for (left, right), why in decisions.joined:
        if sets[left] is sets[right]:
            continue
        if decisions.are_apart(sets[left], sets[right]):
            continue
        together = sets[left] | sets[right]
        for form in together:
            sets[form] = together
        made.append(Tie(score=1001, left=left, right=right, why=f"a human joined them: {why}", is_judged=True))
    return sorted(set(sets.values()), key=min), made


def same_named(start: Sequence[Cluster], decisions: Decisions) -> tuple[list[Cluster], list[Tie]]:
    """Join clusters that share a name, unless that would join what a human split.

    Returns:
        The clusters, and for each join a tie from the first form of a name to another.
    """
    home = {form: cluster for cluster in start for form in cluster}
    firsts: dict[tuple[str, str], list[Form]] = {}
    for form in sorted(home):
        firsts.setdefault((form.group, form.key), []).append(form)
    made: list[Tie] = []
    for forms in firsts.values():
        union = frozenset[Form]().union(*(home[form] for form in forms))
        if len(forms) < 2 or decisions.are_apart(union, union):
            continue
        for form in union:
            home[form] = union
        why = "the same name in " + ", ".join(f"E-{form.exhibit_number:04d}" for form in forms)
        made += [Tie(score=1000, left=forms[0], right=other, why=why) for other in forms[1:]]
    return sorted(set(home.values()), key=min), made


def speakers_of(clusters: Sequence[Cluster]) -> list[Form]:
    """Give one form of each cluster for each name that it holds."""
    return sorted(
        min(form for form in cluster if (form.group, form.key) == name)
        for cluster in clusters
        for name in {(form.group, form.key) for form in cluster}
    )


def clustered(start: Sequence[Cluster], found: Sequence[Tie], decisions: Decisions) -> list[Cluster]:
    """Join clusters by ties, but only where all their names fit each other.

    "Ivan Petrov" fits "Ivan Alexeyevich Petrov" and "Ivan Borisovich Petrov", who do not fit each other: nothing says
    whose he is, so he stays apart from both. A split never makes the machine join anything it would not join without.
    The order in which anything came does not matter.

    Args:
        start: What humans joined, and every other form alone.
        found: The ties between forms.
        decisions: What must stay apart.
    """
    home = {form: at for at, cluster in enumerate(start) for form in cluster}
    links: dict[tuple[int, int], int] = {}
    for one in found:
        ends = tuple(sorted((home[one.left], home[one.right])))
        both = (ends[0], ends[1])
        links[both] = max(links.get(both, 0), one.score)
    done: list[Cluster] = []
    waiting = _components(range(len(start)), links, bound=0)
    for component in waiting:
        done += [
            frozenset[Form]().union(*(start[at] for at in part))
            for part in _sound_parts(component, links, start, decisions)
        ]
    return sorted(done, key=min)


def _sound_parts(
    component: Sequence[int], links: dict[tuple[int, int], int], start: Sequence[Cluster], decisions: Decisions
) -> list[tuple[int, ...]]:
    """Keep a component whole if all of it fits; else keep only names that are the same but for marks; else nothing."""
    if _fits(component, links, start, decisions):
        return [tuple(component)]
    parts: list[tuple[int, ...]] = []
    for part in _components(component, links, bound=SAME_PERMILLE):
        parts += [part] if _fits(part, links, start, decisions) else [(at,) for at in part]
    return parts


def _fits(
    component: Sequence[int], links: dict[tuple[int, int], int], start: Sequence[Cluster], decisions: Decisions
) -> bool:
    return all(
        (left, right) in links and not decisions.are_apart(start[left], start[right])
        for at, left in enumerate(component)
        for right in component[at + 1 :]
    )


def _components(members: Iterable[int], links: dict[tuple[int, int], int], *, bound: int) -> list[tuple[int, ...]]:
    parent = {member: member for member in members}

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for (left, right), score in links.items():
        if score >= bound and left in parent and right in parent:
            first, second = sorted((root(left), root(right)))
            parent[second] = first
    found: dict[int, list[int]] = {}
    for member in sorted(parent):
        found.setdefault(root(member), []).append(member)
    return [tuple(part) for part in found.values()]


def ties_by_form(found: Iterable[Tie]) -> dict[Form, list[tuple[int, Tie]]]:
    """Give the ties by their left form, each with its place among all."""
    held: dict[Form, list[tuple[int, Tie]]] = {}
    for place, one in enumerate(found):
        held.setdefault(one.left, []).append((place, one))
    return held


def tree(cluster: Cluster, found: Mapping[Form, Sequence[tuple[int, Tie]]]) -> list[Tie]:
    """Give the fewest ties that hold a cluster together, the strongest first.

    Args:
        cluster: The forms.
        found: All ties of the case, from ``ties_by_form``: a cluster looks at those of its own forms only.
    """
    unions = Unions(cluster)
    kept: list[Tie] = []
    inside = [(place, one) for form in cluster for place, one in found.get(form, ()) if one.right in cluster]
    for _, one in sorted(inside, key=lambda each: (-each[1].score, *pair(each[1].left, each[1].right), each[0])):
        if unions.root(one.left) != unions.root(one.right):
            unions.join(one.left, one.right)
            kept.append(one)
    return kept
