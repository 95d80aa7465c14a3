"""Words of organisations: legal forms, and the head words that tell a bank from a brigade."""

from functools import cache
from importlib.resources import files


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = files("probative.language").joinpath("data", "names", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Give every way to write a legal form, as small plain words, and the one form it stands for.

    Source: language/data/names/legal_forms.tsv.
    """
    return {
        tuple(spelling.split()): form
        for form, spellings in ((row[0], row[1]) for row in _rows("legal_forms.tsv"))
        for spelling in spellings.split("|")
    }


@cache
def head_words() -> dict[str, str]:
    """Give the words that make a name an organisation's, small, and the schema they speak for.

    Source: language/data/names/head_words.tsv.
    """
    return {
        word: schema
        for schema, words in ((row[0], row[1]) for row in _rows("head_words.tsv"))
        for word in words.split()
    }


@cache
def plain_heads() -> frozenset[str]:
    """Give the head words that say little and are often left out: "Northgate Group" is "Northgate"."""
    return frozenset(word for row in _rows("plain_heads.tsv") for word in row[0].split())


@cache
def known_bodies() -> dict[str, str]:
    """Give bodies that go by one word or by initials, as written, and their schema.

    Source: language/data/names/acronyms.tsv.
    """
    return {
        word: schema for schema, words in ((row[0], row[1]) for row in _rows("acronyms.tsv")) for word in words.split()
    }
