"""Cuts a stream of rows into batches that fit in memory."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from probative.store.kinds import Value
from probative.store.sqlite.rows import Cell

BATCH_ROWS: Final = 512
"""A batch holds at most so many rows..."""

BATCH_BYTES: Final = 4 << 20
"""...and is written as soon as their bodies reach 4 MiB."""

Row: TypeAlias = "dict[str, Cell]"
"""A row, column by column."""

Batch: TypeAlias = "tuple[type[Value], list[tuple[Row, Value]]]"
"""Rows of one kind with the values they stand for, in the order they came."""


def batched_by_size(rows: Iterable[tuple[type[Value], Row, Value]]) -> Iterator[Batch]:
    """Yield runs of rows of one kind, never reordered, so that the last of two values under one key stays.

    Args:
        rows: Kind, row, value.
    """
    held: list[tuple[Row, Value]] = []
    held_kind: type[Value] | None = None
    held_bytes = 0
    for kind, row, value in rows:
        if held_kind is not None and (kind is not held_kind or len(held) >= BATCH_ROWS or held_bytes >= BATCH_BYTES):
            yield held_kind, held
            held, held_bytes = [], 0
        held_kind = kind
        held.append((row, value))
        body = row["body"]
        held_bytes += len(body) if isinstance(body, bytes) else 0
    if held_kind is not None:
        yield held_kind, held
