import pytest

from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from probative.reading.pdf import as_lines
from probative.reading.salvage import salvaged
from tests.reading.material import all_of, encrypted_pdf, only_reading, pdf

PAGES = (["ORDER No. 17 of 3 April 2031", "The second company leaves Orlo."], ["Signed: the staff."])


def test_every_page_is_a_part_with_its_own_words() -> None:
    reading = only_reading(pdf(PAGES), "application/pdf")
    assert [(part.kind, part.label) for part in reading.parts] == [(PartKind.PAGE, "page 1"), (PartKind.PAGE, "page 2")]
    pages = [reading.text[part.start : part.end] for part in reading.parts]
    assert pages == ["ORDER No. 17 of 3 April 2031\nThe second company leaves Orlo.", "Signed: the staff."]


def test_the_first_page_speaks_before_the_files_properties() -> None:
    info = {"Title": "scan0001", "Author": "Clerk", "CreationDate": "D:20320101000000Z"}
    reading = only_reading(pdf(PAGES, info=info), "application/pdf")
    assert reading.genre is Genre.DOCUMENT
    assert (reading.title, reading.author) == ("scan0001", "Clerk")
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-04-03"
    assert ("created", "D:20320101000000Z") in [(declared.key, declared.value) for declared in reading.declared]


def test_a_witness_is_not_the_clerk_who_typed() -> None:
    reading = only_reading(pdf([["Statement of Anna Kes", "I saw it."]], info={"Author": "Clerk"}), "application/pdf")
    assert (reading.genre, reading.author) == (Genre.TESTIMONY, "Anna Kes")


def test_a_page_that_is_a_picture_is_a_gap_that_names_it() -> None:
    readings, gaps = all_of(pdf([["Words."], []], pictures=[2]), "application/pdf")
    assert [gap.kind for gap in gaps] == [GapKind.NO_TEXT_LAYER]
    assert "page 2 of 2" in gaps[0].what
    assert len(readings[0].parts) == 2


def test_a_stamp_on_a_scan_does_not_hide_that_it_is_a_scan() -> None:
    _, gaps = all_of(pdf([["Page 4 of 9"]], pictures=[1]), "application/pdf")
    assert [gap.kind for gap in gaps] == [GapKind.NO_TEXT_LAYER]


def test_a_blank_page_is_no_gap_but_a_blank_document_is() -> None:
    assert only_reading(pdf([["Words."], []]), "application/pdf").text.startswith("Words.")
    _, gaps = all_of(pdf([[], []]), "application/pdf")
    assert [gap.kind for gap in gaps] == [GapKind.EMPTY]


def test_a_password_is_said_to_be_missing() -> None:
    readings, gaps = all_of(encrypted_pdf(), "application/pdf")
    assert not readings
    assert [gap.kind for gap in gaps] == [GapKind.ENCRYPTED]


@pytest.mark.parametrize("cut", [20, 80, 200])
def test_of_a_truncated_pdf_the_whole_pages_are_read(cut: int) -> None:
    content = pdf(PAGES)
    readings, gaps = all_of(content[:-cut], "application/pdf")
    assert readings[0].text.startswith("ORDER No. 17")
    assert not gaps or [gap.kind for gap in gaps] == [GapKind.DAMAGED]


def test_nothing_is_salvaged_from_what_has_no_pages() -> None:
    assert salvaged(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n") is None
    assert salvaged(b"no pdf") is None
    _, gaps = all_of(b"%PDF-1.4\nnothing in it", "application/pdf")
    assert [gap.kind for gap in gaps] == [GapKind.UNREADABLE]


def test_a_word_broken_by_a_hyphen_at_a_line_end_is_whole() -> None:
    reading = only_reading(pdf([["They were exam-", "ined at night."]]), "application/pdf")
    assert reading.text.startswith("They were examined at night.")
    assert as_lines("a\r\nb\x02c\xadd\ufffee\r") == "a\nbcde"


def test_quotation_marks_survive() -> None:
    assert "“Leave,” he said." in only_reading(pdf([["“Leave,” he said."]]), "application/pdf").text
