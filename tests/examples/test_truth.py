"""What Probative finds in the example case against what is known of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

CASE = Path(__file__).parents[2] / "examples" / "tarn-ford"
TRUTH: dict[str, Any] = json.loads((CASE / "truth.json").read_text())


class Found:
    """The example, built once, asked through the command line."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PROBATIVE_", "XDG_"))},  # noqa: TID251 - the test's own process
            "HOME": str(folder),
        }
        self._run("build", str(CASE / "material"), "--case", str(folder / "case"))
        self.exhibits = {one["id"]: self._name(one["id"]) for one in self.all("exhibits")}
        self.claims = {one["id"]: one for one in self.all("claims")}
        self.propositions = self.all("propositions")

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._run(kind, str(self._folder / "case"), "--json").splitlines()]

    @property
    def page(self) -> LexborHTMLParser:
        return LexborHTMLParser((self._folder / "case" / "report" / "index.html").read_text(encoding="utf-8"))

    def files(self, claims: list[str]) -> list[str]:
        return sorted({self.exhibits[self.claims[one]["exhibit"]] for one in claims})

    def holding(self, *words: str) -> list[dict[str, Any]]:
        return [one for one in self.propositions if all(word in one["words"] for word in words)]

    def _name(self, exhibit: str) -> str:
        row = self.page.css_first(f"#{exhibit} td b")
        assert row is not None
        return row.text().removeprefix("material/")

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "probative.cli", *words],
            env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return Found(tmp_path_factory.mktemp("tarn-ford"))


def main_proposition(found: Found) -> dict[str, Any]:
    return max(found.holding(*TRUTH["main_proposition"]["words_hold"]), key=lambda one: len(one["claims"]))


def test_every_file_and_attachment_is_an_exhibit(found: Found) -> None:
    assert len(found.exhibits) == TRUTH["exhibits"]


def test_every_known_gap_is_found(found: Found) -> None:
    there = {(found.exhibits[one["exhibit"]], one["kind"]) for one in found.all("gaps") if one["exhibit"]}
    for gap in TRUTH["gaps"]:
        assert any((gap["file"], kind) in there for kind in gap["kind"]), gap


def test_the_main_proposition_is_carried_by_six_articles_of_two_independent_origins(found: Found) -> None:
    main = main_proposition(found)
    assert found.files(main["claims"]) == TRUTH["main_proposition"]["articles"]
    assert main["independence"]["at_least"] == TRUTH["main_proposition"]["at_least"]
    assert main["independence"]["at_most"] == TRUTH["main_proposition"]["at_most"]
    assert main["bottlenecks"] in TRUTH["main_proposition"]["bottlenecks_one_of"]


def test_the_origins_of_the_main_proposition_are_the_insider_and_the_midwife(found: Found) -> None:
    origins = {found.claims[one]["chain"][0]["source"] for one in main_proposition(found)["claims"]}
    assert sorted(origins) == TRUTH["main_proposition"]["origins"]


def test_the_denial_is_kept_apart(found: Found) -> None:
    assert found.files(main_proposition(found)["denied_by"]) == TRUTH["main_proposition"]["denied_in"]


def test_every_forecast_is_one_and_adds_no_origin(found: Found) -> None:
    for forecast in TRUTH["forecasts"]:
        claims = [one for one in found.claims.values() if forecast["words_hold"] in one["content"] and one["forecast"]]
        assert found.files([one["id"] for one in claims]) == forecast["files"], forecast


def test_the_known_contradictions_are_listed(found: Found) -> None:
    rows = [row.text() for row in found.page.css("#contradictions tbody tr")]
    labels = {"denied": "Denied", "number": "Different number", "date": "Different date"}
    for each in TRUTH["contradictions"]:
        assert any(
            labels[each["conflict"]] in row and each["left_holds"] in row and each["right_holds"] in row for row in rows
        ), each


def test_the_four_articles_lean_on_the_wire_and_the_interview_on_nothing(found: Found) -> None:
    pairs = []
    for row in found.page.css("#reuse tbody tr"):
        derived, upstream = (link.text() for link in row.css("a.id"))
        if "shares its words" in row.text():
            pairs.append((found.exhibits[derived], found.exhibits[upstream]))
    press = [(one, other) for one, other in pairs if one.startswith("press/") and other.startswith("press/")]
    assert len(press) == TRUTH["text_reuse_pairs"]
    wire = TRUTH["leans_on_nothing"][0]
    assert sorted(one for one, other in press if other == wire) == TRUTH["derivations_to_the_wire"]
    assert not {one for one, _ in press} & set(TRUTH["leans_on_nothing"])


def test_what_nobody_named_says_twice_is_one_origin_or_two(found: Found) -> None:
    (rumour,) = [one for one in found.holding(TRUTH["interval"]["words_hold"]) if len(one["claims"]) > 1]
    assert rumour["independence"] == {key: TRUTH["interval"][key] for key in ("at_least", "at_most")}


def test_two_witnesses_in_one_article_are_one_channel(found: Found) -> None:
    wanted = TRUTH["two_origins_one_channel"]
    (lorries,) = [one for one in found.holding(wanted["words_hold"]) if len(one["claims"]) > 1]
    assert lorries["independence"] == {"at_least": 1, "at_most": 1}
    section = found.page.css_first(f"#{lorries['id']} .caption")
    assert section is not None
    assert f"{wanted['origins']} origins, {wanted['channels']} channel" in section.text()


def test_the_report_leads_with_the_answer(found: Found) -> None:
    lead = found.page.css_first(".lead .big")
    assert lead is not None
    assert lead.text() == "6 articles, 2 independent origins"
