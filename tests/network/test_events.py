from dataclasses import replace

import pytest

from probative.model.claims import Certainty
from probative.model.network import Event
from probative.model.periods import Period
from probative.network import entities, events, mentions
from tests.network.making import claim, period, reading

MARCH = period("in March 2021", "2021-03", "2021-03-01", "2021-03-31")
FOURTH = period("on 4 March 2021", "2021-03-04", "2021-03-04", "2021-03-04")
MAY = period("in May 2021", "2021-05", "2021-05-01", "2021-05-31")


def told(text: str, **more: object) -> list[tuple[str, dict[str, str]]]:
    where = reading(text)
    found = entities({where.exhibit: mentions(where)})
    captions = {one.id: one.caption for one in found}
    return [
        (event.kind, {captions[one.entity]: one.role for one in event.participants})
        for event in events([claim(where, text, **more)], found)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Pavel Drosk killed Viktor Quell.", "killing", {"Pavel Drosk": "agent", "Viktor Quell": "patient"}),
        ("Viktor Quell was killed by the 7th Brigade.", "killing", {"7th Brigade": "agent", "Viktor Quell": "patient"}),
        (
            "The killing of Viktor Quell by the 7th Brigade went on.",
            "killing",
            {"7th Brigade": "agent", "Viktor Quell": "patient"},
        ),
        ("The 7th Brigade shelled houses in Minsk.", "shelling", {"7th Brigade": "agent", "Minsk": "place"}),
        ("Soldiers of the 7th Brigade took six hostages.", "hostage-taking", {"7th Brigade": "agent"}),
        ("Viktor Quell was found dead in Minsk.", "death", {"Viktor Quell": "patient", "Minsk": "place"}),
        ("Villagers were deported from Minsk.", "transfer", {"Minsk": "place"}),
        (
            "Pavel Drosk, head of Tarn Bank, paid Viktor Quell.",
            "payment",
            {"Pavel Drosk": "agent", "Tarn Bank": "involved", "Viktor Quell": "patient"},
        ),
        ("Prisoners were tortured; Pavel Drosk knew it.", "torture", {"Pavel Drosk": "involved"}),
    ],
)
def test_an_event_has_its_kind_and_its_parts(text, kind, roles):
    assert (kind, roles) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Drosk planned to kill Viktor Quell.",
        "The 7th Brigade would attack Minsk.",
        "Police opened a file; the murder investigation goes on.",
        "Viktor Quell is a farmer.",
        "The 7th Brigade has never been attacked.",
        "They did not know of any such attack.",
        "who killed Viktor Quell",
    ],
)
def test_plans_and_mere_names_are_no_killings_or_attacks(text):
    assert not {kind for kind, _ in told(text)} & {"killing", "attack"}


def test_what_was_ordered_is_not_taken_to_have_been_done():
    assert [kind for kind, _ in told("Pavel Drosk ordered the shelling of Minsk.")] == ["order"]


def test_forecasts_and_denials_tell_of_no_event():
    text = "The 7th Brigade shelled Minsk."
    assert told(text, forecast=True) == []
    assert told(text, certainty=Certainty.CERTAINLY_NOT) == []


def two(
    left: Period | None, right: Period | None, *, words: str = "Soldiers looted the bank in Minsk"
) -> tuple[Event, ...]:
    first_words = " ".join(("Soldiers looted the bank in Minsk", *([left.verbatim] if left else [])))
    second_words = " ".join((words, *([right.verbatim] if right else [])))
    first = reading(f"{first_words}.", exhibit="E-0001")
    second = reading(f"{second_words}.", exhibit="E-0002")
    found = entities({one.exhibit: mentions(one) for one in (first, second)})
    claims = [claim(first, first_words, number=1, period=left), claim(second, second_words, number=2, period=right)]
    made = events(claims, found)
    assert events(claims[::-1], found[::-1]) == made
    return made


def test_the_day_on_which_somebody_spoke_dates_no_event():
    where = reading("Soldiers looted the bank in Minsk, he said on 4 March 2021.")
    told_then = claim(where, "Soldiers looted the bank in Minsk", period=FOURTH)
    (event,) = events([told_then], entities({where.exhibit: mentions(where)}))
    assert event.period is None


def test_claims_that_tell_of_one_event_share_it():
    (event,) = two(None, None)
    assert event.claims == ("C-0001", "C-0002")
    assert event.places == ("Minsk",)


@pytest.mark.parametrize(("left", "right"), [(MARCH, MAY), (MARCH, None), (None, FOURTH)])
def test_claims_of_different_times_stay_two_events(left, right):
    assert len(two(left, right)) == 2


def test_another_wording_of_another_bank_is_another_event():
    assert len(two(None, None, words="Militants looted a museum near Minsk")) == 2


def test_an_event_is_dated_no_more_closely_than_its_widest_claim():
    (event,) = two(FOURTH, MARCH)
    assert event.period == MARCH


def test_places_that_a_claim_states_count_though_no_gazetteer_lists_them():
    where = reading("Soldiers looted the bank.")
    made = replace(claim(where, "Soldiers looted the bank"), places=("Dorno",))
    (event,) = events([made], ())
    assert event.places == ("Dorno",)


def test_payments_without_a_place_are_one_where_payer_and_payee_are():
    first = reading("Tarn Bank paid Viktor Quell for the flour.", exhibit="E-0001")
    second = reading("Tarn Bank paid Viktor Quell for flour. Tarn Bank paid Pavel Drosk for flour.", exhibit="E-0002")
    found = entities({one.exhibit: mentions(one) for one in (first, second)})
    claims = [
        claim(first, "Tarn Bank paid Viktor Quell for the flour", number=1),
        claim(second, "Tarn Bank paid Viktor Quell for flour", number=2),
        claim(second, "Tarn Bank paid Pavel Drosk for flour", number=3),
    ]
    assert [one.claims for one in events(claims, found)] == [("C-0001", "C-0002"), ("C-0003",)]


def test_a_claim_tells_no_event_that_a_claim_inside_it_tells():
    text = "Lena Morau said the 7th Brigade shelled Minsk"
    where = reading(text + ".")
    outer = claim(where, text, number=1)
    inner = replace(claim(where, "the 7th Brigade shelled Minsk", number=2), parent=outer.id)
    (event,) = events([outer, inner], entities({where.exhibit: mentions(where)}))
    assert event.claims == ("C-0002",)
