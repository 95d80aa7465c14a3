"""The report in a real browser: quiet, readable on a phone and in the dark, and usable by keyboard and ear."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.hostile import crowd, everywhere
from tests.web.sample import sample

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const channels = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => [0, 1, 2].map((i) => c[i] / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const c = channels(getComputedStyle(at).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || ["TITLE", "desc", "title", "STYLE"].includes(node.tagName) || !node.getClientRects().length) continue;
    const style = getComputedStyle(node);
    const ink = light(channels(node.closest("svg") ? style.fill : style.color));
    const ground = light(behind(node));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    found.push([ratio, node.tagName + "." + node.getAttribute("class")]);
  }
  return found;
}"""


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_asks_for_nothing_and_complains_of_nothing(show: Any, width: int) -> None:
    page, seen = show(sample(), width)
    page.mouse.wheel(0, 20_000)
    assert seen.requests == [page.url]
    assert seen.messages == []


def test_hostile_text_stays_quiet_in_a_browser(show: Any) -> None:
    text = "</style></title><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    page, seen = show(everywhere(text))
    assert "owned" not in page.title().split("document")[0]
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert seen.requests == [page.url]
    assert seen.messages == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("kind", ["sample", "long words", "crowd"])
def test_the_page_never_scrolls_sideways(show: Any, width: int, kind: str) -> None:
    dossier = {"sample": sample, "long words": lambda: everywhere("w" * 3000), "crowd": lambda: crowd(60, 30)}[kind]()
    page, _ = show(dossier, width)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_go_down_one_step_at_a_time(show: Any) -> None:
    page, _ = show(sample())
    unfold(page)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => +one.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_inside_the_page_has_a_target(show: Any) -> None:
    page, _ = show(sample())
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"
        ".filter((one) => !one.startsWith('#') || !document.getElementById(one.slice(1)))"
    )
    assert lost == []


def test_a_link_into_folded_claims_unfolds_them(show: Any) -> None:
    page, _ = show(sample())
    page.evaluate("location.hash = '#C-0015'")
    page.wait_for_function("document.getElementById('C-0015').getClientRects().length > 0")
    assert page.locator("#C-0015").is_visible()


def test_the_keyboard_reaches_the_dossier_the_drawings_and_the_folds(show: Any) -> None:
    page, _ = show(sample())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    met = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "(() => { const one = document.activeElement;"
            " return [one.tagName + '.' + one.className, getComputedStyle(one).outlineStyle] })()"
        )
        assert outline != "none"
        met.add(name)
    assert {"SUMMARY.", "A.id", "DIV.scroll"} <= met


def test_every_drawing_has_a_name_and_a_description(show: Any) -> None:
    page, _ = show(sample())
    drawings = page.evaluate(
        "[...document.querySelectorAll('svg')].map((one) => [one.getAttribute('role'),"
        " ...one.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id).textContent)])"
    )
    assert len(drawings) == 5
    assert all(role == "img" and len(title) > 10 and len(told) > 10 for role, title, told in drawings)


def test_a_screen_reader_finds_landmarks_captions_and_scopes(show: Any) -> None:
    page, _ = show(sample())
    counts = page.evaluate(
        "Object.fromEntries(['header', 'nav[aria-label]', 'main', 'footer', 'table:not(:has(> caption))',"
        " 'th:not([scope])', 'main > section:not([aria-labelledby])']"
        ".map((one) => [one, document.querySelectorAll(one).length]))"
    )
    assert counts == {
        "header": 1, "nav[aria-label]": 1, "main": 1, "footer": 1, "table:not(:has(> caption))": 0,
        "th:not([scope])": 0, "main > section:not([aria-labelledby])": 0,
    }  # fmt: skip
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("table.stack").first.get_by_role("columnheader").count() > 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(show: Any, scheme: str) -> None:
    page, _ = show(sample(), 1280, scheme)
    unfold(page)
    found = page.evaluate(CONTRAST)
    assert len(found) > 300
    assert [one for one in found if one[0] < 4.5] == []


def test_the_dark_page_is_dark(show: Any) -> None:
    page, _ = show(sample(), 1280, "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 26)"


def test_paper_shows_folded_claims_and_hides_what_only_a_screen_needs(show: Any) -> None:
    page, _ = show(sample())
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    rects = page.evaluate("document.getElementById('C-0015').getBoundingClientRect().height")
    assert rects > 20
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
