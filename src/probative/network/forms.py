"""Forms: one spelling of a name in one exhibit, with every mention of it there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from probative.base.identifiers import ExhibitId, number_of
from probative.language.names import fold
from probative.language.names.alphabets import APOSTROPHES
from probative.language.names.folding import plain_words
from probative.language.names.titles import without_titles
from probative.model.network import Mention, Schema

_UNWRITTEN: Final = str.maketrans(dict.fromkeys(APOSTROPHES, ""))
_BREAK: Final = re.compile(r"[^\w]+|_")


class Group(StrEnum):
    """What may be one entity with what: a person never becomes a place by itself."""

    BODY = "body"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Form:
    """One name as one exhibit uses it. ``key`` is its spelling in small letters, in its own alphabet."""

    exhibit_number: int
    group: Group
    key: str

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words of the name."""
        return _plain(self.key, self.group)


Forms = Mapping[Form, tuple[Mention, ...]]


def group_of(schema: Schema) -> Group:
    """Give the group a schema belongs to."""
    if schema is Schema.PERSON:
        return Group.PERSON
    return Group.PLACE if schema is Schema.PLACE else Group.BODY


def key_of(name: str, group: Group) -> str:
    """Give the spelling by which two writings are one form: capitals, marks between words and titles do not count.

    Another alphabet or an accent makes another form, so that joining the two is a decision that can be undone.
    """
    written = unicodedata.normalize("NFKC", name).casefold().translate(_UNWRITTEN)
    words = tuple(word for word in _BREAK.split(written) if word)
    if group is Group.PERSON:
        return " ".join(without_titles(words))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _plain(key: str, group: Group) -> tuple[str, ...]:
    return tuple(fold(key).split()) if group is Group.PERSON else plain_words(key)


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
