from datetime import date, datetime

from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from tests.reading.material import ODS, XLSX, all_of, ods, only_reading, sheet_with_cells, xlsx

ROWS = [
    ["Date", "Payee", "Sum"],
    [date(2031, 4, 2), "Kes, Anna", 1200],
    [None, None, None],
    [datetime(2031, 4, 3, 9, 30), "Dov", 0.5],
]
CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def test_a_row_is_a_part_named_after_its_place_in_the_sheet() -> None:
    reading = only_reading(xlsx({"Cash": ROWS}), XLSX)
    assert reading.genre is Genre.TABLE
    rows = {part.label: reading.text[part.start : part.end] for part in reading.parts if part.kind is PartKind.ROW}
    assert rows == {
        "Cash!1": "Date\tPayee\tSum",
        "Cash!2": "2031-04-02\tKes, Anna\t1200",
        "Cash!4": "2031-04-03 09:30:00\tDov\t0.5",
    }


def test_a_sheet_is_a_part_around_its_rows() -> None:
    reading = only_reading(xlsx({"Cash": ROWS, "Names": [["Kes"]]}), XLSX)
    sheets = [part for part in reading.parts if part.kind is PartKind.SHEET]
    assert [part.label for part in sheets] == ["Cash", "Names"]
    assert reading.text[sheets[1].start : sheets[1].end].strip() == "Kes"
    columns = [declared for declared in reading.declared if declared.key == "columns"]
    assert [declared.value for declared in columns] == ["Date\tPayee\tSum", "Kes"]


def test_rows_before_the_first_filled_one_still_count() -> None:
    reading = only_reading(xlsx({"Cash": [[], [], ["", "Kes"]]}), XLSX)
    assert [part.label for part in reading.parts if part.kind is PartKind.ROW] == ["Cash!3"]
    assert reading.text == "Kes\n"


def test_a_hidden_sheet_is_read_and_named() -> None:
    readings, gaps = all_of(xlsx({"Cash": ROWS, "Real": [["Dov", 9000]]}, hidden=["Real"]), XLSX)
    assert "Dov\t9000" in readings[0].text
    assert [(gap.kind, "'Real'" in gap.what) for gap in gaps] == [(GapKind.HIDDEN, True)]


def test_hidden_rows_are_read_and_named() -> None:
    readings, gaps = all_of(xlsx({"Cash": ROWS}, hidden_rows=[2]), XLSX)
    assert "Kes, Anna" in readings[0].text
    assert [gap.kind for gap in gaps] == [GapKind.HIDDEN]


def test_tabs_and_line_ends_in_a_cell_do_not_make_cells_or_rows() -> None:
    reading = only_reading(xlsx({"Cash": [["a\tb\nc", "d"]]}), XLSX)
    assert reading.text == "a b c\td\n"


def test_two_cells_at_opposite_corners_do_not_end_the_process() -> None:
    readings, gaps = all_of(sheet_with_cells(["A1", "XFD1048576"]), XLSX)
    assert [gap.kind for gap in gaps] == [GapKind.OVER_BUDGET, GapKind.EMPTY]
    assert readings[0].text == ""


def test_cells_out_of_order_are_measured_too() -> None:
    _, gaps = all_of(sheet_with_cells(["A1", "ZZ1048576", "B2"]), XLSX)
    assert gaps[0].kind is GapKind.OVER_BUDGET


def test_repeated_cells_of_an_open_document_are_measured() -> None:
    cell = CELL.format(' table:number-columns-repeated="1000"', "x")
    rows = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    readings, gaps = all_of(ods(rows), ODS)
    assert not readings
    assert [gap.kind for gap in gaps] == [GapKind.OVER_BUDGET]


def test_an_open_document_with_empty_repeats_is_read() -> None:
    rows = (
        f'<table:table-row>{CELL.format("", "Kes")}<table:table-cell table:number-columns-repeated="16383"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    assert only_reading(ods(rows), ODS).text == "Kes\n"


def test_broken_and_encrypted_workbooks_say_so() -> None:
    assert all_of(xlsx({"Cash": ROWS})[:400], XLSX)[1][0].kind is GapKind.UNREADABLE
    assert all_of(b"noise" * 50, "application/vnd.ms-excel")[1][0].kind is GapKind.UNREADABLE
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert all_of(encrypted, XLSX)[1][0].kind is GapKind.ENCRYPTED


def test_an_empty_workbook_is_empty() -> None:
    assert [gap.kind for gap in all_of(xlsx({"Cash": []}), XLSX)[1]] == [GapKind.EMPTY]
