from dataclasses import replace
from datetime import date

import pytest

from probative.corroboration import retractions
from probative.model.claims import Certainty, Claim
from probative.model.readings import Genre, Reading
from probative.model.withdrawals import Manner, Retraction
from tests.corroboration.making import claim, exhibit, reading

TOOK = "soldiers burned 12 houses in Dremin on Monday"
OTHER = "the bridge at Keld was mined by the guards"
FIRST = f"A man said that {TOOK}. He said that {OTHER}.\n"


def of(text: str, number: int, content: str) -> Claim:
    return claim(number, 1, ["Ana Brelko", "#Courier"], content=content, start=text.index(content))


SAID = [of(FIRST, 1, TOOK), of(FIRST, 2, OTHER)]
REPORT = reading(1, FIRST, publisher="Courier", stated=date(2031, 5, 3))


def found(text: str, *more: Reading, claims: list[Claim] | None = None, **changed: object) -> tuple[Retraction, ...]:
    made = {"publisher": "The Courier", "stated": date(2031, 5, 9), **changed}
    taking = reading(9, text, **made)  # type: ignore[arg-type]
    exhibits = [exhibit(number) for number in range(1, 10)]
    return retractions([REPORT, *more, taking], exhibits, SAID if claims is None else claims)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        (f"We retract our report that {TOOK}. It could not be confirmed.", Manner.WITHDRAWN),
        (f"Correction: we reported earlier that {TOOK}. We withdraw that report.", Manner.WITHDRAWN),
        (f"Our report that {TOOK} has been withdrawn.", Manner.WITHDRAWN),
        (f"RETRACTION. On 3 May we wrote that {TOOK}. We were told so by a man who was not there.", Manner.WITHDRAWN),
        (f"Correction: we wrote that {TOOK}. It was 2 houses.", Manner.CORRECTED),
        (f"We wrongly reported that {TOOK}.", Manner.CORRECTED),
        ("An earlier version of this story said that 12 houses burned in Dremin; soldiers lit them.", Manner.CORRECTED),
        (f"Виправлення: раніше ми повідомили, що {TOOK}. Ми відкликаємо це повідомлення.", Manner.WITHDRAWN),
        (f"Поправка: ранее мы сообщили, что {TOOK}.", Manner.CORRECTED),
        (f"Мы ошибочно сообщили, что {TOOK}.", Manner.CORRECTED),
    ],
)  # fmt: skip
def test_a_publisher_takes_back_what_it_told_and_the_claim_is_found(text: str, manner: Manner) -> None:
    (made,) = found(f"Weather\nIt rained. {text} The council met at noon.\n")
    assert (made.manner, made.exhibit, made.claims, made.is_whole) == (manner, "E-0001", ("C-0001",), False)
    assert made.words in f"It rained. {text}"


@pytest.mark.parametrize(
    "text",
    [
        f"Soldiers withdrew after it was reported that {TOOK}.",
        "We withdrew from the village with the wounded. The report came later.",
        f"The ministry denied that {TOOK}.",
        "The corrections officer said that it was wrong.",
        "The general took back the bridge.",
    ],
)
def test_other_words_take_nothing_back(text: str) -> None:
    assert found(f"{text}\n") == ()


def test_the_words_stand_in_the_exhibit_where_it_says_they_do() -> None:
    text = f"Weather. It rained. We retract our report that {TOOK}. It rained again.\n"
    (made,) = found(text)
    assert text[made.passage.start : made.passage.end] == made.words
    assert (made.passage.exhibit, made.words[:10]) == ("E-0009", "We retract")


def test_what_the_retraction_repeats_is_its_own() -> None:
    text = f"We retract our report that {TOOK}. The mayor said that he would resign."
    own = replace(claim(3, 9, ["#Courier"], content=TOOK, start=text.index(TOOK)))
    later = claim(4, 9, ["the mayor", "#Courier"], content="he would resign", start=text.index("he would"))
    (made,) = found(text, claims=[*SAID, own, later])
    assert made.own == ("C-0003",)


def test_a_whole_report_is_meant_by_its_title_or_by_the_names_in_it() -> None:
    titled = replace(REPORT, title="Fire in Dremin")
    text = "We withdraw our report “Fire in Dremin”."
    (made,) = retractions([titled, reading(9, text, publisher="Courier")], [exhibit(1), exhibit(9)], SAID)
    assert (made.exhibit, made.is_whole, made.subjects) == ("E-0001", True, ("E-0001",))
    (named,) = found("We withdraw our article of this week on Dremin and Keld.")
    assert (named.exhibit, named.is_whole) == ("E-0001", True)


def test_a_correction_of_which_nobody_can_tell_the_claim_takes_nothing_out() -> None:
    (made,) = found("Correction: an earlier report misstated the age of the mayor of Dremin, near Keld.")
    assert (made.exhibit, made.is_whole, made.subjects) == ("E-0001", False, ())


@pytest.mark.parametrize(
    "changed",
    [{"publisher": "Tribune"}, {"publisher": None}, {"stated": date(2031, 5, 1)}],
    ids=["another publisher", "nobody knows who published it", "earlier than the report"],
)
def test_only_earlier_exhibits_of_the_same_publisher_are_meant(changed: dict[str, object]) -> None:
    (made,) = found(f"We retract our report that {TOOK}.", **changed)
    assert (made.exhibit, made.subjects) == (None, ())


def test_another_tells_that_a_paper_withdrew_its_report() -> None:
    (made,) = found(f"The Courier has withdrawn its report that {TOOK}.", publisher="Tribune")
    assert (made.exhibit, made.claims) == ("E-0001", ("C-0001",))


def test_a_witness_takes_back_what_they_said() -> None:
    first = replace(reading(2, f"I saw that {TOOK}.", genre=Genre.TESTIMONY), author="Ana Brelko")
    second = replace(reading(9, f"I withdraw my statement that {TOOK}.", genre=Genre.TESTIMONY), author="Ana Brelko")
    said = claim(5, 2, ["Ana Brelko"], content=TOOK, start=11)
    (made,) = retractions([first, second], [exhibit(2), exhibit(9)], [said])
    assert (made.exhibit, made.claims) == ("E-0002", ("C-0005",))
    assert (
        retractions([first, replace(second, author="Doru Molnak")], [exhibit(2), exhibit(9)], [said])[0].exhibit is None
    )


def test_both_captures_of_one_article_are_meant() -> None:
    again = reading(2, FIRST, publisher="Courier", stated=date(2031, 5, 4))
    said = [*SAID, replace(SAID[0], id="C-0007", exhibit="E-0002", passage=replace(SAID[0].passage, exhibit="E-0002"),
                           pieces=(replace(SAID[0].passage, exhibit="E-0002"),))]  # fmt: skip
    assert [made.claims for made in found(f"We retract our report that {TOOK}.", again, claims=said)] == [
        ("C-0001",),
        ("C-0007",),
    ]


def test_a_denial_in_the_same_report_is_not_taken_back_with_what_it_denies() -> None:
    text = f"We retract our report that {TOOK}."
    denial = replace(SAID[0], id="C-0008", certainty=Certainty.CERTAINLY_NOT)
    assert found(text, claims=[*SAID, denial])[0].claims == ("C-0001",)
    assert found(text, claims=[denial])[0].claims == ("C-0008",)


@pytest.mark.parametrize(
    "told",
    [
        "On Monday twelve houses were set on fire by soldiers in Dremin",
        "the soldiers in the village of Dremin burned twelve homes beside the river",
    ],
)
def test_other_words_for_the_same_numbers_and_names_are_recognised(told: str) -> None:
    (made,) = found(f"We retract our report that {TOOK}.", claims=[replace(SAID[0], content=told), SAID[1]])
    assert made.claims == ("C-0001",)


def test_another_number_or_another_place_is_another_report() -> None:
    for told in (TOOK.replace("12", "14"), "soldiers stole 12 cows in Karsk near the bridge on Sunday"):
        (made,) = found(f"We retract our report that {TOOK}.", claims=[replace(SAID[0], content=told)])
        assert made.claims == ()


def test_who_was_wrong_is_said_or_nothing_is_taken_back() -> None:
    for who in ("The ministry", "An officer"):
        assert found(f"{who} wrongly stated that {TOOK}.") == ()
    for who in ("We", "The Courier"):
        assert found(f"{who} wrongly stated that {TOOK}.")[0].claims == ("C-0001",)
    assert found(f"The Courier wrongly stated that {TOOK}.", publisher="Tribune")[0].claims == ("C-0001",)


def test_the_next_sentence_may_tell_what_was_taken_back() -> None:
    (made,) = found(f"This story has been retracted. It said that {TOOK}. It rained.")
    assert (made.claims, made.words) == (("C-0001",), f"This story has been retracted. It said that {TOOK}")
