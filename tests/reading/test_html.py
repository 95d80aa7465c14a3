import pytest

from probative.model.gaps import GapKind
from probative.model.readings import Genre, PartKind
from tests.reading.material import all_of, only_reading

PAGE = """<!doctype html><html lang="en"><head><title>Shots at Orlo | The Orlo Post</title>
<meta property="og:title" content="Shots at Orlo"><meta property="og:site_name" content="The Orlo Post">
<meta name="author" content="Mira Selk"><meta property="article:published_time" content="2031-05-03T08:00:00Z">
<link rel="canonical" href="https://orlo.example/shots"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><header><h1>Shots at Orlo</h1><p>By <b>Mira</b> Selk</p></header>
<p>A guard said &ldquo;nobody&rdquo; left, and   the
road was closed&mdash;for hours.</p><p>Short.</p>
<blockquote><p>We waited.</p></blockquote><ul><li>First list item</li><li>Second</li></ul>
<table><tr><td>Payee</td><td>Sum</td></tr><tr><td></td><td>9</td></tr></table>
<figure><img src="a.jpg" alt="A BRIDGE"><figcaption>The bridge in May</figcaption></figure>
<pre>kept  as
it is</pre>A loose end<br>on two lines.
<p>Read <a href="https://src.example/doc">the document</a>.</p>
<script>document.write("written by a script")</script><style>p{color:red}</style>
</article><footer>All rights reserved</footer></body></html>"""


def test_the_main_text_keeps_every_word_a_reader_of_the_article_sees() -> None:
    text = only_reading(PAGE.encode(), "text/html").text
    assert text == (
        "Shots at Orlo\n\nBy Mira Selk\n\n"
        "A guard said “nobody” left, and the road was closed—for hours.\n\nShort.\n\nWe waited.\n\n"
        "First list item\nSecond\n\nPayee\tSum\n\t9\n\nThe bridge in May\n\nkept  as\nit is\n\n"
        "A loose end\non two lines.\n\nRead the document.\n"
    )


def test_a_page_states_its_title_author_publisher_and_day() -> None:
    reading = only_reading(PAGE.encode(), "text/html")
    assert reading.genre is Genre.PUBLICATION
    assert (reading.title, reading.author, reading.publisher) == ("Shots at Orlo", "Mira Selk", "The Orlo Post")
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-05-03"
    declared = {one.key: one.value for one in reading.declared}
    assert declared["address"] == "https://orlo.example/shots"
    assert declared["link"] == "https://src.example/doc"
    assert declared["main"] == "article"
    title = next(one for one in reading.declared if one.key == "title")
    assert title.passage is not None
    assert reading.words(title.passage) == "Shots at Orlo"
    assert [part.kind for part in reading.parts] == [PartKind.BODY]


def test_linked_data_states_it_too_and_broken_linked_data_states_nothing() -> None:
    page = (
        '<html><head><script type="application/ld+json">{broken</script><script type="application/ld+json">'
        '{"@graph":[{"@type":"NewsArticle","headline":"Shots","author":[{"name":"M. Selk"},{"name":"I. Dov"}],'
        '"publisher":{"name":"The Orlo Post"},"datePublished":"2031-05"}]}</script></head>'
        "<body><p>They came.</p></body>"
    )
    reading = only_reading(page.encode(), "text/html")
    assert (reading.title, reading.author, reading.publisher) == ("Shots", "M. Selk, I. Dov", "The Orlo Post")
    assert reading.stated_date is not None
    assert reading.stated_date.edtf == "2031-05"


def test_without_marks_the_whole_body_stays_less_menus() -> None:
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(6)) + "</ul>"
    page = f"<html><body>{menu}<div>One sentence in a box.</div><div>Another <i>one</i>.</div></body></html>"
    assert only_reading(page.encode(), "text/html").text == "One sentence in a box.\nAnother one.\n"


def test_a_teaser_is_not_taken_for_the_article() -> None:
    page = (
        "<html><body><article>Teaser</article>" + "<p>The real text of it goes on and on.</p>" * 20 + "</body></html>"
    )
    assert "real text" in only_reading(page.encode(), "text/html").text


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1251", "windows-1251"), ("koi8_u", "koi8-u"), ("utf-8", "utf-8"), ("utf-16", "")]
)
def test_the_declared_encoding_is_believed_where_the_bytes_allow_it(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>Свідок чув постріли.</p></body></html>'
    assert only_reading(page.encode(encoding), "text/html").text == "Свідок чув постріли.\n"


def test_hidden_words_are_read_and_named() -> None:
    page = '<html><body><p>Shown.</p><p style="display:none">Not shown.</p></body></html>'
    readings, gaps = all_of(page.encode(), "text/html")
    assert "Not shown." in readings[0].text
    assert [gap.kind for gap in gaps] == [GapKind.HIDDEN]


def test_a_page_built_by_scripts_is_empty_and_noise_unreadable() -> None:
    assert [gap.kind for gap in all_of(b"<html><body><script>x()</script></body></html>", "text/html")[1]] == [
        GapKind.EMPTY
    ]
    assert [gap.kind for gap in all_of(bytes(range(256)) * 4, "text/html")[1]] == [GapKind.UNREADABLE]


def test_deep_nesting_ends() -> None:
    assert "end" in all_of(b"<div>" * 5_000 + b"end", "text/html")[0][0].text
