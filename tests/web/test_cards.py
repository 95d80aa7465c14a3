"""A claim as the page shows it."""

from dataclasses import replace

from probative.base.identifiers import ExhibitId, SourceId
from probative.model.anchors import Passage
from probative.model.claims import Hop, Role, SourceKind
from probative.model.propositions import Source
from probative.web.cards import LONGEST_CONTEXT, card_of, sources_by_name
from probative.web.dossier import Context
from tests.web.hostile import ONE, a_claim


def test_content_and_speaker_are_told_apart() -> None:
    text = "The mayor said the bridge fell."
    content = Passage(exhibit=ONE, start=15, end=30)
    mayor = Passage(exhibit=ONE, start=0, end=9)
    hop = Hop(source="The mayor", kind=SourceKind.NAMED, role=Role.ORIGIN, mention=mayor, words="The mayor", cue="said")
    claim = replace(
        a_claim(1, "the bridge fell"), passage=content, words="the bridge fell", pieces=(content,), chain=(hop,)
    )
    quote = card_of(claim, Context(claim=claim.id, text=text, start=0), {}).quote
    assert quote == '<span class="who">The mayor</span> said <mark>the bridge fell</mark>.'


def test_a_claim_longer_than_the_page_allows_says_how_much_more_there_is() -> None:
    words = "word " * 2000
    quote = card_of(a_claim(1, words), None, {}).quote
    assert f"(+{len(words) - LONGEST_CONTEXT:,} characters: probative why DIR C-0001)" in quote


def test_a_name_that_two_sources_bear_in_one_exhibit_is_linked_to_neither() -> None:
    def source(number: int, *exhibits: str) -> Source:
        return Source(
            id=SourceId(f"S-{number:04d}"), kind=SourceKind.NAMED, name="Brand", names=("Brand",),
            exhibits=tuple(ExhibitId(one) for one in exhibits),
        )  # fmt: skip

    found = sources_by_name([source(1, "E-0001", "E-0002"), source(2, "E-0002")])
    assert found == {("E-0001", "Brand"): "S-0001"}
