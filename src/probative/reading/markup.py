"""The words of a tree of HTML, in the lines that a reader of the page would see."""

import re
from typing import Any, Final

from probative.reading.soundness import sound

DROPPED: Final = ["script", "style", "noscript", "template", "svg", "iframe", "object", "math-annotation", "head"]
"""Elements whose content is not text for a reader."""

FURNITURE: Final = (
    "nav, [role=navigation], [role=search], [role=banner], [role=contentinfo], body > footer, body > header, button, "
    "select, dialog"
)
"""What stands around the text of a page. An article's own header and footer (headline, byline, notes) stay."""

MAIN_LENGTH: Final = 500
"""Code points from which on an element is believed to be the main text without weighing it against the page."""

_PARAGRAPHS: Final = (
    "p, h1, h2, h3, h4, h5, h6, blockquote, section, article, table, ul, ol, dl, pre, figure, header, hr"
)
_LINES: Final = "br, li, div, tr, dt, dd, figcaption, address, footer, aside, main, caption, summary, details, option"
_PARAGRAPH, _LINE, _CELL, _SPACE = "\x1e", "\x1d", "\x1f", "\x1c"
_CELL_END: Final = re.compile(" *\x1f *")
_HIDDEN: Final = '[hidden], [style*="display:none"], [style*="display: none"], [style*="visibility:hidden"]'


def main_element(tree: Any) -> tuple[Any, str]:  # noqa: ANN401  # the library's tree has no types
    """Find the element that holds the main text, and take the furniture out of it.

    The page's own marks decide, not a guess at what looks like an article: a guess drops lists, captions and short
    paragraphs (measured: docs/decisions/0041), and what is dropped can never be claimed. Without marks all of the
    body stays, less navigation and lists that are links only.

    Returns:
        The element (``None`` where there is no body) and its name.
    """
    body = tree.body
    if body is None:
        return None, ""
    articles = body.css("article")
    mains = body.css("main, [role=main]")
    chosen, which = body, "body"
    if len(articles) == 1 and _is_main(articles[0], body):
        chosen, which = articles[0], "article"
    elif len(mains) == 1 and _is_main(mains[0], body):
        chosen, which = mains[0], "main"
    for node in chosen.css(FURNITURE):
        node.decompose()
    if which != "article":
        for node in chosen.css("ul, ol"):
            if _is_menu(node):
                node.decompose()
    return chosen, which


def has_hidden_words(element: Any) -> bool:  # noqa: ANN401
    """Whether the element holds words that its page does not show."""
    return any(node.text(deep=True, strip=True) for node in element.css(_HIDDEN) if node.tag not in DROPPED)


def words_of(element: Any) -> str:  # noqa: ANN401
    """Give the text of an element, in lines.

    A blank line stands between paragraphs, a list item or table row has its own line, cells have tabs between them.
    Changes the element. White space counts as in HTML; inside ``pre`` it is kept. Pictures' alternative texts are
    not the page's words and are left out.
    """
    element.strip_tags(DROPPED)
    for node in element.css("pre, textarea"):
        node.replace_with(_PARAGRAPH + node.text().replace("\n", _LINE).replace(" ", _SPACE) + _PARAGRAPH)
    for mark, selector in ((_PARAGRAPH, _PARAGRAPHS), (_LINE, _LINES)):
        for node in element.css(selector):
            node.insert_before(mark)
            node.insert_after(mark)
    for node in element.css("td, th"):
        node.insert_before(_CELL)
    text = _single_spaced(element.text(deep=True, separator=""))
    paragraphs = ("\n".join(filter(None, map(_line, found.split(_LINE)))) for found in text.split(_PARAGRAPH))
    return sound("\n\n".join(filter(None, paragraphs)).replace(_SPACE, " ").strip())


def _single_spaced(text: str) -> str:
    """White space as HTML shows it. By ``replace``: a regular expression takes ten times as long over every space."""
    for blank in "\n\t\r\f":
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _line(text: str) -> str:
    """One line, its cells parted by tabs, without what stands before the first cell or behind the last word."""
    text = text.strip(" ")
    if _CELL in text:
        return _CELL_END.sub("\t", text.removeprefix(_CELL)).rstrip()
    return text


def words_of_html(source: str) -> str:
    """Give all the words of a piece of HTML, such as the body of a mail."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(source).body
    return "" if body is None else words_of(body)


def _is_main(element: Any, body: Any) -> bool:  # noqa: ANN401
    length = len(element.text(deep=True))
    return length >= MAIN_LENGTH or length * 2 >= sum(len(node.text(deep=True)) for node in body.css("p"))


def _is_menu(element: Any) -> bool:  # noqa: ANN401
    links = element.css("a")
    if len(links) < 4:
        return False
    linked = sum(len(node.text(deep=True, strip=True)) for node in links)
    return linked * 10 >= 9 * len(element.text(deep=True, strip=True))
