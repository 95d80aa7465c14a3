"""Workbooks: XLSX, XLS, ODS; one part a row, one a sheet."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.draft import Draft
from probative.reading.office import PACKAGE_ERRORS, is_encrypted_office, over_budget
from probative.reading.port import lack
from probative.reading.release import release_of
from probative.reading.rows import Rows
from probative.reading.sheets import CELLS_LIMIT, Extent, extents_of

ROWS_AT_ONCE: Final = 2_000
"""Rows that become text together."""

WHOLE_NUMBERS_BELOW: Final = 1e21
"""Whole numbers below this are written in digits, as a sheet shows them; above, in powers of ten."""


class WorkbookReader:
    """Reads every sheet of a workbook, hidden ones too."""

    name = "workbook"
    media_types = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
        "application/vnd.ms-excel",
        "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        "application/vnd.oasis.opendocument.spreadsheet",
    )

    @cached_property
    def version(self) -> str:
        """Ours and python-calamine's."""
        return f"1 (python-calamine {release_of('python-calamine')})"

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give a part for every sheet and for every row that holds something."""
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        if is_encrypted_office(content):
            yield lack(exhibit, GapKind.ENCRYPTED, "", "the workbook needs a password")
            return
        try:
            refused, extents = _looked_over(content)
            if refused is not None:
                yield lack(exhibit, GapKind.OVER_BUDGET, "", refused)
                return
            workbook = CalamineWorkbook.from_filelike(content)
        except PasswordError:
            yield lack(exhibit, GapKind.ENCRYPTED, "", "the workbook needs a password")
            return
        except (*PACKAGE_ERRORS, CalamineError) as error:
            detail = f"no workbook that can be opened: {type(error).__name__} {error}"
            yield lack(exhibit, GapKind.UNREADABLE, "", detail[:300])
            return
        with workbook:
            draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.TABLE, limit=volume_limit)
            for number, sheet in enumerate(workbook.sheets_metadata, 1):
                yield from _sheet(draft, workbook, sheet, number, extents.get(sheet.name) or extents.get(""))
            has_text = draft.position > 0
            yield from draft.finish()
        if not has_text:
            yield lack(exhibit, GapKind.EMPTY, "", "no sheet holds anything")


def _looked_over(content: BinaryIO) -> tuple[str | None, dict[str, Extent]]:
    """Why the workbook is not opened, if so, and how far each sheet reaches."""
    content.seek(0)
    is_package = content.read(4) == b"PK\x03\x04"
    content.seek(0)
    refused: str | None = None
    extents: dict[str, Extent] = {}
    if is_package:
        with zipfile.ZipFile(content) as package:
            refused = over_budget(package)
            if refused is None:
                extents = extents_of(package)
                together = extents.get("")
                if together is not None and together.cells > CELLS_LIMIT:
                    refused = f"its cells lie as far apart as {together.cells} cells would; it was not opened"
        content.seek(0)
    return refused, extents


def _sheet(
    draft: Draft,
    workbook: Any,  # noqa: ANN401
    sheet: Any,  # noqa: ANN401
    number: int,
    extent: Extent | None,
) -> Iterator[Reading | Gap]:
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    name = str(sheet.name)
    what = f"the sheet {name!r}"
    start = draft.position
    if sheet.visible != SheetVisibleEnum.Visible:
        detail = "the sheet is hidden in the workbook; it was read"
        yield lack(draft.exhibit, GapKind.HIDDEN, what, detail, start)
    if sheet.typ != SheetTypeEnum.WorkSheet:
        yield lack(draft.exhibit, GapKind.UNSUPPORTED, what, "a chart or macro sheet has no rows", start)
        return
    if extent is not None and extent.cells > CELLS_LIMIT:
        detail = f"its cells lie as far apart as {extent.cells} cells would; it was not opened"
        yield lack(draft.exhibit, GapKind.OVER_BUDGET, what, detail, start)
        return
    try:
        found = workbook.get_sheet_by_name(sheet.name)
    except CalamineError as error:
        yield lack(draft.exhibit, GapKind.DAMAGED, what, f"{type(error).__name__} {error}"[:300], start)
        return
    draft.open(PartKind.SHEET, number, name)
    yield from _rows(draft, found, name)
    draft.close()
    if extent is not None and extent.has_hidden:
        yield lack(draft.exhibit, GapKind.HIDDEN, what, "it has hidden rows or columns; they were read", start)


def _rows(draft: Draft, sheet: Any, name: str) -> Iterator[Reading]:  # noqa: ANN401
    """Read a sheet's rows; they are numbered as in the sheet, so a row without cells still counts."""
    rows = Rows(draft, f"{name}!")
    number = 1
    lines = iter(sheet.iter_rows())
    while batch := list(islice(lines, ROWS_AT_ONCE)):
        yield from rows.add(
            number, [[cell if cell.__class__ is str else _words(cell) for cell in row] for row in batch]
        )
        number += len(batch)


def _words(cell: object) -> str:
    """Write a cell as a person would read it: whole numbers without a point, dates in ISO 8601."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < WHOLE_NUMBERS_BELOW else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
