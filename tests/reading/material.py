"""Material for tests, made here: invented places, people and outlets; no binaries in the repository."""

import io
import tarfile
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from probative.base.digest import digest_of
from probative.base.identifiers import ExhibitId
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.gaps import Gap
from probative.model.readings import Reading
from probative.reading.port import VOLUME_LIMIT
from probative.reading.registry import read

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def exhibit_of(content: bytes, media_type: str, name: str = "item") -> Exhibit:
    """Give an exhibit for bytes made in a test."""
    receipt = Receipt(name=name, received_at="2031-04-05T10:00:00Z", tool="test", unknown_because=Provision.NOT_ASKED)
    return Exhibit(
        id=ExhibitId("E-0001"),
        digest=digest_of(content),
        size_bytes=len(content),
        media_type=media_type,
        name=name,
        receipts=(receipt,),
    )


def all_of(
    content: bytes, media_type: str, *, name: str = "item", volume_limit: int = VOLUME_LIMIT
) -> tuple[list[Reading], list[Gap]]:
    """Read bytes, and give the readings and the gaps apart."""
    found = list(read(io.BytesIO(content), exhibit_of(content, media_type, name), volume_limit=volume_limit))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Gap)]


def only_reading(content: bytes, media_type: str, *, name: str = "item") -> Reading:
    """Read bytes that give exactly one reading and no gap."""
    readings, gaps = all_of(content, media_type, name=name)
    assert not gaps, gaps
    assert len(readings) == 1
    return readings[0]


def pdf(pages: Sequence[Sequence[str]], *, info: dict[str, str] | None = None, pictures: Sequence[int] = ()) -> bytes:
    """Write a PDF of lines of text, in Windows-1252.

    Args:
        pages: The lines of each page.
        info: The information dictionary, such as ``Title``.
        pictures: Numbers of pages, from 1, that a picture fills.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _PICTURE]
    kids = []
    for number, lines in enumerate(pages, 1):
        drawn = (
            b"BT /F1 11 Tf 14 TL 72 770 Td " + b" ".join(b"(" + _quoted(line) + b") Tj T*" for line in lines) + b" ET"
        )
        if number in pictures:
            drawn = b"q 595 0 0 842 0 0 cm /P1 Do Q " + (drawn if lines else b"")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"<< /Font << /F1 3 0 R >> /XObject << /P1 4 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
        objects.append(page % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    trailer = b"/Root 1 0 R"
    if info:
        objects.append(b"<< " + b" ".join(b"/%s (%s)" % (key.encode(), _quoted(info[key])) for key in info) + b" >>")
        trailer += b" /Info %d 0 R" % len(objects)
    return _assembled(objects, trailer)


def encrypted_pdf() -> bytes:
    """Write a PDF that opens with a password only; nobody knows it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"5a" * 32, b"a5" * 32),
    ]
    return _assembled(objects, b"/Root 1 0 R /Encrypt 3 0 R /ID [<%s> <%s>]" % (b"01" * 16, b"01" * 16))


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)


def _quoted(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return content + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        table,
        count,
        trailer,
        len(content),
    )


def docx(
    paragraphs: Sequence[str], *, rows: Sequence[Sequence[str]] = (), author: str = "", body_xml: str = ""
) -> bytes:
    """Write a Word document of paragraphs and one table; ``body_xml`` is put at the end of the body as it is."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.core_properties.author = author
    document.core_properties.title = ""
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    if body_xml:
        namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        for node in parse_xml(f'<w:body xmlns:w="{namespace}">{body_xml}</w:body>'):
            document.element.body.insert(len(document.element.body) - 1, node)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx(
    sheets: dict[str, Sequence[Sequence[Any]]], *, hidden: Sequence[str] = (), hidden_rows: Sequence[int] = ()
) -> bytes:
    """Write a workbook; ``hidden_rows`` are hidden in its first sheet."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for number in hidden_rows:
        workbook.worksheets[0].row_dimensions[number].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet_with_cells(references: Sequence[str]) -> bytes:
    """Write a small workbook whose one sheet has a cell at each reference, however far apart."""
    cells = "".join(
        f'<row r="{"".join(filter(str.isdigit, ref))}"><c r="{ref}"><v>1</v></c></row>' for ref in references
    )
    whole = xlsx({"Cash": [["x"]]})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                start, end = content.index(b"<sheetData>"), content.index(b"</sheetData>")
                content = content[:start] + b"<sheetData>" + cells.encode() + content[end:]
                content = content.replace(b'<dimension ref="A1"', b'<dimension ref="A1:B2"')
            new.writestr(member, content)
    return stream.getvalue()


def ods(rows_xml: str) -> bytes:
    """Write an OpenDocument workbook with one sheet of the given rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Cash">{rows_xml}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODS}"/></m:manifest>'
    )
    return zipped(
        {"mimetype": ODS.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """Write a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """Write a tar archive."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def jpeg(*, exif: bool = True) -> bytes:
    """Take a photograph with an invented camera on 2 April 2031."""
    from PIL import Image
    from PIL.TiffImagePlugin import IFDRational

    image = Image.radial_gradient("L").resize((64, 48)).convert("RGB")
    tags = Image.Exif()
    if exif:
        tags[0x010F], tags[0x0110], tags[0x0131] = "Lumio", "Lumio X2", "Firmware 1.4"
        tags.get_ifd(0x8769)[0x9003] = "2031:04:02 11:20:05"
        place = tags.get_ifd(0x8825)
        place[1], place[3] = "S", "E"
        place[2] = (IFDRational(12), IFDRational(30), IFDRational(3600, 100))
        place[4] = (IFDRational(45), IFDRational(6), IFDRational(0))
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=tags)
    return stream.getvalue()


def mail(*, subject: str = "The crossing", body: str = "We crossed at night.\n", extra: str = "") -> bytes:
    """Write a mail from an invented person."""
    return (
        f"From: Irena Dov <irena@example.org>\r\nTo: desk@example.net\r\nDate: Wed, 02 Apr 2031 21:05:00 +0300\r\n"
        f"Subject: {subject}\r\nMessage-ID: <1@example.org>\r\n{extra}\r\n{body}"
    ).encode()


def rows_of_payments(count: int) -> list[list[Any]]:
    """Give rows of an invented pay sheet, with a heading."""
    heading = ["Date", "Payee", "Rank", "Amount", "Currency", "Purpose"]
    return [heading] + [
        [
            date(2031, 1 + at % 12, 1 + at % 28),
            f"Payee {at % 77}",
            "Corporal",
            1000.5 + at,
            "VEL",
            f"Month {at % 12}, part {at}",
        ]
        for at in range(count)
    ]
