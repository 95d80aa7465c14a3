"""Forms: one spelling of a name in one exhibit, with every mention of it there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from probative.base.identifiers import ExhibitId, number_of
from probative.language.names import fold, given_name
from probative.language.names.alphabets import APOSTROPHES
from probative.language.names.folding import plain_words
from probative.language.names.titles import without_titles
from probative.model.network import Mention, Schema
from probative.network.finds import core_words

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

    A spelling that is used for two kinds of thing counts as what it mostly is: a single word within its exhibit, a
    longer name in the whole case.
    """
    exhibits = sorted(mentions_by_exhibit, key=number_of)
    everywhere = _votes(mention for exhibit in exhibits for mention in mentions_by_exhibit[exhibit])
    made: dict[Form, list[Mention]] = {}
    for exhibit in exhibits:
        mentions = sorted(set(mentions_by_exhibit[exhibit]), key=lambda mention: (mention.passage, mention.words))
        here = _votes(mentions)
        for mention in mentions:
            plain = " ".join(plain_words(mention.words))
            if not plain:
                continue
            votes = (everywhere if " " in plain else here)[plain]
            group = min(votes, key=lambda group: (-votes[group], group))
            form = Form(exhibit_number=number_of(exhibit), group=group, key=key_of(mention.words, group))
            made.setdefault(form, []).append(mention)
    return {form: tuple(made[form]) for form in sorted(made)}


def _votes(mentions: Iterable[Mention]) -> dict[str, Counter[Group]]:
    """Count what each spelling is used for; "Grey Heron company" also speaks for "Grey Heron"."""
    counted: dict[str, Counter[Group]] = {}
    for mention in mentions:
        words = plain_words(mention.words)
        group = group_of(mention.schema)
        counted.setdefault(" ".join(words), Counter())[group] += 1
        core = core_words(words) if group is Group.BODY else []
        if 1 < len(core) < len(words) and not given_name(core[0]):
            counted.setdefault(" ".join(core), Counter())[group] += 1
    return counted


def is_full_person(form: Form) -> bool:
    """Whether a person's form gives two words or more that are not initials."""
    return sum(1 for word in form.words if len(word) > 1) >= 2
