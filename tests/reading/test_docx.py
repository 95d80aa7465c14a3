from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from tests.reading.material import DOCX, all_of, docx, only_reading, zipped

INSERTED = (
    '<w:p><w:r><w:t xml:space="preserve">They </w:t></w:r><w:ins w:author="B"><w:r><w:t>all left.</w:t></w:r></w:ins>'
)
DELETED = '<w:del w:author="B"><w:r><w:delText>never left.</w:delText></w:r></w:del></w:p>'
HIDDEN = "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> and unseen</w:t></w:r></w:p>"


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    reading = only_reading(docx(["First.", "Second."], rows=[["Payee", "Sum"], ["Kes", "100"]]), DOCX)
    assert reading.text.strip() == "First.\n\nSecond.\n\nPayee\tSum\nKes\t100"
    rows = [part for part in reading.parts if part.kind is PartKind.ROW]
    assert [(part.label, reading.text[part.start : part.end]) for part in rows] == [
        ("table 1!1", "Payee\tSum"),
        ("table 1!2", "Kes\t100"),
    ]
    body = next(part for part in reading.parts if part.kind is PartKind.BODY)
    assert reading.text[body.start : body.end].endswith("Kes\t100")


def test_insertions_are_text_and_deletions_are_named() -> None:
    readings, gaps = all_of(docx(["Start."], body_xml=INSERTED + DELETED), DOCX)
    assert "They all left." in readings[0].text
    assert "never left" not in readings[0].text
    assert ("deleted", "never left.") in [(declared.key, declared.value) for declared in readings[0].declared]
    assert [gap.kind for gap in gaps] == [GapKind.HIDDEN]


def test_hidden_text_is_read_and_named() -> None:
    readings, gaps = all_of(docx(["Start."], body_xml=HIDDEN), DOCX)
    assert "Seen and unseen" in readings[0].text
    assert [gap.kind for gap in gaps] == [GapKind.HIDDEN]


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = (
        "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p><w:p><w:r><w:t>After.</w:t></w:r></w:p>"
    )
    assert only_reading(docx([], body_xml=box), DOCX).text.strip() == "Before.\n\nBoxed.\n\nAfter."


def test_properties_are_declared_and_the_text_decides_the_genre() -> None:
    order = only_reading(docx(["ORDER No. 17", "Leave Orlo."], author="Clerk"), DOCX)
    assert (order.genre, order.author) == (Genre.DOCUMENT, "Clerk")
    statement = only_reading(docx(["Statement of Anna Kes", "I saw it."], author="Clerk"), DOCX)
    assert (statement.genre, statement.author) == (Genre.TESTIMONY, "Anna Kes")


def test_an_office_file_of_another_kind_is_unreadable() -> None:
    for content in (zipped({"a.txt": b"x"}), b"PK\x03\x04 broken", b"\x00" * 100):
        readings, gaps = all_of(content, DOCX)
        assert not readings
        assert [gap.kind for gap in gaps] == [GapKind.UNREADABLE]


def test_an_encrypted_and_an_old_file_say_so() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert all_of(old, DOCX)[1][0].kind is GapKind.UNSUPPORTED
    assert all_of(old + "EncryptedPackage".encode("utf-16-le"), DOCX)[1][0].kind is GapKind.ENCRYPTED


def test_a_package_that_unpacks_to_too_much_is_not_opened() -> None:
    readings, gaps = all_of(zipped({"word/document.xml": b"\x00" * (70 << 20)}), DOCX)
    assert not readings
    assert [gap.kind for gap in gaps] == [GapKind.OVER_BUDGET]
