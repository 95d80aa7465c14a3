"""Payments that rows of a table state."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import EntityId
from probative.model.anchors import Passage
from probative.model.readings import Genre, Reading
from probative.network.rows import Cell, rows_of
from probative.network.stage import Stage

_PAYER: Final = re.compile(r"(?:payer|paid by|from|sender|remitter|originator|debtor|customer|client)(?: name)?")
_PAYEE: Final = re.compile(
    r"(?:payee|paid to|to|beneficiary|recipient|creditor|supplier|counterparty|name|employee|contractor)(?: name)?"
)
_HOLDER: Final = re.compile(r"(?:account holder|account name|account owner|holder)")
_AMOUNT: Final = re.compile(r"(?:amount|sum|total|value|debit|credit|payment)(?: .*)?|paid")
_UNIT: Final = re.compile(r"(?:\(|\bin )([^\W\d_]+)\)?$")
_DATE: Final = re.compile(r".*(?:date|day|month|year|no\.?|number|iban|account|reference|id)")
_NUMBER: Final = re.compile(r"[\d][\d.,' ]*")
_CURRENCY: Final = re.compile(r"(?:currency|ccy|cur)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPayment:
    """A payment as one row states it: who paid whom, and the words for how much."""

    passage: Passage
    payer: EntityId
    payee: EntityId
    role: str


def row_payments(reading: Reading, stage: Stage) -> Iterator[RowPayment]:
    """Give the payments that the rows of a table state, where payer and payee both are named."""
    if reading.genre is not Genre.TABLE:
        return
    for part, cells in rows_of(reading):
        payee = _entity(_cell(cells, _PAYEE), reading, stage)
        payer = _entity(_cell(cells, _PAYER) or _cell(cells, _HOLDER), reading, stage)
        if payer is None or payee is None or payer == payee:
            continue
        yield RowPayment(
            passage=Passage(exhibit=reading.exhibit, start=part.start, end=part.end),
            payer=payer,
            payee=payee,
            role=_role(cells, reading),
        )


def _cell(cells: Sequence[Cell], heading: re.Pattern[str]) -> Cell | None:
    return next((cell for cell in cells if heading.fullmatch(cell.heading) and cell.start < cell.end), None)


def _entity(cell: Cell | None, reading: Reading, stage: Stage) -> EntityId | None:
    if cell is None:
        return None
    passage = Passage(exhibit=reading.exhibit, start=reading.offset + cell.start, end=reading.offset + cell.end)
    named = stage.named_in(passage)
    return named[0].entity if named else None


def _role(cells: Sequence[Cell], reading: Reading) -> str:
    amount, currency = _cell(cells, _AMOUNT), _cell(cells, _CURRENCY)
    if amount is not None:
        words = [reading.text[cell.start : cell.end] for cell in (amount, currency) if cell is not None]
        unit = _UNIT.search(amount.heading) if currency is None else None
        return " ".join(("paid", *words, *(unit.groups() if unit else ())))
    for cell in cells:
        words_there = reading.text[cell.start : cell.end]
        if _NUMBER.fullmatch(words_there) and not _DATE.fullmatch(cell.heading):
            return f"paid {words_there} {cell.heading}".rstrip()
    return "paid"
