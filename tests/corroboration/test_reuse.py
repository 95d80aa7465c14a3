import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration.alignment import SHINGLE_WORDS, align, places, shingles
from probative.corroboration.reuse import reuse
from probative.corroboration.wording import plain, wording

WIRE = (
    "Gunmen entered the town of Karsk on Monday and took forty people from the school, two officers told an activist. "
    "The activist, Ana Brelko, said the unit had come down from the northern hills before dawn and left by the river."
)
OTHER = "Bread prices rose again in Lisora while the council argued about the tram line and nobody mentioned the war."

BRIDGE = "The bridge at Seld will stay shut until the ice has gone. Engineers found two broken piers below the water."


def leaning(*items: dict[str, object]) -> dict[str, list[str]]:
    return {str(line["id"]): [each["id"] for each in line["derived_from"]] for line in reuse(items)}


words = st.sampled_from(("ash", "Birch", "cedar", "elm", "fir", "Gorse", "hazel’s", "ivy"))
pieces = st.lists(st.tuples(words, st.sampled_from([" ", ", ", "\n", " — ", '. "'])), max_size=40)


@given(pieces, pieces, pieces)
def test_shared_stretches_are_equal_word_for_word(
    one: list[tuple[str, str]], both: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    left = "".join(word + gap for word, gap in one + both)
    right = "".join(word.upper() + gap for word, gap in both + other)
    here, there = wording(left), wording(right)
    runs = align(here, there, shingles(here), places(shingles(there)))
    end = 0
    for run in runs:
        assert run.left >= end
        end = run.left + run.count
        assert run.count >= SHINGLE_WORDS
        stretch = left[here.starts[run.left] : here.ends[end - 1]]
        equal = right[there.starts[run.right] : there.ends[run.right + run.count - 1]]
        assert wording(stretch).forms == wording(equal).forms
    if len(both) >= SHINGLE_WORDS:
        assert sum(run.count for run in runs) >= 1


def test_a_copy_leans_on_what_was_published_earlier() -> None:
    copied = f"KARSK - {WIRE} {OTHER}"
    assert leaning(
        {"id": "a", "text": copied, "date": "2023-03-02"}, {"id": "b", "text": WIRE, "date": "2023-03-01"}
    ) == {"a": ["b"], "b": []}


def test_of_equal_texts_without_dates_the_one_that_came_first_is_taken_for_the_original() -> None:
    assert leaning({"id": "a", "text": WIRE, "date": None}, {"id": "b", "text": WIRE, "date": None}) == {
        "a": [],
        "b": ["a"],
    }


def test_without_dates_the_one_that_cites_is_the_later() -> None:
    citing = f"The Karsk Courier reported: {WIRE}"
    assert leaning(
        {"id": "a", "text": citing, "date": None, "publisher": "Tolm Tribune"},
        {"id": "b", "text": WIRE, "date": None, "publisher": "Karsk Courier"},
    ) == {"a": ["b"], "b": []}


def test_without_dates_the_one_that_begins_with_what_they_share_is_the_original() -> None:
    spliced = f"{OTHER} Two bakers in Seld counted their flour and found that it would not do until May. {WIRE}"
    for items in ((WIRE, spliced), (spliced, WIRE)):
        found = leaning(*({"id": text[:3], "text": text, "date": None} for text in items))
        assert found == {"Gun": [], "Bre": ["Gun"]}


def test_two_copies_of_one_wire_lean_on_the_wire_and_not_on_each_other() -> None:
    copies = [
        {"id": f"copy {number}", "text": f"{place} - {WIRE} {OTHER}", "date": f"2023-03-0{number + 1}"}
        for number, place in enumerate(("KARSK", "SELD", "TOLM"), start=1)
    ]
    found = leaning(*copies, {"id": "wire", "text": f"{WIRE} {OTHER}", "date": "2023-03-01"})
    assert found == {"wire": [], "copy 1": ["wire"], "copy 2": ["wire"], "copy 3": ["wire"]}


def test_what_a_copy_changed_shows_who_copied_the_copy() -> None:
    added = "The council of Karsk had asked the province for guards on three occasions since the autumn."
    found = leaning(
        {"id": "wire", "text": f"{WIRE} {OTHER}", "date": "2023-03-01"},
        {"id": "copy", "text": f"{WIRE} {added} {OTHER}", "date": "2023-03-02"},
        {"id": "copy of the copy", "text": f"{WIRE} {added} {OTHER}", "date": "2023-03-03"},
    )
    assert found == {"wire": [], "copy": ["wire"], "copy of the copy": ["copy"]}


def test_a_text_put_together_from_two_leans_on_both() -> None:
    found = leaning(
        {"id": "wire", "text": WIRE, "date": "2023-03-01"},
        {"id": "prices", "text": f"{OTHER} {BRIDGE}", "date": "2023-03-02"},
        {"id": "both", "text": f"{OTHER} {BRIDGE} {WIRE}", "date": "2023-03-03"},
    )
    assert found == {"wire": [], "prices": [], "both": ["wire", "prices"]}


def test_turns_of_phrase_that_two_reports_share_make_no_copy() -> None:
    left = "The militia of the river burned eight houses not far from the stone bridge in the village of Seld, he said."
    right = "Ilka Tomsa, a nurse, recalled eight houses not far from the stone bridge in the village of Seld on fire."
    more = " ".join(f"Nothing{at} else{at} happened{at}." for at in range(5))
    found = leaning(
        {"id": "a", "text": f"{left} {more}", "date": "2023-01-01"},
        {"id": "b", "text": f"{OTHER} {right}", "date": "2023-01-02"},
    )
    assert found == {"a": [], "b": []}


def test_the_heads_of_mails_make_no_copy() -> None:
    head = "From: Ana Brelko\nTo: desk of statements\nDate: 2023-03-0{}\nSubject: please read this soon\n\n{}"
    mails = [
        {"id": str(day), "text": head.format(day, words), "date": f"2023-03-0{day}"}
        for day, words in ((1, "Six trucks came to Dremin before dawn."), (2, "The council of Seld bought a new bell."))
    ]
    assert leaning(*mails) == {"1": [], "2": []}


def test_what_the_other_copies_lean_on_is_the_original_though_it_has_no_date() -> None:
    found = leaning(
        {"id": "wire", "text": f"{WIRE} {OTHER} {BRIDGE}", "date": None, "publisher": "Northwind Agency"},
        {"id": "one", "text": f"{WIRE} {OTHER} By Northwind Agency.", "date": "2023-03-02", "publisher": "Tribune"},
        {"id": "two", "text": f"SELD - {WIRE} {OTHER}", "date": "2023-03-03", "publisher": "Gazette"},
    )
    assert found["two"] == ["wire"]


@given(st.permutations(range(6)))
def test_the_order_of_arrival_never_changes_what_leans_on_what(order: list[int]) -> None:
    texts = (WIRE, f"{WIRE} {OTHER}", f"{OTHER} {BRIDGE}", f"{BRIDGE} {WIRE}", f"KARSK - {WIRE}", f"{WIRE} {BRIDGE}")
    days = ("2023-03-02", None, "2023-03-01", None, None, "2023-03-01")
    items = [{"id": str(at), "text": texts[at], "date": days[at]} for at in range(6)]
    first = leaning(*items)
    again = leaning(*(items[at] for at in order))
    assert {key: sorted(found) for key, found in again.items()} == {key: sorted(found) for key, found in first.items()}


QUOTE = "“We were told to leave no one behind in that village, and we obeyed because we were afraid,”"


def test_one_quotation_of_one_speaker_makes_no_text_lean_on_another() -> None:
    left = f"{OTHER} {QUOTE} said Doru Molnak in a kitchen outside Tolm."
    right = (
        f"In Seld the mines stay shut for a third week. {QUOTE} Doru Molnak told us on the telephone yesterday evening."
    )
    assert leaning({"id": "a", "text": left, "date": None}, {"id": "b", "text": right, "date": None}) == {
        "a": [],
        "b": [],
    }


def test_a_statement_that_another_text_quotes_whole_is_upstream_of_it() -> None:
    quoted = f"The movement wrote: “{WIRE}”"
    assert leaning(
        {"id": "a", "text": WIRE, "date": "2023-03-01"}, {"id": "b", "text": quoted, "date": "2023-03-02"}
    ) == {
        "a": [],
        "b": ["a"],
    }


def test_one_copied_paragraph_shows_in_a_long_text() -> None:
    own = " ".join(f"word{number} other{number}" for number in range(500))
    long = own[:3000] + " " + WIRE + " " + own[3000:]
    line = reuse([{"id": "a", "text": WIRE, "date": "2023-01-01"}, {"id": "b", "text": long, "date": "2023-01-02"}])[1]
    (found,) = line["derived_from"]
    assert found["id"] == "a"
    assert 0.02 < found["share"] < 0.05
    for (start, end), (there_start, there_end) in found["passages"]:
        assert long[start:end] == WIRE[there_start:there_end]


def test_independent_texts_on_one_event_do_not_lean_on_each_other() -> None:
    other = "On Monday forty people were led out of the Karsk school by armed men, said Ilka Tomsa, who watched it all."
    assert leaning({"id": "a", "text": WIRE, "date": None}, {"id": "b", "text": other, "date": None}) == {
        "a": [],
        "b": [],
    }


def test_a_mere_citation_is_an_edge_without_passages_and_numbers_are_identifiers_too() -> None:
    words = "The Karsk Courier reported that gunmen took forty people from the school in Karsk on Monday."
    found = reuse(
        [
            {"id": 1, "text": words, "date": "2023-03-02", "publisher": "Tolm Tribune"},
            {"id": 2, "text": WIRE, "date": "2023-03-01", "publisher": "Karsk Courier"},
        ]
    )
    edge = {"id": 2, "share": 0.0, "passages": [], "basis": "citation"}
    assert found == [{"id": 1, "derived_from": [edge]}, {"id": 2, "derived_from": []}]


def test_an_empty_text_leans_on_nothing() -> None:
    assert reuse([{"id": "a", "text": "", "date": None}]) == [{"id": "a", "derived_from": []}]


@pytest.mark.parametrize(
    "item", [{"id": "a"}, {"text": "x"}, {"id": 3.5, "text": "x"}, {"id": "a", "text": "x", "date": 3}]
)
def test_an_item_without_its_fields_is_refused(item: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="item 1"):
        reuse([item])


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        reuse([{"id": "a", "text": "x", "date": "March"}])


@given(st.text(max_size=30))
def test_the_plain_form_of_a_plain_form_is_itself(word: str) -> None:
    assert plain(plain(word)) == plain(word) or not word.isascii()


def test_a_repeating_text_is_aligned_in_bounded_time() -> None:
    again = " ".join(["it goes on and on for ever"] * 600)
    line = reuse(
        [
            {"id": "a", "text": again, "date": "2023-01-01"},
            {"id": "b", "text": again, "date": "2023-01-02"},
        ]
    )[1]
    assert line["derived_from"][0]["share"] == 1.0
