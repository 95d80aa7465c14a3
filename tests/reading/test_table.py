import csv
import io

import pytest

from probative.model.gaps import GapKind
from probative.model.readings import PartKind
from tests.reading.material import all_of, only_reading

ROWS = [["Date", "Payee", "Sum"], ["2031-04-02", "Kes, Anna", "1200"], ["2031-04-03", 'Dov "the pilot"', "900"]]


def written(delimiter: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(ROWS)
    return stream.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_are_parts_whatever_stands_between_the_cells(delimiter: str) -> None:
    reading = only_reading(written(delimiter), "text/csv")
    rows = [part for part in reading.parts if part.kind is PartKind.ROW]
    assert [reading.text[part.start : part.end] for part in rows] == ["\t".join(row) for row in ROWS]
    assert [part.label for part in rows] == ["row 1", "row 2", "row 3"]
    assert reading.parts[0].kind is PartKind.SHEET


def test_a_line_end_inside_a_cell_is_a_space() -> None:
    reading = only_reading(b'Who,What\nKes,"left\nat night"\n', "text/csv")
    assert reading.text == "Who\tWhat\nKes\tleft at night\n"


def test_blank_rows_have_no_part_but_count() -> None:
    reading = only_reading(b"a,b\n\nc,d\n", "text/csv")
    assert [part.number for part in reading.parts if part.kind is PartKind.ROW] == [1, 3]


def test_a_row_that_never_ends_is_kept_line_by_line_and_named() -> None:
    content = b'a,b\nc,"' + b"x" * 140_000 + b"\nd,e\n"
    readings, gaps = all_of(content, "text/csv")
    assert [gap.kind for gap in gaps] == [GapKind.DAMAGED]
    assert "x" * 140_000 in readings[0].text
    assert readings[0].text.endswith("d\te\n")


def test_a_table_in_cyrillic_of_before_unicode_is_read() -> None:
    content = "Дата;Получатель;Сумма\n02.04.2031;Анна Кес;1200\n".encode("cp1251")
    reading = only_reading(content, "text/csv")
    assert reading.text == "Дата\tПолучатель\tСумма\n02.04.2031\tАнна Кес\t1200\n"
    assert reading.encoding == "cp1251"


def test_volumes_begin_with_a_row_and_repeat_the_sheet() -> None:
    content = "\n".join(f"{number},Payee {number},100" for number in range(5_000)).encode()
    readings, _ = all_of(content, "text/csv", volume_limit=20_000)
    assert len(readings) > 3
    assert "".join(reading.text for reading in readings) == only_reading(content, "text/csv").text
    for reading in readings:
        assert reading.parts[0].kind is PartKind.SHEET
        assert (reading.parts[0].start, reading.parts[0].end) == (reading.offset, reading.offset + len(reading.text))
        assert all(reading.text[part.end - reading.offset] == "\n" for part in reading.parts[1:])


def test_noise_and_nothing() -> None:
    assert all_of(bytes(range(256)) * 4, "text/csv")[1][0].kind is GapKind.UNREADABLE
    assert all_of(b"\xef\xbb\xbf", "text/csv")[1][0].kind is GapKind.EMPTY
    assert all_of(b"\n\n\n", "text/csv")[1][0].kind is GapKind.EMPTY
