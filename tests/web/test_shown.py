"""Text made harmless."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from probative.model.periods import Period
from probative.web.shown import cut, plain, shown, visible
from probative.web.wording import bounds, counted, size


def test_ordinary_text_of_any_script_stays_as_it_is() -> None:
    for text in ("Größe, “quoted” – dash", "Прилуки", "שלום", "مرحبا", "可能", "a\tb\nc"):
        assert visible(text) == text


def test_line_ends_of_any_system_are_one() -> None:
    assert visible("a\r\nb\rc") == "a\nb\nc"


def test_what_is_cut_is_counted() -> None:
    assert cut("a" * 12, 10) == "a" * 10 + " … (+2 characters)"


@given(st.text(max_size=50))
def test_shown_text_is_markup_without_markup(text: str) -> None:
    for made in (shown(text), plain(text)):
        assert isinstance(made, Markup)
        inside = made.removeprefix("<bdi>").removesuffix("</bdi>")
        assert "<" not in inside
        assert '"' not in inside


def test_bounds_say_which_side_is_open() -> None:
    assert bounds(Period(verbatim="last week")) == "not resolved"
    assert bounds(Period(verbatim="then", edtf="..")) == "no bounds"


def test_numbers_are_written_for_readers() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(10_000, "entity", "entities") == "10,000 entities"
    assert [size(1), size(999), size(1_500), size(2_340_000), size(5 * 10**12)] == [
        "1 byte", "999 bytes", "1.5 kB", "2.3 MB", "5,000.0 GB",
    ]  # fmt: skip
