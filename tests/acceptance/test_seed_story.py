"""The story the project started from. Its text stays in ../shared: only names and single words of it stand here."""

from pathlib import Path

import pytest

from tests.acceptance.conftest import Built, build

pytestmark = pytest.mark.shared

RELAY = "Vladimir Osechkin"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Built:
    return build(tmp_path_factory.mktemp("dated"), shared / "inputs" / "seed-story.txt", "--date", "2022-10-17")


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Built:
    return build(tmp_path_factory.mktemp("undated"), shared / "inputs" / "seed-story.txt")


def _claims(built: Built, *words: str) -> list[dict]:
    return [each for each in built.listing("claims") if all(word in each["words"] for word in words)]


def _origins(claims: list[dict]) -> set[str | None]:
    return {each["chain"][0]["source"] for each in claims}


def test_the_activist_is_the_source_of_what_he_says(dated: Built):
    for words in (("dossier",), ("asylum", "same time"), ("testify", "regime")):
        found = [each for each in _claims(dated, *words) if each["parent"] is None]
        assert _origins(found) == {RELAY}, words


def _sources(claim: dict) -> list[str | None]:
    return [hop["source"] for hop in claim["chain"] if hop["role"] != "publisher"]


def test_the_two_who_act_together_are_they_and_nobody_is_named_for_it(dated: Built):
    (claim,) = [each for each in _claims(dated, "political asylum") if each["parent"] is not None]
    origin, *relays = _sources(claim)
    assert claim["chain"][0]["mention"] == "they"
    assert origin is not None
    assert "intelligence officer" in origin
    assert "mercenary" in origin
    assert relays == [None]


def test_what_both_thought_is_theirs_through_the_activist(dated: Built):
    (claim,) = [each for each in _claims(dated, "of each other") if each["parent"] is not None]
    assert claim["chain"][0]["mention"] == "Both"
    assert _sources(claim) == ["two defectors", RELAY]


def test_he_is_resolved_to_the_activist_with_the_word_itself_kept(dated: Built):
    (claim,) = [each for each in _claims(dated, "Both these people") if each["parent"] is None]
    assert claim["chain"][0]["source"] == RELAY
    assert claim["chain"][0]["mention"] == "He"
    assert "cooperate" in claim["words"]


@pytest.mark.parametrize("words", [("secret financing",), ("sabotage",), ("Western suspicions",)])
def test_the_mercenary_is_the_source_of_what_he_confirms_and_all_of_it_hangs_on_one_relay(dated: Built, words):
    (claim,) = [
        each for each in _claims(dated, *words) if each["chain"][0]["kind"] == "described" and not each["parent"]
    ]
    origin, *rest = claim["chain"]
    assert "Wagner" in origin["source"] or "mercenary" in origin["source"]
    assert RELAY in [hop["source"] for hop in rest if hop["role"] == "relay"]


def test_senior_sources_warn_and_what_they_warn_of_is_a_forecast(dated: Built):
    (claim,) = [each for each in _claims(dated, "chemical weapons") if each["parent"] is None]
    assert claim["forecast"]
    assert claim["chain"][0]["kind"] == "described"
    assert claim["chain"][0]["source"].startswith("senior sources")


@pytest.mark.parametrize("words", [("two high-level", "defected"), ("safe exile",), ("insider information",)])
def test_nobody_is_named_where_the_story_names_nobody(dated: Built, words):
    found = [
        each for each in _claims(dated, *words) if each["parent"] is None and each["chain"][0]["kind"] != "publisher"
    ]
    assert found
    assert {each["chain"][0]["kind"] for each in found} == {"unattributed"}
    assert _origins(found) == {None}


def test_relative_dates_resolve_against_the_story_and_stay_open_without_it(dated: Built, undated: Built):
    def bounds(built: Built) -> dict[str, tuple]:
        periods = [each["period"] for each in built.listing("claims") if each["period"]]
        return {each["verbatim"].lower(): (each["earliest"], each["latest"]) for each in periods}

    known, open_ = bounds(dated), bounds(undated)
    assert known["last month"] == ("2022-09-01", "2022-09-30")
    november = next(key for key in known if key.startswith("november"))
    assert known[november] == ("2022-11-01", "2022-11-30")
    assert open_["last month"] == (None, None)
    assert open_[november] == (None, None)


def test_the_report_names_the_relay_on_whom_it_hangs(dated: Built):
    hanging = [each for each in dated.listing("propositions") if RELAY in each["bottlenecks"]]
    assert len(hanging) >= 5
    page = (dated.case / "report" / "index.html").read_text(encoding="utf-8")
    hangs = page.split('id="hangs"')[1].split('id="propositions"')[0]
    assert RELAY in hangs
    assert "no origin is left for" in hangs
    assert "<svg" in hangs
    assert any(word in hangs for word in ("Wagner", "mercenary"))
    assert "intelligence officer" in hangs
    drawing = hangs.split("<svg")[1].split("</svg>")[0]
    assert " propositions" in drawing
    assert "Osechkin" in drawing
    falls = dated.run("impact", dated.case, RELAY)
    assert falls.status == 0
    assert len(falls.out.splitlines()) >= 5
