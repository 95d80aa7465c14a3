"""What a web page says of itself: title, author, publisher, day, address, language."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

TITLE: Final = ('meta[property="og:title"]', 'meta[name="twitter:title"]', 'meta[name="dc.title" i]')
AUTHOR: Final = ('meta[name="author" i]', 'meta[property="author"]', 'meta[name="dc.creator" i]', 'meta[name="byl"]')
PUBLISHER: Final = ('meta[property="og:site_name"]', 'meta[name="publisher" i]', 'meta[name="dc.publisher" i]')
PUBLISHED: Final = (
    'meta[property="article:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[name="date" i]',
    'meta[name="pubdate" i]',
    'meta[name="dc.date" i]',
    'meta[name="dcterms.created" i]',
)
ADDRESS: Final = ('meta[property="og:url"]',)
ARTICLES: Final = ("article", "posting", "report", "review", "webpage")
"""Words in a JSON-LD type that make an object describe the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page states in its metadata; ``None`` where it states nothing."""

    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    address: str | None
    language: str | None


def page_of(tree: Any) -> Page:  # noqa: ANN401  # the library's tree has no types
    """Read the metadata of a page.

    Source: Open Graph, schema.org in JSON-LD and microdata, Dublin Core, and HTML's own elements, in this order.
    """
    linked = _linked(tree)
    html = tree.root
    return Page(
        title=_meta(tree, TITLE) or _text(linked.get("headline")) or _words(tree, ("h1", "title")),
        author=_text(linked.get("author"))
        or _meta(tree, AUTHOR)
        or _words(tree, ('[rel="author"]', '[itemprop="author"]')),
        publisher=_meta(tree, PUBLISHER) or _text(linked.get("publisher")),
        published=_meta(tree, PUBLISHED) or _text(linked.get("datePublished")) or _time(tree),
        address=_attribute(tree, 'link[rel="canonical"]', "href") or _meta(tree, ADDRESS),
        language=(html.attributes.get("lang") or None) if html is not None else None,
    )


def _meta(tree: Any, selectors: Sequence[str]) -> str | None:  # noqa: ANN401
    for selector in selectors:
        found = _attribute(tree, selector, "content")
        if found:
            return found
    return None


def _attribute(tree: Any, selector: str, name: str) -> str | None:  # noqa: ANN401
    node = tree.css_first(selector)
    value = None if node is None else node.attributes.get(name)
    return " ".join(value.split()) or None if value else None


def _words(tree: Any, selectors: Sequence[str]) -> str | None:  # noqa: ANN401
    for selector in selectors:
        node = tree.css_first(selector)
        found = "" if node is None else " ".join(node.text(deep=True).split())
        if found:
            return found[:300]
    return None


def _time(tree: Any) -> str | None:  # noqa: ANN401
    for selector in (
        "time[pubdate]",
        '[itemprop="datePublished"][datetime]',
        "article time[datetime]",
        "time[datetime]",
    ):
        found = _attribute(tree, selector, "datetime")
        if found:
            return found
    return None


def _linked(tree: Any) -> dict[str, object]:  # noqa: ANN401
    """The first object of the page's JSON-LD that describes the page."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            value = json.loads(node.text(deep=True) or "null")
        except (ValueError, RecursionError):
            continue  # broken metadata is no metadata; the text is read all the same
        for found in _objects(value):
            kinds = str(found.get("@type", "")).lower()
            if any(kind in kinds for kind in ARTICLES):
                return found
    return {}


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for member in value:
            yield from _objects(member, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _text(value: object) -> str | None:
    """The words of a JSON-LD value: itself, its name, or its members' names."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(found for member in value[:10] if (found := _text(member))) or None
    return None
