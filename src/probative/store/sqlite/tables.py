"""The tables: one a kind, with the columns that filters need and the value's canonical bytes as ``body``."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Reading
from probative.store.kinds import Kind

METADATA: Final = MetaData()


def _table(name: str, *columns: Column[int] | Column[str], ranked_by: tuple[str, ...] = ("number",)) -> Table:
    ranks = [Column(rank, Text if rank == "basis" else Integer, primary_key=True) for rank in ranked_by]
    return Table(name, METADATA, *ranks, *columns, Column("body", LargeBinary, nullable=False))


def _number(name: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable, index=index)


def _text(name: str, *, nullable: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable, index=index)


TABLES: Final[Mapping[Kind, Table]] = {
    Exhibit: _table(
        "exhibit",
        _text("digest", index=True),
        _text("media_type", index=True),
        _number("size_bytes"),
        _number("container", nullable=True, index=True),
        _text("publisher", nullable=True, index=True),
        _text("stated_date", nullable=True, index=True),
    ),
    # number = exhibit << 20 | volume: one row number for the record and for the search table, in the order of hits
    Reading: _table(
        "reading",
        _number("exhibit"),
        _number("volume"),
        _text("genre", index=True),
        _text("language", nullable=True, index=True),
    ),
    Claim: _table(
        "claim",
        _number("exhibit", index=True),
        _number("start"),
        _number("end"),
        _text("status", index=True),
        _text("certainty", index=True),
        _number("forecast"),
        _text("earliest", nullable=True, index=True),
    ),
    Source: _table("source", _text("kind", index=True), _text("name", index=True)),
    Derivation: _table("derivation", _number("share_permille"), ranked_by=("derived", "upstream", "basis")),
    Proposition: _table("proposition", _number("at_least", index=True), _number("at_most")),
    Contradiction: _table(
        "contradiction", _text("conflict", index=True), _number("left", index=True), _number("right", index=True)
    ),
    Entity: _table("entity", _text("schema", index=True), _text("caption", index=True)),
    Link: _table("link", _text("schema", index=True), _number("start", index=True), _number("end", index=True)),
    Event: _table(
        "event",
        _text("kind", index=True),
        _text("earliest", nullable=True, index=True),
        _text("latest", nullable=True, index=True),
    ),
    Judgement: _table("judgement", _text("verdict", index=True), _text("at", index=True)),
    Gap: _table(
        "gap", _text("kind", index=True), _text("stage", index=True), _number("exhibit", nullable=True, index=True)
    ),
}
"""The table of each kind."""

RANKS: Final[Mapping[Kind, tuple[Column[int] | Column[str], ...]]] = {
    kind: tuple(table.primary_key.columns) for kind, table in TABLES.items()
}
"""The columns that hold a value's rank, in order."""

NOTES: Final = Table("note", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

Index("ix_derivation_upstream", TABLES[Derivation].c.upstream)

SEARCH: Final = "reading_terms"
"""The full-text table: row number = the reading's, content = its terms, folded by us."""

CREATE_SEARCH: Final = (
    f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(terms, content='', contentless_delete=1, tokenize='ascii')"
)
"""The terms come cut and folded, so the tokenizer has nothing left to do but split at the spaces between them."""
