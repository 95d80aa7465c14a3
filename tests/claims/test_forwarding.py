"""What a mail sends on has the one who wrote it for its voice, and the sender for a relay."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from probative.claims.forwarding import forwarded
from probative.model.claims import Claim, Role
from probative.model.readings import Genre
from tests.claims.material import claims_of, holding

HEAD = "Please read what she wrote to me.\n\n"
BODY = "The bridge at Sarn was mined in May. I saw two trucks there.\n"
OPENERS = [
    "---------- Forwarded message ----------\nFrom: Mira Toll <mira@example.org>\nDate: 3 May\nSubject: a bridge\n\n",
    "-----Original Message-----\nFrom: Mira Toll\nSent: Monday\nTo: Osk Varen\n\n",
    'Begin forwarded message:\n\nFrom: "Mira Toll"\n\n',
    "---------- Переслане повідомлення ---------\nВід: Mira Toll\n\n",
    "-------- Пересланное сообщение --------\nОт: Mira Toll\nТема: мост\n\n",
]  # fmt: skip


def mailed(text: str) -> tuple[Claim, ...]:
    return claims_of(text, genre=Genre.MAIL, author="Osk Varen", publisher=None)


@pytest.mark.parametrize("opener", OPENERS)
@pytest.mark.parametrize("words", ["bridge at Sarn was mined", "two trucks"])
def test_who_wrote_it_is_the_origin_and_who_sent_it_on_the_relay(opener: str, words: str) -> None:
    claim = holding(mailed(HEAD + opener + BODY), words)
    assert [(hop.source, hop.role) for hop in claim.chain] == [("Mira Toll", Role.ORIGIN), ("Osk Varen", Role.RELAY)]


def test_what_others_told_the_writer_passes_through_both() -> None:
    claim = holding(mailed(HEAD + OPENERS[0] + "Joran Pell told me that the mill was burned.\n"), "the mill was burned")
    assert [hop.source for hop in claim.chain] == ["Joran Pell", "Mira Toll", "Osk Varen"]


def test_above_the_block_the_sender_speaks_and_header_lines_are_nobodys() -> None:
    found = mailed("The road was closed on Monday.\n\n" + OPENERS[0] + BODY)
    assert [hop.source for hop in holding(found, "The road was closed").chain] == ["Osk Varen"]
    assert not any("example.org" in claim.content or "Forwarded" in claim.content for claim in found)


def test_a_block_may_begin_within_a_line() -> None:
    claim = holding(mailed("Have you seen this? " + OPENERS[0] + BODY), "bridge at Sarn was mined")
    assert [hop.source for hop in claim.chain] == ["Mira Toll", "Osk Varen"]


def test_a_block_inside_another_belongs_to_the_next_writer() -> None:
    inner = "---------- Forwarded message ----------\nFrom: Joran Pell\n\nThe mill was burned in June.\n"
    claim = holding(mailed(HEAD + OPENERS[0] + BODY + "\n" + inner), "The mill was burned")
    assert claim.chain[0].source == "Joran Pell"


def test_a_block_that_does_not_say_whose_words_it_holds_is_by_an_unknown_sender() -> None:
    claim = holding(mailed(HEAD + "---------- Forwarded message ----------\n\n" + BODY), "bridge at Sarn")
    assert [hop.source for hop in claim.chain] == ["unknown sender", "Osk Varen"]


def test_in_a_publication_such_a_line_means_nothing() -> None:
    claim = holding(claims_of(HEAD + OPENERS[0] + BODY), "bridge at Sarn was mined")
    assert [hop.source for hop in claim.chain] == ["Harrow Post"]


@given(some.lists(some.sampled_from([*OPENERS, HEAD, BODY, "From: nobody\n", "\n", "-----\n"]), max_size=12))
def test_blocks_lie_in_order_within_the_text_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    place = 0
    for each in forwarded(text):
        assert place <= each.start <= each.body <= each.end <= len(text)
        place = each.end
