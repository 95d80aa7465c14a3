"""The example case: what its README says of the files is true of the files."""

import email.policy
import json
import re
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from probative.corroboration.reuse import reuse
from tests.scripts import loaded

CASE = Path(__file__).parents[2] / "examples" / "tarn-ford"
MATERIAL = CASE / "material"
TRUTH: dict[str, Any] = json.loads((CASE / "truth.json").read_text())
DATES = {
    "press/01-meridian-wire.txt": "2024-03-21",
    "press/02-esker-courier.txt": "2024-03-22",
    "press/03-daily-lantern.html": "2024-03-22",
    "press/04-northbank-gazette.md": "2024-03-22",
    "press/05-harbour-post.txt": "2024-03-23",
    "press/06-tarn-valley-herald.html": "2024-03-24",
}
MADE = (
    "mail/02-re-ration-strength.eml",
    "papers/order-17.pdf",
    "papers/order-18.pdf",
    "papers/payments.xlsx",
    "photo/school-gate.jpg",
)


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    return loaded(CASE / "make.py")


def words_of(name: str) -> str:
    raw = (MATERIAL / name).read_text(encoding="utf-8")
    body = re.search(r"<article>(.*?)</article>", raw, re.DOTALL)
    return re.sub(r"<[^>]+>", "", body.group(1)) if body else raw


def exif_of(content: bytes) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
    exif = Image.open(BytesIO(content)).getexif()
    return {key: exif[key] for key in (Base.Make, Base.Model)}, exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)


def test_the_script_names_every_made_file(maker: ModuleType) -> None:
    assert sorted(maker.MADE) == sorted(MADE)


@pytest.mark.parametrize("name", [name for name in MADE if not name.endswith("jpg")])
def test_the_script_makes_the_committed_bytes(maker: ModuleType, name: str) -> None:
    assert maker.MADE[name]() == (MATERIAL / name).read_bytes()


def test_the_script_makes_the_committed_photograph(maker: ModuleType) -> None:
    made, there = maker.photograph_jpeg(), (MATERIAL / "photo/school-gate.jpg").read_bytes()
    assert exif_of(made) == exif_of(there)
    one, other = Image.open(BytesIO(made)), Image.open(BytesIO(there))
    assert one.size == other.size == (640, 420)
    # Encoders of different versions round differently; the picture is the same to the eye.
    far = max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
    assert far <= 32


def test_the_script_writes_where_it_is_told(maker: ModuleType, tmp_path: Path) -> None:
    maker.main(tmp_path)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(MADE)


def test_there_are_as_many_files_as_the_truth_counts() -> None:
    files = [path for path in MATERIAL.rglob("*") if path.is_file()]
    assert len(files) == TRUTH["exhibits_by_hand"]
    assert len(files) + len(TRUTH["attachments"]) == TRUTH["exhibits"]
    assert len(DATES) == TRUTH["articles"]


def test_the_articles_are_as_long_as_news() -> None:
    lengths = [len(words_of(name).split()) for name in DATES]
    assert min(lengths) >= 150
    assert max(lengths) <= 350


def test_every_article_says_the_main_proposition_and_one_has_it_denied() -> None:
    for name in TRUTH["main_proposition"]["articles"]:
        assert "held villagers hostage in the" in words_of(name)
    (denied,) = TRUTH["main_proposition"]["denied_in"]
    assert "The Defence Ministry denied" in words_of(denied)


def test_four_articles_lean_on_the_wire_and_two_on_nothing() -> None:
    items = [{"id": name, "text": words_of(name), "date": day} for name, day in DATES.items()]
    leaning = {str(one["id"]): [each["id"] for each in one["derived_from"]] for one in reuse(items)}  # type: ignore[attr-defined]
    wire = "press/01-meridian-wire.txt"
    assert [name for name, up in leaning.items() if wire in up] == TRUTH["derivations_to_the_wire"]
    assert [name for name, up in leaning.items() if not up] == TRUTH["leans_on_nothing"]
    assert sum(map(len, leaning.values())) == TRUTH["text_reuse_pairs"]


def test_the_independent_article_names_neither_the_wire_nor_the_activist() -> None:
    herald = words_of("press/06-tarn-valley-herald.html")
    assert "Meridian" not in herald
    assert "Varen" not in herald


def test_the_contradictions_are_in_the_material() -> None:
    everything = " ".join(words_of(name) for name in DATES)
    for each in TRUTH["contradictions"]:
        assert each["left_holds"] in everything
        assert each["right_holds"] in everything


def test_the_payment_sheet_hides_a_second_book() -> None:
    book = openpyxl.load_workbook(MATERIAL / "papers/payments.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Payments", "visible"), ("Second book", "hidden")]
    assert book["Second book"]["D2"].value == 480_000


def test_the_order_has_two_pages_of_text_and_the_other_cannot_be_opened() -> None:
    order = pypdfium2.PdfDocument(MATERIAL / "papers/order-17.pdf")
    texts = [page.get_textpage().get_text_range() for page in order]
    assert len(texts) == 2
    assert "occupy the school at Tarn Ford" in texts[0]
    assert "Colonel Ruvan Dravik" in texts[1]
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(MATERIAL / "papers/order-18.pdf")


def test_the_mails_are_a_thread_with_an_attachment() -> None:
    first, second = (
        message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in sorted(MATERIAL.glob("mail/*.eml"))
    )
    assert second["In-Reply-To"] == first["Message-ID"]
    (attachment,) = second.iter_attachments()
    assert attachment.get_filename() == TRUTH["attachments"][0]
    assert attachment.get_content().startswith("date,driver,trips,marks\n")


def test_the_photograph_says_when_and_where_it_was_taken() -> None:
    camera, exif, place = exif_of((MATERIAL / "photo/school-gate.jpg").read_bytes())
    assert camera[Base.Model] == "K2"
    assert exif[Base.DateTimeOriginal].split()[0].replace(":", "-") == TRUTH["photograph"]["taken"]
    for key, sign_key, name in (
        (GPS.GPSLatitude, GPS.GPSLatitudeRef, "latitude"),
        (GPS.GPSLongitude, GPS.GPSLongitudeRef, "longitude"),
    ):
        degrees, minutes, seconds = (float(part) for part in place[key])
        sign = -1 if place[sign_key] in "SW" else 1
        assert sign * (degrees + minutes / 60 + seconds / 3600) == pytest.approx(TRUTH["photograph"][name], abs=1e-4)
