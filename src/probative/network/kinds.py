"""What a run of capital words names, and by which sign one can tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.language.names import given_name
from probative.language.names.parts import PARTICLES
from probative.language.names.roles import common_words, role_of
from probative.language.names.table import word_set
from probative.language.names.titles import is_title
from probative.language.organisations import head_words, known_bodies, legal_forms
from probative.language.places import PlaceKind, country_of_demonym, find
from probative.model.network import Schema
from probative.network.runs import Run
from probative.network.tokens import Token

SPEECH: Final = word_set("speech_verbs")
_PLACE_BEFORE: Final = word_set("place_prepositions")
_PLACE_HEAD: Final = word_set("place_heads")
_PLACE_OF: Final = word_set("place_of")
_PLACE_FIRST: Final = word_set("place_openers")
_AT: Final = word_set("places_by_preposition")
_FOLLOWERS: Final = word_set("body_followers")
_NAMING: Final = word_set("naming_heads")
_NOT_ACRONYMS: Final = word_set("no_acronyms")
LARGE_TOWN_INHABITANTS: Final = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What a run names. ``is_sure`` is false where nothing but its look, or a word that may mislead, says so."""

    schema: Schema
    is_sure: bool = True


def head_of(words: Sequence[str]) -> Schema | None:
    """Give what the head word of a body's name says it is: the word before "of", or else the last one."""
    small = [word.casefold().rstrip(".") for word in words]
    stops = [index for index, word in enumerate(small) if word in ("of", "for", "in")]
    stop = stops[0] if stops else len(small)
    for index in (stop - 1, 0 if stops else stop - 1):
        if 0 <= index < len(small) and small[index] in head_words():
            return Schema(head_words()[small[index]])
    if len(small) > 1 and (small[-1],) in legal_forms():
        return Schema.ORGANIZATION
    return None


def kind_of(found: Sequence[Token], run: Run) -> Sign | None:
    """Give what the run names, by its own words and those around it; ``None`` where no sign tells."""
    if run.first == run.last:
        return _kind_of_one(found, run)
    names = [token.words for token in found[run.first : run.last + 1]]
    text = " ".join(names)
    told = Schema(known_bodies()[text]) if text in known_bodies() else None
    if told is None and not is_title_before(found, run):
        told = head_of(names)
    if told is None and is_person_marked(found, run):
        told = Schema.PERSON
    if told is None and is_body_marked(found, run):
        told = Schema.ORGANIZATION
    if told is None and (
        is_place_marked(found, run) or _is_settled_place(text) or found[run.first].small in _PLACE_FIRST
    ):
        told = Schema.PLACE
    return _kind_by_look(found, run, names) if told is None else Sign(schema=told)


def _kind_by_look(found: Sequence[Token], run: Run, names: Sequence[str]) -> Sign | None:
    if not _looks_like_a_person(names) or _has_article(found, run):
        return None
    before = found[run.first - 1].small if run.first else ""
    return Sign(schema=Schema.PLACE if before in _AT else Schema.PERSON, is_sure=False)


def is_body_marked(found: Sequence[Token], run: Run) -> bool:
    """Whether words beside the run say that it is a body: "the association Open Ledger", "Grey Heron fighters"."""
    before = found[run.first - 1] if run.first and not found[run.first].is_first else None
    after = found[run.last + 1] if run.last + 1 < len(found) else None
    if after is not None and after.words in _FOLLOWERS and not after.is_first:
        return True
    return before is not None and before.words in _NAMING


def _has_article(found: Sequence[Token], run: Run) -> bool:
    """Whether "the" or its like stands before the run: people's names take none."""
    return run.first > 0 and found[run.first - 1].small in ("the", "a", "an", "this", "that")


def is_title_before(found: Sequence[Token], run: Run) -> bool:
    """Whether a title, rank or personal role word stands right before the run: "activist", "Lt-Col"."""
    if run.first == 0 or found[run.first].is_first:
        return False
    before = found[run.first - 1]
    return before.is_word and (is_title(before.words) or role_of(before.words) is not None) and before.small != "deputy"


def is_person_marked(found: Sequence[Token], run: Run) -> bool:
    """Whether something outside or inside the run says that it names a person."""
    names = [token.words for token in found[run.first : run.last + 1]]
    if is_title_before(found, run) or _has_age(found, run.last):
        return True
    return bool(given_name(names[0])) and len(names) > 1 and not _is_common(names[-1])


def is_place_marked(found: Sequence[Token], run: Run) -> bool:
    """Whether words around the run say that it names a place: "the village of", "in", "region"."""
    before = [] if found[run.first].is_first else [token.small for token in found[max(0, run.first - 2) : run.first]]
    ahead = found[run.last + 1] if run.last + 1 < len(found) else None
    after = "" if ahead is None or ahead.is_first else ahead.words
    if before and before[-1] == "of" and (before[0] in _PLACE_HEAD or before[0] in _PLACE_OF):
        return True
    if before[-1:] and before[-1] in _PLACE_HEAD and found[run.first - 1].words.islower():
        return True
    if after in _PLACE_HEAD or found[run.last].small in _PLACE_HEAD:
        return True
    name = " ".join(token.words for token in found[run.first : run.last + 1])
    return bool(before) and before[-1] in _PLACE_BEFORE and bool(find(name))


def _kind_of_one(found: Sequence[Token], run: Run) -> Sign | None:
    token = found[run.first]
    if country_of_demonym(token.words) is not None or len(token.words) < 2:
        return None
    if token.words in known_bodies():
        return Sign(schema=Schema(known_bodies()[token.words]))
    if token.is_shouted and token.words.isalpha() and 2 < len(token.words) <= 6:
        return _kind_of_initials(token)
    if _is_common(token.words) or role_of(token.words) or is_title(token.words):
        return None
    return _kind_by_company(found, run)


def _kind_by_company(found: Sequence[Token], run: Run) -> Sign | None:
    """Give what a single capital word names by the words beside it."""
    token = found[run.first]
    if is_title_before(found, run) or _has_age(found, run.last):
        return Sign(schema=Schema.PERSON)
    if is_body_marked(found, run) and not token.is_first:
        return Sign(schema=Schema.ORGANIZATION)
    if is_place_marked(found, run) or (_is_settled_place(token.words) and not _is_town_first(token)):
        return Sign(schema=Schema.PLACE)
    is_speaker = _speaks(found, run) and not token.is_first and token.small not in head_words()
    return Sign(schema=Schema.PERSON, is_sure=False) if is_speaker else None


def _kind_of_initials(token: Token) -> Sign | None:
    places = find(token.words)
    if places and places[0].kind is PlaceKind.COUNTRY:
        return Sign(schema=Schema.PLACE)
    return None if token.words in _NOT_ACRONYMS else Sign(schema=Schema.ORGANIZATION, is_sure=False)


def _speaks(found: Sequence[Token], run: Run) -> bool:
    after = found[run.last + 1].small if run.last + 1 < len(found) else ""
    before = found[run.first - 1].small if run.first else ""
    return after in SPEECH or before in ("said", "says", "added", "told")


def _has_age(found: Sequence[Token], last: int) -> bool:
    """Whether ", 41," follows."""
    ahead = [token.words for token in found[last + 1 : last + 4]]
    return (
        len(ahead) == 3
        and ahead[0] == ","
        and ahead[1].isdigit()
        and 1 <= int(ahead[1]) <= 110
        and ahead[2] in (",", ".", ";", ")")
    )


def _is_settled_place(name: str) -> bool:
    """Whether a name alone, without a word around it, is taken for a place: a country, a capital, a large town."""
    places = find(name)
    if not places or given_name(name):
        return False
    first = places[0]
    return first.kind is not PlaceKind.TOWN or first.population >= LARGE_TOWN_INHABITANTS


def _is_common(word: str) -> bool:
    return word.casefold() in common_words()


def _is_town_first(token: Token) -> bool:
    """Whether a sentence begins with what may be a town or a plain word: "Nice", "Split"."""
    return token.is_first and find(token.words)[0].kind is PlaceKind.TOWN


def _looks_like_a_person(names: Sequence[str]) -> bool:
    """Whether two to four capital words, none of them common, read like somebody's full name."""
    solid = [name for name in names if name.casefold() not in PARTICLES]
    if not 2 <= len(solid) <= 4 or any(name in ("of", "for", "and", "the", "&", "'s") for name in names):
        return False
    shouted = [name for name in solid if name.isupper() and len(name) > 1 and "." not in name]
    if len(shouted) > 1 or any(len(name) < 5 for name in shouted):
        return False
    if any(_is_common(name) or country_of_demonym(name) is not None or role_of(name) for name in solid):
        return False
    if any(name.casefold() in head_words() for name in solid):
        return False
    return all(re.fullmatch(r"(?:[^\W\d_]|\.|['’‑-])+", name) for name in solid)
