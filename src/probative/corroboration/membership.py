"""In which groups somebody stands: a large case has many, and each proposition asks for its own few."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from probative.base.identifiers import SourceId

K = TypeVar("K")
T = TypeVar("T")


def by_member(groups: Iterable[T], members: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """Give by member the groups in which it stands, in their order."""
    found: dict[K, list[T]] = {}
    for group in groups:
        for member in members(group):
            found.setdefault(member, []).append(group)
    return found


def met_among(
    sources: AbstractSet[str], groups: Mapping[SourceId, Iterable[frozenset[SourceId]]]
) -> set[frozenset[str]]:
    """Give what stands among sources of each group, if several of it do; ``groups`` by member."""
    held = {group for one in sources for group in groups.get(SourceId(one), ())}
    return {met for group in held if len(met := frozenset(sources & group)) > 1}
