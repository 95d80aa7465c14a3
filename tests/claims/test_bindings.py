"""A named source who speaks for others is a relay on what they say, in any story and not only in one."""

import pytest

from tests.claims.material import chain, claims_of, holding

INSIDERS = [
    (
        (
            "Two officers have defected. A young signals officer of the Crow brigade and a veteran gunner of the Elk "
            "regiment reached Norland, said the activist Oren Vask, who revealed the defections. The Elk gunner has "
            "revealed how the shells were bought. He also confirmed that the mayor was paid."
        ),
        ["the shells were bought", "the mayor was paid"],
        "Oren Vask",
        "revealed the defections",
    ),
    (
        (
            "The lawyer Petra Lund announced the escape of three nurses on Monday. One of the nurses said that the "
            "ward was locked. The nurses described the beatings in detail."
        ),
        ["the ward was locked", "the beatings"],
        "Petra Lund",
        "announced the escape",
    ),
    (
        "Karl Brek, who speaks for the two women, said they were safe. The women said that the guards sold the food.",
        ["the guards sold the food"],
        "Karl Brek",
        "speaks for the two women",
    ),
    (
        "The monk Tomas Rell disclosed the testimony of the deserters. They claim that the order came by radio.",
        ["the order came by radio"],
        "Tomas Rell",
        "disclosed the testimony",
    ),
]


@pytest.mark.parametrize(("text", "said", "relay", "cue"), INSIDERS)
def test_what_those_spoken_for_say_hangs_on_the_one_who_speaks_for_them(
    text: str, said: list[str], relay: str, cue: str
) -> None:
    found = claims_of(text)
    for words in said:
        claim = holding(found, words)
        assert claim.chain[0].source != relay
        assert claim.chain[1].source == relay
        assert claim.chain[1].role.value == "relay"
        assert claim.chain[1].cue.startswith(cue)
        assert claim.chain[1].mention is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # They have a channel of their own.
        (
            (
                "The lawyer Petra Lund announced the escape of three nurses. The nurses told reporters that the ward "
                "was locked."
            ),
            "the ward was locked",
        ),
        # Nobody is said to speak for anybody.
        ("The lawyer Petra Lund met three nurses. The nurses said that the ward was shut.", "the ward was shut"),
        # Another group than the one spoken for.
        (
            "The lawyer Petra Lund announced the escape of three nurses. Senior drivers said that the road was mined.",
            "the road was mined",
        ),
        # What was announced is no deed or word of persons.
        (
            "The lawyer Petra Lund revealed the price of the bridge. Two workers said that the steel was thin.",
            "the steel was thin",
        ),
    ],
)
def test_no_relay_is_added_without_words_that_bind(text: str, words: str) -> None:
    assert "Petra Lund" not in [source for source, _ in chain(holding(claims_of(text), words))]


def test_a_lawyer_who_speaks_on_her_behalf_is_a_relay_and_she_the_origin() -> None:
    found = claims_of("Anna Kosta was arrested in May. Her lawyer said on her behalf that the cell had no window.")
    claim = holding(found, "the cell had no window")
    assert chain(claim) == [
        ("Anna Kosta", "origin"),
        ("Anna Kosta's lawyer", "relay"),
        ("Harrow Post", "publisher"),
    ]
    assert claim.chain[0].cue == "on her behalf"


def test_a_named_listener_who_is_a_source_himself_is_the_relay() -> None:
    found = claims_of("The gunner told Vask that the shells were sold. Oren Vask said the gunner was safe.")
    claim = holding(found, "the shells were sold")
    assert chain(claim) == [("gunner", "origin"), ("Oren Vask", "relay"), ("Harrow Post", "publisher")]
    assert claim.chain[1].cue == "told Vask"


def test_a_listener_who_says_nothing_is_no_relay() -> None:
    claim = holding(claims_of("The gunner told Karl Brek that the shells were sold."), "the shells were sold")
    assert chain(claim) == [("gunner", "origin"), ("Harrow Post", "publisher")]
