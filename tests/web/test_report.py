"""The report: complete, deterministic, and deaf to what the material would like it to do."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from probative.base.identifiers import ClaimId, GapId, PropositionId
from probative.model.gaps import Gap, GapKind
from probative.model.propositions import Independence, Proposition
from probative.web.dossier import Dossier, Grouping, Share
from probative.web.report import render
from tests.web.hostile import a_claim, a_note, an_exhibit, crowd, everywhere
from tests.web.sample import sample

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "abc\u202etxt.exe",
    "\x00\x1b[31m\x07\u2066\ufeff",
    "&lt;script&gt;&#x3c;script&#x3e;",
    "]]><svg onload=alert(1)>",
    "%s{0}{x}",
    "a" * 200_000,
]


def page(dossier: Dossier) -> str:
    return render(dossier).decode("utf-8")


def shape(html: str) -> tuple[set[str], set[str]]:
    """The element names and attribute names of a page."""
    nodes = [node for node in LexborHTMLParser(html).css("*") if node.tag]
    return {str(node.tag) for node in nodes}, {name for node in nodes for name in node.attributes}


BASE_TAGS, BASE_ATTRIBUTES = shape(page(everywhere("plain words")))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert render(sample()) == render(sample())


def test_the_order_of_the_tuples_does_not_change_the_report() -> None:
    one = sample()
    turned = replace(
        one,
        **{
            name: tuple(reversed(getattr(one, name)))
            for name in (
                "exhibits", "readings", "contexts", "claims", "sources", "propositions", "derivations",
                "contradictions", "entities", "links", "events", "gaps", "judgements",
            )
        },
    )  # fmt: skip
    assert render(turned) == render(one)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    tags, attributes = shape(page(everywhere(text)))
    assert tags <= BASE_TAGS
    assert attributes <= BASE_ATTRIBUTES


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE[:-1]))
def test_no_text_becomes_markup(text: str) -> None:
    html = page(everywhere(text))
    assert "<script" not in html
    tags, attributes = shape(html)
    assert tags <= BASE_TAGS
    assert attributes <= BASE_ATTRIBUTES


@settings(max_examples=25)
@given(
    st.text(
        st.sampled_from("a\u202e\u2066\u2069\u200f\x00\x08\x7f\u009f\u2028\ufeff\U000e0041\ud800"),
        min_size=1,
        max_size=20,
    )
)
def test_no_unseen_character_reaches_the_page(text: str) -> None:
    html = page(everywhere(text))
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", html
    )


def test_an_unseen_character_is_shown_by_its_number() -> None:
    assert "abc⟨U+202E⟩txt.exe" in page(everywhere("abc\u202etxt.exe"))


def test_the_page_forbids_scripts_and_every_request() -> None:
    html = page(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r'(?:src|href|action|srcset|poster)="(?!#)', html)
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)


def test_every_link_has_a_target_and_no_target_stands_twice() -> None:
    for dossier in (sample(), everywhere("x"), crowd(60, 4)):
        tree = LexborHTMLParser(page(dossier))
        ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
        assert len(ids) == len(set(ids))
        assert {str(node.attributes["href"])[1:] for node in tree.css("a[href]")} <= set(ids)


def test_every_claim_is_shown_with_its_origin_its_certainty_and_its_words() -> None:
    dossier = sample()
    tree = LexborHTMLParser(page(dossier))
    for claim in dossier.claims:
        node = tree.css_first(f"#{claim.id}")
        assert node is not None
        assert (claim.origin.source or "nobody named") in node.text()
        assert claim.certainty.value in node.text()
        assert claim.words in "".join(mark.text() for mark in node.css("mark"))


def test_a_chain_three_deep_is_shown_hop_by_hop() -> None:
    tree = LexborHTMLParser(page(sample()))
    (lantern,) = [claim for claim in sample().claims if len(claim.chain) == 4]
    node = tree.css_first(f"#{lantern.id} ol.chain")
    assert node is not None
    names = [each.text() for each in node.css("b")]
    assert names == ["Sela Morn", "Osk Varen", "Meridian Wire", "The Daily Lantern"]


def test_why_claims_stand_together_is_told_part_by_part() -> None:
    first, second = sample().propositions[0].claims[:2]
    told = Grouping(
        proposition=sample().propositions[0].id,
        claim=second,
        other=first,
        why="812 of 1000",
        shares=(
            Share(part="what", permille=900, both=("hostage", "school")),
            Share(part="when", permille=None),
            Share(part="surroundings", permille=760, both=("34", "dravik")),
        ),
        against=("one says that it is not so",),
    )
    node = LexborHTMLParser(page(replace(sample(), groupings=(told,)))).css_first("details.grouping")
    assert node is not None
    words = " ".join(node.text().split())
    for part in ("812 of 1000", "what 90 % (hostage, school)", "surroundings 76 % (2 names and numbers)", "not so"):
        assert part in words
    assert "when" not in words
    assert "5 more: probative why DIR P-0001 --json tells all." in words


def test_gaps_come_before_everything_else() -> None:
    heads = [node.text() for node in LexborHTMLParser(page(sample())).css("main h2")]
    assert heads[0] == "Gaps first"


def test_the_weightiest_proposition_says_how_many_articles_and_origins() -> None:
    lead = LexborHTMLParser(page(sample())).css_first(".lead .big")
    assert lead is not None
    assert lead.text() == "6 articles, 2 independent origins"


def test_a_denial_is_kept_apart_and_marked() -> None:
    node = LexborHTMLParser(page(sample())).css_first("#C-0007")
    assert node is not None
    assert "denial" in node.text()
    assert "denied as certainly not so" in node.text()


def test_a_thousand_claims_take_less_than_three_megabytes_and_all_are_there() -> None:
    for in_each in (1, 5, 1000):
        content = render(crowd(1000, in_each))
        assert len(content) < 3_000_000
        ids = set(re.findall(r'id="(C-\d+)"', content.decode()))
        assert len(ids) == 1000


def test_ten_thousand_claims_are_cut_with_a_note_that_counts_the_rest() -> None:
    html = page(crowd(10_000, 10_000))
    there = len(set(re.findall(r'id="(C-\d+)"', html)))
    rest = re.search(r"([\d,]+) more claims not on this page: <code>probative claims DIR --json</code>", html)
    assert rest is not None
    assert there + int(rest.group(1).replace(",", "")) == 10_000
    assert len(html) < 8_000_000


def test_a_long_table_says_how_much_is_not_shown() -> None:
    gaps = tuple(
        Gap(id=GapId(f"G-{number:04d}"), kind=GapKind.DAMAGED, stage="reading", what="x", detail="y")
        for number in range(1, 702)
    )
    html = page(Dossier(title="Long", gaps=gaps))
    assert "201 more not on this page: <code>probative gaps DIR --json</code>" in html


def test_an_empty_dossier_is_a_page_too() -> None:
    html = page(Dossier(title="Empty"))
    assert "No gap was recorded" in html
    assert "No human has judged anything yet" in html


def test_a_proposition_that_is_only_denied_has_nobody_to_vouch_for_it() -> None:
    claims = (a_claim(1, "the bridge fell"), a_claim(2, "the bridge fell"))
    only = Proposition(
        id=PropositionId("P-0001"), words="the bridge fell", claims=(), denied_by=tuple(claim.id for claim in claims),
        forecasts=(), independence=Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0),
    )  # fmt: skip
    html = page(
        Dossier(
            title="Denied", exhibits=(an_exhibit(1, "a"),), readings=(a_note(claims[0].exhibit, "en"),), claims=claims,
            propositions=(only,),
        )
    )  # fmt: skip
    assert "Nobody vouches for this: it is only denied." in html


def test_what_is_said_once_has_its_paragraph_too() -> None:
    said = a_claim(1, "the bridge fell")
    only = Proposition(
        id=PropositionId("P-0001"), words="the bridge fell", claims=(said.id,), denied_by=(), forecasts=(),
        independence=Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0),
    )  # fmt: skip
    html = page(
        Dossier(
            title="Once", exhibits=(an_exhibit(1, "a"),), readings=(a_note(said.exhibit, "en"),), claims=(said,),
            propositions=(only,),
        )
    )  # fmt: skip
    assert '<p class="account"><bdi>Nothing here vouches for this.</bdi>' in html.partition('id="once"')[2]


def test_a_dossier_refuses_two_things_of_one_number_and_numbers_of_nothing() -> None:
    exhibit = an_exhibit(1, "a")
    with pytest.raises(ValueError, match="two of one exhibit number"):
        Dossier(title="x", exhibits=(exhibit, exhibit))
    with pytest.raises(ValueError, match="no such exhibit"):
        Dossier(title="x", claims=(a_claim(1, "words"),))
    with pytest.raises(ValueError, match="no such claim"):
        Dossier(
            title="x",
            propositions=(
                Proposition(
                    id=PropositionId("P-0001"), words="w", claims=(ClaimId("C-0009"),), denied_by=(), forecasts=(),
                    independence=Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0),
                ),
            ),
        )  # fmt: skip
