"""The drawing of who got it from whom, looked at in a real browser: readable with one source and with forty."""

import re
from typing import Any

import pytest

from probative.web.dossier import Dossier
from probative.web.report import render
from tests.web.forty import Desk, apart, forty, tangled

pytestmark = pytest.mark.browser

BOXES = """() => {
  const drawing = document.querySelector("#P-0001 figure svg");
  const place = (one) => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  return {
    width: drawing.getBoundingClientRect().width,
    height: drawing.getBoundingClientRect().height,
    boxes: [...drawing.querySelectorAll("g")].map((one) => place([...one.querySelectorAll(".point")].pop())),
    outer: [...drawing.querySelectorAll("g")].map((one) => place(one.querySelector(".point"))),
    texts: [...drawing.querySelectorAll("g")].map((one) => [...one.querySelectorAll("text")].map(place)),
    letters: [...drawing.querySelectorAll("text")].map((one) => parseFloat(getComputedStyle(one).fontSize)
      * drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width),
  };
}"""
LEAST_LETTER = 8.4
"""Pixels, the smallest words in the drawing (what a point is), on a screen of 1280; names are larger."""


def one() -> Dossier:
    desk = Desk()
    desk.say("Ana Brelko", "Osk Varen", "#Meridian Wire")
    desk.say("Ana Brelko", "Osk Varen", "#Tolm Tribune")
    return desk.dossier("One source")


MADE = {"one": one, "forty": forty, "apart": apart, "tangled": tangled}


@pytest.mark.parametrize("kind", MADE)
def test_no_word_leaves_its_box_and_no_two_boxes_touch(show: Any, kind: str) -> None:
    page, _ = show(MADE[kind]())
    seen = page.evaluate(BOXES)
    assert len(seen["boxes"]) > 1
    for (left, top, right, bottom), texts in zip(seen["boxes"], seen["texts"], strict=True):
        for x, y, to_x, to_y in texts:
            assert left - 1 <= x
            assert to_x <= right + 1
            assert top - 1 <= y
            assert to_y <= bottom + 1
    apart_from = seen["outer"]
    for at, (left, top, right, bottom) in enumerate(apart_from):
        for other in apart_from[:at]:
            assert left > other[2] or right < other[0] or top > other[3] or bottom < other[1]
    assert min(seen["letters"]) >= LEAST_LETTER


@pytest.mark.parametrize("kind", MADE)
def test_a_drawing_is_no_larger_than_a_page_of_paper_and_the_table_stands_below_it(show: Any, kind: str) -> None:
    page, _ = show(MADE[kind](), 680)
    page.emulate_media(media="print")
    seen = page.evaluate(BOXES)
    assert seen["width"] <= 680
    # 230 of the 263 mm between the margins, of which an inch is 96 pixels.
    assert seen["height"] <= 230 / 25.4 * 96 + 1
    # 5.5 points: smaller print is not read.
    assert min(seen["letters"]) >= 5.5 * 96 / 72
    folded = page.locator("#P-0001 details.key")
    if folded.count():
        assert folded.locator("tbody tr").first.is_visible()


def test_every_source_of_forty_stands_by_its_full_name_in_the_table(show: Any) -> None:
    dossier = forty()
    page, _ = show(dossier)
    table = page.locator("#P-0001 details.key tbody").inner_text()
    for source in dossier.sources:
        assert source.id in table
        assert source.name in table


def test_shapes_and_words_tell_everything_without_colour(show: Any) -> None:
    page, _ = show(forty())
    drawn = page.locator("#P-0001 figure svg")
    narrow = drawn.locator("g:has(.narrow)")
    assert narrow.count() > 5
    assert narrow.filter(has_text="bottleneck").count() == narrow.count()
    assert drawn.locator("g:has(polygon.narrow)").count() == narrow.count()
    assert drawn.locator("g:has(.unsure)").count() == 3
    assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('svg .narrow')).strokeWidth)")) >= 3
    assert page.evaluate("getComputedStyle(document.querySelector('svg .unsure')).strokeDasharray") != "none"


def test_the_drawing_is_told_in_words_to_who_cannot_see_it() -> None:
    html = render(forty()).decode()
    (paragraph,) = re.findall(r'<p class="account">(.*?)</p>', html)
    (told,) = re.findall(r'<desc id="ancestry-P-0001-desc">(.*?)</desc>', html)
    assert re.sub(r"<[^>]+>", "", paragraph) == told
    assert "That is at least 12, at most 16 independent origins." in told


def test_a_drawing_of_all_that_came_through_one_relay_says_how_many_propositions(show: Any) -> None:
    desk = Desk()
    for at, (name, words) in enumerate(
        (("Ana Brelko", "the bridge at Keld was mined"), ("Ilka Tomsa", "the mill burned"))
    ):
        desk.say(name, "Osk Varen", f"#Paper {at}", words=words)
    page, _ = show(desk.dossier("Through one"))
    drawing = page.locator("#hangs svg").first
    assert "2 propositions" in drawing.inner_html()
    assert {"Ana Brelko", "Ilka Tomsa", "Osk Varen"} <= set(drawing.locator("text.name").all_text_contents())
