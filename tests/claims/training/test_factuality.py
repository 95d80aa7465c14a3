"""The weights of factuality are settled over every judged word once the rest is taught."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.claims.corpus.document import Document
from probative.claims.parse import parse
from probative.claims.training.batches import batch
from probative.claims.training.examples import Example, Reader, examples
from probative.claims.training.factuality import settle
from probative.claims.training.network import Network
from probative.claims.training.starts import from_encoder
from tests.claims import tiny

TEXT = "Nine men were held in the mill at Sarn. The guards left in April. The ferry had sunk."


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    return from_encoder(tiny.base(tmp_path_factory.mktemp("base") / "bert"))


@pytest.fixture(scope="module")
def plain(start) -> Example:
    document = Document(id="a", language="en", genre="open", text=TEXT, marks=(), entities=None)
    (one,) = examples(document, Reader(parse, start.pieces))
    return one


def made(start) -> Network:
    torch.manual_seed(1)
    network = start.network()
    network.eval()
    return network


def answers(network: Network, example: Example) -> np.ndarray:
    seen = batch([example], mask=0, share=0.0, chance=np.random.default_rng(0))
    with torch.no_grad():
        fact = network.encoder(seen.pieces, seen.present, seen.features)[2]
    return torch.gather(fact, 1, seen.starts)[0].numpy()


@settings(max_examples=25, deadline=None)
@given(values=st.lists(st.floats(-3, 3, width=32), min_size=1, max_size=12), times=st.sampled_from([1, 40]))
def test_settling_never_errs_more_over_what_was_judged(start, plain, values, times):
    network = made(start)
    judged = replace(plain, facts=tuple(enumerate(values)))
    wanted = np.array(values)
    before = np.square(answers(network, judged)[: len(values)] - wanted).mean()
    settle(network, [judged] * times)
    after = np.square(answers(network, judged)[: len(values)] - wanted).mean()
    assert after <= before + 1e-4


def test_what_all_words_were_judged_alike_is_what_they_are_said_to_be(start, plain):
    network = made(start)
    settle(network, [replace(plain, facts=tuple((word, 2.5) for word in range(15)))] * 5)
    assert np.abs(answers(network, plain)[:15] - 2.5).mean() < 1


def test_nothing_changes_where_no_word_is_judged_nor_any_other_answer_where_some_are(start, plain):
    network, other = made(start), made(start)
    settle(network, [plain])
    assert all(torch.equal(one, two) for one, two in zip(network.parameters(), other.parameters(), strict=True))
    settle(network, [replace(plain, facts=((1, 3.0),))])
    changed = [
        name
        for (name, one), (_, two) in zip(network.named_parameters(), other.named_parameters(), strict=True)
        if not torch.equal(one, two)
    ]
    assert set(changed) <= {"encoder.fact.weight", "encoder.fact.bias"}
    assert changed
