import json
from pathlib import Path

import pytest

from probative.corroboration.content import content
from probative.corroboration.likeness import likeness
from probative.corroboration.stems import stem
from probative.model.claims import Claim
from tests.corroboration.making import claim, day

PAIRS = [json.loads(line) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()]


def judged(left: Claim, right: Claim) -> str:
    one, other = content(left), content(right)
    if not likeness(one, other):
        return "not same"
    return "same" if one.is_negated == other.is_negated else "denial"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['verdict']}: {pair['right']}")
def test_the_invented_pairs_are_judged_as_written_beside_them(pair: dict[str, str]) -> None:
    # "same, missed" is said the same way by people and not found here: the price of merging nothing falsely.
    wanted = pair["verdict"] if pair["verdict"] != "same, missed" else "not same"
    left, right = claim(1, 1, ["A"], content=pair["left"]), claim(2, 2, ["B"], content=pair["right"])
    assert judged(left, right) == judged(right, left) == wanted


def test_there_are_enough_pairs_of_every_kind() -> None:
    kinds = [pair["verdict"] for pair in PAIRS]
    assert len(kinds) >= 80
    assert min(kinds.count("same"), kinds.count("not same"), kinds.count("denial")) >= 15


def test_periods_that_do_not_meet_keep_contents_apart() -> None:
    left = claim(1, 1, ["A"], period=day("2023-05-01"))
    assert judged(left, claim(2, 2, ["B"], period=day("2023-05-02"))) == "not same"
    assert judged(left, claim(2, 2, ["B"], period=day("2023-05-01"))) == "same"
    assert judged(left, claim(2, 2, ["B"])) == "same"


def test_places_that_differ_keep_contents_apart() -> None:
    left = claim(1, 1, ["A"], places=("Dremin",))
    assert judged(left, claim(2, 2, ["B"], places=("Orvane",))) == "not same"
    assert judged(left, claim(2, 2, ["B"], places=("Dremin, Karsk province",))) == "same"


def test_a_pronoun_says_enough_within_one_exhibit_only() -> None:
    one = content(claim(1, 1, ["A"], content="they burned the town archive"))
    assert likeness(one, one) == 0
    assert likeness(one, one, in_one_exhibit=True) == 1000


def test_the_words_of_the_period_are_compared_as_a_period() -> None:
    left = claim(1, 1, ["A"], content="the mill in Tolm burned down on 2023-05-01", period=day("2023-05-01"))
    assert judged(left, claim(2, 2, ["B"], content="the mill in Tolm burned down")) == "same"


def test_to_deny_that_it_did_not_happen_is_to_say_that_it_did() -> None:
    double = claim(1, 1, ["A"], content="the brigade did not enter the village of Dremin", cue="denied")
    assert not content(double).is_negated


@pytest.mark.parametrize(
    ("forms", "one"),
    [
        ("shelled shelling shells bombarded", "shell"),
        ("took taken taking", "tak"),
        ("companies company firms", "company"),
        ("stopped stops", "stop"),
        ("seized captures captured", "seiz"),
        ("children kids", "child"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, one: str) -> None:
    assert {stem(form) for form in forms.split()} == {one}
