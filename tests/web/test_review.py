"""The report begins with what to review first, and shows what was filled in and who disagrees."""

from dataclasses import replace

from probative.corroboration import review_order
from probative.model.claims import Claim
from probative.model.meaning import EventKind, Wording
from probative.web.dossier import Dossier
from probative.web.report import MOST_REVIEWED, render
from tests.web.sample import sample


def with_first(change: dict[str, object]) -> Dossier:
    dossier = sample()
    first: Claim = dossier.claims[0]
    return replace(dossier, claims=(replace(first, **change), *dossier.claims[1:]))  # type: ignore[arg-type]


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}"', 1)[1].split("</section>", 1)[0]


def test_the_report_lists_the_first_of_the_review_order_in_that_order() -> None:
    dossier = sample()
    listed = section(render(dossier).decode(), "review")
    ordered = review_order(dossier.claims, dossier.propositions, dossier.contradictions)[:MOST_REVIEWED]
    places = [listed.index(each.claim) for each in ordered]
    assert places == sorted(places)
    assert len(ordered) == min(MOST_REVIEWED, sum(claim.status.value == "proposed" for claim in dossier.claims))


def test_what_only_one_of_two_saw_is_shown_as_such_with_its_chance() -> None:
    page = render(
        with_first({"suggester": "model+rules-en/1", "suggesters": ("model",), "confidence_permille": 620})
    ).decode()
    assert "only the model saw it (0.62)" in page


def test_filled_in_words_stand_in_brackets_and_say_what_for() -> None:
    first = sample().claims[0]
    wordings = (
        Wording(words="the <eleven> men", is_filled=True, stands_for="they", passage=first.passage),
        Wording(words=first.words, passage=first.passage),
    )
    page = render(with_first({"standalone": wordings, "event": EventKind.TORTURE, "is_negative": True})).decode()
    assert "[the &lt;eleven&gt; men]</ins>" in page
    assert "for “they”" in page
    assert "torture, said not to be so" in page
