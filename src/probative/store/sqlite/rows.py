"""From a model value to its row."""

from typing import TypeAlias

from probative.base.identifiers import number_of
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.periods import Period
from probative.model.propositions import Contradiction, Derivation, Proposition, Source
from probative.model.readings import Reading
from probative.store import codec
from probative.store.kinds import Kind, Rank, Value, key_of, rank_of

Cell: TypeAlias = "int | str | bytes | None"
"""What a column holds."""

VOLUME_BITS = 20
"""How many bits of a reading's row number count volumes."""


def row_of(value: Value) -> dict[str, Cell]:
    """Give the row of ``value``, column by column.

    Raises:
        TypeError: When it is of no stored kind.
        ValueError: When it has no canonical form or a key of the wrong shape.
    """
    ranks = stored_rank(type(value), rank_of(type(value), key_of(value)))
    body: Cell = codec.encode(value)
    row: dict[str, Cell] = {**_columns(value), "body": body}
    match value:
        case Derivation():
            row |= zip(("derived", "upstream", "basis"), ranks, strict=True)
        case _:
            row["number"] = ranks[0]
    return row


def stored_rank(kind: Kind, rank: Rank) -> Rank:
    """Give a rank as its table's primary key holds it: a reading's two numbers in one."""
    if kind is Reading:
        exhibit, volume = rank
        if isinstance(exhibit, int) and isinstance(volume, int):
            return (reading_number(exhibit, volume),)
    return rank


def reading_number(exhibit: int, volume: int) -> int:
    """Give the row number of a volume: volumes of one exhibit side by side, in order."""
    return exhibit << VOLUME_BITS | volume


def _columns(value: Value) -> dict[str, Cell]:
    match value:
        case Exhibit():
            return {
                "digest": value.digest,
                "media_type": value.media_type,
                "size_bytes": value.size_bytes,
                "container": _number(value.container),
                "publisher": value.publisher,
                "stated_date": None if value.stated_date is None else value.stated_date.isoformat(),
            }
        case Reading():
            exhibit = number_of(value.exhibit)
            return {"exhibit": exhibit, "volume": value.volume, "genre": value.genre, "language": value.language}
        case Claim():
            return {
                "exhibit": number_of(value.exhibit),
                "start": value.passage.start,
                "end": value.passage.end,
                "status": value.status,
                "certainty": value.certainty,
                "forecast": int(value.forecast),
                "earliest": _bounds(value.period)["earliest"],
            }
        case Source() | Derivation() | Proposition() | Contradiction():
            return _columns_of_corroboration(value)
        case _:
            return _columns_of_network(value)


def _columns_of_corroboration(value: Source | Derivation | Proposition | Contradiction) -> dict[str, Cell]:
    match value:
        case Source():
            return {"kind": value.kind, "name": value.name}
        case Derivation():
            return {"share_permille": value.share_permille}
        case Proposition():
            return {"at_least": value.independence.at_least, "at_most": value.independence.at_most}
        case Contradiction():
            return {"conflict": value.conflict, "left": number_of(value.left), "right": number_of(value.right)}


def _columns_of_network(value: Entity | Link | Event | Judgement | Gap) -> dict[str, Cell]:
    match value:
        case Entity():
            return {"schema": value.schema, "caption": value.caption}
        case Link():
            return {"schema": value.schema, "start": number_of(value.start), "end": number_of(value.end)}
        case Event():
            return {"kind": value.kind, **_bounds(value.period)}
        case Judgement():
            return {"verdict": value.verdict, "at": value.at}
        case Gap():
            return {"kind": value.kind, "stage": value.stage, "exhibit": _number(value.exhibit)}


def _bounds(period: Period | None) -> dict[str, Cell]:
    earliest = None if period is None or period.earliest is None else period.earliest.isoformat()
    latest = None if period is None or period.latest is None else period.latest.isoformat()
    return {"earliest": earliest, "latest": latest}


def _number(identifier: str | None) -> int | None:
    return None if identifier is None else number_of(identifier)
