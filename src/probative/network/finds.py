"""Names found in a text before they are compared with one another: what they name, and whether a sign says so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.language.names import fold, given_name
from probative.language.names.folding import plain_words
from probative.language.names.roles import common_words
from probative.language.names.table import word_set
from probative.language.organisations import legal_forms, plain_heads
from probative.language.places import country_of_demonym, is_place
from probative.model.network import Schema
from probative.network.tokens import Token

BODIES: Final = frozenset((Schema.ORGANIZATION, Schema.PUBLIC_BODY, Schema.MILITARY_UNIT))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Find:
    """One stretch of a text that names something. ``is_sure`` is false where only its look told what."""

    start: int
    end: int
    schema: Schema
    is_sure: bool = True


def settled(found: Sequence[Find], text: str) -> list[Find]:
    """Let what the text says plainly in one place decide what it leaves open in another.

    "Grey Heron" looks like a person until the text says "the Grey Heron company"; "Tarn Ford" until it says "at Tarn
    Ford".
    """
    bodies = dict(_core_names(found, text))
    votes: dict[str, Counter[Schema]] = {}
    for one in found:
        weight = 1000 if one.is_sure else 100 if one.schema is Schema.PLACE else 1
        votes.setdefault(_key(text[one.start : one.end]), Counter())[one.schema] += weight
    result: list[Find] = []
    for one in found:
        key = _key(text[one.start : one.end])
        schema = one.schema
        if not one.is_sure:
            schema = bodies.get(key) or min(votes[key], key=lambda kind: (-votes[key][kind], kind))
        result.append(replace(one, schema=schema))
    return result


def short_forms(words: Sequence[Token], found: Sequence[Find], text: str) -> list[Find]:
    """Find single words that are short for a name given in full elsewhere in the text, where nothing was found yet."""
    known = _short_names(found, text)
    covered = sorted((one.start, one.end) for one in found)
    more: list[Find] = []
    at = 0
    for token in words:
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        if at < len(covered) and covered[at][0] < token.end:
            continue
        schema = known.get(fold(token.words)) if token.is_word and token.is_capital else None
        if schema is not None:
            more.append(Find(start=token.start, end=token.end, schema=schema))
    return more


def _short_names(found: Sequence[Find], text: str) -> dict[str, Schema]:
    known = {key: schema for key, schema in _core_names(found, text) if " " not in key}
    for one in sorted(found):
        names = fold(text[one.start : one.end]).split()
        if one.schema is Schema.PERSON and len(names) > 1 and len(names[-1]) > 2:
            known[names[-1]] = Schema.PERSON
    return known


def _core_names(found: Sequence[Find], text: str) -> Iterator[tuple[str, Schema]]:
    """Give the names of bodies without the words that only say what they are: "Kelm" of "Kelm Trading Ltd"."""
    for one in sorted(found, reverse=True):
        if one.schema not in BODIES or not one.is_sure:
            continue
        words = list(plain_words(text[one.start : one.end]))
        core = core_words(words)
        is_telling = core and len(core) < len(words) and not all(_tells_little(word) for word in core)
        if is_telling:
            yield " ".join(core), one.schema


def core_words(words: Sequence[str]) -> list[str]:
    """Drop the words at the end of a body's name that are often left out; a paper named for a town keeps all of its."""
    core = list(words)
    droppable = word_set("droppable_heads")
    while core and (core[-1] in droppable or core[-1] in plain_heads() or (core[-1],) in legal_forms()):
        core.pop()
    return core


def _tells_little(word: str) -> bool:
    return (
        len(word) < 3
        or not word.isalpha()
        or word in common_words()
        or is_place(word)
        or bool(given_name(word))
        or country_of_demonym(word) is not None
    )


def _key(name: str) -> str:
    return " ".join(plain_words(name))
