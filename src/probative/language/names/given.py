"""Common given names: how else they are spelt, what they are shortened to, and the gender they usually carry."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.language.names.folding import fold
from probative.language.names.table import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName:
    """One given name of the list.

    ``name`` is its usual English spelling; ``gender`` is ``m``, ``f`` or ``u`` (used for both). ``is_short`` says that
    the word met is a short or pet form ("Volodya").
    """

    name: str
    gender: str
    is_short: bool


_PLAIN: Final = str.maketrans("yjh", "iig")


@cache
def _by_plain_letters() -> dict[str, tuple[GivenName, ...]]:
    found: dict[str, tuple[GivenName, ...]] = {}
    for word, names in _listed().items():
        found.setdefault(word.translate(_PLAIN), names)
    return found


@cache
def _listed() -> dict[str, tuple[GivenName, ...]]:
    listed: dict[str, dict[GivenName, None]] = {}
    for name, gender, spellings, shorts in ((*row, "", "")[:4] for row in rows("given.tsv")):
        full = GivenName(name=name, gender=gender, is_short=False)
        short = GivenName(name=name, gender=gender, is_short=True)
        for word in (name, *spellings.split()):
            listed.setdefault(fold(word), {})[full] = None
        for word in shorts.split():
            listed.setdefault(fold(word), {})[short] = None
    return {word: tuple(found) for word, found in listed.items()}


def given_name(word: str) -> tuple[GivenName, ...]:
    """Look ``word`` up in the list of given names.

    Returns:
        Every name it may be ("Sasha" is short for two), in the list's order; empty where it is not listed, which says
        nothing about its being a name.
    """
    return folded_given_name(fold(word))


def folded_given_name(word: str) -> tuple[GivenName, ...]:
    """Do the same for a word that is already folded.

    One that is not listed is looked for by its letters with y, i and j as one and h as g: Cyrillic names of both
    languages are folded by one table ("Володимир" gives "volodimir").
    """
    return _listed().get(word) or _by_plain_letters().get(word.translate(_PLAIN), ())
