"""Who and what a reading names, and where."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from probative.language.names import fold, given_name
from probative.language.names.roles import common_words, role_of
from probative.language.names.titles import is_title
from probative.language.organisations import head_words, known_bodies
from probative.language.places import country_of_demonym, is_place
from probative.model.anchors import Passage
from probative.model.network import Mention, Schema
from probative.model.readings import Genre, Reading
from probative.network.bodies import lower_headed, numbered_units
from probative.network.headlines import is_headline
from probative.network.kinds import head_of, is_place_marked, is_title_before, kind_of
from probative.network.rows import named_in_headers, named_in_rows
from probative.network.runs import Run, runs, without_common_head
from probative.network.tokens import Token, tokens

_SILENT: Final = frozenset((Genre.DEVICE, Genre.CONTAINER))
_BODIES: Final = frozenset((Schema.ORGANIZATION, Schema.PUBLIC_BODY, Schema.MILITARY_UNIT))

Stretch = tuple[int, int, Schema]
"""Start and end in a reading's own text, and what is named there."""


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Find every person, body, unit and place that the reading names, by rules for English.

    Titles, ranks and forms of address stand outside the stretch; a possessive ending does too. What no sign tells apart
    is left out rather than guessed. A device's metadata and a container's list name nobody.

    Returns:
        The mentions in the order of the text, none overlapping another.

    Source:
        docs/explanation/network.md.
    """
    if reading.genre in _SILENT:
        return ()
    text = reading.text
    found: list[Stretch] = [*named_in_rows(reading), *named_in_headers(reading)]
    if reading.genre is not Genre.TABLE:
        words = tokens(text)
        headlines = _headline_tokens(words, text)
        found += _in_prose(words, text, headlines)
        known = _short_names(words, found)
        found = [(start, end, _settled(text[start:end], schema, known)) for start, end, schema in found]
        found += _short_forms(words, found, known)
    return tuple(
        Mention(
            passage=Passage(exhibit=reading.exhibit, start=reading.offset + start, end=reading.offset + end),
            words=text[start:end],
            schema=schema,
        )
        for start, end, schema in _apart(found)
    )


def _apart(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Give stretches that do not overlap: of two that do, the one said first, and of equal starts the longer."""
    last_end = 0
    for start, end, schema in sorted(found, key=lambda stretch: (stretch[0], -stretch[1], stretch[2])):
        if start >= last_end and start < end:
            yield start, end, schema
            last_end = end


def _headline_tokens(words: Sequence[Token], text: str) -> frozenset[int]:
    """Give the indices of tokens that stand in a headline, where capitals tell nothing."""
    inside: set[int] = set()
    line: list[int] = []
    for index, token in enumerate(words):
        if line and "\n" in text[words[line[-1]].end : token.start]:
            inside.update(line if is_headline([words[at] for at in line]) else ())
            line = []
        line.append(index)
    inside.update(line if is_headline([words[at] for at in line]) else ())
    return frozenset(inside)


def _in_prose(words: Sequence[Token], text: str, headlines: frozenset[int]) -> list[Stretch]:
    found: list[Stretch] = [
        (words[run.first].start, words[run.last].end, schema)
        for run, schema in (*numbered_units(words), *lower_headed(words, text))
    ]
    taken = {(start, end) for start, end, _ in found}
    for run in runs(words, text):
        if run.first in headlines:
            continue
        for piece, schema in _named_in(words, run):
            start, end = words[piece.first].start, words[piece.last].end
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                found.append((start, end, schema))
    return found


def _named_in(words: Sequence[Token], run: Run) -> Iterator[tuple[Run, Schema]]:
    """Take a run apart into the names in it: bodies and titles before a person, demonyms dropped."""
    trimmed = without_common_head(words, run)
    if trimmed is None:
        return
    titled = _last_title(words, trimmed)
    if titled is not None:
        before = Run(first=trimmed.first, last=titled - 1)
        after = Run(first=titled + 1, last=trimmed.last)
        if before.first <= before.last:
            yield from _named_in(words, before)
        yield after, _titled_kind(words, after)
        return
    bare = _without_demonym(words, trimmed)
    if bare is None:
        return
    if bare != trimmed and bare.first == bare.last and words[bare.first].small in head_words():
        yield trimmed, Schema(head_words()[words[bare.first].small])
        return
    schema = kind_of(words, bare)
    if schema in _BODIES and bare != trimmed and words[bare.first].words not in known_bodies():
        yield trimmed, schema
    elif schema is not None:
        yield _without_tail(words, bare), schema


def _titled_kind(words: Sequence[Token], run: Run) -> Schema:
    return Schema.PLACE if is_place_marked(words, run) and not is_title_before(words, run) else Schema.PERSON


def _last_title(words: Sequence[Token], run: Run) -> int | None:
    """Find the last title or role word inside the run that a person's name follows."""
    names = [token.words for token in words[run.first : run.last + 1]]
    if head_of(names) is not None or any(name in ("of", "for", "and") for name in names):
        return None
    for index in range(run.last - 1, run.first - 1, -1):
        word = words[index].words
        if (is_title(word) or role_of(word) is not None) and not given_name(word):
            return index
    return None


def _without_demonym(words: Sequence[Token], run: Run) -> Run | None:
    first = run.first
    while first <= run.last and country_of_demonym(words[first].words) is not None:
        first += 1
    return Run(first=first, last=run.last) if first <= run.last else None


def _without_tail(words: Sequence[Token], run: Run) -> Run:
    """Drop a demonym that only happens to follow."""
    last = run.last
    while last > run.first and country_of_demonym(words[last].words) is not None:
        last -= 1
    return Run(first=run.first, last=last)


def _short_forms(words: Sequence[Token], found: Sequence[Stretch], known: dict[str, Schema]) -> list[Stretch]:
    """Find single words that are the short form of a name given in full elsewhere in the text."""
    if not known:
        return []
    covered = sorted((start, end) for start, end, _ in found)
    more: list[Stretch] = []
    at = 0
    for token in words:
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        if at < len(covered) and covered[at][0] < token.end:
            continue
        schema = known.get(fold(token.words)) if token.is_word and token.is_capital else None
        if schema is not None:
            more.append((token.start, token.end, schema))
    return more


def _settled(name: str, schema: Schema, known: dict[str, Schema]) -> Schema:
    """Take a single name for what the full name says that it is short for."""
    return known.get(fold(name), schema) if schema is Schema.PERSON and " " not in name else schema


def _short_names(words: Sequence[Token], found: Sequence[Stretch]) -> dict[str, Schema]:
    by_start = {token.start: index for index, token in enumerate(words)}
    known: dict[str, Schema] = {}
    for start, end, schema in sorted(found, key=lambda stretch: (stretch[2] is not Schema.PERSON, stretch)):
        index = by_start.get(start)
        if index is None:
            continue
        names: list[str] = []
        while index < len(words) and words[index].end <= end:
            names.append(words[index].words)
            index += 1
        for word in _short_of(names, schema):
            known.setdefault(word, schema)
    return known


def _short_of(names: Sequence[str], schema: Schema) -> Iterator[str]:
    if schema is Schema.PERSON:
        if len(fold(names[-1])) > 2:
            yield fold(names[-1])
    elif schema in _BODIES and len(names) > 1:
        head = names[0].casefold()
        is_plain = head not in head_words() and head not in common_words() and not is_place(names[0])
        if is_plain and len(head) > 2 and head.isalpha() and country_of_demonym(names[0]) is None:
            yield fold(names[0])
