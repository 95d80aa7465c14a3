"""Makes the files of this example that are no plain text: the same bytes on every run.

Run it as ``python examples/tarn-ford/make.py``. It needs Pillow and nothing else beyond the standard library. The
files are committed too; ``tests/examples/test_make.py`` compares them with what this script makes.
"""

import sys
from base64 import b64encode
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

MATERIAL = Path(__file__).parent / "material"

ORDER = (
    (
        "GREY HERON COMPANY",
        "Second Detachment",
        "",
        "ORDER No. 17",
        "4 March 2024",
        "",
        "1. The Second Detachment will occupy the school at Tarn Ford",
        "by the evening of 5 March 2024.",
        "",
        "2. The gymnasium is to be kept as a store. Nobody leaves the",
        "building without a written pass from the commander.",
        "",
        "3. Lorries come after dark and without number plates.",
        "",
        "4. The signals officer alone keeps the radio log.",
    ),
    (
        "5. The detachment leaves on the commander's word and not",
        "before 16 March 2024.",
        "",
        "6. All costs are booked as road repairs. The Directorate for",
        "Special Works settles the account at the end of the month.",
        "",
        "Colonel Ruvan Dravik",
        "Commander",
    ),
)

PAYMENTS: tuple[tuple[str | int, ...], ...] = (
    ("Date", "Paid by", "Paid to", "Amount (marks)", "Booked as"),
    ("2024-01-19", "Directorate for Special Works", "Grey Heron", 480000, "Road repairs"),
    ("2024-02-02", "Grey Heron", "Ruvan Dravik", 24000, "Travel"),
    ("2024-03-09", "Grey Heron", "Jonas Telk", 300, "Road repairs"),
    ("2024-03-12", "Grey Heron", "Jonas Telk", 300, "Road repairs"),
    ("2024-03-17", "Grey Heron", "Jonas Telk", 300, "Road repairs"),
)
SECOND_BOOK: tuple[tuple[str | int, ...], ...] = (
    ("Date", "Paid by", "Paid to", "Amount (marks)", "What for"),
    ("2024-01-19", "Directorate for Special Works", "Grey Heron", 480000, "Tarn valley, first quarter"),
    ("2024-03-20", "Directorate for Special Works", "Grey Heron", 520000, "Tarn valley, second quarter"),
)

LORRIES = (
    "date,driver,trips,marks\n2024-03-09,Jonas Telk,1,300\n2024-03-12,Jonas Telk,1,300\n2024-03-16,nobody yet,3,900\n"
)

ANSWER = """From: Pay Office <pay@grey-heron.example>
To: Karsten Ilve <stores@grey-heron.example>
Date: Wed, 13 Mar 2024 09:20:00 +0100
Message-ID: <20240313-0920-pay@grey-heron.example>
In-Reply-To: <20240312-1805-stores@grey-heron.example>
References: <20240312-1805-stores@grey-heron.example>
Subject: Re: Ration strength at the school
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_tarn_ford_1"

--=_tarn_ford_1
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

The Directorate has paid for the first quarter. It wrote that the rest
follows when the valley is quiet. The list of lorries is attached.

Bertil

On Tue, 12 Mar 2024, Karsten Ilve wrote:
> We are feeding 41 people in the school building besides our own 60.
> The flour lasts until Friday.

--=_tarn_ford_1
Content-Type: text/csv; charset="utf-8"; name="lorries.csv"
Content-Disposition: attachment; filename="lorries.csv"
Content-Transfer-Encoding: base64

{attachment}
--=_tarn_ford_1--
"""


def order_pdf() -> bytes:
    """Give the two-page order as a PDF with a text layer."""
    return _pdf(ORDER)


def broken_pdf() -> bytes:
    """Give the first third of a PDF: its table and its pages are gone."""
    whole = _pdf(tuple(reversed(ORDER)))
    return whole[: len(whole) // 3]


def payments_xlsx() -> bytes:
    """Give the payment sheet, with a second book on a hidden sheet."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Payments" sheetId="1" r:id="rId1"/>'
        '<sheet name="Second book" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": _sheet(head, main, PAYMENTS),
        "xl/worksheets/sheet2.xml": _sheet(head, main, SECOND_BOOK),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name, (2024, 3, 20, 12, 0, 0)), text.encode())
    return content.getvalue()


def answer_eml() -> bytes:
    """Give the pay office's answer, with the list of lorries attached."""
    attachment = b64encode(LORRIES.encode()).decode()
    lines = "\n".join(attachment[at : at + 72] for at in range(0, len(attachment), 72))
    return ANSWER.replace("{attachment}", lines).encode()


def photograph_jpeg() -> bytes:
    """Give a small drawn picture of a lorry at the school gate, with the date and place that the camera wrote."""
    picture = Image.new("RGB", (640, 420), "#aebfca")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 290, 640, 420), fill="#6d6a5c")
    pen.rectangle((40, 110, 400, 300), fill="#c9b28c", outline="#5d4d36", width=4)
    pen.polygon(((20, 112), (220, 40), (420, 112)), fill="#8a4b3a")
    for left in (75, 155, 235, 315):
        pen.rectangle((left, 150, left + 45, 205), fill="#38434c", outline="#efe7d4", width=3)
    pen.rectangle((195, 225, 250, 300), fill="#4b3a2a")
    pen.rectangle((420, 210, 560, 310), fill="#4a5a44")
    pen.rectangle((560, 245, 615, 310), fill="#56684e")
    pen.rectangle((572, 252, 606, 278), fill="#a9bcc6")
    for left in (440, 570):
        pen.ellipse((left, 290, left + 40, 330), fill="#22221f")
    exif = Image.Exif()
    exif[Base.Make] = "Kolibri"
    exif[Base.Model] = "K2"
    exif[Base.DateTime] = "2024:03:16 07:42:10"
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2024:03:16 07:42:10"
    exif.get_ifd(IFD.Exif)[Base.OffsetTimeOriginal] = "+01:00"
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (46.0, 31.0, 12.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "W", (31.0, 4.0, 30.0)
    content = BytesIO()
    picture.save(content, "JPEG", quality=80, exif=exif)
    return content.getvalue()


def _sheet(head: str, namespace: str, rows: Sequence[Sequence[str | int]]) -> str:
    written = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in zip("ABCDEFGH", row, strict=False):
            place = f"{column}{number}"
            if isinstance(value, int):
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
            else:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f'{head}<worksheet xmlns="{namespace}"><sheetData>{"".join(written)}</sheetData></worksheet>'


def _pdf(pages: Sequence[Sequence[str]]) -> bytes:
    first = 4
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index, lines in enumerate(pages):
        shown = " T* ".join(f"({_pdf_text(line)}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 18 TL 72 760 Td {shown} ET".encode("cp1252")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {first + 2 * index + 1} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
    content = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, content.rindex(b"xref\n0 "))


def _pdf_text(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


MADE = {
    "mail/02-re-ration-strength.eml": answer_eml,
    "papers/order-17.pdf": order_pdf,
    "papers/order-18.pdf": broken_pdf,
    "papers/payments.xlsx": payments_xlsx,
    "photo/school-gate.jpg": photograph_jpeg,
}
"""Where each made file lies under ``material/``, and what makes it."""


def main(folder: Path) -> None:
    """Write every made file under ``folder``."""
    for name, make in MADE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else MATERIAL)
