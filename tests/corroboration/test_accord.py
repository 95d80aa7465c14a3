from probative.corroboration.accord import Accord, Aspect, Ground, accords
from probative.flow.agreeing import in_words
from probative.model.claims import Claim
from tests.corroboration.making import claim, day

ONE = claim(1, 1, ["A"], content="the northern brigade burned the grain store of Dremin and took six villagers to Seld")
OTHER = claim(
    2, 2, ["B"], content="in Dremin the northern brigade burned a large grain store, taking six villagers along"
)
AROUND = "Brasko and Halvik went from Mure to Tolm and Lisora with 40 men"


def beside(one: Claim, other: Claim) -> Accord:
    around = [one, other, claim(3, 1, ["A"], content=AROUND), claim(4, 2, ["B"], content=AROUND)]
    (found,) = accords(one, [other], around)
    return found


def test_the_parts_that_agree_are_named_in_the_words_of_the_claims() -> None:
    found = {part.aspect: part for part in beside(ONE, OTHER).parts}
    assert found[Aspect.WHAT].both == ("brigade", "burned", "grain", "northern", "store", "took", "villagers")
    assert found[Aspect.WHO].both == ("Dremin",)
    assert found[Aspect.HOW_MANY].permille == 1000
    assert found[Aspect.WHEN].permille is None
    assert found[Aspect.POLARITY].permille == 1000
    assert found[Aspect.AROUND].permille is not None


def test_an_accord_says_by_what_it_holds_and_what_speaks_against_it() -> None:
    assert beside(ONE, OTHER).ground is Ground.AGREES
    assert beside(ONE, ONE).ground is Ground.SAME_WORDS
    other = claim(
        2, 2, ["B"], content="the northern brigade repaired the grain store of Dremin, and six villagers left"
    )
    found = beside(ONE, other)
    assert found.ground is Ground.OTHER
    assert in_words(found).startswith("put together by a human or as a copy: what ")
    assert "against it: another deed: burn / repair" in in_words(found)


def test_days_that_meet_agree_and_others_do_not() -> None:
    one, same, later = (claim(at, at, ["A"], period=day(f"2023-05-0{at // 3 + 1}")) for at in (1, 2, 3))
    for other, permille in ((same, 1000), (later, 0)):
        (when,) = (part for part in beside(one, other).parts if part.aspect is Aspect.WHEN)
        assert when.permille == permille


def test_claims_of_two_languages_show_the_parts_that_they_share() -> None:
    one = claim(1, 1, ["A"], content="masked gunmen shot 12 teachers dead near the canal in Dremin", places=("Dremin",))
    other = claim(
        2, 2, ["B"], content="невідомі в масках розстріляли дванадцять вчителів у селі Дремин", places=("Дремин",)
    )
    found = beside(one, other)
    parts = {part.aspect: part for part in found.parts}
    assert found.ground is Ground.PARTS
    assert parts[Aspect.WHAT].both == ("killing", "masked")
    assert parts[Aspect.WHO].both == ("teacher",)
    assert parts[Aspect.WHERE].both == ("Dremin",)
    assert parts[Aspect.HOW_MANY].both == ("12",)
    assert parts[Aspect.WHEN].permille is None
    assert in_words(found).startswith(f"its parts, {found.score_permille} of 1000: what 100 % (killing, masked), who")
