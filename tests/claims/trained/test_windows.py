"""A text cut into windows: every word answered for once, no window longer than the network reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tokenizers import Tokenizer

from probative.claims.parse import parse
from probative.claims.trained.labels import DISTANCES, FEATURES, SENTENCES
from probative.claims.trained.windows import (
    CONTEXT,
    LONGEST,
    Pieces,
    distances,
    sentence_distances,
    windows,
    word_features,
)

WORDS = some.sampled_from(
    (
        "mill",
        "Toll",
        "said",
        "SARN",
        "1,400",
        "“",
        "”",
        ",",
        "internationalisation",
        "уряд",
        "x" * 90,
        "\u0301",
        "don't",
    )
)
SENTENCES_ = some.lists(WORDS, min_size=1, max_size=120).map(lambda words: " ".join(words) + ".")
TEXTS = some.lists(SENTENCES_, min_size=1, max_size=8).flatmap(
    lambda all_: some.sampled_from((" ", "\n\n")).map(lambda between: between.join(all_))
)


@pytest.fixture(scope="module")
def pieces(tiny_base) -> Pieces:
    return Pieces(Tokenizer.from_file(str(tiny_base / "tokenizer.json")))


@given(text=TEXTS)
def test_every_word_is_in_the_core_of_exactly_one_window_and_in_order(pieces, text):
    whole = parse(text)
    found = [word for each in windows(whole, pieces) for word in range(each.core_first, each.core_last)]
    assert found == list(range(len(whole.tokens)))


@given(text=TEXTS, data=some.data())
def test_every_word_of_an_asked_sentence_is_answered_for_and_no_word_twice(pieces, text, data):
    whole = parse(text)
    asked = data.draw(some.lists(some.booleans(), min_size=len(whole.sentences), max_size=len(whole.sentences)))
    found = [word for each in windows(whole, pieces, asked) for word in range(each.core_first, each.core_last)]
    wanted = {
        word
        for sentence, is_asked in zip(whole.sentences, asked, strict=True)
        for word in range(sentence.first, sentence.last)
        if is_asked
    }
    assert len(set(found)) == len(found)
    assert set(found) >= wanted


@given(text=TEXTS)
def test_no_window_is_longer_than_the_network_reads_and_its_parts_fit_together(pieces, text):
    whole = parse(text)
    features = word_features(whole)
    assert all(0 < each < FEATURES for each in features)
    for each in windows(whole, pieces):
        assert each.first <= each.core_first < each.core_last <= each.last <= len(whole.tokens)
        assert len(each.pieces) <= LONGEST + 2 * CONTEXT + 2
        assert len(each.pieces) == len(each.features)
        assert len(each.starts) == each.last - each.first
        assert each.features[each.starts].tolist() == features[each.first : each.last]
        assert (each.pieces[0], each.pieces[-1]) == (pieces.begin, pieces.end)


@given(text=TEXTS)
def test_the_same_text_is_cut_the_same_way_whatever_was_cut_before(pieces, tiny_base, text):
    whole = parse(text)
    fresh = Pieces(Tokenizer.from_file(str(tiny_base / "tokenizer.json")))
    for one, other in zip(windows(whole, pieces), windows(whole, fresh), strict=True):
        assert one.pieces.tolist() == other.pieces.tolist()


@given(some.integers(1, 400), some.data())
def test_distances_are_none_at_the_cue_grow_away_from_it_and_tell_the_sides_apart(count, data):
    first = data.draw(some.integers(0, count - 1))
    last = data.draw(some.integers(first + 1, min(count, first + 4)))
    found = distances(count, first, last).tolist()
    assert all(0 <= each < DISTANCES for each in found)
    assert all(found[word] == 0 for word in range(first, last))
    before, after = found[:first][::-1], found[last:]
    assert before == sorted(before)
    assert after == sorted(after)
    assert not {each for each in before if each} & set(after)


@given(some.lists(some.integers(0, 1), min_size=1, max_size=60), some.data())
def test_the_distance_in_sentences_is_cut_at_both_ends(steps, data):
    import numpy as np

    numbers = np.cumsum(steps)
    cue = data.draw(some.integers(0, len(steps) - 1))
    found = sentence_distances(numbers, cue)
    assert found[cue] == SENTENCES // 2
    assert ((found >= 0) & (found < SENTENCES)).all()
    assert (np.diff(found) >= 0).all()
