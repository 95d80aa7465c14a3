"""Who is who: mentions taken together, each joining a proposal that a human can undo."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from probative.base.identifiers import EntityId, ExhibitId, identifier, number_of
from probative.model.claims import Status
from probative.model.judgements import Judgement
from probative.model.network import Entity, Mention, Merge, Schema
from probative.model.numbering import NO_FORMER
from probative.network.clusters import Cluster, clustered, judged, same_named, speakers_of, ties_by_form, tree
from probative.network.decisions import Decisions, decisions, pair
from probative.network.forms import Form, Forms, Group, forms_of, is_full_person
from probative.network.numbering import numbered
from probative.network.ties import Tie, fits, is_acronym, shown_names, ties


def entities(
    mentions_by_exhibit: Mapping[ExhibitId, Sequence[Mention]],
    *,
    judgements: Sequence[Judgement] = (),
    previous: Sequence[Entity] = (),
    former: Mapping[int, Collection[str]] = NO_FORMER,
    first: int = 1,
) -> tuple[Entity, ...]:
    """Take mentions together that name one person, body or place.

    Inside an exhibit a short form joins the one full name it fits; where it fits several it stays alone. Between
    exhibits only full names that are one name written otherwise join. Two full names that differ never join unless a
    human says so, and what a human split stays apart.

    Args:
        mentions_by_exhibit: The mentions of each exhibit. The order of exhibits and of mentions does not matter.
        judgements: What humans decided; the later of two on one pair of names holds.
        previous: The entities of an earlier run, whose numbers are kept.
        former: What numbers of entities that are no more stood for, as ``numbered`` takes it.
        first: The number for the first entity that is new.

    Returns:
        The entities by number. Each says in ``merges`` why each of its names was joined.

    Source:
        docs/explanation/network.md.
    """
    forms = forms_of(mentions_by_exhibit)
    names = shown_names(forms.items())
    decided = decisions(judgements, tuple(forms), previous)
    clusters, used = _resolved(forms, names, decided)
    held = ties_by_form(used)
    made = [_entity(cluster, forms, names, held, decided) for cluster in clusters]
    return numbered(made, previous=previous, first=first, former=former)


def _resolved(forms: Forms, names: dict[Form, str], decided: Decisions) -> tuple[list[Cluster], list[Tie]]:
    start, used = judged(tuple(forms), decided)
    touched = frozenset[Form]().union(*(cluster for cluster in start if len(cluster) > 1))
    short = _short_forms(forms, names) - touched
    full, same = same_named([cluster for cluster in start if not cluster <= short], decided)
    found = list(ties(speakers_of(full), names))
    clusters = clustered(full, found, decided)
    used += [*same, *found]
    homes = _Homes(clusters)
    for form in sorted(short, key=lambda one: (-len(one.words), one)):
        tie, at = _home(form, homes, names, decided)
        if tie is None or at is None:
            homes.open(form)
        else:
            used.append(tie)
            homes.add(form, at)
    return _acronyms_joined(homes.clusters, names, decided, used)


class _Homes:
    """Clusters that short forms may join, found by the exhibits they are named in."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters = list(clusters)
        self._by_exhibit: dict[int, list[int]] = {}
        for at, cluster in enumerate(clusters):
            for number in sorted({form.exhibit_number for form in cluster}):
                self._by_exhibit.setdefault(number, []).append(at)

    def near(self, form: Form) -> Sequence[int]:
        """Give the clusters that the form's own exhibit names."""
        return self._by_exhibit.get(form.exhibit_number, ())

    def add(self, form: Form, at: int) -> None:
        """Let the form join a cluster."""
        self.clusters[at] |= {form}

    def open(self, form: Form) -> None:
        """Make the form a cluster of its own; single names of people give no home to others."""
        if len(form.words) > 1 or form.group is Group.BODY:
            self._by_exhibit.setdefault(form.exhibit_number, []).append(len(self.clusters))
        self.clusters.append(frozenset((form,)))


def _short_forms(forms: Forms, names: dict[Form, str]) -> frozenset[Form]:
    """Give the forms that are no full name: single names of people, initials, bodies that a fuller name explains."""
    persons = {form for form in forms if form.group is Group.PERSON and not is_full_person(form)}
    by_exhibit: dict[int, list[Form]] = {}
    for form in forms:
        if form.group is Group.BODY:
            by_exhibit.setdefault(form.exhibit_number, []).append(form)
    bodies = {
        form
        for members in by_exhibit.values()
        for form in members
        if any(fits(form, other, names) is not None for other in members)
    }
    return frozenset(persons | bodies)


def _home(form: Form, homes: _Homes, names: dict[Form, str], decided: Decisions) -> tuple[Tie | None, int | None]:
    """Find the one cluster that ``form`` fits, by family name before given name; none where several fit.

    That a human split it from one of several leaves it alone: who it is not does not say who it is.
    """
    candidates: list[tuple[Tie, int]] = []
    for at in homes.near(form):
        found = [tie for other in sorted(homes.clusters[at]) if (tie := fits(form, other, names)) is not None]
        if found:
            candidates.append((max(found, key=lambda tie: tie.score), at))
    if form.group is Group.PERSON and len(candidates) > 1:
        by_family = [one for one in candidates if one[0].left.words[-1] == form.words[-1]]
        candidates = by_family or candidates
    if len(candidates) != 1 or decided.are_apart((form,), homes.clusters[candidates[0][1]]):
        return None, None
    return candidates[0]


def _acronyms_joined(
    clusters: list[Cluster], names: dict[Form, str], decided: Decisions, used: list[Tie]
) -> tuple[list[Cluster], list[Tie]]:
    """Join initials that stand alone to the one body that another exhibit calls by them."""
    meant: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        keys = {form.key for form in cluster if is_acronym(names[form])}
        if any(not is_acronym(names[form]) for form in cluster):
            for key in keys:
                meant.setdefault(key, []).append(cluster)
    result = list(clusters)
    for cluster in clusters:
        keys = {form.key for form in cluster}
        if len(keys) != 1 or not all(is_acronym(names[form]) and form.group is Group.BODY for form in cluster):
            continue
        homes = meant.get(next(iter(keys)), [])
        if len(homes) != 1 or decided.are_apart(cluster, homes[0]):
            continue
        at = next(index for index, one in enumerate(result) if homes[0] <= one)
        teller = min(form for form in homes[0] if form.key in keys)
        result[at] |= cluster
        result.remove(cluster)
        used += [
            Tie(score=900, left=teller, right=form, why=f"E-{teller.exhibit_number:04d} uses these initials for it")
            for form in sorted(cluster)
        ]
    return result, used


def _entity(
    cluster: Cluster,
    forms: Forms,
    names: dict[Form, str],
    used: Mapping[Form, Sequence[tuple[int, Tie]]],
    decided: Decisions,
) -> Entity:
    mentions = tuple(
        sorted(
            (mention for form in cluster for mention in forms[form]),
            key=lambda one: (number_of(one.passage.exhibit), one.passage.start, one.passage.end),
        )
    )
    written = Counter(" ".join(mention.words.split()) for mention in mentions)
    merges = {_merge(one, names, decided) for one in tree(cluster, used)}
    return Entity(
        id=EntityId(identifier("N", 1)),
        schema=_schema(mentions),
        caption=min(written, key=lambda name: _shown_rank(name, written)),
        names=tuple(sorted(written)),
        mentions=mentions,
        merges=tuple(sorted(merges, key=lambda merge: (merge.left, merge.right, merge.why))),
    )


def _shown_rank(name: str, written: Counter[str]) -> tuple[bool, int, int, str]:
    has_words = not is_acronym(name)
    return not has_words, -len([word for word in name.split() if len(word.strip(".")) > 1]), -written[name], name


def _schema(mentions: Sequence[Mention]) -> Schema:
    spelt = [mention for mention in mentions if not is_acronym(mention.words)] or mentions
    counted = Counter(mention.schema for mention in spelt)
    return min(counted, key=lambda schema: (schema is Schema.UNKNOWN, -counted[schema], schema))


def _merge(one: Tie, names: dict[Form, str], decided: Decisions) -> Merge:
    is_accepted = one.is_judged or pair(one.left, one.right) in decided.accepted
    return Merge(
        left=names[one.left],
        right=names[one.right],
        why=one.why,
        status=Status.ACCEPTED if is_accepted else Status.PROPOSED,
    )
