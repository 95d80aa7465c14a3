"""Who and what a reading names, and where."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from probative.language.names import given_name
from probative.language.names.roles import role_of
from probative.language.names.titles import is_title
from probative.language.organisations import head_words, known_bodies
from probative.language.places import country_of_demonym
from probative.model.anchors import Passage
from probative.model.network import Mention, Schema
from probative.model.readings import Genre, Reading
from probative.network.bodies import lower_headed, numbered_units
from probative.network.finds import BODIES, Find, settled, short_forms
from probative.network.headlines import is_headline
from probative.network.kinds import Sign, head_of, is_place_marked, is_title_before, kind_of
from probative.network.rows import named_in_headers, named_in_rows
from probative.network.runs import Run, runs, without_common_head
from probative.network.tokens import Token, tokens

_SILENT: Final = frozenset((Genre.DEVICE, Genre.CONTAINER))


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
    found = [
        Find(start=start, end=end, schema=schema)
        for start, end, schema in (*named_in_rows(reading), *named_in_headers(reading))
    ]
    if reading.genre is not Genre.TABLE:
        words = tokens(text)
        found = settled([*found, *_in_prose(words, text, _headline_tokens(words, text))], text)
        found += short_forms(words, found, text)
    return tuple(
        Mention(
            passage=Passage(exhibit=reading.exhibit, start=reading.offset + one.start, end=reading.offset + one.end),
            words=text[one.start : one.end],
            schema=one.schema,
        )
        for one in _apart(found)
    )


def _apart(found: Iterable[Find]) -> Iterator[Find]:
    """Give finds that do not overlap: of two that do, the one that begins first, and of equal starts the longer."""
    last_end = 0
    for one in sorted(found, key=lambda find: (find.start, -find.end, find.schema)):
        if one.start >= last_end and one.start < one.end:
            yield one
            last_end = one.end


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


def _in_prose(words: Sequence[Token], text: str, headlines: frozenset[int]) -> list[Find]:
    found = [
        Find(start=words[run.first].start, end=words[run.last].end, schema=schema)
        for run, schema in (*numbered_units(words), *lower_headed(words, text))
    ]
    taken = frozenset(at for one in found for at in range(one.start, one.end))
    for run in runs(words, text):
        if run.first in headlines:
            continue
        for piece, sign in _named_in(words, run):
            start, end = words[piece.first].start, words[piece.last].end
            if taken.isdisjoint(range(start, end)):
                found.append(Find(start=start, end=end, schema=sign.schema, is_sure=sign.is_sure))
    return found


def _named_in(words: Sequence[Token], run: Run) -> Iterator[tuple[Run, Sign]]:
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
        yield after, Sign(schema=_titled_kind(words, after))
        return
    bare = _without_demonym(words, trimmed)
    if bare is None:
        return
    if bare != trimmed and bare.first == bare.last and words[bare.first].small in head_words():
        yield trimmed, Sign(schema=Schema(head_words()[words[bare.first].small]))
        return
    sign = kind_of(words, bare)
    if sign is None:
        return
    is_national = sign.schema in BODIES and words[bare.first].words not in known_bodies()
    yield (trimmed if is_national else _without_tail(words, bare)), sign


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
