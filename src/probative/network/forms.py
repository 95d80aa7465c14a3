"""Forms: one spelling of a name in one exhibit, with every mention of it there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ExhibitId, number_of
from probative.language.names import fold
from probative.language.names.folding import plain_words
from probative.model.network import Mention, Schema


class Group(StrEnum):
    """What may be one entity with what: a person never becomes a place by itself."""

    BODY = "body"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Form:
    """One name as one exhibit uses it. ``key`` is its plain spelling."""

    exhibit_number: int
    group: Group
    key: str

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words of the name."""
        return tuple(self.key.split())


Forms = Mapping[Form, tuple[Mention, ...]]


def group_of(schema: Schema) -> Group:
    """Give the group a schema belongs to."""
    if schema is Schema.PERSON:
        return Group.PERSON
    return Group.PLACE if schema is Schema.PLACE else Group.BODY


def key_of(name: str, group: Group) -> str:
    """Give the plain spelling under which a name is counted as the same words."""
    if group is Group.PERSON:
        return fold(name)
    plain = plain_words(name)
    return " ".join(plain[1:] if len(plain) > 1 and plain[0] == "the" else plain)


def name_of(mentions: Sequence[Mention]) -> str:
    """Give the writing of a name to show: the commonest, and of several one that is not all capitals."""
    counted = Counter(" ".join(mention.words.split()) for mention in mentions)
    return min(counted, key=lambda words: (words.isupper(), -counted[words], words))


def forms_of(mentions_by_exhibit: Mapping[ExhibitId, Sequence[Mention]]) -> dict[Form, tuple[Mention, ...]]:
    """Gather the mentions of each exhibit into forms, in a fixed order.

    A spelling that one exhibit uses for two kinds of thing counts there as what it mostly is.
    """
    made: dict[Form, list[Mention]] = {}
    for exhibit in sorted(mentions_by_exhibit, key=number_of):
        mentions = sorted(set(mentions_by_exhibit[exhibit]), key=lambda mention: (mention.passage, mention.words))
        usual = _usual_groups(mentions)
        for mention in mentions:
            plain = " ".join(plain_words(mention.words))
            if not plain:
                continue
            group = usual[plain]
            form = Form(exhibit_number=number_of(exhibit), group=group, key=key_of(mention.words, group))
            made.setdefault(form, []).append(mention)
    return {form: tuple(made[form]) for form in sorted(made)}


def _usual_groups(mentions: Sequence[Mention]) -> dict[str, Group]:
    counted: dict[str, Counter[Group]] = {}
    for mention in mentions:
        counted.setdefault(" ".join(plain_words(mention.words)), Counter())[group_of(mention.schema)] += 1
    return {words: min(groups, key=lambda group: (-groups[group], group)) for words, groups in counted.items()}


def is_full_person(form: Form) -> bool:
    """Whether a person's form gives two words or more that are not initials."""
    return sum(1 for word in form.words if len(word) > 1) >= 2
